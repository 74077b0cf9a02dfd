package wickstream.physics.moments;

import java.util.Arrays;
import wickstream.numeric.Elementary;
import wickstream.numeric.LegendreRule;
import wickstream.physics.Ball;

/**
 * E[z₁⁺ z₂⁺ z₃⁺ z₄⁺] of normal numbers from their covariance, z⁺ = max(z, 0). Integrating by parts,
 *
 * <pre>
 *   E[z_k F(z)] = Σ_m S_km E[∂F/∂z_m],     ∂θ(z_m)/∂z_m = δ(z_m)
 * </pre>
 *
 * <p>(Stein's identity) takes them to probabilities that two, three or four numbers are positive,
 * of all numbers or of those that are left where one or two are 0: arcsines, and of four {@link
 * SignAverage}. Numbers that are multiples of each other are powers of one; all that lie in a plane
 * are {@link PlanarMoments}.
 */
public final class RectifiedMoments {
  private static final LegendreRule RULE = LegendreRule.of(16);
  private static final double ROOT = Math.sqrt(2 * Math.PI);
  private static final double ULPS = 64;

  /**
   * Of variances. What is nearer to a plane is projected on it, which changes moments by as much.
   */
  private static final double NEARLY_PLANAR = 1e-13;

  private RectifiedMoments() {}

  /**
   * Of four numbers, to some 1e-15 of the product of their standard deviations.
   *
   * @param s their covariance, which may be singular
   */
  public static double ofFour(double[][] s) {
    return ofFour(s, RULE).value();
  }

  /** The same by another rule, with a bound on the rounding error. */
  public static Ball ofFour(double[][] s, LegendreRule rule) {
    double[][] balanced = new double[4][4];
    int powers = 0;
    for (int a = 0; a < 4; a++) {
      if (s[a][a] == 0) {
        return Ball.ZERO;
      }
      powers += Math.getExponent(s[a][a]) / 2;
      for (int b = 0; b < 4; b++) {
        int power = Math.getExponent(s[a][a]) / 2 + Math.getExponent(s[b][b]) / 2;
        balanced[a][b] = Math.scalb(s[a][b], -power);
      }
    }
    Ball moment = ofBalanced(balanced, rule);
    double scale = Math.scalb(1, powers);
    return new Ball(moment.value() * scale, moment.error() * scale);
  }

  /**
   * E[g(z₁) g(z₂) g(z₃) g(z₄)] of g = z above 0 and slope · z below, a sum over the signs of all
   * numbers; those of −z have the same moments as those of z.
   */
  public static Ball ofFour(double[][] s, double slope, LegendreRule rule) {
    if (slope == 0) {
      return ofFour(s, rule);
    }
    Ball sum = Ball.ZERO;
    double[][] turned = new double[4][4];
    for (int signs = 0; signs < 8; signs++) {
      int negative = Integer.bitCount(signs);
      double factor = Math.pow(-slope, negative) + Math.pow(-slope, 4 - negative);
      for (int a = 0; a < 4; a++) {
        for (int b = 0; b < 4; b++) {
          boolean isSame = (signs >> a & 1) == (signs >> b & 1);
          turned[a][b] = isSame ? s[a][b] : -s[a][b];
        }
      }
      sum = sum.plus(ofFour(turned, rule).times(Ball.rounded(factor, 4)));
    }
    return sum;
  }

  /** The same to some 1e-15. */
  public static double ofFour(double[][] s, double slope) {
    return ofFour(s, slope, RULE).value();
  }

  /** Of numbers whose variances are between 1/4 and 4. */
  private static Ball ofBalanced(double[][] s, LegendreRule rule) {
    int[] multiples = {0, 1, 2, 3};
    for (int a = 0; a < 4; a++) {
      for (int b = a - 1; b >= 0; b--) {
        if (isMultiple(s, a, b)) {
          multiples[a] = multiples[b];
        }
      }
    }
    int[] distinct = Arrays.stream(multiples).distinct().toArray();
    double rounding = ULPS * Ball.ULP * size(s);
    if (distinct.length == 3) {
      return new Ball(ofThree(s, multiples), rounding);
    }
    PlanarMoments plane = PlanarMoments.of(s);
    double outside = plane.outside();
    if (distinct.length < 3 || outside < NEARLY_PLANAR) {
      return plane.of(new int[] {0, 1, 2, 3}, rule).widened(4 * outside * size(s));
    }
    return new Ball(new RectifiedFour(s, rule).moment(), rounding);
  }

  private static boolean isMultiple(double[][] s, int a, int b) {
    return GramMinors.minor(s, a, b, b) <= 0;
  }

  private static double size(double[][] s) {
    return Math.sqrt(s[0][0] * s[1][1]) * Math.sqrt(s[2][2] * s[3][3]);
  }

  /** Of three different numbers, one of them with a multiple of itself. */
  private static double ofThree(double[][] s, int[] multiples) {
    int again = 0;
    while (multiples[again] == again) {
      again++;
    }
    int a = multiples[again];
    int[] others = Arrays.stream(multiples).filter(k -> k != a).toArray();
    int b = others[0];
    int c = others[1];
    double square =
        s[a][a] * onOneSide(s, a, b, c)
            + s[a][b] * onOneSide(s, b, a, c)
            + s[a][c] * onOneSide(s, c, a, b);
    return Math.max(0, s[a][again] / s[a][a]) * square;
  }

  /** E[θ(z_i) z_j⁺ z_k⁺]. */
  private static double onOneSide(double[][] s, int i, int j, int k) {
    double arcsines = arcsine(s, i, j) + arcsine(s, i, k) + arcsine(s, j, k);
    return s[j][k] * (0.125 + arcsines / (4 * Math.PI))
        + s[i][j] / Math.sqrt(s[i][i]) * onLine(s, i, j, k) / ROOT
        + Math.sqrt(s[j][j]) * onLine(s, j, i, k) / ROOT;
  }

  /** E[θ(z_i) z_j⁺ | z_m = 0]. */
  private static double onLine(double[][] s, int m, int i, int j) {
    double ofI = GramMinors.minor(s, m, i, i);
    double ofJ = GramMinors.minor(s, m, j, j);
    double both = GramMinors.minor(s, m, i, j);
    return (both / Math.sqrt(ofI) + Math.sqrt(ofJ)) / Math.sqrt(s[m][m]) / (2 * ROOT);
  }

  /** Of the correlation of two numbers. */
  static double arcsine(double[][] s, int i, int j) {
    double area = GramMinors.minor(s, i, j, j);
    return Elementary.atan(s[i][j] / Math.sqrt(area));
  }
}
