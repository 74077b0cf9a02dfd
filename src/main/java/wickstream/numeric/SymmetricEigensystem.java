package wickstream.numeric;

import java.util.Arrays;

/**
 * Eigenvalues λ and eigenvectors Q of symmetric matrices A = Q Λ Qᵀ, of many at once: element (i,
 * j) of matrix m is entry m of an array of its own. Jacobi's method by rows: of matrices that are
 * positive definite it finds small eigenvalues as exactly as their elements tell them (Demmel,
 * Veselić, "Jacobi's method is more accurate than QR", SIAM J. Matrix Anal. Appl. 13, 1992).
 *
 * <p>Every number is computed by the same operations for every matrix, and a matrix that has
 * converged is left as it is, so that the bits of one do not depend on which others there are.
 * Mutable; used by one thread.
 */
public final class SymmetricEigensystem {
  /** Elements off the diagonal of which so little is left are 0, relative to √(A_ii A_jj). */
  private static final double TOLERANCE = 0x1p-53;

  /** The same relative to the largest element on the diagonal, for matrices without full rank. */
  private static final double SMALLEST = 0x1p-62;

  /** It takes six to ten; matrices that hold what is not a number never end. */
  private static final int MAX_SWEEPS = 40;

  private final int size;
  private final double[][] matrix;
  private final double[][] values;
  private final double[][][] vectors;
  private final double[] floor;
  private final double[] tangent;
  private final double[] cosine;
  private final double[] sine;

  /**
   * @param size rows of each matrix, at least 1
   * @param matrices how many there are at most
   */
  public SymmetricEigensystem(int size, int matrices) {
    this.size = size;
    this.matrix = new double[size * (size + 1) / 2][matrices];
    this.values = new double[size][];
    this.vectors = new double[size][size][matrices];
    this.floor = new double[matrices];
    this.tangent = new double[matrices];
    this.cosine = new double[matrices];
    this.sine = new double[matrices];
    for (int k = 0; k < size; k++) {
      values[k] = matrix[index(k, k)];
    }
  }

  /**
   * Decomposes the first {@code n} matrices.
   *
   * @param elements (0, 0), (0, 1) … (0, size−1), (1, 1) …, each an array, left as they are
   */
  public void decompose(double[][] elements, int n) {
    for (int k = 0; k < matrix.length; k++) {
      System.arraycopy(elements[k], 0, matrix[k], 0, n);
    }
    Arrays.fill(floor, 0, n, 0);
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < size; k++) {
        Arrays.fill(vectors[i][k], 0, n, i == k ? 1 : 0);
      }
      for (int m = 0; m < n; m++) {
        floor[m] = Math.max(floor[m], SMALLEST * values[i][m]);
      }
    }
    boolean isTurned = true;
    for (int sweep = 0; isTurned && sweep < MAX_SWEEPS; sweep++) {
      isTurned = false;
      for (int p = 0; p < size; p++) {
        for (int q = p + 1; q < size; q++) {
          if (choose(p, q, n)) {
            turn(p, q, n);
            isTurned = true;
          }
        }
      }
    }
  }

  /**
   * Finds the angles that make elements (p, q) vanish: none for those that already have.
   *
   * @return whether any matrix is to be turned
   */
  private boolean choose(int p, int q, int n) {
    double[] pp = values[p];
    double[] qq = values[q];
    double[] pq = matrix[index(p, q)];
    boolean any = false;
    for (int m = 0; m < n; m++) {
      double product = Math.max(0, pp[m]) * Math.max(0, qq[m]);
      double least = Math.max(floor[m], TOLERANCE * Math.sqrt(product));
      boolean isLeft = Math.abs(pq[m]) > least;
      double cotangent = (qq[m] - pp[m]) / (2 * pq[m]); // of twice the angle
      double root = Math.abs(cotangent) + Math.sqrt(Math.fma(cotangent, cotangent, 1));
      double t = isLeft ? Math.copySign(1 / root, cotangent) : 0;
      tangent[m] = t;
      cosine[m] = 1 / Math.sqrt(Math.fma(t, t, 1));
      sine[m] = t * cosine[m];
      any |= isLeft;
    }
    return any;
  }

  private void turn(int p, int q, int n) {
    double[] pp = values[p];
    double[] qq = values[q];
    double[] pq = matrix[index(p, q)];
    for (int m = 0; m < n; m++) {
      double moved = tangent[m] * pq[m];
      pp[m] -= moved;
      qq[m] += moved;
      pq[m] = tangent[m] == 0 ? pq[m] : 0;
    }
    for (int r = 0; r < size; r++) {
      if (r != p && r != q) {
        turn(matrix[index(r, p)], matrix[index(r, q)], n);
      }
      turn(vectors[r][p], vectors[r][q], n);
    }
  }

  private void turn(double[] first, double[] second, int n) {
    for (int m = 0; m < n; m++) {
      double x = first[m];
      double y = second[m];
      first[m] = Math.fma(cosine[m], x, -sine[m] * y);
      second[m] = Math.fma(sine[m], x, cosine[m] * y);
    }
  }

  /** λ_k of each matrix, in no order; one array an eigenvalue, valid until the next call. */
  public double[][] values() {
    return values;
  }

  /** Q_ik, where {@code vectors()[i][k]} is an array of one number a matrix; valid likewise. */
  public double[][][] vectors() {
    return vectors;
  }

  private int index(int i, int j) {
    int first = Math.min(i, j);
    return first * (2 * size - first - 1) / 2 + Math.max(i, j);
  }
}
