package wickstream.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorRef;
import wickstream.persistence.CheckpointStore;
import wickstream.persistence.DatabaseFailure;
import wickstream.persistence.Event;
import wickstream.persistence.ShardSnapshot;

/**
 * A supervisor's side of the store: what has been kept of its shards, what is to be kept, and how
 * well that goes.
 */
final class CheckpointCoordinator {
  /** For how long a cancelled campaign waits for its database. */
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(10);

  /** Between two attempts to read. */
  private static final Duration REST = Duration.ofSeconds(1);

  private static final CheckpointStore.Recovery NOTHING =
      new CheckpointStore.Recovery(Optional.empty(), List.of());

  private final Duration patience;
  private final ActorRef<StoreActor.Command> store;
  private final CheckpointStore checkpointStore;
  private final Executor executor;
  private StoreStatus status;
  private Optional<String> gaveUp = Optional.empty();

  /**
   * @param executor where waiting for the database does no harm
   * @param store saves the states sent to it
   */
  CheckpointCoordinator(
      CheckpointPolicy checkpointPolicy, Executor executor, ActorRef<StoreActor.Command> store) {
    this.patience = checkpointPolicy.patience();
    this.store = store;
    this.status = StoreStatus.begun(checkpointPolicy.checkpointStore().tally());
    this.checkpointStore = checkpointPolicy.checkpointStore();
    this.executor = executor;
  }

  /**
   * From where a shard can go on; fails if the database cannot be read for too long. As with
   * saving, one that went away may come back.
   */
  CompletableFuture<CheckpointStore.Recovery> load(ShardRun run) {
    return load(run.id(), executor, System.nanoTime() + patience.toNanos());
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

  /** The same for a shard that will not go on; nothing if that cannot be read within moments. */
  CompletableFuture<CheckpointStore.Recovery> loadAtEnd(ShardRun run) {
    return CompletableFuture.supplyAsync(() -> checkpointStore.load(run.id()), executor)
        .completeOnTimeout(NOTHING, SHUTDOWN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(failure -> NOTHING);
  }

  /** Has the state of a running shard saved, if there is anything new. */
  void keep(ShardRun run, long now) {
    keep(List.of(run), now);
  }

  /** The same of several shards, all of them or none. */
  void keep(List<ShardRun> runs, long now) {
    List<ShardSnapshot> news = runs.stream().flatMap(run -> run.news(now).stream()).toList();
    if (!news.isEmpty()) {
      store.tell(new StoreActor.Keep(news));
    }
  }

  void keep(ShardSnapshot snapshot) {
    store.tell(new StoreActor.Keep(List.of(snapshot)));
  }

  /** Has what happened to a shard saved. */
  void note(ShardRun run, String kind, String message) {
    store.tell(new StoreActor.Note(new Event(Instant.now(), Optional.of(run.id()), kind, message)));
  }

  /** Has what was wrong with a shard's checkpoints saved; tells it in words. */
  List<String> noteDamage(ShardRun run, CheckpointStore.Recovery recovery) {
    String consequence =
        recovery.checkpoint().isPresent() ? "the one before it is" : "the shard begins anew";
    List<String> messages =
        recovery.damage().stream()
            .map(
                damage ->
                    "a checkpoint of %s cannot be used (%s); %s"
                        .formatted(run.shard().place(), damage, consequence))
            .toList();
    messages.forEach(message -> note(run, "damaged", message));
    return messages;
  }

  /** Saves all that is pending, with less patience in a hurry. */
  void finish(boolean hurry) {
    store.tell(
        new StoreActor.Finish(
            hurry && patience.compareTo(SHUTDOWN_TIMEOUT) > 0 ? SHUTDOWN_TIMEOUT : patience));
  }

  void tried(StoreActor.Tried report) {
    status = status.after(report);
  }

  void gaveUp(String reason) {
    gaveUp = Optional.of(reason);
  }

  /** How well it goes. */
  StoreStatus status() {
    return status;
  }

  /** Why the campaign's last state is not saved, if so. */
  Optional<String> notSaved() {
    return gaveUp;
  }
}
