package wickstream.daemon;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.slf4j.LoggerFactory;
import wickstream.campaign.Dispatchers;
import wickstream.campaign.ExistingRunPolicy;
import wickstream.campaign.SamplingThreads;
import wickstream.campaign.WorkerPool;

/** A daemon on its own: campaigns are in its directory and measured by its threads. */
final class LocalBackend implements DaemonBackend {
  private final DaemonSettings settings;
  private final ActorSystem<Void> system;
  private final SamplingThreads sampling;

  LocalBackend(DaemonSettings settings) {
    LoggerFactory.getILoggerFactory(); // set up by one thread before the actors' many ask for it
    this.settings = settings;
    this.system =
        ActorSystem.create(
            Behaviors.empty(),
            "wickstream",
            Dispatchers.settings(settings.threads(), settings.campaignsAtOnce()));
    this.sampling = Dispatchers.sampling(system);
  }

  @Override
  public ActorSystem<Void> system() {
    return system;
  }

  @Override
  public SamplingThreads sampling() {
    return sampling;
  }

  @Override
  public void begin(DaemonContext daemonContext, ActiveQueue activeQueue, String url)
      throws IOException, InterruptedException {
    QueueStore queueStore = new FileQueueStore(settings.data());
    CampaignDatabases databases = new CampaignDatabases(queueStore, daemonContext.computeBackend());
    List<CampaignEntry> known = queueStore.all().stream().map(databases::entry).toList();
    QueueContext queueContext =
        new QueueContext(
            queueStore, ExistingRunPolicy.RESUMED, WorkerPool.local(settings.threads(), sampling));
    ActiveQueue.StatusPublisher board = new ActiveQueue.StatusPublisher();
    ActorRef<CampaignQueue.Command> queue =
        system.systemActorOf(
            CampaignQueue.create(daemonContext, queueContext, known, board),
            "campaigns",
            Props.empty());
    system.systemActorOf(endWith(queue), "campaigns-watch", Props.empty());
    activeQueue.open(new ActiveQueue.Open(queue, queueContext, board, Optional.empty()));
    board.await();
  }

  /** Without its campaigns a daemon would only appear to work; a restart continues with them. */
  private static Behavior<Void> endWith(ActorRef<?> campaigns) {
    return Behaviors.setup(
        context -> {
          context.watch(campaigns);
          return Behaviors.receive(Void.class)
              .onSignal(
                  Terminated.class,
                  signal -> {
                    context.getSystem().terminate();
                    return Behaviors.stopped();
                  })
              .build();
        });
  }

  @Override
  public Optional<String> elsewhere() {
    return Optional.empty();
  }

  @Override
  public CompletionStage<Done> whenOver() {
    return system.getWhenTerminated();
  }

  @Override
  public boolean stop(ActiveQueue activeQueue, Duration within) throws InterruptedException {
    if (activeQueue.here().isEmpty()) {
      return true;
    }
    try {
      AskPattern.<CampaignQueue.Command, Done>ask(
              activeQueue.here().get().queue(),
              CampaignQueue.ShutDown::new,
              within,
              system.scheduler())
          .toCompletableFuture()
          .get(within.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | CompletionException | TimeoutException e) {
      return false;
    }
  }

  @Override
  public void close() {
    system.terminate();
    try {
      system.getWhenTerminated().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // What still runs ends with the process.
    }
  }
}
