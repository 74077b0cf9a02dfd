package wickstream.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import wickstream.persistence.CheckpointStore;
import wickstream.persistence.Event;
import wickstream.persistence.ShardSnapshot;
import wickstream.persistence.WriteBatch;

/**
 * Saves where shards stand, so that sampling never waits for a disk. One batch is being saved at a
 * time; what fails is tried again until patience is over.
 */
final class StoreActor extends AbstractBehavior<StoreActor.Command> {

  /** What it can be told. */
  sealed interface Command {}

  /** Save where shards stand, all of them or none. */
  record Keep(List<ShardSnapshot> snapshots) implements Command {
    Keep {
      snapshots = List.copyOf(snapshots);
    }
  }

  /** Save what happened. */
  record Note(Event event) implements Command {}

  /**
   * Save all pending writes without pausing, then report {@link Done}.
   *
   * @param patience for how long to try
   */
  record Finish(Duration patience) implements Command {}

  private record Saved(WriteBatch batch, Optional<String> repaired) implements Command {}

  private record NotSaved(Throwable cause) implements Command {}

  private record Rested() implements Command {}

  private record PatienceOver() implements Command {}

  /** What it reports. */
  sealed interface Report {}

  /**
   * Something was saved, or could not be.
   *
   * @param failure why not
   */
  record Tried(Optional<String> failure) implements Report {}

  /** Nothing more will be saved. */
  record GaveUp(String reason) implements Report {}

  /** Everything is saved, or given up. */
  record Done() implements Report {}

  /** Longest pause between two saves; without one, short campaigns would mostly save. */
  private static final Duration REST = Duration.ofSeconds(1);

  /** At most between two attempts that fail. */
  private static final Duration LONGEST_REST = Duration.ofSeconds(5);

  private static final PatienceOver PATIENCE_OVER = new PatienceOver();
  private static final Rested RESTED = new Rested();

  private final CheckpointPolicy checkpointPolicy;
  private final Executor executor;
  private final ActorRef<Report> supervisor;
  private final TimerScheduler<Command> timers;
  private final PendingWrites pendingWrites = new PendingWrites();
  private Optional<String> failure = Optional.empty();
  private Duration rest;
  private boolean saving;
  private boolean finishing;
  private boolean gaveUp;

  /**
   * An actor that saves the states sent to it.
   *
   * @param executor where waiting does no harm
   * @param supervisor hears how it goes
   */
  static Behavior<Command> create(
      CheckpointPolicy checkpointPolicy, Executor executor, ActorRef<Report> supervisor) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new StoreActor(context, timers, checkpointPolicy, executor, supervisor)));
  }

  private StoreActor(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      CheckpointPolicy checkpointPolicy,
      Executor executor,
      ActorRef<Report> supervisor) {
    super(context);
    this.timers = timers;
    this.checkpointPolicy = checkpointPolicy;
    this.executor = executor;
    this.supervisor = supervisor;
    this.rest = usualRest();
  }

  private Duration usualRest() {
    return lesser(REST, checkpointPolicy.interval());
  }

  private static Duration lesser(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Keep.class, this::onKeep)
        .onMessage(Note.class, this::onNote)
        .onMessage(Finish.class, this::onFinish)
        .onMessage(Rested.class, this::onRested)
        .onMessage(Saved.class, this::onSaved)
        .onMessage(NotSaved.class, this::onNotSaved)
        .onMessage(PatienceOver.class, this::onPatienceOver)
        .build();
  }

  private Behavior<Command> onKeep(Keep command) {
    command.snapshots().forEach(pendingWrites::add);
    return goOn();
  }

  private Behavior<Command> onNote(Note command) {
    pendingWrites.add(command.event());
    return goOn();
  }

  private Behavior<Command> onFinish(Finish command) {
    finishing = true;
    timers.cancel(RESTED);
    timers.startSingleTimer(PATIENCE_OVER, command.patience());
    return goOn();
  }

  private Behavior<Command> onRested(Rested timer) {
    return goOn();
  }

  /** Begins to save what waits, unless it is busy, resting or has given up. */
  private Behavior<Command> goOn() {
    boolean idle = !saving && !timers.isTimerActive(RESTED);
    if (gaveUp || idle && pendingWrites.isEmpty()) {
      finish();
    } else if (idle) {
      save();
    }
    return this;
  }

  private void finish() {
    if (finishing) {
      finishing = false;
      timers.cancel(PATIENCE_OVER);
      supervisor.tell(new Done());
    }
  }

  private void save() {
    saving = true;
    if (!timers.isTimerActive(PATIENCE_OVER)) {
      timers.startSingleTimer(PATIENCE_OVER, checkpointPolicy.patience());
    }
    WriteBatch batch = pendingWrites.batch();
    getContext()
        .pipeToSelf(
            CompletableFuture.supplyAsync(
                () -> checkpointPolicy.checkpointStore().save(batch), executor),
            (repaired, cause) -> cause == null ? new Saved(batch, repaired) : new NotSaved(cause));
  }

  private Behavior<Command> onSaved(Saved event) {
    saving = false;
    pendingWrites.remove(event.batch());
    event.repaired().ifPresent(what -> note("put-right", what));
    failure.ifPresent(
        reason ->
            note("saved-again", "the campaign's state is saved again; it was not: " + reason));
    failure = Optional.empty();
    rest = usualRest();
    supervisor.tell(new Tried(failure));
    if (!finishing) {
      timers.cancel(PATIENCE_OVER);
      timers.startSingleTimer(RESTED, rest);
    }
    return goOn();
  }

  private Behavior<Command> onNotSaved(NotSaved event) {
    saving = false;
    Throwable cause = Causes.thrown(event.cause());
    String reason = String.valueOf(cause.getMessage());
    if (failure.isEmpty()) {
      note("not-saved", "the campaign's state cannot be saved: " + reason);
    }
    failure = Optional.of(reason);
    supervisor.tell(new Tried(failure));
    if (cause instanceof CheckpointStore.TakenOver) {
      return giveUp();
    }
    timers.startSingleTimer(RESTED, rest);
    rest = lesser(rest.multipliedBy(2), LONGEST_REST);
    return this;
  }

  private void note(String kind, String message) {
    getContext().getLog().warn("{}", message);
    pendingWrites.add(new Event(Instant.now(), Optional.empty(), kind, message));
  }

  private Behavior<Command> onPatienceOver(PatienceOver timer) {
    return saving || !pendingWrites.isEmpty() ? giveUp() : this;
  }

  private Behavior<Command> giveUp() {
    if (!gaveUp) {
      gaveUp = true;
      timers.cancel(RESTED);
      supervisor.tell(new GaveUp(failure.orElse("the database does not answer")));
    }
    return goOn();
  }
}
