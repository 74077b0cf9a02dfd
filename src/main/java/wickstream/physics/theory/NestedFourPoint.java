package wickstream.physics.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import wickstream.formula.ArrayEvaluation;
import wickstream.formula.Formula;
import wickstream.numeric.ArrayFunctions;
import wickstream.numeric.LegendreRule;
import wickstream.numeric.Panel;
import wickstream.numeric.PolarRule;
import wickstream.physics.PolarMeans;

/**
 * Of any formula, to some 1e-6 of the size of its values: a {@link PolarRule} where the four
 * numbers lie in a plane, else by nested Gauss–Legendre rules in the independent variables of z = L
 * ξ. Given those before it, a variable has a place at which each z is expected to change its sign,
 * within the part of its standard deviation that later variables have: panels end at the place of
 * its own z and, where g has a kink, are smaller near all of them.
 */
final class NestedFourPoint implements FourPointMoments {
  private static final double NEGLIGIBLE = 1e-14;
  private static final int NODES = 7;
  private static final int NODES_OF_FOURTH = 5;

  /** Of panels, in standard deviations. */
  private static final double LONGEST = 2;

  private static final double SHORTEST = 0.04;

  /** See {@link PolarMeans#reach(double, int, double)}. */
  private static final double LEFT_OUT = 24;

  private final Formula formula;
  private final boolean isSmooth;
  private final PolarMeans means;
  private final double maxNodes;

  /**
   * @param maxNodes how many nodes one moment may take, beyond which it is NaN
   */
  NestedFourPoint(Formula formula, double maxNodes) {
    this.formula = formula;
    this.isSmooth =
        Arrays.stream(formula.withDerivatives(2)).allMatch(derivative -> derivative.jump() == 0);
    this.means = new PolarMeans(formula);
    this.maxNodes = maxNodes;
  }

  @Override
  public double at(double[][] s) {
    double largest = 0;
    for (int a = 0; a < 4; a++) {
      largest = Math.max(largest, s[a][a]);
    }
    PivotedFactor factor = PivotedFactor.of(s, NEGLIGIBLE);
    boolean isPlanar = factor.rank() <= 2;
    double deviation = Math.sqrt(largest);
    double reach = isPlanar ? means.reach(deviation, 4) : means.reach(deviation, 4, LEFT_OUT);
    if (Double.isNaN(reach)) {
      return Double.NaN;
    }
    return isPlanar ? inPlane(factor, reach) : new Nest(factor).mean(reach);
  }

  private double inPlane(PivotedFactor factor, double reach) {
    double[] norms = new double[4];
    double[] angles = new double[4];
    for (int a = 0; a < 4; a++) {
      double[] row = factor.rows()[a];
      double x = row.length > 0 ? row[0] : 0;
      double y = row.length > 1 ? row[1] : 0;
      norms[a] = Math.hypot(x, y);
      angles[a] = StrictMath.atan2(y, x);
    }
    PolarRule rule = PolarRule.of(norms, angles, reach, PolarMeans.NODES);
    double[] product = means.values(rule, norms[0], angles[0]);
    for (int a = 1; a < 4; a++) {
      double[] values = means.values(rule, norms[a], angles[a]);
      for (int k = 0; k < product.length; k++) {
        product[k] *= values[k];
      }
    }
    return rule.mean(product);
  }

  /** The nested sums, outermost over the first pivot's variable; for one thread. */
  private final class Nest {
    private final ArrayEvaluation evaluation = formula.evaluation(ArrayFunctions.SCALAR);
    private final double[][] rows = new double[4][];
    private final int rank;

    /** For z_i and variable k the standard deviation that later variables make. */
    private final double[][] left = new double[4][4];

    /** z of all numbers as far as ξ_1…ξ_k make it. */
    private final double[][] partial = new double[4][4];

    Nest(PivotedFactor factor) {
      this.rank = factor.rank();
      for (int i = 0; i < 4; i++) {
        rows[i] = factor.rows()[factor.order()[i]];
        for (int k = rank - 2; k >= 0; k--) {
          left[i][k] = Math.hypot(left[i][k + 1], rows[i][k + 1]);
        }
      }
    }

    double mean(double reach) {
      double nodes = 1;
      for (int k = 0; k < rank; k++) {
        nodes *= panels(k, reach).size() * (double) nodes(k);
      }
      return nodes <= maxNodes ? sum(0, reach * reach) : Double.NaN;
    }

    private int nodes(int k) {
      return k < 3 ? NODES : NODES_OF_FOURTH;
    }

    private double sum(int k, double reach2) {
      List<Panel> panels = panels(k, Math.sqrt(reach2));
      LegendreRule rule = LegendreRule.of(nodes(k));
      if (k == rank - 1) {
        return innermost(panels, rule);
      }
      double sum = 0;
      for (Panel panel : panels) {
        for (int n = 0; n < rule.size(); n++) {
          double xi = panel.at(rule.node(n));
          for (int i = k; i < 4; i++) {
            partial[k + 1][i] = Math.fma(rows[i][k], xi, partial[k][i]);
          }
          double weight = rule.weight(n, panel) * density(xi);
          sum += weight * formula.at(partial[k + 1][k]) * sum(k + 1, reach2 - xi * xi);
        }
      }
      return sum;
    }

    private double innermost(List<Panel> panels, LegendreRule rule) {
      int k = rank - 1;
      double[] product = new double[panels.size() * rule.size()];
      double[] z = new double[product.length];
      for (int n = 0; n < product.length; n++) {
        Panel panel = panels.get(n / rule.size());
        int node = n % rule.size();
        product[n] = rule.weight(node, panel) * density(panel.at(rule.node(node)));
      }
      for (int i = k; i < 4; i++) {
        for (int n = 0; n < product.length; n++) {
          Panel panel = panels.get(n / rule.size());
          z[n] = Math.fma(rows[i][k], panel.at(rule.node(n % rule.size())), partial[k][i]);
        }
        evaluation.apply(z, z.length);
        for (int n = 0; n < product.length; n++) {
          product[n] *= z[n];
        }
      }
      double sum = 0;
      for (double value : product) {
        sum += value;
      }
      return sum;
    }

    private static double density(double xi) {
      return StrictMath.exp(-xi * xi / 2) / Math.sqrt(2 * Math.PI);
    }

    private List<Panel> panels(int k, double reach) {
      double own = -partial[k][k] / rows[k][k];
      List<Panel> panels = new ArrayList<>();
      if (Math.abs(own) < reach) {
        addHalves(new Panel(-reach, own), k, panels);
        addHalves(new Panel(own, reach), k, panels);
      } else {
        addHalves(new Panel(-reach, reach), k, panels);
      }
      return panels;
    }

    private void addHalves(Panel panel, int k, List<Panel> into) {
      if (isFine(panel, k)) {
        into.add(panel);
        return;
      }
      addHalves(panel.left(), k, into);
      addHalves(panel.right(), k, into);
    }

    private boolean isFine(Panel panel, int k) {
      if (panel.length() > LONGEST) {
        return false;
      }
      for (int i = k; i < 4; i++) {
        double slope = Math.abs(rows[i][k]);
        double width = (i == k || isSmooth ? Math.max(left[i][k], 1) : left[i][k]) / slope;
        double gap = panel.gap(-partial[k][i] / rows[i][k]);
        if (panel.length() > Math.max(Math.max(width, SHORTEST), 2 * gap)) {
          return false;
        }
      }
      return true;
    }
  }
}
