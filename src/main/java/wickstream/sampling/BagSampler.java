package wickstream.sampling;

import wickstream.physics.Estimator;
import wickstream.random.LaneStreams;
import wickstream.statistics.Bag;

/**
 * Draws the bags of one shard and measures them. Every bag follows from its index alone; may be
 * used by many threads at once.
 */
public final class BagSampler {
  private final Measurement measurement;
  private final Kernels kernels;
  private final long seed;
  private final long shardHash;
  private final String shardId;

  /**
   * @param seed the campaign's
   */
  public BagSampler(Measurement measurement, Kernels kernels, long seed) {
    this.measurement = measurement;
    this.kernels = kernels;
    this.seed = seed;
    this.shardHash = measurement.shard().hash();
    this.shardId = measurement.shard().id();
  }

  /**
   * The networks of bag {@code index}, measured. Takes time in proportion to bag size × width, and
   * does not wait.
   */
  public Bag measure(long index) {
    LaneStreams streams = new LaneStreams(seed, shardHash, index);
    BatchKernel kernel = kernels.kernel(measurement);
    Contraction contraction = Contraction.of(measurement);
    NetworkBatch batch = new NetworkBatch(arrays());
    Accumulator accumulator = new Accumulator(measurement);
    int bagSize = measurement.shard().bagSize();
    for (int done = 0; done < bagSize; done += NetworkBatch.MOST_NETWORKS) {
      int networks = Math.min(NetworkBatch.MOST_NETWORKS, bagSize - done);
      kernel.sample(streams, (networks + LaneStreams.LANES - 1) / LaneStreams.LANES, batch);
      contraction.accumulate(batch, networks, accumulator);
    }
    return accumulator.bag(shardId, index);
  }

  private int arrays() {
    int points = measurement.shard().points().count();
    return measurement.shard().estimator() == Estimator.PLAIN
        ? points
        : measurement.multisets(2).size();
  }
}
