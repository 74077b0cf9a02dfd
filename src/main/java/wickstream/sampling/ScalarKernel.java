package wickstream.sampling;

import wickstream.random.LaneStreams;

/**
 * The reference kernel: one operation at a time, in the order that every other kernel has to
 * reproduce bit for bit.
 */
final class ScalarKernel implements BatchKernel {
  private final int width;
  private final HiddenUnits units;
  private final LayerSums sums;

  ScalarKernel(Shard shard, LayerSums sums) {
    this.width = shard.width();
    this.units = new HiddenUnits(shard);
    this.sums = sums;
  }

  @Override
  public void sample(LaneStreams streams, int rows, NetworkBatch batch) {
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
