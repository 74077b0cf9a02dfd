package wickstream.statistics;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A measured number with its standard error (one σ); NaN where a number could not be had.
 *
 * @param value the number
 * @param standardError its standard error
 * @param degreesOfFreedom of the standard error, which is itself measured: infinite where it comes
 *     from so many networks that it is as good as known, one less than the number of blocks where
 *     it comes from a jackknife
 */
public record Estimate(double value, double standardError, double degreesOfFreedom) {

  /** What cannot be had: value and error NaN. */
  public static final Estimate NONE = new Estimate(Double.NaN, Double.NaN);

  private static final double CLEAR_OF_ZERO = 3;

  /** Further out, probabilities leave the range of a double: intervals grow in proportion. */
  private static final double MAX_ERRORS = 8;

  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  /** A number whose standard error is as good as known. */
  public Estimate(double value, double standardError) {
    this(value, standardError, Double.POSITIVE_INFINITY);
  }

  /** This number in other units. */
  public Estimate times(double factor) {
    return new Estimate(value * factor, standardError * Math.abs(factor), degreesOfFreedom);
  }

  /** This number, moved by an exact amount. */
  public Estimate plus(double shift) {
    return new Estimate(value + shift, standardError, degreesOfFreedom);
  }

  /** Whether it is more than three standard errors from zero; false for what cannot be had. */
  public boolean isClearOfZero() {
    return Math.abs(value) > CLEAR_OF_ZERO * standardError;
  }

  /** standardError/|value|; infinite or NaN for a value of zero. */
  public double relativeError() {
    return standardError / Math.abs(value);
  }

  /**
   * The half-width of the interval around the value that misses as rarely as so many standard
   * errors do where the standard error is known: Student's t instead of the normal distribution.
   */
  public double halfWidth(double normalErrors) {
    return standardError * studentErrors(normalErrors);
  }

  private double studentErrors(double normalErrors) {
    if (Double.isInfinite(degreesOfFreedom) || !(normalErrors > 0)) {
      return normalErrors;
    }
    double within = Math.min(normalErrors, MAX_ERRORS);
    double missed = NORMAL.cumulativeProbability(-within);
    double errors =
        -new TDistribution(null, degreesOfFreedom, 1e-12).inverseCumulativeProbability(missed);
    return errors * (normalErrors / within);
  }
}
