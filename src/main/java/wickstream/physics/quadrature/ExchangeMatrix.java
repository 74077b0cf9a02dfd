package wickstream.physics.quadrature;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import wickstream.numeric.LegendreRule;
import wickstream.numeric.Panel;
import wickstream.physics.Kernel;

/**
 * The matrix G of K_W between the nodes of a rule on panels and the interpolating polynomials L_j
 * of these nodes, G_ij = w_i ∫ K_W(x_i, y) L_j(y) dy, so that ∬ A K_W A' = Aᵀ G A' for functions
 * that are smooth on each panel. Where K_W(x_i, y) is smooth in y this is w_i K_W(x_i, y_j) w_j.
 * Panels on which it is sharp are halved until it is smooth, for each x_i apart: the integral over
 * all panels is a smooth function of x again. A kink on the diagonal is avoided by integrating over
 * the two triangles apart, each mapped from a square (Duffy, SIAM J. Numer. Anal. 19, 1982).
 */
final class ExchangeMatrix {
  private static final int DEEPEST = 40;

  private final Kernel kernel;
  private final KernelShape shape;
  private final List<Panel> panels;
  private final LegendreRule rule;
  private final Map<Panel, double[][]> variances = new HashMap<>();

  ExchangeMatrix(Kernel kernel, KernelShape shape, List<Panel> panels, LegendreRule rule) {
    this.kernel = kernel;
    this.shape = shape;
    this.panels = panels;
    this.rule = rule;
    for (Panel panel : panels) {
      double[][] ofNodes = new double[rule.size()][];
      Arrays.setAll(ofNodes, i -> kernel.variances(panel.at(rule.node(i))));
      variances.put(panel, ofNodes);
    }
  }

  /** G, a row for each node of each panel in order; on as many threads as there are. */
  double[][] entries() {
    int n = rule.size() * panels.size();
    if (kernel.isOfFormula()) {
      return ofFormula(n);
    }
    double[][] entries = new double[n][n];
    // Every block has its own place and its own arithmetic: the same bits in whatever order.
    IntStream.range(0, panels.size()).parallel().forEach(p -> fillRow(p, entries));
    return entries;
  }

  /** w_i K_W(x_i, x_j) w_j, all of them from one quadrature. */
  private double[][] ofFormula(int n) {
    double[] nodes = new double[n];
    Arrays.setAll(nodes, k -> panels.get(k / rule.size()).at(rule.node(k % rule.size())));
    double[][] entries = kernel.weightParts(nodes);
    for (int i = 0; i < n; i++) {
      double weight = rule.weight(i % rule.size(), panels.get(i / rule.size()));
      for (int j = 0; j < n; j++) {
        entries[i][j] *= weight * rule.weight(j % rule.size(), panels.get(j / rule.size()));
      }
    }
    return entries;
  }

  /** The blocks of a panel with those up to it, both ways. */
  private void fillRow(int p, double[][] entries) {
    Panel xs = panels.get(p);
    for (int q = 0; q < p; q++) {
      Panel ys = panels.get(q);
      double[][] block = block(xs, ys);
      put(block, p, q, entries);
      boolean isSymmetric = shape.isSmooth(xs, ys) && shape.isSmooth(ys, xs);
      put(isSymmetric ? transposed(block) : block(ys, xs), q, p, entries);
    }
    boolean hasKink = shape.kinksOnDiagonal();
    put(hasKink ? symmetrised(lowerTriangle(xs)) : block(xs, xs), p, p, entries);
  }

  private void put(double[][] block, int p, int q, double[][] entries) {
    int n = rule.size();
    for (int i = 0; i < n; i++) {
      System.arraycopy(block[i], 0, entries[p * n + i], q * n, n);
    }
  }

  private static double[][] transposed(double[][] block) {
    return new Array2DRowRealMatrix(block, false).transpose().getData();
  }

  private double[][] block(Panel xs, Panel ys) {
    double[][] block = new double[rule.size()][rule.size()];
    boolean isSmooth = shape.isSmooth(xs, ys);
    for (int i = 0; i < block.length; i++) {
      double x = xs.at(rule.node(i));
      if (isSmooth) {
        setSmooth(x, variances.get(xs)[i], ys, block[i]);
      } else {
        addHalves(x, variances.get(xs)[i], ys, ys, DEEPEST, block[i]);
      }
      scale(rule.weight(i, xs), block[i]);
    }
    return block;
  }

  private void setSmooth(double x, double[] ofX, Panel ys, double[] row) {
    double[][] ofYs = variances.get(ys);
    for (int j = 0; j < row.length; j++) {
      double y = ys.at(rule.node(j));
      row[j] = rule.weight(j, ys) * kernel.weightPart(x, y, ofX, ofYs[j]);
    }
  }

  private void addHalves(double x, double[] ofX, Panel part, Panel whole, int depth, double[] row) {
    if (depth == 0 || shape.isSmooth(new Panel(x, x), part)) {
      addSmooth(x, ofX, part, whole, row);
      return;
    }
    addHalves(x, ofX, part.left(), whole, depth - 1, row);
    addHalves(x, ofX, part.right(), whole, depth - 1, row);
  }

  /** Adds ∫ K_W(x, y) L_j(y) dy over a part of a panel to the entries of a row. */
  private void addSmooth(double x, double[] ofX, Panel part, Panel whole, double[] row) {
    for (int l = 0; l < row.length; l++) {
      double y = part.at(rule.node(l));
      double value = rule.weight(l, part) * kernel.weightPart(x, y, ofX, kernel.variances(y));
      addScaled(value, rule.lagrange((y - whole.middle()) / (whole.length() / 2)), row);
    }
  }

  private static void scale(double factor, double[] row) {
    for (int j = 0; j < row.length; j++) {
      row[j] *= factor;
    }
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
    RealMatrix matrix = new Array2DRowRealMatrix(triangle, false);
    return matrix.add(matrix.transpose()).getData();
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
}
