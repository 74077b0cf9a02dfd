package wickstream.daemon;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
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

  private record Stopped() implements Command {}

  private static final Logger LOG = LoggerFactory.getLogger(Leader.class);
  private static final Duration REST = Duration.ofSeconds(1);
  private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(10);

  private final TimerScheduler<Command> timers;
  private final ClusterNode node;
  private final Workshop workshop;
  private final Desk desk;
  private final String url;
  private Optional<SharedTickets> tickets = Optional.empty();
  private Optional<ActorRef<CampaignQueue.Command>> queue = Optional.empty();
  private boolean steppingDown;

  /**
   * A leader that begins to lead.
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
        .onMessage(Again.class, again -> begin())
        .onMessage(StepDown.class, this::onStepDown)
        .onMessage(Stopped.class, stopped -> Behaviors.stopped())
        .onSignal(PostStop.class, this::onPostStop)
        .build();
  }

  private Leader begin() {
    getContext()
        .pipeToSelf(
            CompletableFuture.supplyAsync(this::takeOffice, workshop.filing()),
            (office, failure) -> failure == null ? office : new NotYet(Causes.thrown(failure)));
    return this;
  }

  private InOffice takeOffice() {
    SharedTickets taken = SharedTickets.takeOver(workshop.settings().data(), node.config().store());
    try {
      return new InOffice(taken, taken.all());
    } catch (RuntimeException e) {
      taken.close();
      throw e;
    }
  }

  /** The database may be restarting; there is nobody else to lead meanwhile. */
  private Behavior<Command> onNotYet(NotYet event) {
    LOG.warn("The lead cannot be taken yet: {}", event.cause().getMessage());
    timers.startSingleTimer(new Again(), REST);
    return this;
  }

  private Behavior<Command> onInOffice(InOffice event) {
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
    queue = Optional.of(began);
    desk.open(new Desk.Open(began, office, board, Optional.of(throughput)));
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
      return tickets.isEmpty() ? Behaviors.stopped() : this;
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

  private Behavior<Command> onPostStop(PostStop signal) {
    desk.close();
    tickets.ifPresent(SharedTickets::close);
    return this;
  }
}
