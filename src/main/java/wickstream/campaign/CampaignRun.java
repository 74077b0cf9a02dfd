package wickstream.campaign;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * One running campaign in an actor system of its own: the way in for those who know nothing of
 * actors.
 */
public final class CampaignRun implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final CompletableFuture<CampaignOutcome> outcome = new CompletableFuture<>();
  private final ActorSystem<CampaignSupervisor.Command> system;

  private CampaignRun(
      CampaignActors actors,
      CampaignPlan plan,
      CheckpointPolicy checkpointPolicy,
      Timings timings,
      Function<Executor, BagSource.Factory> sources) {
    Behavior<CampaignSupervisor.Command> supervisor =
        Behaviors.setup(
            context -> {
              SamplingThreads sampling = Dispatchers.sampling(context.getSystem());
              WorkerPool workerPool = WorkerPool.local(actors.threads(), sampling);
              return CampaignSupervisor.create(
                  plan,
                  new CampaignContext(
                      sources.apply(sampling),
                      workerPool.chunkPolicy(),
                      workerPool::activeShards,
                      Dispatchers.of(context.getSystem(), "planning"),
                      Dispatchers.of(context.getSystem(), "judging"),
                      Dispatchers.of(context.getSystem(), "storing"),
                      checkpointPolicy,
                      System::nanoTime,
                      timings),
                  context.spawn(listener(), "listener"));
            });
    this.system = actors.begin(supervisor);
    system
        .getWhenTerminated()
        .whenComplete(
            (done, failure) ->
                outcome.completeExceptionally(
                    new IllegalStateException("the campaign died", failure)));
  }

  /**
   * Starts a campaign.
   *
   * @param actors prepared for it
   * @param timings hears how long bags and judgements take
   */
  static CampaignRun start(
      CampaignActors actors,
      CampaignPlan plan,
      CheckpointPolicy checkpointPolicy,
      Timings timings) {
    return new CampaignRun(actors, plan, checkpointPolicy, timings, BagSource.Factory::local);
  }

  /**
   * Starts a campaign whose bags may come from elsewhere.
   *
   * @param threads how many threads sample, at least 1
   * @param timings hears how long bags and judgements take
   * @param sources where bags come from, given the sampling threads
   */
  public static CampaignRun start(
      CampaignPlan plan,
      int threads,
      CheckpointPolicy checkpointPolicy,
      Timings timings,
      Function<Executor, BagSource.Factory> sources) {
    return new CampaignRun(
        CampaignActors.prepare(threads), plan, checkpointPolicy, timings, sources);
  }

  private Behavior<CampaignOutcome> listener() {
    return Behaviors.receiveMessage(
        ended -> {
          outcome.complete(ended);
          return Behaviors.stopped();
        });
  }

  /** What came out, once the campaign has ended. */
  public CompletionStage<CampaignOutcome> outcome() {
    return outcome;
  }

  /** How far the campaign has come; fails once this is closed. */
  public CompletionStage<CampaignStatus> status() {
    return AskPattern.ask(
        system,
        (ActorRef<CampaignStatus> replyTo) -> new CampaignSupervisor.GetStatus(replyTo),
        PATIENCE,
        system.scheduler());
  }

  /** Ends all shards with what they have; results follow within moments. */
  public void cancel(String reason) {
    system.tell(new CampaignSupervisor.Cancel(reason));
  }

  /** Lets go of all threads; a campaign that is still running dies without results. */
  @Override
  public void close() {
    system.terminate();
  }
}
