package wickstream.sampling;

import java.util.Arrays;
import wickstream.physics.Ensemble;
import wickstream.random.LaneStreams;

/** f_i at all points from the last hidden layer: (σ_W/√N) Σ_j W1_ij h_j(x_a) + σ_b b1_i. */
final class LastLayerField implements LastLayer {
  private final int points;
  private final int outputs;
  private final double sigmaB;
  private final double scale;
  private final LayerLoops loops;
  private final ReadoutWeights readout;
  private final double[] weights = new double[HiddenUnits.LENGTH];
  private final double[] biases = new double[NetworkBatch.MAX_NETWORKS];
  private final double[] unwanted = new double[NetworkBatch.MAX_NETWORKS];
  private double[][] field;
  private final double[][][] ofOutput;

  LastLayerField(Shard shard, LayerLoops loops) {
    Ensemble ensemble = shard.ensemble();
    this.points = shard.points().count();
    this.outputs = ensemble.dOut();
    this.sigmaB = ensemble.sigmaB();
    this.scale = ensemble.sigmaW() / Math.sqrt(shard.width());
    this.loops = loops;
    this.readout = new ReadoutWeights(ensemble.priors().readout());
    this.ofOutput = new double[outputs][][];
  }

  @Override
  public void begin(NetworkBatch batch, int rows) {
    field = batch.values;
    for (double[] values : field) {
      Arrays.fill(values, 0, rows * LaneStreams.LANES, 0);
    }
    Arrays.fill(unwanted, 0);
    for (int i = 0; i < outputs; i++) {
      double[][] values = Arrays.copyOfRange(field, i * points, (i + 1) * points);
      ofOutput[i] = LayerValues.padded(values, unwanted);
    }
  }

  @Override
  public void add(BagStreams streams, HiddenUnits piece, double[][] values, int from) {
    int length = piece.units() * LaneStreams.LANES;
    for (int i = 0; i < outputs; i++) {
      readout.draw(streams.outputWeights().get(i), weights, piece.rows() * piece.units());
      for (int row = 0; row < piece.rows(); row++) {
        int at = (piece.firstRow() + row) * LaneStreams.LANES;
        int first = row * length;
        loops.addRow(weights, first, values, from + first, piece.units(), ofOutput[i], at);
      }
    }
  }

  @Override
  public void finish(BagStreams streams, int rows) {
    for (int i = 0; i < outputs; i++) {
      if (sigmaB > 0) {
        streams.outputBiases().get(i).normals(biases, rows);
      }
      for (int a = 0; a < points; a++) {
        double[] values = field[i * points + a];
        Columns.combine(scale, values, sigmaB, biases, 0, values, rows * LaneStreams.LANES);
      }
    }
  }
}
