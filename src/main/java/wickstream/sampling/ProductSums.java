package wickstream.sampling;

import java.util.Arrays;
import wickstream.physics.Multisets;
import wickstream.random.LaneStreams;

/**
 * Σ_j h_j(x_a) h_j(x_b) over a layer of hidden units, for every pair of points and every network of
 * a batch, in the order of the units. Mutable; used by one thread.
 */
final class ProductSums {
  private final int points;
  private final UnitLoops loops;
  private final Multisets pairs;
  private final double[] unwanted = new double[NetworkBatch.MAX_NETWORKS];
  private final double[][][] partners;
  private double[][] values = {};
  private double[][] sums;
  private double[][][] rows;

  ProductSums(int points, UnitLoops loops) {
    this.points = points;
    this.loops = loops;
    this.pairs = Multisets.of(points, 2);
    this.partners = new double[points][][];
  }

  /**
   * Begins a batch of {@code rowCount} networks of every lane.
   *
   * @param sums where the sums go, one array a pair of points
   */
  void begin(double[][] sums, int rowCount) {
    for (double[] sum : sums) {
      Arrays.fill(sum, 0, rowCount * LaneStreams.LANES, 0);
    }
    Arrays.fill(unwanted, 0);
    if (sums != this.sums) {
      this.sums = sums;
      rows = new double[points][][];
      for (int a = 0; a < points; a++) {
        double[][] row = new double[points - a][];
        for (int b = a; b < points; b++) {
          row[b - a] = sums[pairs.indexOf(a, b)];
        }
        rows[a] = LayerValues.padded(row, unwanted);
      }
    }
  }

  /** Adds a piece of the batch, as in {@link LastLayer#add}. */
  void add(HiddenUnits piece, double[][] layer, int from) {
    if (layer != values) {
      values = layer;
      for (int a = 0; a < points; a++) {
        partners[a] = LayerValues.padded(Arrays.copyOfRange(layer, a, points), layer[a]);
      }
    }
    int length = piece.units() * LaneStreams.LANES;
    for (int row = 0; row < piece.rows(); row++) {
      int first = from + row * length;
      int at = (piece.firstRow() + row) * LaneStreams.LANES;
      for (int a = 0; a < points; a++) {
        loops.addRow(layer[a], first, partners[a], first, piece.units(), rows[a], at);
      }
    }
  }
}
