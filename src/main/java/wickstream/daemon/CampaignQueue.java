package wickstream.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.pattern.StatusReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wickstream.campaign.CampaignOutcome;
import wickstream.campaign.CampaignPlan;
import wickstream.campaign.CampaignStatus;
import wickstream.campaign.CampaignSupervisor;
import wickstream.campaign.Causes;
import wickstream.campaign.OutputDirectory;
import wickstream.campaign.RunStore;
import wickstream.campaign.StoredStatus;
import wickstream.config.Extension;
import wickstream.config.ProgramInfo;
import wickstream.config.RunConfig;
import wickstream.persistence.DatabaseFailure;
import wickstream.persistence.NumberedEvent;
import wickstream.results.CampaignResult;
import wickstream.results.ShardResult;
import wickstream.results.export.ResultFiles;
import wickstream.statistics.Verdict;

/**
 * Runs the campaigns of a daemon, a few at a time, in the order of their priority and then of their
 * coming. Which of them run is decided anew whenever something changes: those that should not run
 * any more are stopped with their state saved and go on from there when their turn comes again.
 */
final class CampaignQueue extends AbstractBehavior<CampaignQueue.Command> {

  /**
   * What the queue can be told. Whatever cannot be done is answered with a {@link RequestRejected}.
   */
  sealed interface Command {}

  /** Run a campaign when its turn comes. */
  record Submit(RunConfig config, int priority, ActorRef<StatusReply<CampaignProgress>> replyTo)
      implements Command {}

  /** Let a campaign go on under another ticket, which counts as soon as it is written. */
  sealed interface Change extends Command {
    /** Which campaign. */
    String name();

    /** Hears how it is then, or why it goes on as before. */
    ActorRef<StatusReply<CampaignProgress>> replyTo();
  }

  /** Let a campaign rest, run or end. */
  record SetWish(
      String name,
      QueuedCampaign.Wish desiredState,
      ActorRef<StatusReply<CampaignProgress>> replyTo)
      implements Change {}

  /** Let a campaign go first, or last. */
  record SetPriority(String name, int priority, ActorRef<StatusReply<CampaignProgress>> replyTo)
      implements Change {}

  /** Let a campaign go on under another configuration. */
  record Extend(String name, RunConfig next, ActorRef<StatusReply<CampaignProgress>> replyTo)
      implements Change {}

  /** Forget a campaign. */
  record Delete(String name, boolean files, ActorRef<StatusReply<Done>> replyTo)
      implements Command {}

  /**
   * Stop everything; what is running will go on when the daemon is started again. Answered when
   * nothing is left to be written.
   */
  record ShutDown(ActorRef<Done> replyTo) implements Command {}

  private record Changed(
      Change command,
      QueuedCampaign before,
      boolean wasIdle,
      QueuedCampaign after,
      Optional<Throwable> failure)
      implements Command {}

  private record Kept(String name, QueuedCampaign queuedCampaign, Optional<Throwable> failure)
      implements Command {}

  private record Look() implements Command {}

  private record Came(String name, Optional<Throwable> failure, Runnable answer)
      implements Command {}

  private record Went(String name, Optional<Throwable> failure, Runnable answer)
      implements Command {}

  private record Remembered(String name, QueuedCampaign queuedCampaign, InactiveCampaign memory)
      implements Command {}

  private record Opened(String name, RunStore store, LatencyRecorder.Running watch)
      implements Command {}

  private record NotOpened(String name, Throwable cause) implements Command {}

  private record Ended(String name, CampaignOutcome outcome) implements Command {}

  private record Died(String name) implements Command {}

  private record Learnt(String name, Optional<CampaignStatus> status) implements Command {}

  private record Noted(String name, List<NumberedEvent> events) implements Command {}

  private record Closed(String name, Optional<Throwable> failure) implements Command {}

  private record AllWritten() implements Command {}

  private record Nothing() implements Command {}

  private static final Logger LOG = LoggerFactory.getLogger(CampaignQueue.class);
  private static final Duration LOOK_INTERVAL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Before another attempt to begin a campaign, or to write its ticket. */
  private static final Duration REST = Duration.ofSeconds(2);

  private static final Comparator<CampaignEntry> ORDER =
      Comparator.<CampaignEntry>comparingInt(entry -> -entry.queuedCampaign.priority())
          .thenComparingLong(entry -> entry.queuedCampaign.turn());

  private final DaemonContext daemonContext;
  private final QueueContext queueContext;
  private final QueueStore queueStore;
  private final CampaignDatabases records;
  private final Consumer<DaemonStatus> board;
  private final Map<String, CampaignEntry> entries = new LinkedHashMap<>();
  private Optional<ActorRef<Done>> ending = Optional.empty();
  private DaemonStatus shown = DaemonStatus.EMPTY;
  private boolean isLastWriting;
  private long lastTurn;

  /**
   * A queue that starts with what is on the tickets.
   *
   * @param daemonContext the threads beside those that measure
   * @param queueContext where campaigns are kept and measured
   * @param known the tickets that are there already
   * @param board is shown every change
   */
  static Behavior<Command> create(
      DaemonContext daemonContext,
      QueueContext queueContext,
      List<QueuedCampaign> known,
      Consumer<DaemonStatus> board) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(new Look(), LOOK_INTERVAL);
                  return new CampaignQueue(context, daemonContext, queueContext, board)
                      .begin(known);
                }));
  }

  private CampaignQueue(
      ActorContext<Command> context,
      DaemonContext daemonContext,
      QueueContext queueContext,
      Consumer<DaemonStatus> board) {
    super(context);
    this.daemonContext = daemonContext;
    this.queueContext = queueContext;
    this.queueStore = queueContext.queueStore();
    this.records = new CampaignDatabases(queueStore, daemonContext.computeBackend());
    this.board = board;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Submit.class, this::onSubmit)
        .onMessage(Came.class, this::onCame)
        .onMessage(Change.class, this::onChange)
        .onMessage(Changed.class, this::onChanged)
        .onMessage(Kept.class, this::onKept)
        .onMessage(Delete.class, this::onDelete)
        .onMessage(Went.class, this::onWent)
        .onMessage(Remembered.class, this::onRemembered)
        .onMessage(Opened.class, this::onOpened)
        .onMessage(NotOpened.class, this::onNotOpened)
        .onMessage(Look.class, this::onLook)
        .onMessage(Learnt.class, this::onLearnt)
        .onMessage(Noted.class, this::onNoted)
        .onMessage(Ended.class, this::onEnded)
        .onMessage(Died.class, this::onDied)
        .onMessage(Closed.class, this::onClosed)
        .onMessage(ShutDown.class, this::onShutDown)
        .onMessage(AllWritten.class, this::onAllWritten)
        .onMessage(Nothing.class, nothing -> this)
        .build();
  }

  private Behavior<Command> begin(List<QueuedCampaign> known) {
    for (QueuedCampaign queuedCampaign : known) {
      lastTurn = Math.max(lastTurn, queuedCampaign.turn());
      entries.put(
          queuedCampaign.name(),
          new CampaignEntry(queuedCampaign, StoredStatus.unknown(plan(queuedCampaign.config()))));
    }
    wanted().forEach(this::recall); // the others need not be waited for
    schedule();
    entries.values().stream().filter(entry -> !entry.isActive()).forEach(this::recall);
    return this;
  }

  private CampaignPlan plan(RunConfig config) {
    return new CampaignPlan(config.campaign(), daemonContext.computeBackend());
  }

  // --- what users ask for

  private Behavior<Command> onSubmit(Submit command) {
    String name = command.config().campaign().name();
    if (ending.isPresent()) {
      return refuse(command.replyTo(), RequestRejected.Kind.ENDING, "the daemon is shutting down");
    }
    if (entries.containsKey(name)) {
      return refuse(
          command.replyTo(),
          RequestRejected.Kind.CONFLICT,
          "there is a campaign %s already: give this one another name".formatted(name));
    }
    if (entries.size() >= daemonContext.mostCampaigns()) {
      return refuse(
          command.replyTo(),
          RequestRejected.Kind.FULL,
          "there are %d campaigns, as many as there may be: delete some".formatted(entries.size()));
    }
    Optional<String> tooMany = tooManyShards(command.config().campaign().shardCount());
    if (tooMany.isPresent()) {
      return refuse(command.replyTo(), RequestRejected.Kind.FULL, tooMany.get());
    }
    QueuedCampaign queuedCampaign =
        QueuedCampaign.submitted(command.config(), command.priority(), ++lastTurn, Instant.now());
    CampaignEntry entry =
        new CampaignEntry(queuedCampaign, StoredStatus.unknown(plan(command.config())));
    entry.phase = CampaignEntry.Phase.COMING;
    entries.put(name, entry);
    file(
        () -> queueStore.add(queuedCampaign),
        failure -> new Came(name, failure, () -> answer(command.replyTo(), name, failure)));
    return this;
  }

  private Behavior<Command> onCame(Came event) {
    if (event.failure().isPresent()) {
      entries.remove(event.name());
    } else {
      entries.get(event.name()).phase = CampaignEntry.Phase.IDLE;
    }
    schedule();
    event.answer().run();
    return this;
  }

  private Behavior<Command> onChange(Change command) {
    Optional<CampaignEntry> entry = present(command.name(), command.replyTo());
    if (entry.isPresent() && !entry.get().defers(() -> onChange(command))) {
      try {
        change(entry.get(), changed(entry.get(), command), command);
      } catch (RequestRejected e) {
        command.replyTo().tell(StatusReply.error(e));
      }
    }
    return this;
  }

  private QueuedCampaign changed(CampaignEntry entry, Change command) {
    if (command instanceof SetWish desiredState) {
      return desired(entry, desiredState);
    }
    return command instanceof Extend extension
        ? extended(entry, extension)
        : entry.queuedCampaign.withPriority(((SetPriority) command).priority());
  }

  private QueuedCampaign desired(CampaignEntry entry, SetWish command) {
    CampaignState state = entry.state();
    boolean isAllowed =
        switch (command.desiredState()) {
          case RUN ->
              state == CampaignState.PAUSED
                  || state == CampaignState.CANCELLED
                  || state == CampaignState.FAILED
                  || state == CampaignState.PAUSING;
          case PAUSE -> state == CampaignState.QUEUED || state == CampaignState.RUNNING;
          case CANCEL -> !state.isAtRest() || state == CampaignState.PAUSED;
        };
    if (!isAllowed) {
      String verb =
          switch (command.desiredState()) {
            case RUN -> "resumed";
            case PAUSE -> "paused";
            case CANCEL -> "cancelled";
          };
      throw new RequestRejected(
          RequestRejected.Kind.CONFLICT,
          "campaign %s is %s and cannot be %s".formatted(command.name(), state.label(), verb));
    }
    QueuedCampaign before = entry.queuedCampaign;
    if (command.desiredState() == QueuedCampaign.Wish.RUN) {
      return before.queued(before.config(), ++lastTurn);
    }
    QueuedCampaign queuedCampaign = before.withWish(command.desiredState());
    return entry.isIdle()
        ? queuedCampaign.endedAt(Instant.now(), false, Optional.empty())
        : queuedCampaign;
  }

  private QueuedCampaign extended(CampaignEntry entry, Extend command) {
    QueuedCampaign before = entry.queuedCampaign;
    List<String> obstacles =
        Extension.obstacles(before.config().campaign(), command.next().campaign());
    if (!obstacles.isEmpty()) {
      throw new RequestRejected(
          RequestRejected.Kind.CONFLICT,
          "campaign %s cannot go on under another configuration: %s"
              .formatted(command.name(), String.join("; ", obstacles)));
    }
    tooManyShards(command.next().campaign().shardCount() - before.config().campaign().shardCount())
        .ifPresent(
            why -> {
              throw new RequestRejected(RequestRejected.Kind.FULL, why);
            });
    return before.queued(command.next(), ++lastTurn);
  }

  /** Why there cannot be so many more shards, if there cannot. */
  private Optional<String> tooManyShards(int more) {
    long held =
        entries.values().stream()
            .mapToLong(entry -> entry.queuedCampaign.config().campaign().shardCount())
            .sum();
    return more <= 0 || held + more <= daemonContext.mostShardsTogether()
        ? Optional.empty()
        : Optional.of(
            "the campaigns here have %d shards, and %d more do not fit into memory, which has room for %d: delete campaigns that have ended, or start the daemon with more memory"
                .formatted(held, more, daemonContext.mostShardsTogether()));
  }

  private Behavior<Command> onDelete(Delete command) {
    Optional<CampaignEntry> entry = present(command.name(), command.replyTo());
    if (entry.isEmpty() || entry.get().defers(() -> onDelete(command))) {
      return this;
    }
    if (!entry.get().isIdle() || !entry.get().state().isAtRest()) {
      return refuse(
          command.replyTo(),
          RequestRejected.Kind.CONFLICT,
          "campaign %s is %s: pause or cancel it before it is deleted"
              .formatted(command.name(), entry.get().state().label()));
    }
    entry.get().phase = CampaignEntry.Phase.GOING;
    file(
        () -> queueStore.remove(command.name(), command.files()),
        failure ->
            new Went(
                command.name(),
                failure,
                () ->
                    command
                        .replyTo()
                        .tell(
                            failure
                                .<StatusReply<Done>>map(StatusReply::error)
                                .orElse(StatusReply.ack()))));
    return this;
  }

  private Behavior<Command> onWent(Went event) {
    if (event.failure().isPresent()) {
      CampaignEntry entry = entries.get(event.name());
      entry.phase = CampaignEntry.Phase.IDLE;
      keep(entry); // which may be gone though its files are not
    } else {
      entries.remove(event.name());
    }
    show();
    event.answer().run();
    return this;
  }

  private <T> Optional<CampaignEntry> present(String name, ActorRef<StatusReply<T>> replyTo) {
    Optional<CampaignEntry> entry =
        Optional.ofNullable(entries.get(name))
            .filter(
                known ->
                    known.phase != CampaignEntry.Phase.COMING
                        && known.phase != CampaignEntry.Phase.GOING);
    if (entry.isEmpty()) {
      replyTo.tell(StatusReply.error(RequestRejected.unknown(name)));
    }
    return entry;
  }

  private <T> Behavior<Command> refuse(
      ActorRef<StatusReply<T>> replyTo, RequestRejected.Kind kind, String why) {
    replyTo.tell(StatusReply.error(new RequestRejected(kind, why)));
    return this;
  }

  /**
   * Has another ticket of a campaign written. Only then does it count, so that whatever was
   * accepted lasts beyond the end of this process, and whatever was refused changes nothing.
   */
  private void change(CampaignEntry entry, QueuedCampaign next, Change command) {
    QueuedCampaign before = entry.queuedCampaign;
    boolean wasIdle = entry.isIdle();
    entry.beginChange();
    file(
        () -> queueStore.save(next),
        failure -> new Changed(command, before, wasIdle, next, failure));
  }

  private Behavior<Command> onChanged(Changed event) {
    Change command = event.command();
    CampaignEntry entry = entries.get(command.name());
    List<Runnable> deferred = entry.endChange();
    if (event.failure().isPresent()) {
      keep(entry); // as what failed may be written nonetheless
      answer(command.replyTo(), entry.name(), event.failure());
    } else if (entry.queuedCampaign != event.before() || entry.isIdle() != event.wasIdle()) {
      keep(entry); // it began or came to rest meanwhile, and may not allow the change any more
      onChange(command);
    } else {
      goOn(entry, event.after());
      answer(command.replyTo(), entry.name(), Optional.empty());
    }
    deferred.forEach(Runnable::run);
    return this;
  }

  /** Lets a campaign go on under a ticket that is written. */
  private void goOn(CampaignEntry entry, QueuedCampaign queuedCampaign) {
    boolean isOfAnotherGrid = !queuedCampaign.config().equals(entry.queuedCampaign.config());
    entry.queuedCampaign = queuedCampaign;
    entry.changed();
    if (isOfAnotherGrid && entry.isIdle()) {
      recall(entry);
    }
    stopIfExtended(entry);
    schedule();
  }

  /** Has the ticket of a campaign written as it is, again and again until that succeeds. */
  private void keep(CampaignEntry entry) {
    QueuedCampaign queuedCampaign = entry.queuedCampaign;
    String name = entry.name();
    entry.keepAt = Optional.empty();
    file(() -> queueStore.save(queuedCampaign), failure -> new Kept(name, queuedCampaign, failure));
  }

  private Behavior<Command> onKept(Kept event) {
    Optional<CampaignEntry> entry =
        Optional.ofNullable(entries.get(event.name()))
            .filter(known -> known.queuedCampaign == event.queuedCampaign());
    if (entry.isPresent() && event.failure().isPresent()) {
      String why = String.valueOf(event.failure().get().getMessage());
      if (!entry.get().notKept.equals(Optional.of(why))) {
        LOG.warn("What became of campaign {} is not written yet: {}", event.name(), why);
      }
      entry.get().notKept = Optional.of(why);
      entry.get().keepAt = Optional.of(daemonContext.now() + REST.toNanos());
    } else {
      entry.ifPresent(written -> written.notKept = Optional.empty());
    }
    return this;
  }

  private void answer(
      ActorRef<StatusReply<CampaignProgress>> replyTo, String name, Optional<Throwable> failure) {
    replyTo.tell(
        failure
            .<StatusReply<CampaignProgress>>map(StatusReply::error)
            .orElseGet(
                () ->
                    shown
                        .campaign(name)
                        .map(StatusReply::success)
                        .orElseGet(() -> StatusReply.error(RequestRejected.unknown(name)))));
  }

  /** Does something with files, in the order in which it was asked for. */
  private void file(Runnable work, Function<Optional<Throwable>, Command> then) {
    getContext()
        .pipeToSelf(
            CompletableFuture.runAsync(work, daemonContext.filing()),
            (done, failure) -> then.apply(Optional.ofNullable(failure).map(Causes::thrown)));
  }

  // --- who runs

  /** Starts and stops campaigns until those run that should, and shows what has become of them. */
  private void schedule() {
    Set<CampaignEntry> wanted = wanted();
    for (CampaignEntry entry : entries.values()) {
      if (entry.phase == CampaignEntry.Phase.RUNNING && !wanted.contains(entry)) {
        stop(entry, reasonToStop(entry));
      }
    }
    long active = entries.values().stream().filter(CampaignEntry::isActive).count();
    for (CampaignEntry entry : wanted) {
      if (entry.isIdle() && active < daemonContext.campaignsAtOnce() && hasMemoryFor(entry)) {
        start(entry);
        active++;
      }
    }
    show();
    if (ending.isPresent() && active == 0 && !isLastWriting) {
      isLastWriting = true;
      file(() -> {}, failure -> new AllWritten()); // behind all that is to be written
    }
  }

  private Set<CampaignEntry> wanted() {
    if (ending.isPresent()) {
      return Set.of();
    }
    List<CampaignEntry> next =
        entries.values().stream()
            .filter(entry -> entry.queuedCampaign.wantsToRun())
            .filter(entry -> entry.isIdle() || entry.isActive())
            .filter(entry -> !entry.rests(daemonContext.now()))
            .sorted(ORDER)
            .limit(daemonContext.campaignsAtOnce())
            .toList();
    Set<CampaignEntry> wanted = new LinkedHashSet<>();
    double taken = 0; // as sizes may be as large as a long can be
    for (CampaignEntry entry : next) {
      taken += memory(entry);
      if (!wanted.isEmpty() && taken > daemonContext.memory()) {
        tellOfMemory(entry, taken);
        break; // nor do smaller ones overtake it, or its turn might never come
      }
      wanted.add(entry);
    }
    return wanted;
  }

  /** How many bytes a campaign takes while it runs here. */
  private double memory(CampaignEntry entry) {
    return entry
        .queuedCampaign
        .config()
        .campaign()
        .memoryBytes(queueContext.workforce().threads().getAsInt());
  }

  /** Whether a campaign fits beside those that have not come to rest. */
  private boolean hasMemoryFor(CampaignEntry entry) {
    List<CampaignEntry> active = entries.values().stream().filter(CampaignEntry::isActive).toList();
    return active.isEmpty()
        || active.stream().mapToDouble(this::memory).sum() + memory(entry)
            <= daemonContext.memory();
  }

  private void tellOfMemory(CampaignEntry entry, double taken) {
    if (!entry.isToldOfMemory) {
      entry.isToldOfMemory = true;
      LOG.info(
          "Campaign {} waits for memory: with those before it {} MB would be needed, and there are {} MB for campaigns",
          entry.name(),
          (long) taken >> 20,
          daemonContext.memory() >> 20);
    }
  }

  private String reasonToStop(CampaignEntry entry) {
    if (ending.isPresent()) {
      return "the daemon was shut down";
    }
    return switch (entry.queuedCampaign.desiredState()) {
      case PAUSE -> "paused";
      case CANCEL -> "cancelled";
      case RUN -> "another campaign goes first";
    };
  }

  private void start(CampaignEntry entry) {
    entry.phase = CampaignEntry.Phase.STARTING;
    entry.queuedCampaign = entry.queuedCampaign.startedAt(Instant.now());
    entry.running = Optional.of(entry.queuedCampaign);
    entry.changed();
    QueuedCampaign queuedCampaign = entry.queuedCampaign;
    String name = entry.name();
    getContext()
        .pipeToSelf(
            CompletableFuture.supplyAsync(() -> open(queuedCampaign), daemonContext.filing()),
            (opened, failure) ->
                failure == null ? opened : new NotOpened(name, Causes.thrown(failure)));
  }

  private Opened open(QueuedCampaign queuedCampaign) {
    queueStore.save(queuedCampaign);
    Path directory = queueStore.directory(queuedCampaign.name());
    RunStore store =
        RunStore.open(
            directory,
            directory.toString(),
            queueStore.access(queuedCampaign),
            plan(queuedCampaign.config()),
            queueContext.existingRun());
    return new Opened(queuedCampaign.name(), store, daemonContext.timekeeper().begin(directory));
  }

  private Behavior<Command> onOpened(Opened event) {
    CampaignEntry entry = entries.get(event.name());
    entry.store = Optional.of(event.store());
    entry.watch = Optional.of(event.watch());
    entry.phase = CampaignEntry.Phase.RUNNING;
    entry.begin(daemonContext.now(), event.store().tally().spent());
    CampaignPlan plan = plan(entry.running.orElseThrow().config());
    ActorRef<CampaignSupervisor.Command> supervisor =
        getContext()
            .spawnAnonymous(
                CampaignSupervisor.create(
                    plan,
                    daemonContext.campaignContext(
                        queueContext.workforce(),
                        () -> entry.queuedCampaign.priority(),
                        event.store().checkpointPolicy(),
                        event.watch().timings()),
                    getContext().spawnAnonymous(listener(event.name()))));
    getContext().watchWith(supervisor, new Died(event.name()));
    entry.supervisor = Optional.of(supervisor);
    LOG.info("Campaign {} runs", event.name());
    stopIfExtended(entry); // meanwhile
    schedule();
    return this;
  }

  private void stopIfExtended(CampaignEntry entry) {
    if (entry.phase == CampaignEntry.Phase.RUNNING
        && !entry.running.orElseThrow().config().equals(entry.queuedCampaign.config())) {
      stop(entry, "extended");
    }
  }

  private Behavior<CampaignOutcome> listener(String name) {
    ActorRef<Command> self = getContext().getSelf();
    return Behaviors.receiveMessage(
        outcome -> {
          self.tell(new Ended(name, outcome));
          return Behaviors.stopped();
        });
  }

  private Behavior<Command> onNotOpened(NotOpened event) {
    if (queueContext.isPassing(event.cause())) {
      LOG.warn("Campaign {} cannot be begun yet: {}", event.name(), event.cause().getMessage());
      CampaignEntry entry = entries.get(event.name());
      entry.rest();
      entry.notBefore = Optional.of(daemonContext.now() + REST.toNanos());
      show();
      return this;
    }
    LOG.error("Campaign {} cannot be run", event.name(), event.cause());
    String why = String.valueOf(event.cause().getMessage());
    come(
        entries.get(event.name()),
        false,
        Optional.of(
            event.cause() instanceof DatabaseFailure
                ? "the results database cannot be used: " + why
                : why));
    return this;
  }

  private void stop(CampaignEntry entry, String reason) {
    entry.phase = CampaignEntry.Phase.STOPPING;
    entry.toldToStop = true;
    entry.changed();
    entry.supervisor.orElseThrow().tell(new CampaignSupervisor.Cancel(reason));
  }

  // --- how they do

  private Behavior<Command> onLook(Look timer) {
    entries.values().stream().filter(CampaignEntry::hasSupervisor).forEach(this::ask);
    entries.values().stream()
        .filter(entry -> entry.isToBeKept(daemonContext.now()))
        .forEach(this::keep);
    schedule();
    return this;
  }

  private void ask(CampaignEntry entry) {
    if (entry.asked) {
      return;
    }
    entry.asked = true;
    String name = entry.name();
    getContext()
        .ask(
            CampaignStatus.class,
            entry.supervisor.orElseThrow(),
            PATIENCE,
            CampaignSupervisor.GetStatus::new,
            (status, failure) -> new Learnt(name, Optional.ofNullable(status)));
  }

  private Behavior<Command> onLearnt(Learnt event) {
    CampaignEntry entry = entries.get(event.name());
    if (entry == null || !entry.hasSupervisor()) {
      return this;
    }
    entry.asked = false;
    event.status().ifPresent(status -> entry.learn(status, daemonContext.now()));
    if (event.status().isPresent() && event.status().get().store().saves() != entry.savesSeen) {
      entry.savesSeen = event.status().get().store().saves();
      readNotes(entry);
    }
    if (entry.outcome.isPresent() && event.status().isPresent() && hasEnded(entry)) {
      close(entry);
    } else if (entry.outcome.isPresent()) {
      ask(entry);
    }
    return this;
  }

  private static boolean hasEnded(CampaignEntry entry) {
    return entry.status().ended() == entry.status().shards().size();
  }

  private void readNotes(CampaignEntry entry) {
    RunStore store = entry.store.orElseThrow();
    long after = entry.lastNote();
    String name = entry.name();
    getContext()
        .pipeToSelf(
            CompletableFuture.supplyAsync(
                () -> store.archive().events(after, CampaignEntry.MOST_NOTES),
                daemonContext.filing()),
            (events, failure) -> failure == null ? new Noted(name, events) : new Nothing());
  }

  private Behavior<Command> onNoted(Noted event) {
    Optional.ofNullable(entries.get(event.name())).ifPresent(entry -> entry.note(event.events()));
    return this;
  }

  /** Reads what the database says of a campaign that is not running. */
  private void recall(CampaignEntry entry) {
    QueuedCampaign queuedCampaign = entry.queuedCampaign;
    getContext()
        .pipeToSelf(
            CompletableFuture.supplyAsync(
                () ->
                    new Remembered(
                        queuedCampaign.name(),
                        queuedCampaign,
                        records.remember(queuedCampaign, CampaignEntry.MOST_NOTES)),
                daemonContext.filing()),
            (remembered, failure) -> failure == null ? remembered : new Nothing());
  }

  private Behavior<Command> onRemembered(Remembered event) {
    CampaignEntry entry = entries.get(event.name());
    if (entry != null
        && !entry.hasSupervisor()
        && entry.queuedCampaign.config().equals(event.queuedCampaign().config())) {
      entry.remember(event.memory());
      show();
    }
    return this;
  }

  // --- how they end

  private Behavior<Command> onEnded(Ended event) {
    CampaignEntry entry = entries.get(event.name());
    entry.outcome = Optional.of(event.outcome());
    entry.asked = false;
    ask(entry); // for its last status
    return this;
  }

  /** A supervisor died, which is a defect; its campaign can be resumed. */
  private Behavior<Command> onDied(Died event) {
    CampaignEntry entry = entries.get(event.name());
    entry.store.ifPresent(RunStore::close);
    entry.watch.ifPresent(LatencyRecorder.Running::close);
    come(entry, false, Optional.of("its supervisor died; the log says why"));
    return this;
  }

  private void close(CampaignEntry entry) {
    entry.phase = CampaignEntry.Phase.CLOSING;
    ActorRef<CampaignSupervisor.Command> supervisor = entry.supervisor.orElseThrow();
    getContext().unwatch(supervisor);
    getContext().stop(supervisor);
    CampaignOutcome outcome = entry.outcome.orElseThrow();
    QueuedCampaign queuedCampaign = entry.running.orElseThrow();
    RunStore store = entry.store.orElseThrow();
    LatencyRecorder.Running watch = entry.watch.orElseThrow();
    String name = entry.name();
    long after = entry.lastNote();
    Duration spent = entry.spent();
    ActorRef<Command> self = getContext().getSelf();
    file(
        () -> {
          try (store;
              watch) {
            self.tell(new Noted(name, lastNotes(store, after)));
            write(queuedCampaign, outcome, spent);
          }
        },
        failure -> new Closed(name, failure));
  }

  private static List<NumberedEvent> lastNotes(RunStore store, long after) {
    try {
      return store.archive().events(after, CampaignEntry.MOST_NOTES);
    } catch (RuntimeException e) {
      return List.of(); // the same trouble keeps the campaign from being saved, which is told
    }
  }

  private void write(QueuedCampaign queuedCampaign, CampaignOutcome outcome, Duration spent) {
    try {
      new ResultFiles(queueStore.directory(queuedCampaign.name()))
          .write(
              new CampaignResult(
                  ProgramInfo.version(),
                  queuedCampaign.config().campaign(),
                  outcome.shards(),
                  outcome.facts(
                      queuedCampaign.started().orElseThrow(),
                      spent,
                      queueContext.workforce().threads().getAsInt(),
                      daemonContext.computeBackend())));
    } catch (IOException e) {
      throw new RequestRejected(
          RequestRejected.Kind.NOT_WRITTEN,
          "the results could not be written: " + OutputDirectory.reason(e));
    }
  }

  private Behavior<Command> onClosed(Closed event) {
    CampaignEntry entry = entries.get(event.name());
    CampaignOutcome outcome = entry.outcome.orElseThrow();
    if (queueContext.isShared()) {
      return onClosed(entry, outcome, event.failure());
    }
    Optional<String> failure =
        outcome
            .notSaved()
            .map("its last state could not be saved: "::concat)
            .or(() -> event.failure().map(Throwable::getMessage));
    Optional<Verdict> cancelled =
        outcome.shards().stream()
            .map(ShardResult::verdict)
            .filter(Verdict.Cancelled.class::isInstance)
            .findFirst();
    if (!entry.toldToStop) {
      failure = failure.or(() -> cancelled.map(Verdict::reason));
    }
    boolean isFinished = cancelled.isEmpty();
    boolean isOfThisTicket =
        entry.running.orElseThrow().config().equals(entry.queuedCampaign.config());
    come(entry, isFinished && isOfThisTicket, failure);
    return this;
  }

  /**
   * A campaign of a cluster has ended, or goes on once its database can be written again. Its files
   * on this machine are copies, which it can do without.
   */
  private Behavior<Command> onClosed(
      CampaignEntry entry, CampaignOutcome outcome, Optional<Throwable> notWritten) {
    notWritten.ifPresent(why -> LOG.warn("Campaign {}: {}", entry.name(), why.getMessage()));
    boolean isFinished =
        outcome.shards().stream().noneMatch(shard -> shard.verdict() instanceof Verdict.Cancelled);
    boolean isOfThisTicket =
        entry.running.orElseThrow().config().equals(entry.queuedCampaign.config());
    if (outcome.notSaved().isPresent()) {
      LOG.warn("Campaign {} waits for its database: {}", entry.name(), outcome.notSaved().get());
      entry.notBefore = Optional.of(daemonContext.now() + REST.toNanos());
    }
    come(entry, isFinished && isOfThisTicket && outcome.notSaved().isEmpty(), Optional.empty());
    return this;
  }

  /** A campaign has come to rest. */
  private void come(CampaignEntry entry, boolean isFinished, Optional<String> failure) {
    boolean isOfAnotherGrid =
        entry.running.isPresent()
            && !entry.running.get().config().equals(entry.queuedCampaign.config());
    entry.rest();
    entry.queuedCampaign = entry.queuedCampaign.endedAt(Instant.now(), isFinished, failure);
    keep(entry);
    if (isOfAnotherGrid) {
      recall(entry);
    }
    LOG.info("Campaign {} is {}", entry.name(), entry.state().label());
    schedule();
  }

  private Behavior<Command> onShutDown(ShutDown command) {
    ending = Optional.of(command.replyTo());
    isLastWriting = false;
    schedule();
    return this;
  }

  private Behavior<Command> onAllWritten(AllWritten event) {
    ending.orElseThrow().tell(Done.getInstance());
    return this;
  }

  // --- what others see

  private void show() {
    List<CampaignEntry> queue =
        entries.values().stream()
            .filter(entry -> entry.state() == CampaignState.QUEUED)
            .filter(entry -> entry.phase != CampaignEntry.Phase.COMING)
            .sorted(ORDER)
            .toList();
    Map<CampaignEntry, Integer> position = new HashMap<>();
    queue.forEach(entry -> position.put(entry, position.size() + 1));
    List<CampaignProgress> campaigns = new ArrayList<>();
    for (CampaignEntry entry : entries.values()) {
      if (entry.phase != CampaignEntry.Phase.COMING && entry.phase != CampaignEntry.Phase.GOING) {
        Integer place = position.get(entry);
        campaigns.add(entry.progress(place == null ? OptionalInt.empty() : OptionalInt.of(place)));
      }
    }
    campaigns.sort(DaemonStatus.ORDER);
    shown = new DaemonStatus(campaigns);
    board.accept(shown);
  }
}
