package wickstream.sampling;

import java.util.Arrays;
import wickstream.physics.Ensemble;
import wickstream.random.LaneStreams;

/** f at all points from the last hidden layer: (σ_W/√N) Σ_j W1_j h_j(x_a) + σ_b b1. */
final class LastLayerField implements LastLayer {
  private final int width;
  private final double sigmaB;
  private final double scale;
  private final UnitLoops loops;
  private final double[] weights = new double[HiddenUnits.LENGTH];
  private final double[] biases = new double[NetworkBatch.MAX_NETWORKS];
  private double[][] field;
  private double[][] padded;

  LastLayerField(Shard shard, UnitLoops loops) {
    Ensemble ensemble = shard.ensemble();
    this.width = shard.width();
    this.sigmaB = ensemble.sigmaB();
    this.scale = ensemble.sigmaW() / Math.sqrt(width);
    this.loops = loops;
  }

  @Override
  public void begin(NetworkBatch batch, int rows) {
    field = batch.values;
    padded = LayerValues.padded(field);
    for (double[] values : field) {
      Arrays.fill(values, 0, rows * LaneStreams.LANES, 0);
    }
  }

  @Override
  public void add(BagStreams streams, double[][] values, int row) {
    for (int unit = 0; unit < width; unit += HiddenUnits.MAX_UNITS) {
      int count = Math.min(HiddenUnits.MAX_UNITS, width - unit);
      streams.outputWeights().get(0).normals(weights, count);
      int first = unit * LaneStreams.LANES;
      loops.addRow(weights, 0, values, first, count, padded, row * LaneStreams.LANES);
    }
  }

  @Override
  public void finish(BagStreams streams, int rows) {
    if (sigmaB > 0) {
      streams.outputBiases().get(0).normals(biases, rows);
    }
    for (double[] values : field) {
      Columns.combine(scale, values, sigmaB, biases, 0, values, rows * LaneStreams.LANES);
    }
  }
}
