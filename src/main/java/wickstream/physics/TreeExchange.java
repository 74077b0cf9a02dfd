package wickstream.physics;

/**
 * The exchange of one line between two quartic vertices, J = ∬ A(x) K_W(x, y) A'(y) dx dy with A(x)
 * = K_W(x,x_a)K_W(x,x_b)K_W(x,x_c), for functions given at quadrature nodes: J = Aᵀ G A'.
 */
final class TreeExchange {
  private TreeExchange() {}

  /**
   * Σ over the 10 splits abc|def of J, for each multiset of six of {@code points} points.
   *
   * @param exchange G, the matrix of K_W between interpolants at the nodes
   * @param legs K_W(x, x_a) for each node x and point a
   */
  static double[] sums(double[][] exchange, double[][] legs, int points) {
    Multisets triples = Multisets.of(points, 3);
    double[][] vertices = vertices(legs, triples);
    double[][] trees = trees(vertices, applied(exchange, vertices), triples.size());
    Multisets sextets = Multisets.of(points, 6);
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
  private static double[][] vertices(double[][] legs, Multisets triples) {
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
  private static double[][] applied(double[][] exchange, double[][] vertices) {
    int triples = vertices[0].length;
    double[][] applied = new double[vertices.length][triples];
    for (int i = 0; i < vertices.length; i++) {
      for (int j = 0; j < vertices.length; j++) {
        addScaled(exchange[i][j], vertices[j], applied[i]);
      }
    }
    return applied;
  }

  /** Aᵀ (G A). */
  private static double[][] trees(double[][] vertices, double[][] applied, int triples) {
    double[][] trees = new double[triples][triples];
    for (int i = 0; i < vertices.length; i++) {
      for (int t = 0; t < triples; t++) {
        addScaled(vertices[i][t], applied[i], trees[t]);
      }
    }
    return trees;
  }

  private static void addScaled(double factor, double[] from, double[] into) {
    for (int t = 0; t < into.length; t++) {
      into[t] += factor * from[t];
    }
  }
}
