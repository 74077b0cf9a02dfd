package wickstream.physics.theory;

import wickstream.numeric.Elementary;
import wickstream.physics.Activation;
import wickstream.physics.moments.ErfMoments;
import wickstream.physics.moments.OrthantMoments;
import wickstream.physics.moments.RectifiedMoments;
import wickstream.physics.moments.SineMoments;

/** E[g(z_1) g(z_2) g(z_3) g(z_4)] of one hidden unit at four points, repeats included. */
interface FourPointMoments {
  /** Nodes of quadratures that take no more than some ten seconds. */
  double MAX_NODES = 2e9;

  /**
   * The moment; NaN where it would take too long.
   *
   * @param s the covariance of z_1…z_4, positive semidefinite; it may be singular
   */
  double at(double[][] s);

  /**
   * Those of an activation that may be deep.
   *
   * @param number how many will be asked for, which limits what one may cost
   */
  static FourPointMoments of(Activation activation, int number) {
    return switch (activation.family()) {
      case ERF -> ErfMoments::ofFour;
      case RECTIFIED -> s -> RectifiedMoments.ofFour(s, activation.negativeSlope());
      case SIN -> SineMoments::of;
      case FORMULA -> {
        if (activation.equals(Activation.STEP)) {
          yield OrthantMoments::ofFour;
        }
        throw new IllegalArgumentException("formulas have FormulaCovariances");
      }
      case TANH -> new SmoothFourPoint(Elementary::tanh, Math.PI / 2, MAX_NODES / number);
      case GAUSS, COS -> throw new IllegalArgumentException(activation.label() + " is not deep");
    };
  }
}
