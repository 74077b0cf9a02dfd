package wickstream.physics;

/** A symmetric function of two points, tabulated for all pairs of point indices. */
public final class PairTable {
  private final Ball[][] values;

  /** From the values for all multisets of two of {@code points} points, in their order. */
  public PairTable(Ball[] ofMultisets, int points) {
    this.values = new Ball[points][points];
    int k = 0;
    for (int a = 0; a < points; a++) {
      for (int b = a; b < points; b++) {
        values[a][b] = ofMultisets[k];
        values[b][a] = ofMultisets[k++];
      }
    }
  }

  public Ball at(int a, int b) {
    return values[a][b];
  }
}
