package wickstream.campaign;

import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.BootstrapSetup;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.slf4j.LoggerFactory;

/**
 * An actor system of one campaign's own. It is set up side by side with what its caller does next,
 * such as to open the campaign's database, as either takes a tenth of a second.
 */
public final class CampaignActors implements AutoCloseable {
  private final int threads;
  private final CompletableFuture<ActorSystem<CampaignSupervisor.Command>> system;

  private CampaignActors(
      int threads, CompletableFuture<ActorSystem<CampaignSupervisor.Command>> system) {
    this.threads = threads;
    this.system = system;
  }

  /**
   * Begins to set one up.
   *
   * @param threads how many threads sample, at least 1
   */
  public static CampaignActors prepare(int threads) {
    LoggerFactory.getILoggerFactory(); // set up by one thread before many ask for it
    return new CampaignActors(threads, CompletableFuture.supplyAsync(() -> create(threads)));
  }

  private static ActorSystem<CampaignSupervisor.Command> create(int threads) {
    ClassLoader libraries = new LocalResources();
    return ActorSystem.create(
        CampaignSupervisor.waitingForCampaign(),
        "wickstream",
        BootstrapSetup.create()
            .withClassloader(libraries)
            .withConfig(Dispatchers.settings(threads, 1, libraries)));
  }

  /** How many threads sample. */
  int threads() {
    return threads;
  }

  /** Has the campaign begin. To be called once. */
  ActorSystem<CampaignSupervisor.Command> begin(Behavior<CampaignSupervisor.Command> campaign) {
    ActorSystem<CampaignSupervisor.Command> actors = system.join();
    actors.tell(new CampaignSupervisor.Begin(campaign));
    return actors;
  }

  /** Lets go of all threads; a campaign that is still running dies without results. */
  @Override
  public void close() {
    system.thenAccept(ActorSystem::terminate);
  }
}
