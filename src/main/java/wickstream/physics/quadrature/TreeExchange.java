package wickstream.physics.quadrature;

import java.util.Arrays;
import wickstream.physics.Multisets;
import wickstream.physics.Splits;

/**
 * The exchange of one line between two quartic vertices, J = ∬ A(x) K_W(x, y) A'(y) dx dy with A(x)
 * = K_W(x,x_a)K_W(x,x_b)K_W(x,x_c), for functions given at quadrature nodes: J = Aᵀ G A'.
 */
final class TreeExchange {
  /** Sums over nodes are taken in blocks, for the sake of rounding. */
  private static final int BLOCK = 32;

  private final Multisets triples;
  private final Multisets sextets;

  TreeExchange(int points) {
    this.triples = Multisets.of(points, 3);
    this.sextets = Multisets.of(points, 6);
  }

  /** How many additions a number has gone through in both of the sums over so many nodes. */
  static int additions(int nodes) {
    return 2 * (BLOCK + nodes / BLOCK + 1) + Splits.TRIPLES.size();
  }

  /**
   * Σ over the 10 splits abc|def of J, for each multiset of six points.
   *
   * @param exchange G, the matrix of K_W between interpolants at the nodes
   * @param legs K_W(x, x_a) for each node x and point a
   */
  double[] sums(double[][] exchange, double[][] legs) {
    double[][] vertices = vertices(legs);
    double[][] trees = trees(vertices, applied(exchange, vertices));
    double[] sums = new double[sextets.size()];
    for (int k = 0; k < sums.length; k++) {
      int[] x = sextets.indices(k);
      for (int[] split : Splits.TRIPLES) {
        int left = triples.indexOf(x[split[0]], x[split[1]], x[split[2]]);
        int right = triples.indexOf(x[split[3]], x[split[4]], x[split[5]]);
        sums[k] += trees[left][right];
      }
    }
    return sums;
  }

  /** A for each node and triple. */
  private double[][] vertices(double[][] legs) {
    double[][] vertices = new double[legs.length][triples.size()];
    for (int t = 0; t < triples.size(); t++) {
      int[] abc = triples.indices(t);
      for (int node = 0; node < legs.length; node++) {
        double[] leg = legs[node];
        vertices[node][t] = leg[abc[0]] * leg[abc[1]] * leg[abc[2]];
      }
    }
    return vertices;
  }

  /** G A. */
  private double[][] applied(double[][] exchange, double[][] vertices) {
    double[][] applied = new double[vertices.length][];
    for (int i = 0; i < vertices.length; i++) {
      applied[i] = combination(exchange[i], vertices);
    }
    return applied;
  }

  /** Aᵀ (G A). */
  private double[][] trees(double[][] vertices, double[][] applied) {
    double[][] trees = new double[triples.size()][];
    double[] column = new double[vertices.length];
    for (int t = 0; t < trees.length; t++) {
      for (int i = 0; i < column.length; i++) {
        column[i] = vertices[i][t];
      }
      trees[t] = combination(column, applied);
    }
    return trees;
  }

  /** Σ_j factor_j row_j. */
  private static double[] combination(double[] factors, double[][] rows) {
    double[] sum = new double[rows[0].length];
    double[] block = new double[sum.length];
    for (int j = 0; j < factors.length; j++) {
      addScaled(factors[j], rows[j], block);
      if (j % BLOCK == BLOCK - 1 || j == factors.length - 1) {
        addScaled(1, block, sum);
        Arrays.fill(block, 0);
      }
    }
    return sum;
  }

  private static void addScaled(double factor, double[] from, double[] into) {
    for (int t = 0; t < into.length; t++) {
      into[t] += factor * from[t];
    }
  }
}
