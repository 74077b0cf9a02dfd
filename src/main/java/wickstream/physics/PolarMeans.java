package wickstream.physics;

import java.util.Arrays;
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

  /** Of a rule that is compared, right to some 1e-11. */
  public static final int FEWER_NODES = 13;

  /** By how much the density has fallen where a mean ends, as a logarithm. */
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
      reach = log >= peak - NEGLIGIBLE ? r + STEP : reach;
    }
    return reach < FARTHEST ? Math.max(reach, 1) : Double.NaN;
  }
}
