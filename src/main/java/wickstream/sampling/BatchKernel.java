package wickstream.sampling;

import wickstream.numeric.ArrayFunctions;
import wickstream.random.LaneStreams;

/**
 * Draws a batch of networks, one hidden unit after the other for all networks at once, and computes
 * what the estimator needs of each. What computes exponentials and normals comes from outside; the
 * rest are loops over arrays of which the compiler makes vectors by itself. Used by one thread.
 */
final class BatchKernel {
  private final int width;
  private final HiddenUnits units;
  private final LayerSums sums;

  BatchKernel(Shard shard, LayerSums sums, ArrayFunctions functions) {
    this.width = shard.width();
    this.units = new HiddenUnits(shard, functions);
    this.sums = sums;
  }

  /**
   * Draws {@code rows} networks of every lane, at most {@link NetworkBatch#MOST_ROWS}, and fills
   * the batch. All lanes go on by the same number of draws, whether or not their last network is
   * wanted.
   */
  void sample(LaneStreams streams, int rows, NetworkBatch batch) {
    int n = rows * LaneStreams.LANES;
    units.begin(streams, rows);
    sums.clear(n);
    for (int unit = 0; unit < width; unit++) {
      units.next(unit, streams, rows);
      sums.add(units, n);
    }
    sums.finish(streams, rows, batch.values);
    units.weights(batch.weights, n);
  }
}
