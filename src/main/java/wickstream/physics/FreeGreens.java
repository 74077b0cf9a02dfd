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
    return of(new PairTable(Kernel.of(ensemble).pairs(points), points.count()), multisets);
  }

  static double[] of(PairTable kernel, Multisets multisets) {
    List<int[][]> pairings = WickPairings.of(multisets.order());
    double[] greens = new double[multisets.size()];
    for (int k = 0; k < greens.length; k++) {
      int[] points = multisets.indices(k);
      for (int[][] pairing : pairings) {
        greens[k] += product(kernel, points, pairing);
      }
    }
    return greens;
  }

  private static double product(PairTable kernel, int[] points, int[][] pairing) {
    double product = 1;
    for (int[] pair : pairing) {
      product *= kernel.at(points[pair[0]], points[pair[1]]);
    }
    return product;
  }
}
