package wickstream.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import wickstream.persistence.PartialTotalsFormat;
import wickstream.physics.Ensemble;
import wickstream.physics.exact.Theory;
import wickstream.sampling.BagSampler;
import wickstream.sampling.ComputeBackend;
import wickstream.sampling.Measurement;
import wickstream.sampling.Shard;
import wickstream.statistics.PartialTotals;

/** Measures items on the threads of this node. Thread-safe. */
final class BagMeasurer implements WorkerSlot.Measuring {
  /** How many shards are kept ready; more are rarely measured at once. */
  private static final int MAX_KEPT = 256;

  private final ComputeBackend computeBackend;
  private final Executor sampling;
  private final Map<ShardSpec, BagSampler> samplers = new ConcurrentHashMap<>();
  private final Map<TheoryOf, Theory> theories = new ConcurrentHashMap<>();

  private record TheoryOf(Ensemble ensemble, List<List<Double>> points, List<Integer> orders) {}

  BagMeasurer(ComputeBackend computeBackend, Executor sampling) {
    this.computeBackend = computeBackend;
    this.sampling = sampling;
  }

  @Override
  public CompletionStage<WorkResult> measure(WorkItem item, BooleanSupplier isWanted) {
    try {
      return CompletableFuture.supplyAsync(() -> measured(item, isWanted), sampling);
    } catch (RejectedExecutionException | OutOfMemoryError e) { // no threads, or none any more
      return CompletableFuture.failedStage(e);
    }
  }

  private WorkResult measured(WorkItem item, BooleanSupplier isWanted) {
    BagSampler sampler = sampler(item.shardSpec());
    long began = System.nanoTime();
    requireWanted(isWanted);
    PartialTotals measured =
        sampler.measure(item.range(), item.bounds(), () -> requireWanted(isWanted));
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    return new WorkResult(
        item.id(),
        PartialTotalsFormat.encode(
            new PartialTotalsFormat.Measured(item.shardSpec().seed(), measured, took)),
        Optional.empty());
  }

  private static void requireWanted(BooleanSupplier isWanted) {
    if (!isWanted.getAsBoolean()) {
      throw new CancellationException("nobody waits for it any more");
    }
  }

  private BagSampler sampler(ShardSpec shardSpec) {
    if (samplers.size() > MAX_KEPT) {
      samplers.clear();
      theories.clear();
    }
    return samplers.computeIfAbsent(shardSpec, this::newSampler);
  }

  private BagSampler newSampler(ShardSpec shardSpec) {
    Shard shard = shardSpec.shard();
    Theory theory =
        theories.computeIfAbsent(
            new TheoryOf(shard.ensemble(), shardSpec.points(), shardSpec.orders()),
            key -> Theory.of(shard.ensemble(), shard.points(), shard.orders()));
    return new BagSampler(new Measurement(shard, theory), computeBackend, shardSpec.seed());
  }
}
