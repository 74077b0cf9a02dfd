package wickstream.cluster;

import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log who comes and goes. */
final class Membership extends AbstractBehavior<ClusterEvent.ClusterDomainEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

  private final Member self;

  static Behavior<ClusterEvent.ClusterDomainEvent> create() {
    return Behaviors.setup(Membership::new);
  }

  private Membership(ActorContext<ClusterEvent.ClusterDomainEvent> context) {
    super(context);
    Cluster cluster = Cluster.get(context.getSystem());
    this.self = cluster.selfMember();
    cluster
        .subscriptions()
        .tell(Subscribe.create(context.getSelf(), ClusterEvent.ClusterDomainEvent.class));
  }

  @Override
  public Receive<ClusterEvent.ClusterDomainEvent> createReceive() {
    return newReceiveBuilder()
        .onMessage(ClusterEvent.MemberUp.class, event -> tell(event.member(), "joined"))
        .onMessage(
            ClusterEvent.UnreachableMember.class, event -> tell(event.member(), "is out of reach"))
        .onMessage(
            ClusterEvent.ReachableMember.class,
            event -> tell(event.member(), "is within reach again"))
        .onMessage(ClusterEvent.MemberDowned.class, event -> tell(event.member(), "is given up"))
        .onMessage(ClusterEvent.MemberRemoved.class, event -> tell(event.member(), "is gone"))
        .build();
  }

  private Behavior<ClusterEvent.ClusterDomainEvent> tell(Member member, String what) {
    if (!member.uniqueAddress().equals(self.uniqueAddress())) {
      LOG.info(
          "{} {} {}",
          member.hasRole(Role.WORKER.label()) ? "Worker" : "Coordinator",
          member.address().hostPort().replaceFirst("^.*@", ""),
          what);
    }
    return this;
  }
}
