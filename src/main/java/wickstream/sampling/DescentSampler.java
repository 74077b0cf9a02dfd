package wickstream.sampling;

import java.util.Arrays;
import wickstream.physics.Training;

/**
 * Draws networks of one hidden layer as plain ones are drawn, and lets all their weights descend, a
 * few at a time. A batch holds their outputs at the points of the shard, as drawn and at each time
 * above 0: one array a time, output and point, in this order. Used by one thread.
 */
final class DescentSampler implements NetworkSampler {
  private final Training training;
  private final int width;
  private final int arrays;
  private final boolean hasBiases;
  private final HiddenUnits piece;
  private final Pieces pieces;
  private final DescendingNetworks networks;
  private final double[][] biases;
  private final YieldPoints done = new YieldPoints();

  /**
   * @param shard of networks that descend
   */
  DescentSampler(Shard shard, LaneOps laneOps) {
    this.training = shard.training().orElseThrow();
    this.width = shard.width();
    this.arrays = shard.ensemble().dOut() * shard.points().count();
    this.hasBiases = shard.ensemble().sigmaB() > 0;
    this.piece = new HiddenUnits(shard.untrained());
    this.pieces = new Pieces(width);
    this.networks = new DescendingNetworks(shard, laneOps);
    this.biases = new double[shard.ensemble().dOut()][NetworkBatch.MAX_NETWORKS];
  }

  /** How many arrays a batch has. */
  static int arrays(Shard shard) {
    Training training = shard.training().orElseThrow();
    int blocks = training.outputs() + TrainedAverages.blocks(training);
    return blocks * shard.points().count();
  }

  @Override
  public void sample(BagStreams streams, int rows, NetworkBatch batch, Runnable between) {
    for (int i = 0; hasBiases && i < biases.length; i++) {
      streams.outputBiases().get(i).normals(biases[i], rows);
    }
    pieces.forEach(
        rows,
        (row, together, unit, units) -> {
          piece.draw(streams, row, together, unit, units);
          networks.take(piece);
          if (unit + units == width) {
            networks.begin(biases, row);
            descend(batch.values, row, between);
          }
        },
        between);
  }

  private void descend(double[][] values, int row, Runnable between) {
    networks.outputs(Arrays.copyOf(values, arrays), row);
    long steps = 0;
    int from = arrays;
    for (double time : training.times()) {
      if (time == 0) {
        continue;
      }
      for (; steps < training.steps(time); steps++) {
        networks.step(training.rate().orElseThrow());
        done.done(networks.pieces(), between);
      }
      networks.outputs(Arrays.copyOfRange(values, from, from + arrays), row);
      from += arrays;
    }
  }
}
