package wickstream.sampling;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import wickstream.random.LaneGenerator;
import wickstream.random.LaneStreams;
import wickstream.statistics.Bag;
import wickstream.statistics.ExtremeValues;
import wickstream.statistics.Grant;
import wickstream.statistics.Moments;
import wickstream.statistics.PartialTotals;

/**
 * Draws the bags of one shard and measures them. Every bag follows from its index alone; may be
 * used by many threads at once.
 */
public final class BagSampler {
  private final Measurement measurement;
  private final ComputeBackend computeBackend;
  private final Shard drawn;
  private final long seed;
  private final long shardHash;
  private final String shardId;
  private final RoundingBound rounding;
  private final Queue<Workspace> idle = new ConcurrentLinkedQueue<>();

  /**
   * @param seed the campaign's
   */
  public BagSampler(Measurement measurement, ComputeBackend computeBackend, long seed) {
    this.measurement = measurement;
    this.computeBackend = computeBackend;
    this.drawn = measurement.shard().untrained();
    this.seed = seed;
    this.shardHash = measurement.shard().hash();
    this.shardId = measurement.shard().id();
    this.rounding = new RoundingBound(measurement);
  }

  /**
   * The networks of bag {@code index}, measured. Takes time in proportion to bag size × width,
   * twice as much where the networks are drawn again because their sums have cancelled, and does
   * not wait.
   */
  public Bag measure(long index) {
    return measure(index, () -> {});
  }

  /**
   * The same, which lets others go first.
   *
   * @param between run between pieces of work of a few milliseconds; what it throws ends the work
   */
  public Bag measure(long index, Runnable between) {
    Workspace workspace = workspace();
    Bag bag = measure(workspace, index, between, accumulator(workspace));
    idle.add(workspace);
    return bag;
  }

  private Accumulator accumulator(Workspace workspace) {
    return new Accumulator(measurement, workspace.contraction.constants());
  }

  /** The contributions of the bag are the accumulator's, until it is used again. */
  private Bag measure(Workspace workspace, long index, Runnable between, Accumulator accumulator) {
    Moments components = moments(workspace, index, between, accumulator);
    if (rounding.hasCancelled(components, accumulator.origins())) {
      components = moments(workspace, index, between, accumulator.aboutMeans());
    }
    computeBackend.done(measurement.shard());
    return accumulator.bag(shardId, index, components);
  }

  private Moments moments(
      Workspace workspace, long index, Runnable between, Accumulator accumulator) {
    sample(
        workspace,
        index,
        between,
        networks -> workspace.contraction.accumulate(workspace.batch, networks, accumulator));
    return accumulator.components();
  }

  /**
   * A range of bags, each measured as by {@link #measure(long, Runnable)}, and summed.
   *
   * @param bounds as totals of any bags before the range have them; none if these are not known
   */
  public PartialTotals measure(Grant range, List<ExtremeValues.Bounds> bounds, Runnable between) {
    PartialTotals.Builder sum = new PartialTotals.Builder(shardId, range, bounds);
    Workspace workspace = workspace();
    Accumulator accumulator = accumulator(workspace);
    for (long index = range.firstBag(); index < range.endBag(); index++) {
      sum.add(measure(workspace, index, between, accumulator));
      accumulator.clear();
    }
    idle.add(workspace);
    return sum.build();
  }

  /** The seed of the campaign. */
  public long seed() {
    return seed;
  }

  /** The shard whose bags these are. */
  public Shard shard() {
    return measurement.shard();
  }

  /**
   * Draws the networks of bag {@code index} and sums their hidden layers, but measures nothing: the
   * part of {@link #measure} that takes time in proportion to the width, for benchmarks.
   *
   * @return one of the numbers drawn
   */
  public double draw(long index) {
    Workspace workspace = workspace();
    sample(workspace, index, () -> {}, networks -> {});
    double drawn = workspace.batch.values[0][0];
    idle.add(workspace);
    return drawn;
  }

  /** Draws a bag batch by batch; each is the workspace's, of so many networks, until the next. */
  private void sample(Workspace workspace, long index, Runnable between, IntConsumer work) {
    BagStreams streams = BagStreams.of(workspace.lanes, seed, drawn, shardHash, index);
    int bagSize = measurement.shard().bagSize();
    for (int done = 0; done < bagSize; done += NetworkBatch.MAX_NETWORKS) {
      int networks = Math.min(NetworkBatch.MAX_NETWORKS, bagSize - done);
      int rows = (networks + LaneStreams.LANES - 1) / LaneStreams.LANES;
      workspace.kernel.sample(streams, rows, workspace.batch, between);
      work.accept(networks);
      between.run();
    }
  }

  private Workspace workspace() {
    Supplier<LaneOps> source = computeBackend.source();
    return Optional.ofNullable(idle.poll())
        .filter(known -> known.source == source)
        .orElseGet(() -> workspace(source));
  }

  private Workspace workspace(Supplier<LaneOps> source) {
    LaneOps laneOps = source.get();
    return new Workspace(
        source,
        laneOps.lanes(),
        ComputeBackend.sampler(measurement, laneOps),
        Contraction.of(measurement, laneOps),
        NetworkBatch.of(measurement));
  }

  /** What one thread needs to measure a bag; kept for the next one. */
  private record Workspace(
      Supplier<LaneOps> source,
      LaneGenerator lanes,
      NetworkSampler kernel,
      Contraction contraction,
      NetworkBatch batch) {}
}
