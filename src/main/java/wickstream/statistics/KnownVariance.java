package wickstream.statistics;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;

/**
 * The variance of what one network contributes to an average, known without sampling, against which
 * that of a sample can be held.
 *
 * @param name of the average, in messages
 * @param measured the sample variance
 * @param variance the variance, or a lower bound of it; may be infinite
 * @param isExact whether it is the variance itself
 * @param series the series whose variance it is; empty if it is that of a component
 * @param rounding a bound on the rounding error of a component's contributions
 */
public record KnownVariance(
    String name,
    ToDoubleFunction<Sums> measured,
    double variance,
    boolean isExact,
    OptionalInt series,
    double rounding) {

  /** Of the contributions to a series. */
  public static KnownVariance ofSeries(String name, int series, double variance, boolean isExact) {
    return new KnownVariance(
        name,
        sums -> sums.series().get(series).variance(),
        variance,
        isExact,
        OptionalInt.of(series),
        0);
  }

  /** Says what the sample has not seen, if that is more than half of the variance. */
  Optional<Objection> objection(Sums sums) {
    double seen = measured.applyAsDouble(sums);
    if (!(seen < variance / 2) || variance <= rounding * rounding) {
      return Optional.empty();
    }
    return Optional.of(
        new Objection(
            Objection.Kind.VARIANCE_UNSEEN,
            "networks contribute to %s with a variance of %s%s, and the sample has seen %s: what makes the rest is too rare to have been drawn. %s"
                .formatted(
                    name,
                    isExact ? "" : "at least ",
                    NumberText.brief(variance),
                    NumberText.brief(seen),
                    Objection.WHAT_HELPS)));
  }
}
