package wickstream.physics;

import java.util.OptionalDouble;

/**
 * What a change of σ_W amounts to for networks with one hidden layer: with σ_b fixed, their weights
 * are σ_W times normal numbers whose law does not depend on σ_W, so that f(x) − b1 at σ_W has the
 * law of σ_W (f(σ_W x) − b1) at σ_W = 1. The bias b1 adds to no connected function beyond the
 * second, therefore at every width, for every activation and number of outputs, with d = d_in,
 *
 * <pre>
 *   G_c⁽ⁿ⁾(x; σ_W) = σ_Wⁿ G_c⁽ⁿ⁾(σ_W x; 1),   n &gt; 2
 *   u4(x; σ_W) = σ_W^{d−4} u4(σ_W x; 1),   u6(x; σ_W) = σ_W^{d−6} u6(σ_W x; 1)
 * </pre>
 *
 * <p>with a cutoff c at σ_W and σ_W c at 1. The slopes of couplings in σ_W at fixed points (arXiv
 * 2212.11811, eqs. 8 and 13) are this identity where the right-hand side does not vary with σ_W x.
 *
 * @param ensemble networks with one hidden layer: of several, σ_W is in every layer
 * @param points x
 */
public record ScalingIdentity(Ensemble ensemble, InputPoints points) {
  public ScalingIdentity {
    if (ensemble.depth() > 1) {
      throw new IllegalArgumentException("depth must be 1, was " + ensemble.depth());
    }
    points.requireDimension(ensemble.dIn());
  }

  /** The same networks at σ_W = 1. */
  public Ensemble ensembleAtOne() {
    OptionalDouble cutoff = ensemble.cutoff();
    return new Ensemble(
        ensemble.activation(),
        ensemble.dIn(),
        ensemble.dOut(),
        1,
        1,
        ensemble.sigmaB(),
        cutoff.isPresent() ? OptionalDouble.of(cutoff.getAsDouble() * ensemble.sigmaW()) : cutoff,
        ensemble.priors());
  }

  /** σ_W x. */
  public InputPoints pointsAtOne() {
    double[][] scaled = new double[points.count()][points.coordinates()];
    for (int a = 0; a < scaled.length; a++) {
      for (int k = 0; k < scaled[a].length; k++) {
        scaled[a][k] = ensemble.sigmaW() * points.coordinate(a, k);
      }
    }
    return InputPoints.ofDimension(points.dIn(), scaled);
  }

  /** By what a quantity differs from that of the networks at σ_W = 1; empty where by no factor. */
  public OptionalDouble factor(PowerLaw quantity) {
    OptionalDouble power = quantity.ofIdentity(ensemble);
    return power.isPresent()
        ? OptionalDouble.of(StrictMath.pow(ensemble.sigmaW(), power.getAsDouble()))
        : power;
  }
}
