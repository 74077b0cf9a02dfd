package wickstream.physics.theory;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.math3.analysis.integration.gauss.HermiteRuleFactory;
import org.apache.commons.math3.util.Pair;

/**
 * A rule of an even number of nodes, symmetric about 0, for the mean of F(a ξ) over a standard
 * normal ξ, F being analytic at distances below y from the real axis. Where a is small against y a
 * Gauss-Hermite rule of few nodes, whose error is near n! (a/y)²ⁿ; else the trapezoidal rule, whose
 * error at steps h is exp(−kη + η²/2) with k = 2π/h and η the smaller of y/a and k, the density
 * being exp(η²/2) times larger there (Trefethen and Weideman, SIAM Review 56, 2014).
 */
final class NormalRule {
  /** |ξ| beyond which a mean over four variables of numbers of size 1 loses 1e-10. */
  static final double REACH = 7.2;

  /**
   * For a simple pole at distance y; of products of four functions with one it is 1e3 times more.
   */
  private static final double ERROR = 1e-14;

  private static final int MAX_HERMITE = 14;
  private static final Map<Integer, NormalRule> HERMITE = new ConcurrentHashMap<>();

  private final double[] nodes;
  private final double[] weights;

  private NormalRule(double[] nodes, double[] weights) {
    this.nodes = nodes;
    this.weights = weights;
  }

  /** The rule for a scale a and a strip y; of so many nodes as {@link #size(double, double)}. */
  static NormalRule of(double scale, double strip) {
    int nodes = hermiteNodes(scale / strip);
    return nodes > 0
        ? HERMITE.computeIfAbsent(nodes, NormalRule::hermite)
        : trapezoidal(step(scale / strip));
  }

  /** How many nodes the rule has, without making it: there may be more than there is memory for. */
  static double size(double scale, double strip) {
    int nodes = hermiteNodes(scale / strip);
    return nodes > 0 ? nodes : 2 * Math.ceil(REACH / step(scale / strip));
  }

  /** Nodes of the Gauss–Hermite rule that is exact enough for a/y; 0 if there is none. */
  private static int hermiteNodes(double ratio) {
    double error = 1;
    for (int n = 1; n <= MAX_HERMITE; n++) {
      error *= n * ratio * ratio;
      if (n % 2 == 0 && error < ERROR) {
        return n;
      }
    }
    return 0;
  }

  /** The step of the trapezoidal rule for a/y. */
  static double step(double ratio) {
    double digits = -Math.log(ERROR);
    double strip = 1 / ratio;
    double limited = Math.sqrt(2 * digits);
    return 2 * Math.PI / (strip < limited ? digits / strip + strip / 2 : limited);
  }

  private static NormalRule hermite(int n) {
    Pair<double[], double[]> rule = new HermiteRuleFactory().getRule(n);
    double[] nodes = new double[n];
    double[] weights = new double[n];
    for (int i = 0; i < n; i++) {
      nodes[i] = Math.sqrt(2) * rule.getFirst()[i];
      weights[i] = rule.getSecond()[i] / Math.sqrt(Math.PI);
    }
    return new NormalRule(nodes, weights);
  }

  /** Nodes at odd multiples of half a step. */
  private static NormalRule trapezoidal(double step) {
    int half = (int) Math.ceil(REACH / step);
    double[] nodes = new double[2 * half];
    double[] weights = new double[2 * half];
    for (int i = 0; i < half; i++) {
      double xi = (i + 0.5) * step;
      nodes[half + i] = xi;
      nodes[half - 1 - i] = -xi;
      weights[half + i] = step * StrictMath.exp(-xi * xi / 2) / Math.sqrt(2 * Math.PI);
      weights[half - 1 - i] = weights[half + i];
    }
    return new NormalRule(nodes, weights);
  }

  int size() {
    return nodes.length;
  }

  double node(int i) {
    return nodes[i];
  }

  double weight(int i) {
    return weights[i];
  }
}
