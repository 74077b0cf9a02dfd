package wickstream.sampling;

/**
 * What is done with the hidden units of several layers at all points: the loops that make a layer
 * and sum it. Every implementation adds in the order of the units and gives the same bits.
 */
public interface LayerLoops {
  /** How many columns of a factor one pass over its normals takes. */
  int COLUMNS_PER_PASS = 3;

  /** How many points one pass over a row of weights serves. */
  int POINTS = 6;

  /** One number after the other: the reference for all others. */
  LayerLoops SCALAR = new ScalarLayerLoops();

  /**
   * Correlated numbers from independent ones: Σ_k L_k ε_k of each unit, in the order of the
   * columns, each with one rounding.
   *
   * @param normals ε_k, one array a column, laid out as the piece
   * @param factor L_k of every network of the batch, one array a column
   * @param columns how many columns there are
   */
  void combine(
      HiddenUnits piece, double[][] normals, double[][] factor, int columns, double[] into);

  /**
   * Products of the values at three points with one another, at one network of every lane: adds Σ_j
   * h_j(x) h_j(y) for x ≤ y of the points {@code a}, a + 1, a + 2 to entry {@code at} of six
   * arrays, in the order of the units, each with one rounding.
   *
   * @param values h_j of lane l at {@code first + 8 j + l} of the array of a point
   * @param into of (a, a), (a, a + 1), (a, a + 2), (a + 1, a + 1) …
   */
  void addTriangle(double[][] values, int a, int first, int units, double[][] into, int at);

  /** The same of each of the points a, a + 1, a + 2 with each of b, b + 1, b + 2: nine arrays. */
  void addSquare(double[][] values, int a, int b, int first, int units, double[][] into, int at);

  /**
   * A row of weights between two layers, at all points at once, of one network of every lane: adds
   * Σ_j w_j h_j(x_a) to {@code into[a]} from entry {@code at}, in the order of the units, each with
   * one rounding.
   *
   * @param weights w_j of lane l at {@code from + 8 j + l}
   * @param values h_j(x_a) of lane l at {@code first + 8 j + l} of array a; a multiple of {@link
   *     #POINTS} of arrays
   */
  void addRow(
      double[] weights, int from, double[][] values, int first, int units, double[][] into, int at);
}
