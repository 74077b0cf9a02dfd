package wickstream.physics.moments;

import wickstream.numeric.LegendreRule;

/**
 * E[z₀⁺ z₁⁺ z₂⁺ z₃⁺] of four normal numbers no three of which lie in a plane. Terms in √det S
 * cancel, so that all of them take the determinant from the same {@link GramMinors}.
 */
final class RectifiedFour {
  private static final double ROOT = Math.sqrt(2 * Math.PI);

  private final double[][] s;
  private final GramMinors minors;
  private final double root;
  private final double allPositive;

  RectifiedFour(double[][] s, LegendreRule rule) {
    this.s = s;
    this.minors = GramMinors.exact(s);
    this.root = minors.root(1, 0);
    double arcsines = 0;
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < i; j++) {
        arcsines += RectifiedMoments.arcsine(s, i, j);
      }
    }
    this.allPositive = (1 + 2 / Math.PI * arcsines + SignAverage.ofFour(minors, rule)) / 16;
  }

  double moment() {
    return s[0][1] * onTwoSides(0, 1, 2, 3)
        + s[0][2] * onTwoSides(0, 2, 1, 3)
        + s[0][3] * onTwoSides(0, 3, 1, 2)
        + Math.sqrt(s[0][0]) / ROOT * onPlane(0, 1, 2, 3);
  }

  /** E[θ(z_i) θ(z_j) z_k⁺ z_l⁺]. */
  private double onTwoSides(int i, int j, int k, int l) {
    return s[k][l] * allPositive
        + (s[k][i] / Math.sqrt(s[i][i]) * onTwoSidesOfPlane(i, j, k, l)
                + s[k][j] / Math.sqrt(s[j][j]) * onTwoSidesOfPlane(j, i, k, l)
                + Math.sqrt(s[k][k]) * onTwoSidesOfPlane(k, i, j, l))
            / ROOT;
  }

  /** E[z_i⁺ z_j⁺ z_k⁺ | z_m = 0]. */
  private double onPlane(int m, int i, int j, int k) {
    return (GramMinors.minor(s, m, i, j) * onTwoSidesOfPlane(m, i, j, k)
                + GramMinors.minor(s, m, i, k) * onTwoSidesOfPlane(m, i, k, j))
            / s[m][m]
        + Math.sqrt(GramMinors.minor(s, m, i, i) / s[m][m]) / ROOT * onLine(m, i);
  }

  /** E[θ(z_i) θ(z_j) z_k⁺ | z_m = 0]. */
  private double onTwoSidesOfPlane(int m, int i, int j, int k) {
    double sum =
        GramMinors.minor(s, m, k, i) / Math.sqrt(GramMinors.minor(s, m, i, i)) * positive(m, i)
            + GramMinors.minor(s, m, k, j)
                / Math.sqrt(GramMinors.minor(s, m, j, j))
                * positive(m, j)
            + Math.sqrt(GramMinors.minor(s, m, k, k)) * positive(m, k);
    return sum / (ROOT * Math.sqrt(s[m][m]));
  }

  /** The probability that the other two are positive where i and j are 0. */
  private double positive(int i, int j) {
    int p = GramMinors.pair(i, j);
    double arcsine = minors.arcsine(p, 1, 0, minors.area(p, 1, 0), root);
    return 0.25 + arcsine / (2 * Math.PI);
  }

  /** E[z_k⁺ z_l⁺ | z_i = z_j = 0] of the other two. */
  private double onLine(int i, int j) {
    int p = GramMinors.pair(i, j);
    double area = minors.area(p, 1, 0);
    double cross = root * area;
    return (cross / (2 * Math.PI) + positive(i, j) * minors.mixed(p, 1, 0)) / (area * area);
  }
}
