package wickstream.http;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import wickstream.daemon.CampaignProgress;
import wickstream.results.CampaignResult;
import wickstream.results.Fit;

/** The power laws fitted to campaigns. Computing them means judging every shard. */
final class LatestFits {
  private final Function<CampaignProgress, CompletionStage<CampaignResult>> results;
  private final Latest<List<Fit>> latest;

  /**
   * @param results computes the results of a campaign
   * @param clock tells the time
   */
  LatestFits(
      Function<CampaignProgress, CompletionStage<CampaignResult>> results,
      Supplier<Instant> clock) {
    this.results = results;
    this.latest = new Latest<>(Integer.MAX_VALUE, clock);
  }

  /** The fits of a campaign; empty until a shard has ended. */
  CompletionStage<List<Fit>> of(CampaignProgress campaign) {
    return campaign.status().ended() > 0
        ? latest.of(
            campaign.name(),
            campaign,
            () -> results.apply(campaign).thenApply(CampaignResult::fits))
        : CompletableFuture.completedStage(List.of());
  }
}
