package wickstream.physics.moments;

import java.util.stream.IntStream;
import wickstream.numeric.DifferenceOfProducts;
import wickstream.numeric.Elementary;

/**
 * Minors of the covariance of four normal numbers on its way from independence, R(τ) = u·diag S + τ
 * S with u = 1 − τ:
 *
 * <pre>
 *   pair i,j    R_ii R_jj − R_ij²
 *   mixed       the minor of rows i,j,k and columns i,j,l, with k,l the other two
 *   whole       det R
 * </pre>
 *
 * <p>The principal minors are polynomials in u and τ without negative terms, so that they keep
 * their digits next to τ = 1 where S is singular; u is therefore given, too. What cancels within S
 * itself is computed once.
 */
final class GramMinors {
  /** How many pairs there are. */
  static final int PAIRS = 6;

  private static final int[][] MEMBERS = {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}};

  private final double[][] s;
  private final double[] pair = new double[PAIRS];
  private final double[] mixed;
  private final double[] mixedOfFirstOrder = new double[PAIRS];
  private final double whole;
  private final double product;
  private final double ofPairs;
  private final double ofTriples;

  private GramMinors(double[][] s, double[] triple, double[] mixed, double whole) {
    this.s = s;
    this.mixed = mixed;
    this.whole = Math.max(0, whole);
    this.product = s[0][0] * s[1][1] * s[2][2] * s[3][3];
    double pairs = 0;
    double triples = 0;
    for (int p = 0; p < PAIRS; p++) {
      int i = MEMBERS[p][0];
      int j = MEMBERS[p][1];
      pair[p] = Math.max(0, minor(s, i, j, j));
      mixedOfFirstOrder[p] =
          s[i][i] * minor(s, j, first(p), second(p)) + s[j][j] * minor(s, i, first(p), second(p));
      pairs += s[first(p)][first(p)] * s[second(p)][second(p)] * pair[p];
    }
    for (int l = 0; l < 4; l++) {
      triples += s[l][l] * Math.max(0, triple[l]);
    }
    this.ofPairs = pairs;
    this.ofTriples = triples;
  }

  /**
   * The minors of a covariance with a positive diagonal to the last digits, for functions of them
   * that are not smooth where it is singular.
   */
  static GramMinors exact(double[][] s) {
    Determinants exact = new Determinants(s);
    double[] triple = new double[4];
    for (int l = 0; l < 4; l++) {
      int[] others = others(l);
      triple[l] = exact.of(others, others);
    }
    double[] mixed = new double[PAIRS];
    for (int p = 0; p < PAIRS; p++) {
      int i = MEMBERS[p][0];
      int j = MEMBERS[p][1];
      mixed[p] = exact.of(new int[] {i, j, first(p)}, new int[] {i, j, second(p)});
    }
    int[] all = {0, 1, 2, 3};
    return new GramMinors(s, triple, mixed, exact.of(all, all));
  }

  /** The minors of a covariance that is not nearly singular, to rounding. */
  static GramMinors of(double[][] s) {
    double[] triple = new double[4];
    for (int l = 0; l < 4; l++) {
      int[] ijk = others(l);
      triple[l] = nextMinor(s, ijk[0], ijk[1], ijk[2], ijk[2]);
    }
    double[] mixed = new double[PAIRS];
    for (int p = 0; p < PAIRS; p++) {
      mixed[p] = nextMinor(s, MEMBERS[p][0], MEMBERS[p][1], first(p), second(p));
    }
    double gram = DifferenceOfProducts.of(triple[2], triple[3], mixed[0], mixed[0]);
    return new GramMinors(s, triple, mixed, gram / minor(s, 0, 1, 1));
  }

  /** The minor of rows i,j,k and columns i,j,l from those of second order. */
  private static double nextMinor(double[][] s, int i, int j, int k, int l) {
    double gram =
        DifferenceOfProducts.of(
            minor(s, i, j, j), minor(s, i, k, l), minor(s, i, j, k), minor(s, i, j, l));
    return gram / s[i][i];
  }

  private static int[] others(int l) {
    return IntStream.range(0, 4).filter(i -> i != l).toArray();
  }

  /** The number of the pair i,j; the other two of the four are pair 5 − p. */
  static int pair(int i, int j) {
    int low = Math.min(i, j);
    return low == 0 ? Math.max(i, j) - 1 : low + Math.max(i, j);
  }

  private static int first(int p) {
    return MEMBERS[PAIRS - 1 - p][0];
  }

  private static int second(int p) {
    return MEMBERS[PAIRS - 1 - p][1];
  }

  /** S_ii S_kl − S_ik S_il: S_ii times the covariance of k and l where i is 0. */
  static double minor(double[][] s, int i, int k, int l) {
    return DifferenceOfProducts.of(s[i][i], s[k][l], s[i][k], s[i][l]);
  }

  /** S_ij of pair p. */
  double covariance(int p) {
    return s[MEMBERS[p][0]][MEMBERS[p][1]];
  }

  /** det S over the product of the variances, between 0 and 1. */
  double volume() {
    return whole / product;
  }

  /** √(R_ii R_jj − R_ij²) of pair p. */
  double area(int p, double tau, double u) {
    double free = s[MEMBERS[p][0]][MEMBERS[p][0]] * s[MEMBERS[p][1]][MEMBERS[p][1]];
    return Math.sqrt(Math.fma(u * (1 + tau), free, tau * tau * pair[p]));
  }

  /** √det R. */
  double root(double tau, double u) {
    double sum = u * u * u * (u + 4 * tau) * product;
    return Math.sqrt(sum + tau * tau * (u * u * ofPairs + tau * (u * ofTriples + tau * whole)));
  }

  /**
   * The arcsine of the correlation of the other two given that those of pair p are 0.
   *
   * @param area of the pair, √(R_ii R_jj − R_ij²)
   * @param root √det R
   */
  double arcsine(int p, double tau, double u, double area, double root) {
    double minor = mixed(p, tau, u);
    return minor == 0 ? 0 : Elementary.atan(minor / (root * area));
  }

  /** The minor of rows i,j,k and columns i,j,l of pair p = i,j. */
  double mixed(int p, double tau, double u) {
    double free =
        s[MEMBERS[p][0]][MEMBERS[p][0]]
            * s[MEMBERS[p][1]][MEMBERS[p][1]]
            * covariance(PAIRS - 1 - p);
    return tau * (u * (u * free + tau * mixedOfFirstOrder[p]) + tau * tau * mixed[p]);
  }
}
