package wickstream.daemon;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Scheduler;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.cluster.typed.ClusterSingleton;
import org.apache.pekko.cluster.typed.ClusterSingletonSettings;
import org.apache.pekko.cluster.typed.SingletonActor;
import wickstream.campaign.SamplingThreads;
import wickstream.cluster.ClusterNode;
import wickstream.cluster.Role;

/**
 * A coordinator of a cluster: of all of them one leads, which Pekko's cluster singleton sees to.
 * The others know where it is, and take over.
 */
final class ClusterBackend implements DaemonBackend {
  /** How often the leader is asked where it is. */
  private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

  private final ClusterNode node;
  private final AtomicReference<Optional<String>> own = new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<String>> leader = new AtomicReference<>(Optional.empty());

  ClusterBackend(ClusterNode node) {
    this.node = node;
  }

  ClusterNode node() {
    return node;
  }

  @Override
  public ActorSystem<Void> system() {
    return node.system();
  }

  @Override
  public SamplingThreads sampling() {
    return node.sampling();
  }

  @Override
  public void begin(DaemonContext daemonContext, ActiveQueue activeQueue, String url) {
    own.set(Optional.of(url));
    node.open();
    ActorRef<Leader.Command> singleton =
        ClusterSingleton.get(system())
            .init(
                SingletonActor.of(Leader.create(node, daemonContext, activeQueue, url), "leader")
                    .withStopMessage(new Leader.StepDown())
                    .withSettings(
                        ClusterSingletonSettings.create(system())
                            .withRole(Role.COORDINATOR.label())));
    Scheduler scheduler = system().scheduler();
    scheduler.scheduleWithFixedDelay(
        Duration.ZERO,
        LOOK_INTERVAL,
        () ->
            AskPattern.ask(singleton, Leader.WhereAreYou::new, LOOK_INTERVAL, scheduler)
                .whenComplete(
                    (here, none) -> leader.set(Optional.ofNullable(here).map(Leader.Here::url))),
        system().executionContext());
    node.join(); // last, as others may give it up from then on
  }

  @Override
  public Optional<String> elsewhere() {
    return leader.get().filter(known -> !own.get().equals(Optional.of(known)));
  }

  @Override
  public CompletionStage<Done> whenOver() {
    return node.whenOver();
  }

  @Override
  public boolean stop(ActiveQueue activeQueue, Duration within) throws InterruptedException {
    return node.leave(within);
  }

  @Override
  public void close() {
    node.close();
  }
}
