package wickstream.daemon;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wickstream.campaign.Causes;
import wickstream.campaign.ExistingRunPolicy;
import wickstream.cluster.ClusterNode;
import wickstream.cluster.Message;
import wickstream.cluster.Throughput;
import wickstream.cluster.WorkDispatcher;

/**
 * The coordinator of a cluster that runs its campaigns: takes the lead in their database, goes on
 * with what others left, and saves all when it has to step down.
 */
final class Leader extends AbstractBehavior<Leader.Command> {

  /** What it can be told. */
  sealed interface Command {}

  /** Save all and stop. */
  record StepDown() implements Command, Message {}

  /** Say where the campaigns are served. */
  record WhereAreYou(ActorRef<Here> replyTo) implements Command, Message {}

  /**
   * Where the campaigns are served.
   *
   * @param url of the API, without a path
   */
  record Here(String url) implements Message {}

  private record LeadershipAcquired(SharedQueueStore queueStore, List<CampaignEntry> known)
      implements Command {}

  private record LeadershipFailed(Throwable cause) implements Command {}

  private record Retry() implements Command {}

  private record MajorityReached() implements Command {}

  private record MajorityTimeout() implements Command {}

  private record Confirm() implements Command {}

  private record Confirmed() implements Command {}

  private record Deposed() implements Command {}

  private record Stopped() implements Command {}

  private static final Logger LOG = LoggerFactory.getLogger(Leader.class);
  private static final Duration REST = Duration.ofSeconds(1);
  private static final Duration MAJORITY_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration CONFIRM_INTERVAL = Duration.ofSeconds(5);
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(10);

  private final TimerScheduler<Command> timers;
  private final ClusterNode node;
  private final DaemonContext daemonContext;
  private final ActiveQueue activeQueue;
  private final String url;
  private Optional<SharedQueueStore> queueStore = Optional.empty();
  private Optional<ActorRef<CampaignQueue.Command>> queue = Optional.empty();
  private boolean taking;
  private boolean steppingDown;
  private String lastObstacle = "";

  /**
   * A leader that begins to lead when a majority of the coordinators has been seen.
   *
   * @param activeQueue is told of it
   * @param url under which other coordinators reach this one's API
   */
  static Behavior<Command> create(
      ClusterNode node, DaemonContext daemonContext, ActiveQueue activeQueue, String url) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    new Leader(context, timers, node, daemonContext, activeQueue, url).begin()));
  }

  private Leader(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      ClusterNode node,
      DaemonContext daemonContext,
      ActiveQueue activeQueue,
      String url) {
    super(context);
    this.timers = timers;
    this.node = node;
    this.daemonContext = daemonContext;
    this.activeQueue = activeQueue;
    this.url = url;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(WhereAreYou.class, this::onWhereAreYou)
        .onMessage(LeadershipAcquired.class, this::onLeadershipAcquired)
        .onMessage(LeadershipFailed.class, this::onLeadershipFailed)
        .onMessage(MajorityReached.class, this::onMajorityReached)
        .onMessage(MajorityTimeout.class, this::onMajorityTimeout)
        .onMessage(Retry.class, again -> take())
        .onMessage(Confirm.class, this::onConfirm)
        .onMessage(Confirmed.class, confirmed -> confirmLater())
        .onMessage(Deposed.class, this::onDeposed)
        .onMessage(StepDown.class, this::onStepDown)
        .onMessage(Stopped.class, stopped -> Behaviors.stopped())
        .onSignal(Terminated.class, this::onPartLost)
        .onSignal(PostStop.class, this::onPostStop)
        .build();
  }

  private Leader begin() {
    timers.startSingleTimer(new MajorityTimeout(), MAJORITY_TIMEOUT);
    getContext().pipeToSelf(node.whenInMajority(), (done, failure) -> new MajorityReached());
    return this;
  }

  private Behavior<Command> onMajorityReached(MajorityReached event) {
    timers.cancel(new MajorityTimeout());
    return steppingDown ? this : take();
  }

  /**
   * This coordinator has founded a cluster that the others did not join, perhaps as they have one:
   * it was cut off in that moment. When it is started again it looks for theirs.
   */
  private Behavior<Command> onMajorityTimeout(MajorityTimeout timer) {
    LOG.error(
        "A majority of the coordinators has not come to this one's cluster: this node ends, and can be started again to look for theirs");
    return end();
  }

  private Leader take() {
    taking = true;
    ActorRef<Command> self = getContext().getSelf();
    getContext()
        .pipeToSelf(
            CompletableFuture.supplyAsync(() -> acquireLeadership(self), daemonContext.filing()),
            (queueContext, failure) ->
                failure == null ? queueContext : new LeadershipFailed(Causes.thrown(failure)));
    return this;
  }

  private LeadershipAcquired acquireLeadership(ActorRef<Command> self) {
    SharedQueueStore taken =
        SharedQueueStore.takeOver(
            daemonContext.settings().data(), node.config().store(), () -> self.tell(new Deposed()));
    try {
      CampaignDatabases databases = new CampaignDatabases(taken, daemonContext.computeBackend());
      return new LeadershipAcquired(taken, taken.all().stream().map(databases::entry).toList());
    } catch (RuntimeException e) {
      taken.close();
      throw e;
    }
  }

  /** The database may be restarting; there is nobody else to lead meanwhile. */
  private Behavior<Command> onLeadershipFailed(LeadershipFailed event) {
    taking = false;
    if (steppingDown) {
      return Behaviors.stopped();
    }
    String obstacle = String.valueOf(event.cause().getMessage());
    if (!obstacle.equals(lastObstacle)) {
      LOG.warn("The lead cannot be taken yet: {}", obstacle);
      lastObstacle = obstacle;
    }
    timers.startSingleTimer(new Retry(), REST);
    return this;
  }

  private Behavior<Command> onLeadershipAcquired(LeadershipAcquired event) {
    taking = false;
    queueStore = Optional.of(event.queueStore());
    if (steppingDown) {
      return Behaviors.stopped();
    }
    long epoch = event.queueStore().epoch();
    LOG.info("This coordinator leads, epoch {}, with {} campaigns", epoch, event.known().size());
    Throughput throughput = new Throughput();
    ActorRef<WorkDispatcher.Command> workDispatcher =
        getContext().spawn(node.workDispatcher(epoch, throughput), "work-dispatcher");
    QueueContext queueContext =
        new QueueContext(
            event.queueStore(),
            ExistingRunPolicy.SHARED,
            ClusterNode.workerPool(workDispatcher, throughput, daemonContext.judging()));
    ActiveQueue.StatusPublisher board = new ActiveQueue.StatusPublisher();
    ActorRef<CampaignQueue.Command> began =
        getContext()
            .spawn(
                CampaignQueue.create(daemonContext, queueContext, event.known(), board),
                "campaigns");
    getContext().watch(workDispatcher);
    getContext().watch(began);
    queue = Optional.of(began);
    activeQueue.open(new ActiveQueue.Open(began, queueContext, board, Optional.of(throughput)));
    return confirmLater();
  }

  /** A leader without campaigns to save would not notice that another has taken the lead. */
  private Behavior<Command> confirmLater() {
    timers.startSingleTimer(new Confirm(), CONFIRM_INTERVAL);
    return this;
  }

  private Behavior<Command> onConfirm(Confirm timer) {
    SharedQueueStore mine = queueStore.orElseThrow();
    getContext()
        .pipeToSelf(
            CompletableFuture.runAsync(mine::confirm, daemonContext.filing()),
            (done, failure) -> new Confirmed());
    return this;
  }

  private Behavior<Command> onWhereAreYou(WhereAreYou query) {
    query.replyTo().tell(new Here(url));
    return this;
  }

  private Behavior<Command> onStepDown(StepDown command) {
    steppingDown = true;
    activeQueue.close();
    if (queue.isEmpty()) {
      timers.cancelAll();
      return taking ? this : Behaviors.stopped(); // release leadership still being acquired
    }
    getContext()
        .ask(
            Done.class,
            queue.get(),
            SHUTDOWN_TIMEOUT,
            CampaignQueue.ShutDown::new,
            (done, failure) -> new Stopped());
    return this;
  }

  /**
   * Another coordinator has taken the lead, though this one was not told to step down: the two do
   * not belong to the same cluster any more, or this one was asleep. Nothing it does counts, and
   * only a new start finds out whom it belongs to.
   */
  private Behavior<Command> onDeposed(Deposed event) {
    if (steppingDown) {
      return this;
    }
    LOG.error("Another coordinator has taken the lead: this node ends, and can be started again");
    return end();
  }

  /** Without one of its parts a leader would lead nothing, and nobody else would. */
  private Behavior<Command> onPartLost(Terminated signal) {
    if (steppingDown) {
      return this;
    }
    LOG.error("A defect: {} has died; this node ends, so that another leads", signal.getRef());
    return end();
  }

  private Behavior<Command> end() {
    steppingDown = true;
    activeQueue.close();
    node.end();
    return this;
  }

  private Behavior<Command> onPostStop(PostStop signal) {
    activeQueue.close();
    queueStore.ifPresent(SharedQueueStore::close);
    return this;
  }
}
