package wickstream.store;

import java.util.Optional;
import wickstream.statistics.Figures;
import wickstream.statistics.Objection;
import wickstream.statistics.SampleChecks;
import wickstream.statistics.TailDiagnosis;

/** Why a measured number with its error, however large, may not be believed. */
public final class Doubt {
  private Doubt() {}

  /**
   * One sentence; empty if it may be believed.
   *
   * @param tail of the contributions to the value
   */
  public static Optional<String> about(Value value, TailDiagnosis tail) {
    if (tail.isHeavy()) {
      return Optional.of(
          tail.objection()
              .map(Objection::why)
              .orElse(
                  "the contributions are too heavy-tailed for the error bar to be believed (%s)"
                      .formatted(tail.describe())));
    }
    double pull = value.pull();
    return Math.abs(pull) > SampleChecks.MOST_ERRORS
        ? Optional.of(
            "the value is %s standard errors from the exact one".formatted(Figures.brief(pull)))
        : Optional.empty();
  }
}
