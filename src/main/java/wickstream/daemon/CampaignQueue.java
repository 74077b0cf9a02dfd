package wickstream.daemon;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.StashBuffer;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.pattern.StatusReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wickstream.campaign.Causes;
import wickstream.config.RunConfig;
import wickstream.persistence.DatabaseFailure;

/**
 * Runs the campaigns of a daemon, a few at a time, in the order of their priority and then of their
 * submission. Which of them run is decided anew whenever something changes: those that should not
 * run any more are stopped with their state saved and go on from there when their turn comes again.
 */
final class CampaignQueue extends AbstractBehavior<CampaignQueue.Command> {

  /** What the queue can be told. */
  sealed interface Command {}

  /** What users ask for. Whatever cannot be done is answered with a {@link RequestRejected}. */
  sealed interface Request<T> extends Command {
    /** Which campaign. */
    String name();

    ActorRef<StatusReply<T>> replyTo();

    default void refuse(Throwable why) {
      replyTo().tell(StatusReply.error(why));
    }
  }

  /** Run a campaign when its turn comes. */
  record Submit(RunConfig config, int priority, ActorRef<StatusReply<CampaignProgress>> replyTo)
      implements Request<CampaignProgress> {
    @Override
    public String name() {
      return config.campaign().name();
    }
  }

  /** Let a campaign go on under another ticket, which counts as soon as it is written. */
  sealed interface Change extends Request<CampaignProgress> {}

  /** Let a campaign rest, run or end. */
  record SetDesiredState(
      String name,
      QueuedCampaign.DesiredState desiredState,
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
      implements Request<Done> {}

  /**
   * Stop everything; what is running will go on when the daemon is started again. Answered when
   * nothing is left to be written.
   */
  record ShutDown(ActorRef<Done> replyTo) implements Command {}

  private record Submitted(
      Submit request, Optional<CampaignEntry> entry, Optional<Throwable> failure)
      implements Command {}

  private record Changed(
      Change request,
      QueuedCampaign before,
      boolean wasIdle,
      QueuedCampaign after,
      Optional<Throwable> failure)
      implements Command {}

  private record Deleted(Delete request, Optional<Throwable> failure) implements Command {}

  private record QueuedCampaignSaved(QueuedCampaign queuedCampaign, Optional<Throwable> failure)
      implements Command {}

  private record RetrySave(String name) implements Command {}

  private record SnapshotLoaded(QueuedCampaign queuedCampaign, Optional<CampaignSnapshot> memory)
      implements Command {}

  private record Opened(String name, Optional<RunFiles> files, Optional<Throwable> failure)
      implements Command {}

  private record Reported(CampaignRunner.Report report) implements Command {}

  private record RunnerDied(String name) implements Command {}

  private record Tick() implements Command {}

  private record AllWritten() implements Command {}

  private static final Logger LOG = LoggerFactory.getLogger(CampaignQueue.class);
  private static final Duration TICK_INTERVAL = Duration.ofMillis(500);

  /** Before another attempt to begin a campaign, or to write its ticket. */
  private static final Duration REST = Duration.ofSeconds(2);

  /** Requests that wait for the disk. */
  private static final int MAX_WAITING = 4096;

  private final TimerScheduler<Command> timers;
  private final StashBuffer<Command> waiting;
  private final DaemonContext daemonContext;
  private final QueueContext queueContext;
  private final QueueStore queueStore;
  private final CampaignDatabases databases;
  private final Consumer<DaemonStatus> board;
  private final ActorRef<CampaignRunner.Report> reports;
  private final CampaignTable campaigns;

  /** Why tickets could not be written, by campaign. */
  private final Map<String, String> notSaved = new HashMap<>();

  /** The campaigns of which the log says that they wait for memory. */
  private final Set<String> waitingForMemory = new HashSet<>();

  private Optional<ActorRef<Done>> ending = Optional.empty();
  private DaemonStatus shown = DaemonStatus.EMPTY;

  /** The campaign whose request is being written; meanwhile others wait. */
  private Optional<String> writing = Optional.empty();

  private boolean isLastWriting;

  /**
   * A queue that continues with the known campaigns.
   *
   * @param daemonContext the threads beside those that measure
   * @param queueContext where campaigns are kept and measured
   * @param known the campaigns, which are the queue's from then on
   * @param board is shown every change
   */
  static Behavior<Command> create(
      DaemonContext daemonContext,
      QueueContext queueContext,
      List<CampaignEntry> known,
      Consumer<DaemonStatus> board) {
    return Behaviors.withStash(
        MAX_WAITING,
        waiting ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(new Tick(), TICK_INTERVAL);
                  return Behaviors.setup(
                      context ->
                          new CampaignQueue(
                                  context, timers, waiting, daemonContext, queueContext, board)
                              .begin(known));
                }));
  }

  private CampaignQueue(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      StashBuffer<Command> waiting,
      DaemonContext daemonContext,
      QueueContext queueContext,
      Consumer<DaemonStatus> board) {
    super(context);
    this.timers = timers;
    this.waiting = waiting;
    this.daemonContext = daemonContext;
    this.queueContext = queueContext;
    this.queueStore = queueContext.queueStore();
    this.databases = new CampaignDatabases(queueStore, daemonContext.computeBackend());
    this.board = board;
    this.reports = context.messageAdapter(CampaignRunner.Report.class, Reported::new);
    this.campaigns = new CampaignTable(daemonContext.settings());
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Request.class, this::onRequest)
        .onMessage(Submitted.class, this::onSubmitted)
        .onMessage(Changed.class, this::onChanged)
        .onMessage(Deleted.class, this::onDeleted)
        .onMessage(QueuedCampaignSaved.class, this::onQueuedCampaignSaved)
        .onMessage(RetrySave.class, this::onRetrySave)
        .onMessage(SnapshotLoaded.class, this::onSnapshotLoaded)
        .onMessage(Opened.class, this::onOpened)
        .onMessage(Reported.class, this::onReported)
        .onMessage(RunnerDied.class, this::onRunnerDied)
        .onMessage(Tick.class, this::onTick)
        .onMessage(ShutDown.class, this::onShutDown)
        .onMessage(AllWritten.class, this::onAllWritten)
        .build();
  }

  private Behavior<Command> begin(List<CampaignEntry> known) {
    known.forEach(campaigns::add);
    plan()
        .wanted()
        .forEach(name -> loadSnapshot(campaigns.require(name))); // others may wait for that
    schedule();
    campaigns.all().stream().filter(CampaignEntry::isIdle).forEach(this::loadSnapshot);
    return this;
  }

  // --- what users ask for

  /**
   * Has written what is asked for, one request at a time. Only then does it count, so that whatever
   * was accepted lasts beyond the end of this process, and whatever was refused changes nothing.
   */
  private Behavior<Command> onRequest(Request<?> request) {
    if (writing.isPresent() && !isRejectedAnyway(request)) {
      return later(request);
    }
    try {
      if (request instanceof Submit submission) {
        submit(submission);
      } else if (request instanceof Change change) {
        change(campaigns.require(change.name()), change);
      } else if (request instanceof Delete deletion) {
        delete(campaigns.require(deletion.name()), deletion);
      }
      writing = Optional.of(request.name());
    } catch (RequestRejected e) {
      request.refuse(e);
    }
    return this;
  }

  /** Whether it asks for an unknown campaign, or submits a known one; needs no disk to tell. */
  private boolean isRejectedAnyway(Request<?> request) {
    return campaigns.find(request.name()).isPresent() == request instanceof Submit
        && !writing.equals(Optional.of(request.name()));
  }

  private Behavior<Command> later(Request<?> request) {
    if (waiting.isFull()) {
      request.refuse(
          new RequestRejected(
              RequestRejected.Kind.BUSY,
              "%d requests wait for the disk already: try again later".formatted(waiting.size())));
    } else {
      waiting.stash(request);
    }
    return this;
  }

  private Behavior<Command> nextRequest() {
    return writing.isPresent() ? this : waiting.unstashAll(this);
  }

  private void submit(Submit request) {
    if (ending.isPresent()) {
      throw new RequestRejected(RequestRejected.Kind.ENDING, "the daemon is shutting down");
    }
    QueuedCampaign queuedCampaign = campaigns.submitted(request);
    file(
        () -> {
          CampaignEntry entry = databases.entry(queuedCampaign);
          queueStore.add(queuedCampaign); // last, as what is written counts
          return entry;
        },
        (entry, failure) -> new Submitted(request, entry, failure));
  }

  private Behavior<Command> onSubmitted(Submitted event) {
    writing = Optional.empty();
    event.entry().ifPresent(campaigns::add);
    schedule();
    answer(event.request(), event.failure());
    return nextRequest();
  }

  private void change(CampaignEntry entry, Change request) {
    QueuedCampaign before = entry.queuedCampaign();
    boolean wasIdle = entry.isIdle();
    QueuedCampaign next = campaigns.changed(entry, request);
    save(next, failure -> new Changed(request, before, wasIdle, next, failure));
  }

  private Behavior<Command> onChanged(Changed event) {
    writing = Optional.empty();
    Change request = event.request();
    CampaignEntry entry = campaigns.require(request.name());
    if (event.failure().isPresent()) {
      save(entry); // as what failed may be written nonetheless
      answer(request, event.failure());
    } else if (entry.queuedCampaign() != event.before() || entry.isIdle() != event.wasIdle()) {
      save(entry); // it began or came to rest meanwhile, and may not allow the change any more
      onRequest(request);
    } else {
      goOn(entry, event.after());
      answer(request, Optional.empty());
    }
    return nextRequest();
  }

  /** Lets a campaign go on under a ticket that is written. */
  private void goOn(CampaignEntry entry, QueuedCampaign queuedCampaign) {
    boolean isOfAnotherGrid = !queuedCampaign.config().equals(entry.queuedCampaign().config());
    entry.reconfigure(queuedCampaign);
    if (isOfAnotherGrid && entry.isIdle()) {
      loadSnapshot(entry);
    }
    stopIfExtended(entry);
    schedule();
  }

  private void delete(CampaignEntry entry, Delete request) {
    if (!entry.isIdle() || !entry.state().isAtRest()) {
      throw new RequestRejected(
          RequestRejected.Kind.CONFLICT,
          "campaign %s is %s: pause or cancel it before it is deleted"
              .formatted(request.name(), entry.state().label()));
    }
    file(
        () -> {
          queueStore.remove(request.name(), request.files());
          return request;
        },
        (done, failure) -> new Deleted(request, failure));
  }

  private Behavior<Command> onDeleted(Deleted event) {
    writing = Optional.empty();
    Delete request = event.request();
    if (event.failure().isPresent()) {
      save(campaigns.require(request.name())); // which may be gone though its files are not
      request.refuse(event.failure().get());
    } else {
      campaigns.remove(request.name());
      timers.cancel(request.name());
      notSaved.remove(request.name());
      waitingForMemory.remove(request.name());
      show();
      request.replyTo().tell(StatusReply.ack());
    }
    return nextRequest();
  }

  private void answer(Request<CampaignProgress> request, Optional<Throwable> failure) {
    Optional<CampaignProgress> campaign = shown.campaign(request.name());
    if (failure.isEmpty() && campaign.isPresent()) {
      request.replyTo().tell(StatusReply.success(campaign.get()));
    } else {
      request.refuse(failure.orElseGet(() -> RequestRejected.unknown(request.name())));
    }
  }

  // --- files

  /** Does something with files, in the order in which it was asked for. */
  private <T> void file(
      Supplier<T> work, BiFunction<Optional<T>, Optional<Throwable>, Command> then) {
    getContext()
        .pipeToSelf(
            CompletableFuture.supplyAsync(work, daemonContext.filing()),
            (done, failure) ->
                then.apply(
                    Optional.ofNullable(done), Optional.ofNullable(failure).map(Causes::thrown)));
  }

  private void save(QueuedCampaign queuedCampaign, Function<Optional<Throwable>, Command> then) {
    file(
        () -> {
          queueStore.save(queuedCampaign);
          return queuedCampaign;
        },
        (saved, failure) -> then.apply(failure));
  }

  /** Has the ticket of a campaign written as it is, again and again until that succeeds. */
  private void save(CampaignEntry entry) {
    QueuedCampaign queuedCampaign = entry.queuedCampaign();
    timers.cancel(queuedCampaign.name());
    save(queuedCampaign, failure -> new QueuedCampaignSaved(queuedCampaign, failure));
  }

  private Behavior<Command> onQueuedCampaignSaved(QueuedCampaignSaved event) {
    String name = event.queuedCampaign().name();
    if (campaigns
        .find(name)
        .filter(entry -> entry.queuedCampaign() == event.queuedCampaign())
        .isEmpty()) {
      return this;
    }
    if (event.failure().isEmpty()) {
      notSaved.remove(name);
      return this;
    }
    String why = String.valueOf(event.failure().get().getMessage());
    if (!why.equals(notSaved.put(name, why))) {
      LOG.warn("What became of campaign {} is not written yet: {}", name, why);
    }
    timers.startSingleTimer(name, new RetrySave(name), REST);
    return this;
  }

  /** Not while a request for the same campaign is being written, which may be to remove it. */
  private Behavior<Command> onRetrySave(RetrySave timer) {
    if (writing.equals(Optional.of(timer.name()))) {
      timers.startSingleTimer(timer.name(), timer, REST);
    } else {
      campaigns.find(timer.name()).ifPresent(this::save);
    }
    return this;
  }

  /** Reads what the database says of a campaign that is not running. */
  private void loadSnapshot(CampaignEntry entry) {
    QueuedCampaign queuedCampaign = entry.queuedCampaign();
    file(
        () -> databases.loadSnapshot(queuedCampaign),
        (memory, failure) -> new SnapshotLoaded(queuedCampaign, memory));
  }

  private Behavior<Command> onSnapshotLoaded(SnapshotLoaded event) {
    campaigns
        .find(event.queuedCampaign().name())
        .filter(entry -> !(entry.phase() instanceof CampaignPhase.Started))
        .filter(entry -> entry.queuedCampaign().config().equals(event.queuedCampaign().config()))
        .ifPresent(entry -> event.memory().ifPresent(entry::learn));
    show();
    return this;
  }

  // --- who runs

  private Schedule plan() {
    return ending.isPresent()
        ? Schedule.NOTHING
        : campaigns.schedule(queueContext.workerPool().threads().getAsInt(), daemonContext.now());
  }

  /** Starts and stops campaigns until those run that should, and shows what has become of them. */
  private void schedule() {
    Schedule plan = plan();
    for (CampaignEntry entry : campaigns.all()) {
      if (!plan.wanted().contains(entry.name())) {
        stop(entry, reasonToStop(entry));
      }
    }
    plan.blocked()
        .filter(blocked -> waitingForMemory.add(blocked.name()))
        .ifPresent(
            blocked ->
                LOG.info(
                    "Campaign {} waits for memory: with those before it {} MB would be needed, and there are {} MB for campaigns",
                    blocked.name(),
                    (long) blocked.memory() >> 20,
                    daemonContext.settings().memory() >> 20));
    plan.starting().forEach(name -> start(campaigns.require(name)));
    show();
    if (ending.isPresent()
        && campaigns.all().stream().noneMatch(CampaignEntry::isActive)
        && writing.isEmpty()
        && waiting.isEmpty()
        && !isLastWriting) {
      isLastWriting = true;
      List.copyOf(notSaved.keySet()).stream().map(campaigns::require).forEach(this::save);
      file(() -> this, (done, failure) -> new AllWritten()); // behind all that is to be written
    }
  }

  private void show() {
    shown = campaigns.status();
    board.accept(shown);
  }

  private String reasonToStop(CampaignEntry entry) {
    if (ending.isPresent()) {
      return "the daemon was shut down";
    }
    QueuedCampaign.DesiredState desiredState = entry.queuedCampaign().desiredState();
    return desiredState == QueuedCampaign.DesiredState.RUN
        ? "another campaign goes first"
        : desiredState.participle();
  }

  private void stopIfExtended(CampaignEntry entry) {
    if (entry.isExtended()) {
      stop(entry, "extended");
    }
  }

  /** Stops a campaign if it runs. */
  private void stop(CampaignEntry entry, String reason) {
    if (entry.phase() instanceof CampaignPhase.Running running) {
      entry.enter(running.stopping());
      running.runner().tell(new CampaignRunner.Stop(reason));
    }
  }

  private void start(CampaignEntry entry) {
    QueuedCampaign queuedCampaign = entry.queuedCampaign().startedAt(Instant.now());
    entry.reconfigure(queuedCampaign);
    entry.enter(new CampaignPhase.Opening(queuedCampaign));
    file(
        () -> RunFiles.open(queuedCampaign, daemonContext, queueContext),
        (files, failure) -> new Opened(queuedCampaign.name(), files, failure));
  }

  private Behavior<Command> onOpened(Opened event) {
    CampaignEntry entry = campaigns.require(event.name());
    event.files().ifPresent(files -> run(entry, files));
    event.failure().ifPresent(cause -> giveUp(entry, cause));
    return this;
  }

  private void run(CampaignEntry entry, RunFiles files) {
    if (entry.phase() instanceof CampaignPhase.Opening opening) {
      ActorRef<CampaignRunner.Command> runner =
          getContext()
              .spawnAnonymous(
                  CampaignRunner.create(
                      files, entry::priority, entry.known(), daemonContext, reports));
      getContext().watchWith(runner, new RunnerDied(entry.name()));
      entry.enter(opening.opened(files, runner));
      LOG.info("Campaign {} runs", entry.name());
      stopIfExtended(entry); // meanwhile
      schedule();
    }
  }

  private void giveUp(CampaignEntry entry, Throwable cause) {
    String why = String.valueOf(cause.getMessage());
    if (queueContext.isPassing(cause)) {
      LOG.warn("Campaign {} cannot be begun yet: {}", entry.name(), why);
      boolean isExtended = entry.isExtended();
      entry.enter(resting());
      if (isExtended) {
        loadSnapshot(entry);
      }
      show();
    } else {
      Causes.log(LOG, "Campaign %s cannot be run".formatted(entry.name()), cause);
      String what = cause instanceof DatabaseFailure ? "the results database cannot be used: " : "";
      rest(entry, RunEnd.failed(what + why));
    }
  }

  private CampaignPhase.Idle resting() {
    return new CampaignPhase.Idle(Optional.of(daemonContext.now() + REST.toNanos()));
  }

  private Behavior<Command> onTick(Tick timer) {
    schedule();
    return this;
  }

  // --- what happens to them

  private Behavior<Command> onReported(Reported event) {
    CampaignEntry entry = campaigns.require(event.report().name());
    if (event.report() instanceof CampaignRunner.Progressed progress) {
      entry.observe(progress.status(), progress.pace());
    } else if (event.report() instanceof CampaignRunner.Noted notes) {
      entry.learn(entry.known().with(notes.events()));
    } else if (event.report() instanceof CampaignRunner.Ended end) {
      end(entry, end);
    }
    return this;
  }

  private void end(CampaignEntry entry, CampaignRunner.Ended end) {
    if (entry.phase() instanceof CampaignPhase.Started started) {
      getContext().unwatch(started.runner());
    }
    if (queueContext.isShared()) {
      end.notWritten().ifPresent(why -> LOG.warn("Campaign {}: {}", entry.name(), why));
      end.outcome()
          .notSaved()
          .ifPresent(why -> LOG.warn("Campaign {} waits for its database: {}", entry.name(), why));
    }
    rest(entry, RunEnd.of(end, entry.isExtended(), queueContext.isShared()));
  }

  /** A runner died, which is a bug; its campaign can be resumed. */
  private Behavior<Command> onRunnerDied(RunnerDied event) {
    CampaignEntry entry = campaigns.require(event.name());
    if (entry.phase() instanceof CampaignPhase.Started started) {
      daemonContext.filing().execute(started.files()::abandon);
      rest(entry, RunEnd.failed("its supervisor died; the log says why"));
    }
    return this;
  }

  /** A campaign has come to rest. */
  private void rest(CampaignEntry entry, RunEnd ending) {
    boolean isExtended = entry.isExtended();
    entry.enter(ending.willRestart() ? resting() : CampaignPhase.Idle.READY);
    entry.learn(entry.known().atRest());
    entry.reconfigure(
        entry.queuedCampaign().endedAt(Instant.now(), ending.isFinished(), ending.failure()));
    save(entry);
    if (isExtended) {
      loadSnapshot(entry);
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
}
