package wickstream.sampling;

import wickstream.random.LaneStreams;

/**
 * Which unit of each network of a batch is shifted, and in which way: two words a network, of which
 * the first chooses the way and the second the unit. Used by one thread.
 */
final class TiltedUnits {
  private static final int LANES = LaneStreams.LANES;

  private final int width;
  private final long[] words = new long[2 * NetworkBatch.MAX_NETWORKS];
  private final double[] choices = new double[NetworkBatch.MAX_NETWORKS];
  private final int[] units = new int[NetworkBatch.MAX_NETWORKS];

  TiltedUnits(int width) {
    this.width = width;
  }

  /** What is done to a unit. */
  interface Shift {
    /**
     * @param choice of its network, uniform in [0, 1)
     * @param entry where its numbers are in the arrays of the piece
     */
    void apply(double choice, int entry);
  }

  /** Draws the choices of {@code rows} networks of every lane. */
  void draw(BagStreams streams, int rows) {
    streams.networks().words(words, 2 * rows);
    for (int row = 0; row < rows; row++) {
      for (int lane = 0; lane < LANES; lane++) {
        int i = row * LANES + lane;
        choices[i] = LaneStreams.uniform(words[2 * row * LANES + lane]);
        units[i] = (int) (LaneStreams.uniform(words[(2 * row + 1) * LANES + lane]) * width);
      }
    }
  }

  /** Shifts the units of a piece that were chosen. */
  void shift(HiddenUnits piece, Shift shift) {
    for (int row = 0; row < piece.rows(); row++) {
      for (int lane = 0; lane < LANES; lane++) {
        int network = (piece.firstRow() + row) * LANES + lane;
        int unit = units[network] - piece.firstUnit();
        if (unit >= 0 && unit < piece.units()) {
          shift.apply(choices[network], (row * piece.units() + unit) * LANES + lane);
        }
      }
    }
  }
}
