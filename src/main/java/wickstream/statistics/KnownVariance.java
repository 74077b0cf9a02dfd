package wickstream.statistics;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;

/**
 * A variance that is known to be there, of one network's contribution to an average, against which
 * that of a sample can be held.
 *
 * @param name of what, in messages
 * @param measured the sample variance
 * @param exact the true variance, or a lower bound of it; may be infinite
 * @param series the series of which the contribution is a part; empty for what stands for itself
 * @param coefficient by which the series holds it
 */
public record KnownVariance(
    String name,
    ToDoubleFunction<Sums> measured,
    double exact,
    OptionalInt series,
    double coefficient) {

  /** The variance of a series itself. */
  static KnownVariance ofSeries(String name, int series, double exact) {
    return new KnownVariance(
        name, sums -> sums.series().get(series).variance(), exact, OptionalInt.of(series), 1);
  }

  /**
   * Says what the sample has not seen: more than half of the variance, be it of what stands for
   * itself or of the series that holds it. Empty if it has seen enough.
   */
  Optional<Objection> objection(Sums sums) {
    double seen = measured.applyAsDouble(sums);
    double missing = Math.abs(coefficient) * Math.sqrt(Math.max(0, exact - seen));
    double whole =
        Math.sqrt(series.isPresent() ? sums.series().get(series.getAsInt()).variance() : seen);
    if (!(missing > whole)) {
      return Optional.empty();
    }
    return Optional.of(
        new Objection(
            Objection.Kind.VARIANCE_UNSEEN,
            "the variance of %s is known to be at least %s and the sample has seen %s of it: what makes the rest is too rare to have been drawn"
                .formatted(name, Figures.brief(exact), Figures.brief(seen))));
  }
}
