package wickstream.physics.theory;

import java.util.function.DoubleUnaryOperator;

/**
 * Of an odd g that is analytic in a strip around the real axis, by a rule in each of the
 * independent normal variables of z = L ξ: see {@link NormalRule}. Nodes far outside the ball where
 * the normal density counts are left out, and of ξ and −ξ one is taken.
 */
final class SmoothFourPoint implements FourPointMoments {
  /** Relative to the largest variance; moments change by as much. */
  private static final double NEGLIGIBLE = 1e-14;

  private final DoubleUnaryOperator unit;
  private final double strip;

  /**
   * @param unit g, odd
   * @param strip the distance of its nearest singularity to the real axis
   */
  SmoothFourPoint(DoubleUnaryOperator unit, double strip) {
    this.unit = unit;
    this.strip = strip;
  }

  @Override
  public double at(double[][] s) {
    PivotedFactor factor = PivotedFactor.of(s, NEGLIGIBLE);
    if (factor.rank() == 0) {
      return 0;
    }
    double[][] rows = new double[4][];
    for (int i = 0; i < 4; i++) {
      rows[i] = factor.rows()[factor.order()[i]];
    }
    NormalRule[] rules = new NormalRule[factor.rank()];
    for (int k = 0; k < rules.length; k++) {
      rules[k] = NormalRule.of(rows[k][k], strip);
    }
    return 2 * new Nest(rows, rules).sum(0, NormalRule.REACH * NormalRule.REACH);
  }

  /** The nested sums, outermost over the first pivot's variable. */
  private final class Nest {
    private final double[][] rows;
    private final NormalRule[] rules;

    /** z of the variables from pivot k on, as far as ξ_1…ξ_k make it. */
    private final double[][] partial;

    Nest(double[][] rows, NormalRule[] rules) {
      this.rows = rows;
      this.rules = rules;
      this.partial = new double[rules.length + 1][4];
    }

    double sum(int k, double reach2) {
      if (k == rules.length) {
        double product = 1;
        for (int i = k; i < 4; i++) {
          product *= unit.applyAsDouble(partial[k][i]);
        }
        return product;
      }
      NormalRule rule = rules[k];
      double sum = 0;
      for (int n = k == 0 ? rule.size() / 2 : 0; n < rule.size(); n++) {
        double xi = rule.node(n);
        double left = reach2 - xi * xi;
        if (left >= 0) {
          for (int i = k; i < 4; i++) {
            partial[k + 1][i] = Math.fma(rows[i][k], xi, partial[k][i]);
          }
          sum += rule.weight(n) * unit.applyAsDouble(partial[k + 1][k]) * sum(k + 1, left);
        }
      }
      return sum;
    }
  }
}
