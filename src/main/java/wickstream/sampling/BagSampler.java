package wickstream.sampling;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import wickstream.physics.Estimator;
import wickstream.random.LaneGenerator;
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
  private final Queue<Workspace> idle = new ConcurrentLinkedQueue<>();

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
    Workspace workspace = Optional.ofNullable(idle.poll()).orElseGet(this::workspace);
    LaneStreams streams = new LaneStreams(workspace.lanes, seed, shardHash, index);
    Accumulator accumulator = new Accumulator(measurement);
    int bagSize = measurement.shard().bagSize();
    for (int done = 0; done < bagSize; done += NetworkBatch.MOST_NETWORKS) {
      int networks = Math.min(NetworkBatch.MOST_NETWORKS, bagSize - done);
      int rows = (networks + LaneStreams.LANES - 1) / LaneStreams.LANES;
      workspace.kernel.sample(streams, rows, workspace.batch);
      workspace.contraction.accumulate(workspace.batch, networks, accumulator);
    }
    idle.add(workspace);
    return accumulator.bag(shardId, index);
  }

  private Workspace workspace() {
    int points = measurement.shard().points().count();
    boolean plain = measurement.shard().estimator() == Estimator.PLAIN;
    return new Workspace(
        kernels.lanes(),
        kernels.kernel(measurement),
        Contraction.of(measurement),
        new NetworkBatch(plain ? points : measurement.multisets(2).size()));
  }

  /** What one thread needs to measure a bag; kept for the next one. */
  private record Workspace(
      LaneGenerator lanes, BatchKernel kernel, Contraction contraction, NetworkBatch batch) {}
}
