package wickstream.daemon;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import wickstream.campaign.CampaignOutcome;
import wickstream.campaign.CampaignStatus;
import wickstream.campaign.CampaignSupervisor;
import wickstream.campaign.RecentPace;
import wickstream.campaign.ShardStatus;
import wickstream.persistence.NumberedEvent;

/**
 * Runs a campaign whose files are open: starts its supervisor, reports how it does, and writes its
 * results when it has ended. Stops without a report of the end if the supervisor dies.
 */
final class CampaignRunner extends AbstractBehavior<CampaignRunner.Command> {

  /** What a runner can be told. */
  sealed interface Command {}

  /** End the campaign with its state saved. */
  record Stop(String reason) implements Command {}

  private record Tick() implements Command {}

  private record StatusReceived(CampaignStatus status) implements Command {}

  private record SupervisorEnded(CampaignOutcome outcome) implements Command {}

  private record EventsRead(List<NumberedEvent> events) implements Command {}

  private record Closed(CampaignOutcome outcome, RunFiles.Closed files) implements Command {}

  /** What happens to a campaign. */
  sealed interface Report {
    /** Its name. */
    String name();
  }

  /** It has come so far. */
  record Progressed(CampaignStatus status, CampaignProgress.Pace pace) implements Report {
    @Override
    public String name() {
      return status.name();
    }
  }

  /** More has happened to it. */
  record Noted(String name, List<NumberedEvent> events) implements Report {}

  /**
   * It has ended, which is the last report.
   *
   * @param wasStopped whether it was told to
   * @param notWritten why the result files could not be written, if so
   */
  record Ended(CampaignOutcome outcome, boolean wasStopped, Optional<String> notWritten)
      implements Report {
    @Override
    public String name() {
      return outcome.status().name();
    }
  }

  private static final Duration TICK_INTERVAL = Duration.ofMillis(500);

  private final RunFiles files;
  private final DaemonContext daemonContext;
  private final ActorRef<Report> queue;
  private final ActorRef<CampaignStatus> statuses;
  private final ActorRef<CampaignSupervisor.Command> supervisor;

  /** What was known of its shards before. */
  private final Map<String, ShardStatus> before;

  private final RecentSpeed recentSpeed = new RecentSpeed();
  private final RecentPace recentPace = new RecentPace();
  private final long startedAt;
  private Duration spent = Duration.ZERO;
  private long lastEvent;
  private long savesSeen;
  private boolean wasStopped;
  private boolean isStatusRequested;

  /**
   * A runner that starts at once.
   *
   * @param priority of the campaign, which may change
   * @param known what is known of it
   * @param queue hears what happens
   */
  static Behavior<Command> create(
      RunFiles files,
      IntSupplier priority,
      CampaignSnapshot known,
      DaemonContext daemonContext,
      ActorRef<Report> queue) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(new Tick(), TICK_INTERVAL);
                  return new CampaignRunner(context, files, priority, known, daemonContext, queue);
                }));
  }

  private CampaignRunner(
      ActorContext<Command> context,
      RunFiles files,
      IntSupplier priority,
      CampaignSnapshot known,
      DaemonContext daemonContext,
      ActorRef<Report> queue) {
    super(context);
    this.files = files;
    this.daemonContext = daemonContext;
    this.queue = queue;
    this.before =
        known.status().shards().stream()
            .collect(Collectors.toMap(ShardStatus::id, Function.identity()));
    this.lastEvent = known.lastEvent();
    this.startedAt = daemonContext.now();
    this.statuses = context.messageAdapter(CampaignStatus.class, StatusReceived::new);
    this.supervisor =
        context.spawn(
            CampaignSupervisor.create(
                files.plan(),
                daemonContext.context(
                    files.queueContext().workerPool(),
                    priority,
                    files.store().checkpointPolicy(),
                    files.watch().timings()),
                context.messageAdapter(CampaignOutcome.class, SupervisorEnded::new)),
            "supervisor");
    context.watch(supervisor);
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Stop.class, this::onStop)
        .onMessage(Tick.class, this::onTick)
        .onMessage(StatusReceived.class, this::onStatus)
        .onMessage(EventsRead.class, this::onEvents)
        .onMessage(SupervisorEnded.class, this::onEnded)
        .onSignal(Terminated.class, died -> Behaviors.stopped())
        .build();
  }

  private Behavior<Command> onStop(Stop command) {
    wasStopped = true;
    supervisor.tell(new CampaignSupervisor.Cancel(command.reason()));
    return this;
  }

  private Behavior<Command> onTick(Tick timer) {
    if (!isStatusRequested) {
      isStatusRequested = true;
      supervisor.tell(new CampaignSupervisor.GetStatus(statuses));
    }
    return this;
  }

  private Behavior<Command> onStatus(StatusReceived event) {
    isStatusRequested = false;
    report(event.status());
    if (event.status().store().saves() != savesSeen) {
      savesSeen = event.status().store().saves();
      long last = lastEvent;
      getContext()
          .pipeToSelf(
              CompletableFuture.supplyAsync(() -> files.eventsAfter(last), daemonContext.filing()),
              (events, failure) -> new EventsRead(failure == null ? events : List.of()));
    }
    return this;
  }

  /** Reports how far it has come, with what earlier runs left of shards that have not begun. */
  private void report(CampaignStatus newest) {
    CampaignStatus status =
        new CampaignStatus(
            newest.name(),
            newest.shards().stream()
                .map(shard -> shard.orRemembered(before.getOrDefault(shard.id(), shard)))
                .toList(),
            newest.store());
    long now = daemonContext.now();
    recentSpeed.add(status, now);
    Duration elapsed = Duration.ofNanos(now - startedAt);
    spent = files.store().tally().spent().plus(elapsed);
    queue.tell(
        new Progressed(
            status,
            new CampaignProgress.Pace(
                recentSpeed.networksPerSecond(),
                recentSpeed.hiddenUnitsPerSecond(),
                spent,
                recentPace.forecast(status, elapsed).remaining())));
  }

  private Behavior<Command> onEvents(EventsRead event) {
    report(event.events());
    return Behaviors.same(); // also while closing
  }

  private void report(List<NumberedEvent> events) {
    List<NumberedEvent> newer =
        events.stream().filter(event -> event.serial() > lastEvent).toList();
    if (!newer.isEmpty()) {
      lastEvent = newer.get(newer.size() - 1).serial();
      queue.tell(new Noted(files.queuedCampaign().name(), newer));
    }
  }

  private Behavior<Command> onEnded(SupervisorEnded event) {
    getContext().unwatch(supervisor);
    getContext().stop(supervisor);
    CampaignOutcome outcome = event.outcome();
    report(outcome.status());
    long last = lastEvent;
    getContext()
        .pipeToSelf(
            CompletableFuture.supplyAsync(
                () -> files.close(outcome, spent, last), daemonContext.filing()),
            (closed, failure) ->
                new Closed(outcome, failure == null ? closed : RunFiles.Closed.failed(failure)));
    return closing();
  }

  private Behavior<Command> closing() {
    return newReceiveBuilder()
        .onMessage(EventsRead.class, this::onEvents)
        .onMessage(Closed.class, this::onClosed)
        .onAnyMessage(late -> Behaviors.same())
        .build();
  }

  private Behavior<Command> onClosed(Closed event) {
    report(event.files().events());
    queue.tell(new Ended(event.outcome(), wasStopped, event.files().problem()));
    return Behaviors.stopped();
  }
}
