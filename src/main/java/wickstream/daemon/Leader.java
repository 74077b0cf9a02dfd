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
import wickstream.campaign.Earlier;
import wickstream.cluster.ClusterNode;
import wickstream.cluster.Distributor;
import wickstream.cluster.Message;
import wickstream.cluster.Throughput;

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

  private record InOffice(SharedTickets tickets, List<Ticket> known) implements Command {}

  private record NotYet(Throwable cause) implements Command {}

  private record Again() implements Command {}

  private record InMajority() implements Command {}

  private record Alone() implements Command {}

  private record Confirm() implements Command {}

  private record Confirmed() implements Command {}

  private record Deposed() implements Command {}

  private record Stopped() implements Command {}

  private static final Logger LOG = LoggerFactory.getLogger(Leader.class);
  private static final Duration REST = Duration.ofSeconds(1);
  private static final Duration LONGEST_ALONE = Duration.ofSeconds(60);
  private static final Duration CONFIRM_INTERVAL = Duration.ofSeconds(5);
  private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(10);

  private final TimerScheduler<Command> timers;
  private final ClusterNode node;
  private final Workshop workshop;
  private final Desk desk;
  private final String url;
  private Optional<SharedTickets> tickets = Optional.empty();
  private Optional<ActorRef<CampaignQueue.Command>> queue = Optional.empty();
  private boolean taking;
  private boolean steppingDown;
  private String lastObstacle = "";

  /**
   * A leader that begins to lead when a majority of the coordinators has been seen.
   *
   * @param desk is told of it
   * @param url under which other coordinators reach this one's API
   */
  static Behavior<Command> create(ClusterNode node, Workshop workshop, Desk desk, String url) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new Leader(context, timers, node, workshop, desk, url).begin()));
  }

  private Leader(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      ClusterNode node,
      Workshop workshop,
      Desk desk,
      String url) {
    super(context);
    this.timers = timers;
    this.node = node;
    this.workshop = workshop;
    this.desk = desk;
    this.url = url;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(WhereAreYou.class, this::onWhereAreYou)
        .onMessage(InOffice.class, this::onInOffice)
        .onMessage(NotYet.class, this::onNotYet)
        .onMessage(InMajority.class, this::onInMajority)
        .onMessage(Alone.class, this::onAlone)
        .onMessage(Again.class, again -> take())
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
    timers.startSingleTimer(new Alone(), LONGEST_ALONE);
    getContext().pipeToSelf(node.whenInMajority(), (done, failure) -> new InMajority());
    return this;
  }

  private Behavior<Command> onInMajority(InMajority event) {
    timers.cancel(new Alone());
    return steppingDown ? this : take();
  }

  /**
   * This coordinator has founded a cluster that the others did not join, perhaps as they have one:
   * it was cut off in that moment. When it is started again it looks for theirs.
   */
  private Behavior<Command> onAlone(Alone timer) {
    LOG.error(
        "A majority of the coordinators has not come to this one's cluster: this node ends, and can be started again to look for theirs");
    return end();
  }

  private Leader take() {
    taking = true;
    ActorRef<Command> self = getContext().getSelf();
    getContext()
        .pipeToSelf(
            CompletableFuture.supplyAsync(() -> takeOffice(self), workshop.filing()),
            (office, failure) -> failure == null ? office : new NotYet(Causes.thrown(failure)));
    return this;
  }

  private InOffice takeOffice(ActorRef<Command> self) {
    SharedTickets taken =
        SharedTickets.takeOver(
            workshop.settings().data(), node.config().store(), () -> self.tell(new Deposed()));
    try {
      return new InOffice(taken, taken.all());
    } catch (RuntimeException e) {
      taken.close();
      throw e;
    }
  }

  /** The database may be restarting; there is nobody else to lead meanwhile. */
  private Behavior<Command> onNotYet(NotYet event) {
    taking = false;
    if (steppingDown) {
      return Behaviors.stopped();
    }
    String obstacle = String.valueOf(event.cause().getMessage());
    if (!obstacle.equals(lastObstacle)) {
      LOG.warn("The lead cannot be taken yet: {}", obstacle);
      lastObstacle = obstacle;
    }
    timers.startSingleTimer(new Again(), REST);
    return this;
  }

  private Behavior<Command> onInOffice(InOffice event) {
    taking = false;
    tickets = Optional.of(event.tickets());
    if (steppingDown) {
      return Behaviors.stopped();
    }
    long epoch = event.tickets().epoch();
    LOG.info("This coordinator leads, epoch {}, with {} campaigns", epoch, event.known().size());
    Throughput throughput = new Throughput();
    ActorRef<Distributor.Command> distributor =
        getContext().spawn(node.distributor(epoch, throughput), "distributor");
    Office office =
        new Office(
            event.tickets(),
            Earlier.SHARED,
            ClusterNode.workforce(distributor, throughput, workshop.judging()));
    Desk.Board board = new Desk.Board();
    ActorRef<CampaignQueue.Command> began =
        getContext()
            .spawn(CampaignQueue.create(workshop, office, event.known(), board), "campaigns");
    getContext().watch(distributor);
    getContext().watch(began);
    queue = Optional.of(began);
    desk.open(new Desk.Open(began, office, board, Optional.of(throughput)));
    return confirmLater();
  }

  /** A leader without campaigns to save would not notice that another has taken the lead. */
  private Behavior<Command> confirmLater() {
    timers.startSingleTimer(new Confirm(), CONFIRM_INTERVAL);
    return this;
  }

  private Behavior<Command> onConfirm(Confirm timer) {
    SharedTickets mine = tickets.orElseThrow();
    getContext()
        .pipeToSelf(
            CompletableFuture.runAsync(mine::confirm, workshop.filing()),
            (done, failure) -> new Confirmed());
    return this;
  }

  private Behavior<Command> onWhereAreYou(WhereAreYou query) {
    query.replyTo().tell(new Here(url));
    return this;
  }

  private Behavior<Command> onStepDown(StepDown command) {
    steppingDown = true;
    desk.close();
    if (queue.isEmpty()) {
      timers.cancelAll();
      return taking ? this : Behaviors.stopped(); // what is being taken has to be let go of
    }
    getContext()
        .ask(
            Done.class,
            queue.get(),
            LONGEST_GOODBYE,
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
    desk.close();
    node.end();
    return this;
  }

  private Behavior<Command> onPostStop(PostStop signal) {
    desk.close();
    tickets.ifPresent(SharedTickets::close);
    return this;
  }
}
