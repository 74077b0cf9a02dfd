package wickstream.statistics;

import java.util.Optional;
import java.util.function.Function;

/**
 * An average whose exact value is known, against which a sample can be held.
 *
 * @param name what it is called in messages
 * @param measured the average and its standard error
 * @param exact its exact value
 * @param allowance how far off the average may be, for rounding or because the value is known so
 *     far
 */
public record KnownMean(
    String name, Function<Sums, Estimate> measured, double exact, double allowance) {

  /**
   * Says how the sample misses the exact value; empty if it is within the interval.
   *
   * @param sequence the interval, at a confidence that leaves room for all the averages looked at
   */
  Optional<Objection> objection(Sums sums, ConfidenceSequence sequence) {
    Estimate found = measured.apply(sums);
    double distance = Math.abs(found.value() - exact);
    double allowed = sequence.halfWidth(found.standardError(), sums.networks()) + allowance;
    if (distance <= allowed) {
      return Optional.empty();
    }
    return Optional.of(
        new Objection(
            Objection.Kind.KNOWN_MEAN_MISSED,
            "%s must be %s to within %s and is %s ± %s, so networks that matter are too rare to have been drawn. %s"
                .formatted(
                    name,
                    NumberText.brief(exact),
                    NumberText.brief(allowance),
                    NumberText.brief(found.value()),
                    NumberText.brief(found.standardError()),
                    Objection.WHAT_HELPS)));
  }
}
