package wickstream.cluster;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Subscribe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs which nodes join and leave, and notices when a majority of the coordinators is there. */
final class Membership extends AbstractBehavior<ClusterEvent.ClusterDomainEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

  private final Member self;
  private final Coordinators coordinators;
  private final CompletableFuture<Done> majority;
  private final Set<UniqueAddress> inSight = new HashSet<>();

  /**
   * Follows the cluster that this node will join.
   *
   * @param majority is completed when a majority of the coordinators is in it and within reach
   */
  static Behavior<ClusterEvent.ClusterDomainEvent> create(
      Coordinators coordinators, CompletableFuture<Done> majority) {
    return Behaviors.setup(context -> new Membership(context, coordinators, majority));
  }

  private Membership(
      ActorContext<ClusterEvent.ClusterDomainEvent> context,
      Coordinators coordinators,
      CompletableFuture<Done> majority) {
    super(context);
    this.coordinators = coordinators;
    this.majority = majority;
    Cluster cluster = Cluster.get(context.getSystem());
    this.self = cluster.selfMember();
    cluster
        .subscriptions()
        .tell(Subscribe.create(context.getSelf(), ClusterEvent.ClusterDomainEvent.class));
  }

  @Override
  public Receive<ClusterEvent.ClusterDomainEvent> createReceive() {
    return newReceiveBuilder()
        .onMessage(ClusterEvent.MemberUp.class, event -> there(event.member(), "joined"))
        .onMessage(
            ClusterEvent.UnreachableMember.class, event -> away(event.member(), "is out of reach"))
        .onMessage(
            ClusterEvent.ReachableMember.class,
            event -> there(event.member(), "is within reach again"))
        .onMessage(ClusterEvent.MemberDowned.class, event -> away(event.member(), "is given up"))
        .onMessage(ClusterEvent.MemberRemoved.class, event -> away(event.member(), "is gone"))
        .build();
  }

  private Behavior<ClusterEvent.ClusterDomainEvent> there(Member member, String what) {
    if (coordinators.include(member)) {
      inSight.add(member.uniqueAddress());
      if (coordinators.isMajority(inSight.size())) {
        majority.complete(Done.getInstance());
      }
    }
    return tell(member, what);
  }

  private Behavior<ClusterEvent.ClusterDomainEvent> away(Member member, String what) {
    inSight.remove(member.uniqueAddress());
    return tell(member, what);
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
