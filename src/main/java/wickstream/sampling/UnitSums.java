package wickstream.sampling;

import java.util.Arrays;
import wickstream.random.LaneStreams;

/**
 * Sums over the hidden units of every network of a batch, some to each: sum s of network r of lane
 * l is {@code values[8 (r · slots + s) + l]}. Mutable; used by one thread.
 */
public final class UnitSums {
  public final int slots;
  public final double[] values;

  UnitSums(int slots) {
    this.slots = slots;
    this.values = new double[slots * NetworkBatch.MAX_NETWORKS];
  }

  void clear(int rows) {
    Arrays.fill(values, 0, rows * slots * LaneStreams.LANES, 0);
  }

  /** Where sum {@code slot} of a row begins. */
  public int at(int row, int slot) {
    return (row * slots + slot) * LaneStreams.LANES;
  }
}
