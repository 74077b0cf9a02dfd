package wickstream.physics;

import java.util.Arrays;
import java.util.stream.IntStream;
import wickstream.formula.ArrayEvaluation;
import wickstream.formula.Formula;
import wickstream.numeric.ArrayFunctions;
import wickstream.numeric.PolarRule;

/**
 * Means of products of a formula's values at normal numbers in the plane, by a {@link PolarRule}
 * that reaches as far as the formula grows. Immutable.
 */
public final class PolarMeans {
  /** Of every panel: means are then right to some 1e-14 of the values' size. */
  public static final int NODES = 16;

  /** Of a rule that the first is compared with. */
  public static final int MORE_NODES = 20;

  /** Of a rule for many numbers. */
  private static final int NODES_OF_MANY = 12;

  /** Of one whose panels end at the rays of all of them. */
  private static final int NODES_OF_MANY_PANELS = 6;

  private static final int ANGLES_AT_A_TIME = 32;

  /** The logarithm of the largest contribution to a mean over what is left out. */
  private static final double NEGLIGIBLE = 40;

  private static final double FARTHEST = 40;
  private static final double STEP = 0.25;

  private final Formula formula;

  public PolarMeans(Formula formula) {
    this.formula = formula;
  }

  /**
   * E[g(u) g(v)]; NaN where it does not exist, or lies too far out in the tails.
   *
   * @param uu the variance of u
   * @param vv the variance of v
   * @param uv their covariance
   * @param gram uu·vv − uv²
   */
  double product(double uu, double vv, double uv, double gram, int nodes) {
    if (uu < vv) {
      return product(vv, uu, uv, gram, nodes); // the same bits when u and v change places
    }
    double angle = StrictMath.atan2(Math.sqrt(gram), uv);
    double[] norms = {Math.sqrt(uu), Math.sqrt(vv)};
    double[] directions = {0, angle};
    double reach = reach(Math.max(norms[0], norms[1]), 2);
    if (Double.isNaN(reach)) {
      return Double.NaN;
    }
    PolarRule rule = PolarRule.of(norms, directions, reach, nodes);
    double[] product = values(rule, norms[0], 0);
    double[] other = uu == vv && gram == 0 && uv > 0 ? product : values(rule, norms[1], angle);
    double[] both = new double[product.length];
    Arrays.setAll(both, k -> product[k] * other[k]);
    return rule.mean(both);
  }

  /**
   * E[g(z_i) g(z_j)] of all pairs of many numbers, from the values of each at the nodes of one rule
   * for all.
   */
  double[][] products(double[] norms, double[] directions) {
    double largest = Arrays.stream(norms).max().orElse(0);
    double reach = reach(largest, 2);
    double[][] products = new double[norms.length][norms.length];
    if (Double.isNaN(reach)) {
      Arrays.stream(products).forEach(row -> Arrays.fill(row, Double.NaN));
      return products;
    }
    PolarRule rule =
        formula.isKinked()
            ? PolarRule.of(norms, directions, reach, NODES_OF_MANY_PANELS)
            : PolarRule.ofAnalytic(norms, directions, reach, NODES_OF_MANY);
    for (int first = 0; first < rule.angles(); first += ANGLES_AT_A_TIME) {
      int last = Math.min(rule.angles(), first + ANGLES_AT_A_TIME);
      addProducts(rule, first, last, norms, directions, products);
    }
    for (int i = 0; i < products.length; i++) {
      for (int j = 0; j < i; j++) {
        products[j][i] = products[i][j];
      }
    }
    return products;
  }

  private void addProducts(
      PolarRule rule,
      int first,
      int last,
      double[] norms,
      double[] directions,
      double[][] products) {
    int nodes = (last - first) * rule.radii();
    double[][] ofNode = new double[nodes][norms.length];
    ThreadLocal<ArrayEvaluation> evaluation =
        ThreadLocal.withInitial(() -> formula.evaluation(ArrayFunctions.SCALAR));
    IntStream.range(0, norms.length)
        .parallel()
        .forEach(
            i -> {
              double[] values = rule.numbers(norms[i], directions[i], first, last);
              evaluation.get().apply(values, nodes);
              for (int k = 0; k < nodes; k++) {
                ofNode[k][i] = values[k];
              }
            });
    // Each row has its own sums, in the order of the nodes: the same bits on any threads.
    IntStream.range(0, norms.length)
        .parallel()
        .forEach(
            i -> {
              double[] row = products[i];
              for (int k = 0; k < nodes; k++) {
                double[] values = ofNode[k];
                double factor = rule.weight(first * rule.radii() + k) * values[i];
                for (int j = 0; j <= i; j++) {
                  row[j] = Math.fma(factor, values[j], row[j]);
                }
              }
            });
  }

  /** g at all nodes of a rule. */
  public double[] values(PolarRule rule, double norm, double direction) {
    double[] values = rule.numbers(norm, direction);
    formula.evaluation(ArrayFunctions.SCALAR).apply(values, values.length);
    return values;
  }

  /**
   * The r beyond which products of so many values contribute nothing.
   *
   * @param norm the largest standard deviation of an argument
   * @return NaN if there is none
   */
  public double reach(double norm, int factors) {
    return reach(norm, factors, NEGLIGIBLE);
  }

  /**
   * The same where contributions may be larger.
   *
   * @param negligible the logarithm of the largest contribution over that
   */
  public double reach(double norm, int factors, double negligible) {
    int steps = (int) (FARTHEST / STEP);
    double[] z = new double[2 * steps + 2];
    for (int k = 0; k <= steps; k++) {
      z[2 * k] = norm * STEP * k;
      z[2 * k + 1] = -z[2 * k];
    }
    formula.evaluation(ArrayFunctions.SCALAR).apply(z, z.length);
    double peak = Double.NEGATIVE_INFINITY;
    double reach = 0;
    double largest = 0;
    for (int k = 0; k <= steps; k++) {
      double r = STEP * k;
      largest = Math.max(largest, Math.max(Math.abs(z[2 * k]), Math.abs(z[2 * k + 1])));
      double log = factors * StrictMath.log(largest) - r * r / 2;
      if (!(log < Double.POSITIVE_INFINITY)) {
        return Double.NaN;
      }
      peak = Math.max(peak, log);
      reach = log >= peak - negligible ? r + STEP : reach;
    }
    return reach < FARTHEST ? Math.max(reach, 1) : Double.NaN;
  }
}
