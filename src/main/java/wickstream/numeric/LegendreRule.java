package wickstream.numeric;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * The Gauss-Legendre rule of n nodes on [−1, 1], and interpolation between its nodes by the second
 * barycentric formula (Berrut and Trefethen, SIAM Review 46, 2004).
 */
public final class LegendreRule {
  private static final Map<Integer, LegendreRule> RULES = new ConcurrentHashMap<>();

  private final double[] nodes;
  private final double[] weights;
  private final double[] barycentric;

  private LegendreRule(int n) {
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(n);
    this.nodes = new double[n];
    this.weights = new double[n];
    this.barycentric = new double[n];
    for (int i = 0; i < n; i++) {
      nodes[i] = rule.getPoint(i);
      weights[i] = rule.getWeight(i);
      double magnitude = Math.sqrt((1 - nodes[i]) * (1 + nodes[i]) * weights[i]);
      barycentric[i] = i % 2 == 0 ? magnitude : -magnitude;
    }
  }

  /** The rule of n nodes, made once. */
  public static LegendreRule of(int n) {
    return RULES.computeIfAbsent(n, LegendreRule::new);
  }

  public int size() {
    return nodes.length;
  }

  public double node(int i) {
    return nodes[i];
  }

  public double weight(int i) {
    return weights[i];
  }

  /** Σ weight·length/2 is the integral over a panel: the i-th of these factors. */
  public double weight(int i, Panel panel) {
    return weights[i] * panel.length() / 2;
  }

  /** The values at t of the n polynomials that are 1 at one node and 0 at the others. */
  public double[] lagrange(double t) {
    double[] values = new double[nodes.length];
    double sum = 0;
    for (int i = 0; i < nodes.length; i++) {
      if (t == nodes[i]) {
        double[] unit = new double[nodes.length];
        unit[i] = 1;
        return unit;
      }
      values[i] = barycentric[i] / (t - nodes[i]);
      sum += values[i];
    }
    for (int i = 0; i < nodes.length; i++) {
      values[i] /= sum;
    }
    return values;
  }
}
