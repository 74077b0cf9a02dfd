package wickstream.physics.theory;

import wickstream.physics.quadrature.LegendreRule;
import wickstream.physics.quadrature.Panel;

/**
 * E[sign z_1 sign z_2 sign z_3 sign z_4] of normal z. With all correlations scaled by τ it is 0 at
 * τ = 0, and by Price's theorem (IRE Trans. Inf. Theory 4, 1958)
 *
 * <pre>
 *   d/dτ E = Σ_{i&lt;j} ρ_ij (2/π) (1 − τ²ρ_ij²)^{−1/2} (2/π) arcsin ρ_{kl|ij}(τ)
 * </pre>
 *
 * <p>where kl are the other two and ρ_{kl|ij} is their correlation at z_i = z_j = 0. In the angle φ
 * with τ = sin φ this is smooth, but for what a nearly singular covariance does near φ = π/2, where
 * panels get shorter.
 */
final class FourSigns {
  private static final int[][] PAIRS = {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}};
  private static final LegendreRule RULE = LegendreRule.of(16);
  private static final double SHORTER = 0.25;
  private static final int MAX_PANELS = 14;

  /** 1 − ρ² of one variable on the others for which a single panel serves. */
  private static final double REGULAR = 0.25;

  private FourSigns() {}

  /**
   * The mean.
   *
   * @param covariance of the four variables, none of variance 0
   */
  static double mean(double[][] covariance) {
    double[][] rho = correlations(covariance);
    int panels = panels(rho);
    double sum = 0;
    double from = 0;
    for (int p = 1; p <= panels; p++) {
      double to = Math.PI / 2 * (p == panels ? 1 : 1 - Math.pow(SHORTER, p));
      Panel panel = new Panel(from, to);
      for (int n = 0; n < RULE.size(); n++) {
        sum += RULE.weight(n, panel) * slope(rho, panel.at(RULE.node(n)));
      }
      from = to;
    }
    return sum * (2 / Math.PI) * (2 / Math.PI);
  }

  private static double[][] correlations(double[][] s) {
    double[][] rho = new double[4][4];
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        rho[i][j] = i == j ? 1 : s[i][j] / Math.sqrt(s[i][i] * s[j][j]);
      }
    }
    return rho;
  }

  private static int panels(double[][] rho) {
    double least = PivotedFactor.of(rho, 0).leastPivot();
    double distance = Math.sqrt(Math.max(least, 0) / REGULAR);
    double needed = 1 - Math.log(distance) / Math.log(1 / SHORTER);
    return (int) Math.max(1, Math.min(MAX_PANELS, Math.ceil(needed)));
  }

  /** d/dφ, without the factors of 2/π. */
  private static double slope(double[][] rho, double phi) {
    double tau = StrictMath.sin(phi);
    double cos = StrictMath.cos(phi);
    double sum = 0;
    for (int p = 0; p < PAIRS.length; p++) {
      int[] ij = PAIRS[p];
      int[] kl = PAIRS[PAIRS.length - 1 - p];
      double r = rho[ij[0]][ij[1]];
      if (r != 0) {
        double left = cos * cos + tau * tau * (1 - r) * (1 + r);
        sum += r * cos / Math.sqrt(left) * angle(rho, tau, cos, ij, kl, left);
      }
    }
    return sum;
  }

  /** arcsin ρ_{kl|ij}, with 1 − τ²ρ_ij² given: first what is left at z_i = 0, then at z_j = 0. */
  private static double angle(
      double[][] rho, double tau, double cos, int[] ij, int[] kl, double left) {
    int i = ij[0];
    double less = cos * cos / (1 + tau);
    double kj = left(rho, tau, less, i, kl[0], ij[1]);
    double lj = left(rho, tau, less, i, kl[1], ij[1]);
    double covariance = left(rho, tau, less, i, kl[0], kl[1]) - kj * lj / left;
    double first = left(rho, tau, less, i, kl[0], kl[0]) - kj * kj / left;
    double second = left(rho, tau, less, i, kl[1], kl[1]) - lj * lj / left;
    double product = Math.max(first, 0) * Math.max(second, 0);
    if (covariance * covariance >= product) {
      return Math.copySign(Math.PI / 2, covariance);
    }
    return StrictMath.asin(covariance / Math.sqrt(product));
  }

  /**
   * The covariance of a and b at z_i = 0, r_ab − r_ia r_ib; from the differences 1 − r where these
   * are small.
   *
   * @param less 1 − τ
   */
  private static double left(double[][] rho, double tau, double less, int i, int a, int b) {
    double product = tau * tau * rho[i][a] * rho[i][b];
    if (product < 0.25) {
      return (a == b ? 1 : tau * rho[a][b]) - product;
    }
    double ia = less + tau * (1 - rho[i][a]);
    double ib = less + tau * (1 - rho[i][b]);
    double ab = a == b ? 0 : less + tau * (1 - rho[a][b]);
    return ia + ib - ab - ia * ib;
  }
}
