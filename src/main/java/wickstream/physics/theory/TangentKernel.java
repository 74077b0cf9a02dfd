package wickstream.physics.theory;

import java.util.Arrays;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Kernel;
import wickstream.physics.Multisets;
import wickstream.physics.StableStep;

/**
 * The tangent kernel Θ = ∇f ∇fᵀ of networks of one hidden layer whose weights and biases all are
 * parameters, for N → ∞ (Jacot, Gabriel, Hongler, arXiv 1806.07572): with u = (σ_W x/√d, σ_b), of
 * cos (σ_W x/√d, 1), and u·u′ the covariance of preactivations, of cos but for their phases,
 *
 * <pre>
 *   Θ(x, x′) = K(x, x′) + σ_W² E[g′(z) g′(z′)] u·u′
 *   erf, tanh  E[g′ g′] = ∂E[g g]/∂(u·u′)
 *   cos        E[g′ g′] = E[g g] = exp(−σ_W²|x−x′|²/2d)
 * </pre>
 */
final class TangentKernel {
  private final Ensemble ensemble;

  /**
   * @param ensemble of one hidden layer of erf, tanh or cos
   */
  TangentKernel(Ensemble ensemble) {
    if (ensemble.depth() > 1) {
      throw new IllegalArgumentException("must have one hidden layer, had " + ensemble.depth());
    }
    this.ensemble = ensemble;
  }

  /** Θ of all pairs of points, in the order of {@link Multisets}. */
  double[] pairs(InputPoints points) {
    Multisets pairs = Multisets.of(points.count(), 2);
    double[] theta = Kernel.of(ensemble).pairs(points);
    double[] covariances = new double[theta.length];
    Arrays.setAll(covariances, k -> covariance(points, pairs.indices(k)));
    double[] weights = Kernel.of(ensemble).weightPairs(points);
    for (int k = 0; k < theta.length; k++) {
      int[] of = pairs.pairsWithin(k);
      double slopes =
          ensemble.activation() == Activation.COS
              ? weights[k]
              : slopes(covariances[of[0]], covariances[k], covariances[of[2]]);
      theta[k] += slopes * covariances[k];
    }
    return theta;
  }

  /** u·u′. */
  private double covariance(InputPoints points, int[] ab) {
    double ofBias = StableStep.biasScale(ensemble);
    double slope = ensemble.sigmaW() * ensemble.sigmaW() / ensemble.dIn();
    return Math.fma(slope, points.dot(ab[0], ab[1]), ofBias * ofBias);
  }

  /** σ_W² E[g′ g′]. */
  private double slopes(double s, double c, double t) {
    double variance = ensemble.sigmaW() * ensemble.sigmaW();
    return variance * PairDerivatives.of(ensemble.activation(), s, c, t).first()[1];
  }
}
