package wickstream.physics.exact;

import java.util.OptionalDouble;

/**
 * What is known of a variance: that it lies between two numbers. Where it is known exactly they
 * differ by the rounding of its terms; +∞ stands for what is beyond the range of a double.
 *
 * @param lower at least 0
 * @param upper at least {@code lower}, maybe +∞
 */
public record VarianceBounds(double lower, double upper) {
  /** Nothing is known. */
  public static final VarianceBounds UNKNOWN = new VarianceBounds(0, Double.POSITIVE_INFINITY);

  private static final double TIGHT = 0.999;

  public VarianceBounds {
    if (!(lower >= 0 && upper >= lower)) {
      throw new IllegalArgumentException(
          "bounds of a variance must be ordered and at least 0, were %s and %s"
              .formatted(lower, upper));
    }
  }

  /** A value and the most by which rounding can have changed it; unknown if either is no number. */
  static VarianceBounds of(double value, double error) {
    if (value == Double.POSITIVE_INFINITY) {
      return new VarianceBounds(value, value);
    }
    double most = value + error;
    return Double.isNaN(most) || most < 0
        ? UNKNOWN
        : new VarianceBounds(Math.max(0, value - error), most);
  }

  /** The variance to three digits; empty where the bounds leave more open. */
  public OptionalDouble value() {
    if (lower < TIGHT * upper) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(lower == upper ? lower : lower + (upper - lower) / 2);
  }
}
