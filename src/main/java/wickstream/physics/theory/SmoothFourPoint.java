package wickstream.physics.theory;

import java.util.function.DoubleUnaryOperator;

/**
 * Of an odd g that is analytic in a strip around the real axis, by a rule in each of the
 * independent normal variables of z = L ξ: see {@link NormalRule}. Nodes far outside the ball where
 * the normal density counts are left out, and of ξ and −ξ one is taken. The fourth variable is that
 * of a single factor, which is averaged over it beforehand: see {@link SmoothedUnit}.
 */
final class SmoothFourPoint implements FourPointMoments {
  /** Relative to the largest variance; moments change by as much. */
  private static final double NEGLIGIBLE = 1e-14;

  /**
   * What is left of the last variable, in units of the strip, from which on its own part is
   * averaged beforehand.
   */
  private static final double LEAST_SMOOTHED = 0.1;

  /** The most numbers in a table of smoothed values. */
  private static final double MAX_TABLE = 1e6;

  private final DoubleUnaryOperator unit;
  private final double strip;
  private final double maxNodes;

  /**
   * @param unit g, odd
   * @param strip the distance of its nearest singularity to the real axis
   * @param maxNodes how many nodes one moment may take, beyond which it is NaN: their number grows
   *     as the third power of the standard deviation of z
   */
  SmoothFourPoint(DoubleUnaryOperator unit, double strip, double maxNodes) {
    this.unit = unit;
    this.strip = strip;
    this.maxNodes = maxNodes;
  }

  @Override
  public double at(double[][] s) {
    PivotedFactor factor = PivotedFactor.of(s, NEGLIGIBLE);
    if (factor.rank() == 0) {
      return 0;
    }
    double[][] rows = new double[4][];
    DoubleUnaryOperator[] units = new DoubleUnaryOperator[4];
    for (int i = 0; i < 4; i++) {
      rows[i] = factor.rows()[factor.order()[i]];
      units[i] = unit;
    }
    int rank = factor.rank();
    boolean isSmoothed = rank == 4 && rows[3][3] > strip * LEAST_SMOOTHED;
    double nodes = 1;
    for (int k = 0; k < (isSmoothed ? 3 : rank); k++) {
      nodes *= NormalRule.size(rows[k][k], strip);
    }
    if (!(nodes <= maxNodes)) {
      return Double.NaN;
    }
    if (isSmoothed) {
      double others = Math.hypot(Math.hypot(rows[3][0], rows[3][1]), rows[3][2]);
      double reach = NormalRule.REACH * others;
      if (!(SmoothedUnit.size(strip, reach) <= MAX_TABLE)) {
        return Double.NaN;
      }
      units[3] = new SmoothedUnit(unit, rows[3][3], strip, reach);
      rank = 3;
    }
    NormalRule[] rules = new NormalRule[rank];
    for (int k = 0; k < rules.length; k++) {
      rules[k] = NormalRule.of(rows[k][k], strip);
    }
    return 2 * new Nest(rows, units, rules).sum(0, NormalRule.REACH * NormalRule.REACH);
  }

  /** The nested sums, outermost over the first pivot's variable. */
  private static final class Nest {
    private final double[][] rows;
    private final DoubleUnaryOperator[] units;
    private final NormalRule[] rules;

    /** z of the variables from pivot k on, as far as ξ_1…ξ_k make it. */
    private final double[][] partial;

    Nest(double[][] rows, DoubleUnaryOperator[] units, NormalRule[] rules) {
      this.rows = rows;
      this.units = units;
      this.rules = rules;
      this.partial = new double[rules.length + 1][4];
    }

    double sum(int k, double reach2) {
      if (k == rules.length) {
        double product = 1;
        for (int i = k; i < 4; i++) {
          product *= units[i].applyAsDouble(partial[k][i]);
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
          sum += rule.weight(n) * units[k].applyAsDouble(partial[k + 1][k]) * sum(k + 1, left);
        }
      }
      return sum;
    }
  }
}
