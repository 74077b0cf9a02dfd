package wickstream.physics;

import java.util.List;

/**
 * Green functions of the Gaussian process that networks become as N → ∞: G0⁽ⁿ⁾(x1..xn) = Σ over the
 * perfect pairings of Π K(pair).
 */
public final class FreeGreens {
  private FreeGreens() {}

  /** G0⁽ⁿ⁾ for each multiset, n being their order; zeros when it is odd. */
  public static double[] of(Ensemble ensemble, InputPoints points, Multisets multisets) {
    return Ball.values(of(Kernel.of(ensemble).bounded(points), multisets));
  }

  public static Ball[] of(PairTable kernel, Multisets multisets) {
    List<int[][]> pairings = WickPairings.of(multisets.order());
    Ball[] greens = new Ball[multisets.size()];
    for (int k = 0; k < greens.length; k++) {
      int[] points = multisets.indices(k);
      greens[k] = Ball.ZERO;
      for (int[][] pairing : pairings) {
        greens[k] = greens[k].plus(product(kernel, points, pairing));
      }
    }
    return greens;
  }

  private static Ball product(PairTable kernel, int[] points, int[][] pairing) {
    Ball product = Ball.exact(1);
    for (int[] pair : pairing) {
      product = product.times(kernel.at(points[pair[0]], points[pair[1]]));
    }
    return product;
  }
}
