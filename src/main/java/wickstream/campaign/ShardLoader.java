package wickstream.campaign;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import wickstream.persistence.CheckpointStore;
import wickstream.persistence.DatabaseFailure;

/**
 * Finds out from where shards can go on. As with saving, a database that went away may come back.
 */
final class ShardLoader {
  private static final Duration REST = Duration.ofSeconds(1);
  private static final CheckpointStore.Recovery NOTHING =
      new CheckpointStore.Recovery(Optional.empty(), List.of());

  private final CheckpointStore checkpointStore;
  private final Executor executor;

  /**
   * @param executor where waiting does no harm
   */
  ShardLoader(CheckpointStore checkpointStore, Executor executor) {
    this.checkpointStore = checkpointStore;
    this.executor = executor;
  }

  /** From where a shard can go on; fails if the database cannot be read for this long. */
  CompletableFuture<CheckpointStore.Recovery> load(String shard, Duration patience) {
    return load(shard, executor, System.nanoTime() + patience.toNanos());
  }

  private CompletableFuture<CheckpointStore.Recovery> load(
      String shard, Executor when, long deadline) {
    return CompletableFuture.supplyAsync(() -> checkpointStore.load(shard), when)
        .exceptionallyCompose(
            failure ->
                deadline - System.nanoTime() > 0
                        && Causes.thrown(failure) instanceof DatabaseFailure
                    ? load(shard, afterRest(), deadline)
                    : CompletableFuture.failedFuture(failure));
  }

  private Executor afterRest() {
    return CompletableFuture.delayedExecutor(REST.toMillis(), TimeUnit.MILLISECONDS, executor);
  }

  /** From where a shard can go on, or nothing if that cannot be read within this time. */
  CompletableFuture<CheckpointStore.Recovery> loadWithin(String shard, Duration time) {
    return CompletableFuture.supplyAsync(() -> checkpointStore.load(shard), executor)
        .completeOnTimeout(NOTHING, time.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(failure -> NOTHING);
  }
}
