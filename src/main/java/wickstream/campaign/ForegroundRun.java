package wickstream.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import wickstream.config.ProgramInfo;
import wickstream.results.CampaignResult;

/** A campaign of this process from its start to its results, for a caller who waits for them. */
public final class ForegroundRun implements AutoCloseable {
  private static final Duration STATUS_INTERVAL = Duration.ofMillis(200);

  private final Instant started = Instant.now();
  private final long began = System.nanoTime(); // a clock may be set meanwhile
  private final CampaignPlan plan;
  private final int threads;
  private final CampaignRun run;

  private ForegroundRun(
      CampaignActors actors,
      CampaignPlan plan,
      CheckpointPolicy checkpointPolicy,
      Timings timings) {
    this.plan = plan;
    this.threads = actors.threads();
    this.run = CampaignRun.start(actors, plan, checkpointPolicy, timings);
  }

  /**
   * Starts a campaign.
   *
   * @param threads how many threads sample, at least 1
   * @param timings is called with how long bags and judgements take
   */
  public static ForegroundRun start(
      CampaignPlan plan, int threads, CheckpointPolicy checkpointPolicy, Timings timings) {
    return start(CampaignActors.prepare(threads), plan, checkpointPolicy, timings);
  }

  /** The same with actors that were prepared while the plan was made. */
  public static ForegroundRun start(
      CampaignActors actors,
      CampaignPlan plan,
      CheckpointPolicy checkpointPolicy,
      Timings timings) {
    return new ForegroundRun(actors, plan, checkpointPolicy, timings);
  }

  /** Ends all shards with what they have; {@link #await} returns within moments. */
  public void cancel(String reason) {
    run.cancel(reason);
  }

  /**
   * Waits for the end of the campaign.
   *
   * @param listener is called on the waiting thread, a few times a second and at the end, with the
   *     status of the campaign and the time since its start
   */
  public Ended await(BiConsumer<CampaignStatus, Duration> listener) throws InterruptedException {
    CompletableFuture<CampaignOutcome> outcome = run.outcome().toCompletableFuture();
    try {
      boolean hasEnded;
      do {
        hasEnded = hasEnded(outcome);
        report(listener);
      } while (!hasEnded);
      Duration took = elapsed();
      CampaignOutcome ended = outcome.get();
      return new Ended(
          ended,
          new CampaignResult(
              ProgramInfo.version(),
              plan.config(),
              ended.shards(),
              ended.facts(started, took, threads, plan.computeBackend())),
          took);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the campaign ended without results", e.getCause());
    }
  }

  private static boolean hasEnded(CompletableFuture<CampaignOutcome> outcome)
      throws InterruptedException, ExecutionException {
    try {
      outcome.get(STATUS_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private void report(BiConsumer<CampaignStatus, Duration> listener) throws InterruptedException {
    CampaignStatus status;
    try {
      status = run.status().toCompletableFuture().get(1, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return; // too busy to answer: the next report will tell
    }
    listener.accept(status, elapsed());
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  /** Lets go of all threads; a campaign that is still running ends without results. */
  @Override
  public void close() {
    run.close();
  }

  /**
   * A campaign that has ended.
   *
   * @param outcome how it ended
   * @param result what it found
   * @param took for how long it ran
   */
  public record Ended(CampaignOutcome outcome, CampaignResult result, Duration took) {}
}
