package wickstream.physics.exact;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.special.Erf;
import wickstream.physics.Ensemble;

/**
 * How much heavier than a normal number's the tails of h² are, the square of one hidden unit at one
 * point: its excess kurtosis κ4/κ2². At coincident points conditional averages of N units
 * contribute (Σ (h² − E h²)/N)², whose variance over the square of its mean is 2 + κ4/(N κ2²).
 */
public final class SquaredUnit {
  /** That of the square of a normal number, as units that are linear have. */
  private static final double OF_LINEAR = 12;

  /** That of cos of a uniform angle. */
  private static final double OF_COS = -1.5;

  private static final double REACH = 10;
  private static final int NODES = 2000;

  private SquaredUnit() {}

  /**
   * κ4/κ2² of a unit of the first hidden layer.
   *
   * @param point of the ensemble's dimension
   * @param isTilted whether what σ_b does to the tails is taken out, as the tilted estimator does
   * @return at least −2; infinite beyond the range of a double
   */
  public static double excessKurtosis(Ensemble ensemble, double[] point, boolean isTilted) {
    double square = 0;
    for (double x : point) {
      square += x * x;
    }
    double weights = ensemble.sigmaW() * ensemble.sigmaW() * square / ensemble.dIn();
    double biases = isTilted ? 0 : ensemble.sigmaB() * ensemble.sigmaB();
    double sigma = Math.sqrt(weights + biases);
    return switch (ensemble.activation().family()) {
      case GAUSS -> ofLogNormal(4 * sigma * sigma);
      case COS -> OF_COS;
      case RECTIFIED -> ofRectified(ensemble.activation().negativeSlope());
      case ERF -> ofBounded(Erf::erf, sigma);
      case TANH -> ofBounded(StrictMath::tanh, sigma);
      case SIN -> ofBounded(StrictMath::sin, sigma);
      case FORMULA -> ofBounded(ensemble.activation().formula().orElseThrow()::at, sigma);
    };
  }

  /** E[g²ⁿ] = (2n−1)!! (1 + s²ⁿ)/2, whatever the scale. */
  private static double ofRectified(double slope) {
    double s2 = slope * slope;
    double m1 = (1 + s2) / 2;
    double m2 = 3 * (1 + s2 * s2) / 2;
    double m3 = 15 * (1 + s2 * s2 * s2) / 2;
    double m4 = 105 * (1 + s2 * s2 * s2 * s2) / 2;
    return excess(m1, m2, m3, m4);
  }

  private static double excess(double m1, double m2, double m3, double m4) {
    double variance = m2 - m1 * m1;
    double fourth = m4 - 4 * m1 * m3 + 6 * m1 * m1 * m2 - 3 * m1 * m1 * m1 * m1;
    return variance > 0 ? fourth / (variance * variance) - 3 : OF_LINEAR;
  }

  /** With s² the variance of the logarithm. */
  private static double ofLogNormal(double s2) {
    return StrictMath.exp(4 * s2) + 2 * StrictMath.exp(3 * s2) + 3 * StrictMath.exp(2 * s2) - 6;
  }

  /** Of g(z)² with z normal: the trapezoidal rule, which is exact to rounding for smooth g. */
  private static double ofBounded(DoubleUnaryOperator g, double sigma) {
    double[] moments = new double[5];
    for (int i = 0; i <= NODES; i++) {
      double z = REACH * (2.0 * i / NODES - 1);
      double weight = StrictMath.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * 2 * REACH / NODES;
      double h = g.applyAsDouble(sigma * z);
      for (int k = 0; k < moments.length; k++) {
        moments[k] += weight;
        weight *= h * h;
      }
    }
    return excess(moments[1], moments[2], moments[3], moments[4]);
  }
}
