package wickstream.statistics;

/**
 * A = QR with orthogonal Q and upper triangular R, by Householder's reflections (Golub and Van
 * Loan, "Matrix Computations", section 5.2). Of matrices of a few columns, which the jackknife of
 * every vertex decomposes by the hundred: the general classes of a library take longer to set up,
 * and to compile, than to compute.
 */
final class HouseholderQr {
  /** The vectors v of reflections 1 − 2 v vᵀ/vᵀv from row j on; above them, the columns of R. */
  private final double[][] columns;

  /** The diagonal of R, whose place the reflections take. */
  private final double[] diagonal;

  /** vᵀv/2; 0 where nothing is reflected. */
  private final double[] halves;

  /**
   * @param matrix the columns of A, of no fewer rows than columns; they are left as they are
   */
  HouseholderQr(double[][] matrix) {
    int count = matrix.length;
    this.columns = new double[count][];
    this.diagonal = new double[count];
    this.halves = new double[count];
    for (int j = 0; j < count; j++) {
      double[] column = matrix[j].clone();
      for (int k = 0; k < j; k++) {
        reflect(k, column);
      }
      columns[j] = column;
      double length = lengthFrom(j, column);
      diagonal[j] = column[j] > 0 ? -length : length; // adds to v, so that no digits cancel
      column[j] -= diagonal[j];
      halves[j] = length * Math.abs(column[j]);
    }
  }

  private static double lengthFrom(int first, double[] column) {
    double sum = 0;
    for (int i = first; i < column.length; i++) {
      sum += column[i] * column[i];
    }
    return Math.sqrt(sum);
  }

  private void reflect(int k, double[] vector) {
    double[] direction = columns[k];
    double share = 0;
    for (int i = k; i < vector.length; i++) {
      share += direction[i] * vector[i];
    }
    share = halves[k] > 0 ? share / halves[k] : 0;
    for (int i = k; i < vector.length; i++) {
      vector[i] -= share * direction[i];
    }
  }

  /** The entry of R in row i and column j ≥ i. */
  double triangle(int i, int j) {
    return i == j ? diagonal[j] : columns[j][i];
  }

  /**
   * Qᵀ y: of what no combination of columns explains, the size is that of the entries after them.
   */
  double[] rotated(double[] y) {
    double[] rotated = y.clone();
    for (int k = 0; k < columns.length; k++) {
      reflect(k, rotated);
    }
    return rotated;
  }

  /** The x with the least |Ax − y|. */
  double[] leastSquares(double[] y) {
    double[] rotated = rotated(y);
    double[] x = new double[columns.length];
    for (int i = x.length - 1; i >= 0; i--) {
      double left = rotated[i];
      for (int j = i + 1; j < x.length; j++) {
        left -= columns[j][i] * x[j];
      }
      x[i] = left / diagonal[i];
    }
    return x;
  }

  /** The x with Rᵀx = y: if AᵀA is the covariance of y, that of x is 1. */
  double[] whitened(double[] y) {
    double[] x = new double[columns.length];
    for (int i = 0; i < x.length; i++) {
      double left = y[i];
      for (int j = 0; j < i; j++) {
        left -= columns[i][j] * x[j];
      }
      x[i] = left / diagonal[i];
    }
    return x;
  }
}
