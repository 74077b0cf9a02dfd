package wickstream.http;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import wickstream.daemon.CampaignProgress;
import wickstream.results.CampaignResult;
import wickstream.results.Fit;

/**
 * The power laws fitted to campaigns. Computing them means judging every shard, so the result is
 * shared by all clients, and computed again only if the campaign has changed and some seconds have
 * passed.
 */
final class LatestFits {
  private static final Duration MIN_AGE = Duration.ofSeconds(5);
  private static final Duration LARGEST_AGE = Duration.ofMinutes(10);

  private final Function<CampaignProgress, CompletionStage<CampaignResult>> results;
  private final Supplier<Instant> clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /**
   * @param results computes the results of a campaign
   * @param clock tells the time
   */
  LatestFits(
      Function<CampaignProgress, CompletionStage<CampaignResult>> results,
      Supplier<Instant> clock) {
    this.results = results;
    this.clock = clock;
  }

  /** The fits to one version of a campaign. */
  private record Known(
      Instant submitted, long version, Instant at, CompletableFuture<List<Fit>> fits) {}

  /** The fits of a campaign; empty until a shard has ended. */
  CompletionStage<List<Fit>> of(CampaignProgress campaign) {
    known.values().removeIf(old -> isOlder(old, LARGEST_AGE));
    return campaign.status().ended() > 0
        ? known.compute(campaign.name(), (name, old) -> stillGood(campaign, old)).fits()
        : CompletableFuture.completedStage(List.of());
  }

  private Known stillGood(CampaignProgress campaign, Known old) {
    boolean isGood =
        old != null
            && old.submitted().equals(campaign.times().submitted())
            && !old.fits().isCompletedExceptionally()
            && (old.version() == campaign.version()
                || !old.fits().isDone()
                || !isOlder(old, MIN_AGE));
    return isGood
        ? old
        : new Known(
            campaign.times().submitted(),
            campaign.version(),
            clock.get(),
            results.apply(campaign).thenApply(CampaignResult::fits).toCompletableFuture());
  }

  private boolean isOlder(Known old, Duration age) {
    return Duration.between(old.at(), clock.get()).compareTo(age) >= 0;
  }
}
