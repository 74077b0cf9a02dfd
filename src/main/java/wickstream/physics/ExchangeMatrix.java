package wickstream.physics;

import java.util.List;

/**
 * The matrix G of K_W between the interpolating polynomials L_i of a rule's nodes on panels, G_ij =
 * ∬ L_i(x) K_W(x, y) L_j(y) dx dy, so that ∬ A K_W A' = Aᵀ G A' for functions that are smooth on
 * each panel. Where K_W is smooth this is w_i K_W(x_i, x_j) w_j. Pairs of panels on which it is
 * sharp are quartered until it is smooth; a kink on the diagonal is avoided by integrating over the
 * two triangles apart, each mapped from a square (Duffy, SIAM J. Numer. Anal. 19, 1982).
 */
final class ExchangeMatrix {
  private static final int DEEPEST = 9;

  private final Kernel kernel;
  private final KernelShape shape;
  private final List<Panel> panels;
  private final LegendreRule rule;

  ExchangeMatrix(Kernel kernel, KernelShape shape, List<Panel> panels, LegendreRule rule) {
    this.kernel = kernel;
    this.shape = shape;
    this.panels = panels;
    this.rule = rule;
  }

  /** G, a row for each node of each panel in order. */
  double[][] entries() {
    int n = rule.size();
    double[][] entries = new double[n * panels.size()][n * panels.size()];
    for (int p = 0; p < panels.size(); p++) {
      for (int q = 0; q <= p; q++) {
        double[][] block = block(panels.get(p), panels.get(q));
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < n; j++) {
            entries[p * n + i][q * n + j] = block[i][j];
            entries[q * n + j][p * n + i] = block[i][j];
          }
        }
      }
    }
    return entries;
  }

  private double[][] block(Panel xs, Panel ys) {
    if (xs.equals(ys) && shape.kinksOnDiagonal()) {
      return symmetrised(lowerTriangle(xs));
    }
    if (areSmooth(xs, ys)) {
      return weighted(xs, ys, rule);
    }
    double[][] block = new double[rule.size()][rule.size()];
    new Quartering(xs, ys, block).add(xs, ys, DEEPEST);
    return block;
  }

  private boolean areSmooth(Panel xs, Panel ys) {
    return shape.isSmooth(xs, ys) && shape.isSmooth(ys, xs);
  }

  /** w_i K_W(x_i, y_j) w_j. */
  private double[][] weighted(Panel xs, Panel ys, LegendreRule nodes) {
    double[][] block = new double[nodes.size()][nodes.size()];
    for (int i = 0; i < nodes.size(); i++) {
      double x = xs.at(nodes.node(i));
      for (int j = 0; j < nodes.size(); j++) {
        double weight = nodes.weight(i, xs) * nodes.weight(j, ys);
        block[i][j] = weight * kernel.weightPart(x, ys.at(nodes.node(j)));
      }
    }
    return block;
  }

  /** ∬ over y &lt; x of L_i(x) K_W(x, y) L_j(y), with y = from + (x − from)·t, t in [0, 1]. */
  private double[][] lowerTriangle(Panel panel) {
    int n = rule.size();
    double[][] triangle = new double[n][n];
    LegendreRule finer = LegendreRule.of(n + 8);
    for (int k = 0; k < finer.size(); k++) {
      double x = panel.at(finer.node(k));
      Panel below = new Panel(panel.from(), x);
      double[] row = new double[n];
      for (int l = 0; l < finer.size(); l++) {
        double y = below.at(finer.node(l));
        double weight = finer.weight(k, panel) * finer.weight(l, below);
        double t = (y - panel.middle()) / (panel.length() / 2);
        addScaled(weight * kernel.weightPart(x, y), rule.lagrange(t), row);
      }
      addOuter(rule.lagrange(finer.node(k)), row, triangle);
    }
    return triangle;
  }

  private static double[][] symmetrised(double[][] triangle) {
    double[][] block = new double[triangle.length][triangle.length];
    for (int i = 0; i < block.length; i++) {
      for (int j = 0; j < block.length; j++) {
        block[i][j] = triangle[i][j] + triangle[j][i];
      }
    }
    return block;
  }

  private static void addScaled(double factor, double[] from, double[] into) {
    for (int j = 0; j < into.length; j++) {
      into[j] += factor * from[j];
    }
  }

  private static void addOuter(double[] column, double[] row, double[][] into) {
    for (int i = 0; i < column.length; i++) {
      addScaled(column[i], row, into[i]);
    }
  }

  /** The block of one pair of panels, from pairs of parts of them. */
  private final class Quartering {
    private final Panel rows;
    private final Panel columns;
    private final double[][] block;

    Quartering(Panel rows, Panel columns, double[][] block) {
      this.rows = rows;
      this.columns = columns;
      this.block = block;
    }

    void add(Panel xs, Panel ys, int depth) {
      if (depth == 0 || areSmooth(xs, ys)) {
        addLeaf(xs, ys);
        return;
      }
      for (Panel x : List.of(xs.left(), xs.right())) {
        add(x, ys.left(), depth - 1);
        add(x, ys.right(), depth - 1);
      }
    }

    /** Xᵀ (w K_W w) Y with X, Y the interpolation from the panels' nodes to those of the parts. */
    private void addLeaf(Panel xs, Panel ys) {
      double[][] leaf = weighted(xs, ys, rule);
      double[][] toXs = interpolation(rows, xs);
      double[][] toYs = interpolation(columns, ys);
      for (int k = 0; k < leaf.length; k++) {
        double[] row = new double[leaf.length];
        for (int l = 0; l < leaf.length; l++) {
          addScaled(leaf[k][l], toYs[l], row);
        }
        addOuter(toXs[k], row, block);
      }
    }

    private double[][] interpolation(Panel whole, Panel part) {
      double[][] values = new double[rule.size()][];
      for (int k = 0; k < values.length; k++) {
        double x = part.at(rule.node(k));
        values[k] = rule.lagrange((x - whole.middle()) / (whole.length() / 2));
      }
      return values;
    }
  }
}
