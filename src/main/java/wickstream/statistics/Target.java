package wickstream.statistics;

import java.util.OptionalDouble;

/**
 * How precisely a number is to be known: a standard error of at most max(relativeError · |value|,
 * absoluteError), so whichever of the given bounds is the looser.
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

  /** The largest standard error allowed for a number of this size. */
  public double tolerance(double value) {
    return Math.max(relativeError.orElse(0) * Math.abs(value), absoluteError.orElse(0));
  }
}
