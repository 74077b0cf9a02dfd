package wickstream.physics.theory;

import java.util.Arrays;

/**
 * A covariance matrix as S = L Lᵀ by the Cholesky factorisation with diagonal pivoting, which stops
 * at the numerical rank: z = L ξ with as many independent standard normal ξ as needed.
 *
 * @param order the variables in the order in which they were taken as pivots, then the others
 * @param rows the rows of L, one a variable of the original order
 * @param rank how many columns of L there are
 */
record PivotedFactor(int[] order, double[][] rows, int rank) {

  /**
   * The factor.
   *
   * @param s positive semidefinite but for rounding
   * @param negligible what is left of the variances when the factorisation stops, relative to the
   *     largest variance
   */
  static PivotedFactor of(double[][] s, double negligible) {
    int n = s.length;
    int[] order = new int[n];
    double[][] rows = new double[n][n];
    double[] left = new double[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
      left[i] = s[i][i];
    }
    double limit = negligible * Arrays.stream(left).max().orElse(0);
    for (int k = 0; k < n; k++) {
      bringLargest(order, left, k);
      int pivot = order[k];
      if (!(left[pivot] > limit)) {
        return new PivotedFactor(order, truncated(rows, k), k);
      }
      double root = Math.sqrt(left[pivot]);
      rows[pivot][k] = root;
      for (int i = k + 1; i < n; i++) {
        double[] row = rows[order[i]];
        double product = s[order[i]][pivot];
        for (int j = 0; j < k; j++) {
          product = Math.fma(-row[j], rows[pivot][j], product);
        }
        row[k] = product / root;
        left[order[i]] = Math.fma(-row[k], row[k], left[order[i]]);
      }
    }
    return new PivotedFactor(order, rows, n);
  }

  private static void bringLargest(int[] order, double[] left, int k) {
    int largest = k;
    for (int i = k + 1; i < order.length; i++) {
      if (left[order[i]] > left[order[largest]]) {
        largest = i;
      }
    }
    int taken = order[largest];
    order[largest] = order[k];
    order[k] = taken;
  }

  private static double[][] truncated(double[][] rows, int rank) {
    return Arrays.stream(rows).map(row -> Arrays.copyOf(row, rank)).toArray(double[][]::new);
  }
}
