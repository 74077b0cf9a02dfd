package wickstream.sampling;

import java.util.Arrays;
import wickstream.physics.Multisets;
import wickstream.random.LaneStreams;

/**
 * D = C − K from the last hidden layer, C_ab = σ_b² + (σ_W²/N) Σ_j h_j(x_a) h_j(x_b). K is that of
 * N → ∞, and not the mean of C.
 */
final class LastLayerCovariance implements LastLayer {
  private final int points;
  private final int width;
  private final double scale;
  private final double[] kernel;
  private final UnitLoops loops;
  private final Multisets pairs;
  private final double[] unwanted = new double[NetworkBatch.MAX_NETWORKS];
  private double[][] deviations;
  private double[][][] rows;

  /**
   * @param kernel K_W of all pairs, for N → ∞
   */
  LastLayerCovariance(Shard shard, double[] kernel, UnitLoops loops) {
    this.points = shard.points().count();
    this.width = shard.width();
    this.scale = PointwiseCovariance.scale(shard);
    this.kernel = kernel;
    this.loops = loops;
    this.pairs = Multisets.of(points, 2);
  }

  @Override
  public void begin(NetworkBatch batch, int rowCount) {
    deviations = batch.values;
    for (double[] values : deviations) {
      Arrays.fill(values, 0, rowCount * LaneStreams.LANES, 0);
    }
    Arrays.fill(unwanted, 0);
    rows = new double[points][][];
    for (int b = 0; b < points; b++) {
      double[][] row = new double[points][];
      for (int a = 0; a < points; a++) {
        row[a] = a < b ? unwanted : deviations[pairs.indexOf(a, b)];
      }
      rows[b] = LayerValues.padded(row);
    }
  }

  @Override
  public void add(BagStreams streams, double[][] values, int row) {
    for (int b = 0; b < points; b++) {
      loops.addRow(values[b], 0, values, 0, width, rows[b], row * LaneStreams.LANES);
    }
  }

  /** Here σ_b², which stands in C and in K, cancels. */
  @Override
  public void finish(BagStreams streams, int rowCount) {
    for (int k = 0; k < kernel.length; k++) {
      Columns.scaleAndShift(deviations[k], scale, -kernel[k], rowCount * LaneStreams.LANES);
    }
  }
}
