package wickstream.numeric;

/**
 * Factors L of the covariances C = L Lᵀ of P variables, of many matrices at once: element (a, b) of
 * matrix i is entry i of an array of its own. A Cholesky factorisation that takes, of each matrix,
 * the variable next of whose variance most is left, and ends where of none more than 10⁻¹⁵ is left,
 * so that covariances of low rank have few columns, and |C − L Lᵀ|_ab is at most some 10⁻¹⁵ √(C_aa
 * C_bb) (Higham, "Accuracy and Stability of Numerical Algorithms", section 10.3). Rows of L stay in
 * the order of the variables.
 *
 * <p>Every number is computed by the same operations for every matrix, so that its bits do not
 * depend on how many there are. Mutable; used by one thread.
 */
public final class PivotedCholesky {
  /** How much of a variance may be left, relative to it. */
  private static final double TOLERANCE = 1e-15;

  /** Shares whose ratio is nearer to one are alike: the first variable goes first. */
  private static final double ALIKE = 1 + 1e-10;

  /** Marks variables that have had their turn: less than any variance left. */
  private static final double TAKEN = -1;

  private final int variables;
  private final double[][] left;
  private final double[][] shares;
  private final double[] scales;
  private final int[] pivots;
  private final double[][][] factor;

  /**
   * @param variables P, at least 1
   * @param matrices how many there are at most
   */
  public PivotedCholesky(int variables, int matrices) {
    this.variables = variables;
    this.left = new double[variables * (variables + 1) / 2][matrices];
    this.shares = new double[variables][matrices];
    this.scales = new double[matrices];
    this.pivots = new int[matrices];
    this.factor = new double[variables][variables][matrices];
  }

  /**
   * Factors the first {@code n} matrices.
   *
   * @param covariances elements (0, 0), (0, 1) … (0, P−1), (1, 1) …, each an array
   * @return how many columns the factors have at most; the others are to be taken as zeros
   */
  public int factor(double[][] covariances, int n) {
    for (int k = 0; k < left.length; k++) {
      System.arraycopy(covariances[k], 0, left[k], 0, n);
    }
    for (int a = 0; a < variables; a++) {
      double[] variance = covariances[index(a, a)];
      for (int i = 0; i < n; i++) {
        shares[a][i] = variance[i] == 0 ? 0 : 1 / variance[i];
      }
    }
    int columns = 0;
    while (columns < variables && choose(n)) {
      addColumn(columns, n);
      columns++;
    }
    return columns;
  }

  /**
   * Chooses of each matrix the next variable, and by what its covariances are to be multiplied; by
   * zero where nothing is left, and not a number where a variance was none.
   *
   * @return whether anything is left of any matrix
   */
  private boolean choose(int n) {
    boolean any = false;
    for (int i = 0; i < n; i++) {
      int pivot = 0;
      double most = TAKEN;
      for (int a = 0; a < variables && !Double.isNaN(most); a++) {
        double share = left[index(a, a)][i] * shares[a][i];
        if (!(share <= most * ALIKE)) {
          most = share;
          pivot = a;
        }
      }
      boolean isLeft = !(most <= TOLERANCE);
      pivots[i] = pivot;
      scales[i] = isLeft ? 1 / Math.sqrt(left[index(pivot, pivot)][i]) : 0;
      if (Double.isNaN(most)) {
        scales[i] = Double.NaN;
      }
      any |= isLeft;
    }
    return any;
  }

  /** Column k of every factor, which is then taken off what is left. */
  private void addColumn(int k, int n) {
    for (int a = 0; a < variables; a++) {
      double[] variance = left[index(a, a)];
      double[] column = factor[a][k];
      for (int i = 0; i < n; i++) {
        boolean isTaken = variance[i] < 0 || scales[i] == 0;
        column[i] = isTaken ? 0 : left[index(a, pivots[i])][i] * scales[i];
      }
    }
    for (int a = 0; a < variables; a++) {
      for (int b = a; b < variables; b++) {
        double[] rest = left[index(a, b)];
        double[] first = factor[a][k];
        double[] second = factor[b][k];
        for (int i = 0; i < n; i++) {
          rest[i] = Math.fma(-first[i], second[i], rest[i]);
        }
      }
    }
    for (int i = 0; i < n; i++) {
      left[index(pivots[i], pivots[i])][i] = TAKEN;
    }
  }

  /**
   * Element (a, k) of the factors, where {@code columns()[a][k]} is an array of one number a
   * matrix; valid until the next call.
   */
  public double[][][] columns() {
    return factor;
  }

  private int index(int a, int b) {
    int first = Math.min(a, b);
    return first * (2 * variables - first - 1) / 2 + Math.max(a, b);
  }
}
