package wickstream.sampling;

import java.util.Arrays;

/**
 * L with L Lᵀ = C, by the book: each column from the variable of whose variance most is left,
 * relative to it, the first of several. Of a variance of which the share s is left, the rounding
 * errors of C, some 3 · 10⁻¹⁴ of it, are divided by √s.
 */
final class NaiveFactor {
  /** 3 · 10⁻¹⁴ in units of the tolerance of sizes. */
  private static final double ROUNDING = 0.03;

  /** What is left of less is taken to be nothing, or not, by rounding errors. */
  private static final double LEAST_SHARE = 1e-15;

  private NaiveFactor() {}

  static Sized[][] of(double[][] covariance) {
    int n = covariance.length;
    double[][] left = new double[n][];
    double[][] factor = new double[n][n];
    Sized[][] sized = new Sized[n][n];
    for (int a = 0; a < n; a++) {
      left[a] = covariance[a].clone();
      Arrays.fill(sized[a], Sized.ZERO);
    }
    boolean[] taken = new boolean[n];
    for (int k = 0; k < n; k++) {
      int pivot = -1;
      double most = LEAST_SHARE;
      for (int a = 0; a < n; a++) {
        double share = left[a][a] / covariance[a][a];
        if (!taken[a] && share > most * (1 + 1e-9)) {
          pivot = a;
          most = share;
        }
      }
      if (pivot < 0) {
        for (int a = 0; a < n; a++) {
          sized[a][k] = new Sized(0, ROUNDING * Math.sqrt(covariance[a][a] / LEAST_SHARE));
        }
        return sized;
      }
      double root = Math.sqrt(left[pivot][pivot]);
      for (int a = 0; a < n; a++) {
        factor[a][k] = taken[a] ? 0 : left[a][pivot] / root;
        double error = ROUNDING * Math.sqrt(covariance[a][a] / most);
        sized[a][k] = new Sized(factor[a][k], Math.abs(factor[a][k]) + error);
      }
      for (int a = 0; a < n; a++) {
        for (int b = 0; b < n; b++) {
          left[a][b] -= factor[a][k] * factor[b][k];
        }
      }
      taken[pivot] = true;
    }
    return sized;
  }

  /** How many columns are not zero. */
  static int columns(Sized[][] factor) {
    int columns = 0;
    for (int k = 0; k < factor.length; k++) {
      for (Sized[] row : factor) {
        columns = row[k].value() != 0 ? k + 1 : columns;
      }
    }
    return columns;
  }
}
