package wickstream.physics.exact;

import wickstream.numeric.PolarRule;
import wickstream.physics.Ball;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Multisets;
import wickstream.physics.PolarMeans;
import wickstream.physics.quadrature.MultisetProducts;

/**
 * Moments of one unit of any formula at d_in = 1, over the plane of its weight and bias: h(x) = g(r
 * R_x cos(φ − α_x)) with (σ_W x, σ_b) = R_x (cos α_x, sin α_x), by a {@link PolarRule}.
 */
final class FormulaMoments {
  private final PolarMeans means;
  private final boolean sixth;
  private final double[] norms;
  private final double[] directions;
  private final double reach;

  FormulaMoments(Ensemble ensemble, InputPoints points, boolean sixth) {
    this.means = new PolarMeans(ensemble.activation().formula().orElseThrow());
    this.sixth = sixth;
    this.norms = new double[points.count()];
    this.directions = new double[points.count()];
    double largest = 0;
    for (int a = 0; a < norms.length; a++) {
      double weight = ensemble.sigmaW() * points.coordinate(a, 0);
      norms[a] = Math.hypot(weight, ensemble.sigmaB());
      directions[a] = StrictMath.atan2(ensemble.sigmaB(), weight);
      largest = Math.max(largest, norms[a]);
    }
    this.reach = means.reach(largest, sixth ? 6 : 4);
  }

  /** Whether they do, and are not made by values too far out in the tails. */
  boolean exist() {
    return !Double.isNaN(reach);
  }

  /** How many products a rule of the most nodes would add up, about. */
  double products() {
    double sums = Multisets.count(norms.length, 4);
    sums += sixth ? Multisets.count(norms.length, 6) : 0;
    return rule(24).size() * sums;
  }

  private PolarRule rule(int nodes) {
    return PolarRule.of(norms, directions, reach, nodes);
  }

  /** The moments for all multisets of four points and, if asked for, of six. */
  Ball[] of(int nodes) {
    PolarRule rule = rule(nodes);
    double[][] values = new double[norms.length][];
    for (int a = 0; a < values.length; a++) {
      values[a] = means.values(rule, norms[a], directions[a]);
    }
    MultisetProducts products = new MultisetProducts(norms.length, sixth);
    double[] h = new double[norms.length];
    for (int k = 0; k < rule.size(); k++) {
      for (int a = 0; a < h.length; a++) {
        h[a] = values[a][k];
      }
      products.add(h, rule.weight(k));
      if ((k + 1) % rule.radii() == 0) {
        products.endBlock();
      }
    }
    double rounding = (rule.radii() + rule.size() / rule.radii() + 64) * Ball.ULP / 2;
    return SmoothMoments.bounded(products.sums(), rounding, norms.length, sixth);
  }
}
