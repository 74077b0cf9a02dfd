package wickstream.statistics;

import static wickstream.statistics.BlockDirections.dot;

import java.util.Arrays;
import org.apache.commons.math3.special.Gamma;

/**
 * A straight line y = a + b x through measured points by weighted least squares: the line that
 * minimises χ² = Σ ((y_i − a − b x_i)/σ_i)². The errors of a and b are those that the σ_i imply;
 * they are not scaled by how well the line fits.
 *
 * @param intercept a, with its standard error
 * @param slope b, with its standard error
 * @param covariance of a and b
 * @param chiSquare χ² at the minimum
 * @param degreesOfFreedom the number of points less 2
 */
public record LineFit(
    Estimate intercept, Estimate slope, double covariance, double chiSquare, int degreesOfFreedom) {

  /**
   * Fits a line. All arrays have the same length and hold finite numbers.
   *
   * @param x where the points are; two at least must differ
   * @param y their values
   * @param standardErrors σ_i of the values, all above 0
   */
  public static LineFit of(double[] x, double[] y, double[] standardErrors) {
    requirePoints(x, y, standardErrors);
    // Weights relative to the most precise point: 1/σ² itself may be beyond the range of a double.
    double unit = Arrays.stream(standardErrors).min().orElseThrow();
    double[] weights = Arrays.stream(standardErrors).map(error -> sq(unit / error)).toArray();
    double sum = Arrays.stream(weights).sum();
    double centreX = dot(weights, x) / sum;
    double centreY = dot(weights, y) / sum;
    double[] fromCentre = Arrays.stream(x).map(at -> at - centreX).toArray();
    double[] weighted = new double[x.length];
    Arrays.setAll(weighted, i -> weights[i] * fromCentre[i]);

    double spread = dot(weighted, fromCentre);
    double slope = dot(weighted, y) / spread;
    double slopeError = unit / Math.sqrt(spread);
    double centreError = unit / Math.sqrt(sum);
    double chiSquare = 0;
    for (int i = 0; i < x.length; i++) {
      chiSquare += sq((y[i] - centreY - slope * fromCentre[i]) / standardErrors[i]);
    }
    return new LineFit(
        new Estimate(centreY - slope * centreX, Math.hypot(centreError, centreX * slopeError)),
        new Estimate(slope, slopeError),
        -centreX * sq(slopeError),
        chiSquare,
        x.length - 2);
  }

  private static void requirePoints(double[] x, double[] y, double[] standardErrors) {
    if (x.length != y.length || x.length != standardErrors.length) {
      throw new IllegalArgumentException(
          "each point needs x, y and an error, there were %d, %d and %d"
              .formatted(x.length, y.length, standardErrors.length));
    }
    if (Arrays.stream(x).distinct().count() < 2) {
      throw new IllegalArgumentException(
          "a line needs points at two places at least, was " + Arrays.toString(x));
    }
    for (int i = 0; i < x.length; i++) {
      requireFinite("x", i, x[i]);
      requireFinite("y", i, y[i]);
      requireFinite("standardErrors", i, standardErrors[i]);
      if (!(standardErrors[i] > 0)) {
        throw new IllegalArgumentException(
            "standardErrors[%d] must be above 0, was %s".formatted(i, standardErrors[i]));
      }
    }
  }

  private static void requireFinite(String name, int i, double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException(
          "%s[%d] must be finite, was %s".formatted(name, i, number));
    }
  }

  /** The line at x, with its standard error there. */
  public Estimate at(double x) {
    double variance =
        sq(intercept.standardError()) + x * (2 * covariance + x * sq(slope.standardError()));
    return new Estimate(intercept.value() + slope.value() * x, Math.sqrt(Math.max(0, variance)));
  }

  /**
   * The probability of a χ² as large or larger if the points lie on a line and their errors are
   * normal; NaN for two points, through which a line always goes.
   */
  public double probability() {
    return upperTail(chiSquare, degreesOfFreedom);
  }

  /** The probability of a χ² as large or larger; NaN without degrees of freedom. */
  public static double upperTail(double chiSquare, int degreesOfFreedom) {
    return degreesOfFreedom == 0
        ? Double.NaN
        : Gamma.regularizedGammaQ(degreesOfFreedom / 2.0, chiSquare / 2);
  }

  private static double sq(double x) {
    return x * x;
  }
}
