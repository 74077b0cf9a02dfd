package wickstream.physics.moments;

import wickstream.numeric.DifferenceOfProducts;
import wickstream.numeric.LegendreRule;
import wickstream.numeric.Panel;
import wickstream.physics.Ball;

/**
 * E[Π max(z_s, 0)] of normal numbers z_s = r R_s cos(t − α_s), functions of a point (r, t) of the
 * plane with the standard normal law, as they are whose covariance has rank 2:
 *
 * <pre>
 *   E[rᵏ] (1/2π) ∫ dt Π R_s cos(t − α_s),   E[rᵏ] = 2^{k/2} (k/2)!,  k their number, even
 * </pre>
 *
 * <p>over the arc on which every factor is positive: a trigonometric polynomial of degree k, for
 * which a Gauss-Legendre rule is exact to rounding from about 20 nodes on.
 */
public final class PlanarMoments {
  private static final double ANGLE_ULPS = 16;

  private final double[] norms;
  private final double[] angles;
  private final double outside;

  private PlanarMoments(double[] norms, double[] angles, double outside) {
    this.norms = norms;
    this.angles = angles;
    this.outside = outside;
  }

  /**
   * Numbers with a covariance S, those that do not lie in the plane of two of them projected on it.
   *
   * @param s a covariance
   */
  public static PlanarMoments of(double[][] s) {
    int size = s.length;
    int p = 0;
    for (int a = 0; a < size; a++) {
      p = s[a][a] > s[p][p] ? a : p;
    }
    int q = p;
    for (int a = 0; a < size; a++) {
      q = rest(s, p, a, a) * s[q][q] > rest(s, p, q, q) * s[a][a] ? a : q; // the largest angle
    }
    double ofQ = Math.sqrt(rest(s, p, q, q));
    double[] norms = new double[size];
    double[] angles = new double[size];
    double outside = 0;
    for (int a = 0; a < size; a++) {
      double aside = ofQ > 0 ? rest(s, p, q, a) / ofQ : 0;
      norms[a] = Math.sqrt(s[a][a]);
      angles[a] = StrictMath.atan2(aside, s[p][a]);
      double left = DifferenceOfProducts.of(rest(s, p, a, a), 1, aside, aside);
      outside = s[a][a] > 0 ? Math.max(outside, left / (s[p][p] * s[a][a])) : outside;
    }
    return new PlanarMoments(norms, angles, outside);
  }

  /** S_pp S_ab − S_pa S_pb. */
  private static double rest(double[][] s, int p, int a, int b) {
    double rest = GramMinors.minor(s, p, a, b);
    return a == b ? Math.max(0, rest) : rest;
  }

  /** The largest part of any number's variance that is not in the plane. */
  public double outside() {
    return outside;
  }

  /**
   * The moment of some of the numbers, with a bound on its rounding error.
   *
   * @param members their indices, an even number of them, repeats included
   */
  public Ball of(int[] members, LegendreRule rule) {
    double lower = Double.NEGATIVE_INFINITY;
    double upper = Double.POSITIVE_INFINITY;
    double size = 1 / (2 * Math.PI);
    for (int k = 0; k < members.length; k++) {
      double angle = fromFirst(members, k);
      lower = Math.max(lower, angle - Math.PI / 2);
      upper = Math.min(upper, angle + Math.PI / 2);
      size *= (k % 2 == 0 ? 1 : k + 1) * norms[members[k]]; // 2^{k/2} (k/2)! = 2·4·…·k
    }
    if (lower >= upper) {
      return new Ball(0, size * lostToAngles(members, ANGLE_ULPS * Ball.ULP));
    }
    Panel arc = new Panel(lower, upper);
    double sum = 0;
    for (int i = 0; i < rule.size(); i++) {
      sum += rule.weight(i, arc) * product(members, arc.at(rule.node(i)));
    }
    double relative = (rule.size() + 16 * members.length) * Ball.ULP;
    double moment = size * sum;
    return new Ball(moment, relative * moment + size * lostToAngles(members, upper - lower));
  }

  /** α of a member relative to that of the first, in (−π, π]. */
  private double fromFirst(int[] members, int k) {
    double angle = angles[members[k]] - angles[members[0]];
    if (angle > Math.PI) {
      return angle - 2 * Math.PI;
    }
    return angle <= -Math.PI ? angle + 2 * Math.PI : angle;
  }

  /** Every cosine may be wrong by what its angle is; the others are at most the arc's length. */
  private static double lostToAngles(int[] members, double length) {
    double others = Math.min(1, length);
    return ANGLE_ULPS * Ball.ULP * members.length * length * others;
  }

  private double product(int[] members, double t) {
    double product = 1;
    for (int k = 0; k < members.length; k++) {
      product *= Math.max(0, StrictMath.cos(t - fromFirst(members, k)));
    }
    return product;
  }
}
