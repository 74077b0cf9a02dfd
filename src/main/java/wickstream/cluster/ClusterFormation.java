package wickstream.cluster;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the first of the coordinators form a cluster once a majority of them report that they are
 * in none. Pekko would form one as soon as nobody answers for a while: a coordinator that is merely
 * cut off would become a cluster of its own.
 */
final class ClusterFormation extends AbstractBehavior<ClusterFormation.Command> {

  /** Its protocol. */
  sealed interface Command {}

  private record Ask() implements Command {}

  private record Answered(Admission.Standing standing) implements Command {}

  private static final Logger LOG = LoggerFactory.getLogger(ClusterFormation.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** Rounds before a warning: coordinators that start together take some seconds. */
  private static final int PATIENCE = 15;

  private final Coordinators coordinators;
  private final BooleanSupplier isInCluster;
  private final Cluster cluster;
  private final ActorRef<Admission.Standing> answers;
  private final Set<ActorRef<Admission.Introduction>> free = new HashSet<>();
  private int rounds;

  /**
   * For the first of the coordinators.
   *
   * @param isInCluster whether it has joined a cluster yet
   */
  static Behavior<Command> create(Coordinators coordinators, BooleanSupplier isInCluster) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new ClusterFormation(context, timers, coordinators, isInCluster)));
  }

  private ClusterFormation(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Coordinators coordinators,
      BooleanSupplier isInCluster) {
    super(context);
    this.isInCluster = isInCluster;
    this.coordinators = coordinators;
    this.cluster = Cluster.get(context.getSystem());
    this.answers = context.messageAdapter(Admission.Standing.class, Answered::new);
    timers.startTimerWithFixedDelay(new Ask(), Duration.ZERO, INTERVAL);
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Ask.class, this::onAsk)
        .onMessage(Answered.class, this::onAnswered)
        .build();
  }

  private Behavior<Command> onAsk(Ask timer) {
    if (isInCluster.getAsBoolean()) {
      return Behaviors.stopped();
    }
    if (rounds++ == PATIENCE) {
      LOG.warn(
          "Waits for other coordinators: {} of {} can be reached and are in no cluster, {} are needed to found one",
          1 + free.size(),
          coordinators.count(),
          coordinators.majority());
    }
    free.clear();
    coordinators.addresses().stream()
        .filter(address -> !address.equals(cluster.selfMember().address()))
        .forEach(this::ask);
    return this;
  }

  private void ask(Address coordinator) {
    Adapter.toClassic(getContext().getSystem())
        .actorSelection(coordinator + "/system/" + Admission.NAME)
        .tell(new Admission.Inquiry(answers), org.apache.pekko.actor.ActorRef.noSender());
  }

  private Behavior<Command> onAnswered(Answered event) {
    if (event.standing().isInCluster()) {
      return this; // which this one is about to join
    }
    free.add(event.standing().admission());
    if (!coordinators.isMajority(1 + free.size())) {
      return this;
    }
    cluster.manager().tell(new Join(cluster.selfMember().address()));
    return Behaviors.stopped();
  }
}
