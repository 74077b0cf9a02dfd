package wickstream.http;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import wickstream.api.TrainedPoint;
import wickstream.daemon.CampaignProgress;
import wickstream.results.TrainedTime;

/** What trained networks are at each point, shard by shard. */
final class LatestTraining {
  /** Of how many it is kept: with many points, times and outputs these are megabytes each. */
  private static final int MOST_SHARDS = 8;

  private final BiFunction<CampaignProgress, String, CompletionStage<List<TrainedTime>>> trained;
  private final Latest<List<TrainedPoint>> latest;

  /**
   * @param trained computes what the trained networks of a shard of a campaign are
   * @param clock tells the time
   */
  LatestTraining(
      BiFunction<CampaignProgress, String, CompletionStage<List<TrainedTime>>> trained,
      Supplier<Instant> clock) {
    this.trained = trained;
    this.latest = new Latest<>(MOST_SHARDS, clock);
  }

  /**
   * One entry a time, output and point; none while nothing has been saved of the shard.
   *
   * @throws Problem if there is no such shard, or its networks are not trained
   */
  CompletionStage<List<TrainedPoint>> of(CampaignProgress campaign, String shard) {
    requireTraining(campaign);
    if (campaign.status().shards().stream().noneMatch(each -> each.id().equals(shard))) {
      throw Problem.ofField("shard", shard, "the identity of a shard of " + campaign.name());
    }
    return latest.of(
        campaign.name() + "/" + shard,
        campaign,
        () -> trained.apply(campaign, shard).thenApply(Views::trainedPoints));
  }

  /**
   * @throws Problem if networks of the campaign are not trained
   */
  static void requireTraining(CampaignProgress campaign) {
    if (campaign.config().training().isEmpty()) {
      throw new Problem(
          StatusCodes.NOT_FOUND,
          "campaign %s trains no networks: it has no section training".formatted(campaign.name()));
    }
  }
}
