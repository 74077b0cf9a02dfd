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
import wickstream.campaign.Earlier;
import wickstream.campaign.Workers;
import wickstream.campaign.Workforce;

/** A daemon on its own: campaigns are in its directory and measured by its threads. */
final class LonePremises implements Premises {
  private final DaemonSettings settings;
  private final ActorSystem<Void> system;
  private final Workers sampling;

  LonePremises(DaemonSettings settings) {
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
  public Workers sampling() {
    return sampling;
  }

  @Override
  public void begin(Workshop workshop, Desk desk, String url)
      throws IOException, InterruptedException {
    Tickets tickets = new FileTickets(settings.data());
    List<Ticket> known = tickets.all();
    Office office =
        new Office(tickets, Earlier.RESUMED, Workforce.local(settings.threads(), sampling));
    Desk.Board board = new Desk.Board();
    ActorRef<CampaignQueue.Command> queue =
        system.systemActorOf(
            CampaignQueue.create(workshop, office, known, board), "campaigns", Props.empty());
    system.systemActorOf(endWith(queue), "campaigns-watch", Props.empty());
    desk.open(new Desk.Open(queue, office, board, Optional.empty()));
    board.await();
  }

  /** Without its campaigns a daemon would only seem to be there; a new start goes on with them. */
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
  public boolean stop(Desk desk, Duration within) throws InterruptedException {
    if (desk.here().isEmpty()) {
      return true;
    }
    try {
      AskPattern.<CampaignQueue.Command, Done>ask(
              desk.here().get().queue(), CampaignQueue.ShutDown::new, within, system.scheduler())
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
