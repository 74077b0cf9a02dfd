package wickstream.physics.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Kernel;
import wickstream.physics.Multisets;

/**
 * How the covariance of what leaves a hidden layer follows, to first order, that of what goes into
 * it, at their values for N → ∞: dC′_ab = σ_W² Σ_p ∂_p m_ab dC_p, with m = E[g(u) g(v)] and p the
 * pairs aa, ab, bb. Pairs are in the order of {@link Multisets}.
 *
 * @param pairs which pairs each pair follows: three, or of a point with itself one
 * @param coefficients by how much
 */
public record KernelResponse(int[][] pairs, double[][] coefficients) {
  /** The responses of all hidden layers but the first, to the layer below. */
  public static List<KernelResponse> ofFurtherLayers(Ensemble ensemble, InputPoints points) {
    Multisets pairs = Multisets.of(points.count(), 2);
    Kernel ofLayer = Kernel.of(ensemble.withDepth(1));
    double biasVariance = ensemble.sigmaB() * ensemble.sigmaB();
    double[] below = ofLayer.pairs(points);
    List<KernelResponse> responses = new ArrayList<>();
    while (responses.size() < ensemble.depth() - 1) {
      responses.add(at(below, ensemble, pairs));
      double[] above = ofLayer.ofLayer(below, pairs);
      Arrays.setAll(above, k -> biasVariance + above[k]);
      below = above;
    }
    return List.copyOf(responses);
  }

  private static KernelResponse at(double[] kernel, Ensemble ensemble, Multisets of) {
    double variance = ensemble.sigmaW() * ensemble.sigmaW();
    int[][] pairs = new int[kernel.length][];
    double[][] coefficients = new double[kernel.length][];
    for (int k = 0; k < kernel.length; k++) {
      int[] three = of.pairsWithin(k);
      double[] first =
          PairDerivatives.of(
                  ensemble.activation(), kernel[three[0]], kernel[three[1]], kernel[three[2]])
              .first();
      boolean isOnePoint = three[0] == three[2];
      pairs[k] = isOnePoint ? new int[] {k} : three;
      coefficients[k] =
          isOnePoint
              ? new double[] {variance * Arrays.stream(first).sum()}
              : Arrays.stream(first).map(each -> variance * each).toArray();
    }
    return new KernelResponse(pairs, coefficients);
  }
}
