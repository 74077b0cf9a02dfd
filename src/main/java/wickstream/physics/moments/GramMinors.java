package wickstream.physics.moments;

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
 * itself is computed once, by differences of products of minors of lower order.
 */
final class GramMinors {
  /** How many pairs there are. */
  static final int PAIRS = 6;

  private static final int[][] MEMBERS = {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}};

  private final double[][] s;
  private final double[] pair = new double[PAIRS];
  private final double[] mixed = new double[PAIRS];
  private final double[] mixedOfFirstOrder = new double[PAIRS];
  private final double[] triple = new double[4];
  private final double whole;
  private final double product;
  private final double ofPairs;
  private final double ofTriples;

  /**
   * @param s a covariance with a positive diagonal
   */
  GramMinors(double[][] s) {
    this.s = s;
    this.product = s[0][0] * s[1][1] * s[2][2] * s[3][3];
    double pairs = 0;
    double largest = 0;
    int pivot = 0;
    for (int p = 0; p < PAIRS; p++) {
      int i = MEMBERS[p][0];
      int j = MEMBERS[p][1];
      int k = first(p);
      int l = second(p);
      pair[p] = Math.max(0, minor(i, j, j));
      mixed[p] =
          differenceOfProducts(minor(i, j, j), minor(i, k, l), minor(i, j, k), minor(i, j, l))
              / s[i][i];
      mixedOfFirstOrder[p] = s[i][i] * minor(j, k, l) + s[j][j] * minor(i, k, l);
      double area = s[k][k] * s[l][l] * pair[p];
      pairs += area;
      if (area > largest) {
        largest = area;
        pivot = p;
      }
    }
    this.ofPairs = pairs;
    double triples = 0;
    for (int l = 0; l < 4; l++) {
      int i = l == 0 ? 1 : 0;
      int j = l <= 1 ? 2 : 1;
      int k = l == 3 ? 2 : 3;
      triple[l] =
          Math.max(
              0,
              differenceOfProducts(minor(i, j, j), minor(i, k, k), minor(i, j, k), minor(i, j, k))
                  / s[i][i]);
      triples += s[l][l] * triple[l];
    }
    this.ofTriples = triples;
    double gram =
        differenceOfProducts(
            triple[first(pivot)], triple[second(pivot)], mixed[pivot], mixed[pivot]);
    this.whole = largest > 0 ? Math.max(0, gram / pair[pivot]) : 0;
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

  /** S_ii S_kl − S_ik S_il: S_ii times the covariance of k and l given i. */
  double minor(int i, int k, int l) {
    return differenceOfProducts(s[i][i], s[k][l], s[i][k], s[i][l]);
  }

  /** S_ij of pair p. */
  double covariance(int p) {
    return s[MEMBERS[p][0]][MEMBERS[p][1]];
  }

  /** S_ii S_jj − S_ij² of pair p. */
  double pair(int p) {
    return pair[p];
  }

  /** The minor of all but one. */
  double triple(int without) {
    return triple[without];
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

  /** ab − cd to 1.5 ulps (Kahan; Jeannerod, Louvet and Muller, Math. Comp. 82, 2013). */
  static double differenceOfProducts(double a, double b, double c, double d) {
    double cd = c * d;
    return Math.fma(a, b, -cd) + Math.fma(-c, d, cd);
  }
}
