package wickstream.physics;

/** A symmetric function of two points, tabulated for all pairs of point indices. */
final class PairTable {
  private final double[][] values;

  /** From the values for all multisets of two of {@code points} points, in their order. */
  PairTable(double[] ofMultisets, int points) {
    this.values = new double[points][points];
    int k = 0;
    for (int a = 0; a < points; a++) {
      for (int b = a; b < points; b++) {
        values[a][b] = ofMultisets[k];
        values[b][a] = ofMultisets[k++];
      }
    }
  }

  double at(int a, int b) {
    return values[a][b];
  }
}
