package wickstream.statistics;

import java.util.OptionalDouble;

/**
 * How precisely a number is to be known: a standard error of at most max(relativeError · |value|,
 * absoluteError), so whichever of the given bounds is the looser, met with some care where the
 * value is itself uncertain.
 *
 * @param relativeError bound relative to |value|, above 0
 * @param absoluteError bound in the number's own units, above 0
 */
public record Target(OptionalDouble relativeError, OptionalDouble absoluteError) {

  public Target {
    if (relativeError.isEmpty() && absoluteError.isEmpty()) {
      throw new IllegalArgumentException(
          "a target must bound the relative error, the absolute error, or both");
    }
    if (!(relativeError.orElse(1) > 0) || !(absoluteError.orElse(1) > 0)) {
      throw new IllegalArgumentException(
          "a target must be above 0, was relative %s, absolute %s"
              .formatted(text(relativeError), text(absoluteError)));
    }
  }

  private static String text(OptionalDouble bound) {
    return bound.isPresent() ? Double.toString(bound.getAsDouble()) : "none";
  }

  /**
   * The largest standard error allowed for a measured number. It is relative to a value one
   * standard error nearer to zero, though never nearer than half way: a target that is relative to
   * the value found is met too early by values that chance has made too large.
   */
  public double tolerance(Estimate estimate) {
    double size = Math.abs(estimate.value());
    double nearer = Math.max(size - estimate.standardError(), size / 2);
    return Math.max(relativeError.orElse(0) * nearer, absoluteError.orElse(0));
  }

  /** The largest standard error with which a number of this size meets the target. */
  public double tolerance(double value) {
    double relative = relativeError.orElse(0);
    double share = relative * Math.max(1 / (1 + relative), 0.5);
    return Math.max(share * Math.abs(value), absoluteError.orElse(0));
  }
}
