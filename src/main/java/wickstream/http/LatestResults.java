package wickstream.http;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wickstream.api.QuantityValues;
import wickstream.api.ShardValue;
import wickstream.daemon.CampaignProgress;
import wickstream.results.CampaignResult;
import wickstream.results.Fit;
import wickstream.results.MeasuredCampaign;
import wickstream.results.MeasuredValue;
import wickstream.results.ReliabilityCheck;
import wickstream.results.ShardResult;
import wickstream.statistics.SampleChecks;

/**
 * The fitted powers and all measured quantities of campaigns. Computing them means judging every
 * shard.
 */
final class LatestResults {
  /** Of how many campaigns they are kept: with thousands of shards these are megabytes each. */
  private static final int MOST_CAMPAIGNS = 16;

  private final Function<CampaignProgress, CompletionStage<MeasuredCampaign>> results;
  private final Latest<Summary> latest;

  /**
   * @param results computes the results of a campaign
   * @param clock tells the time
   */
  LatestResults(
      Function<CampaignProgress, CompletionStage<MeasuredCampaign>> results,
      Supplier<Instant> clock) {
    this.results = results;
    this.latest = new Latest<>(MOST_CAMPAIGNS, clock);
  }

  /**
   * What is kept of the results of a campaign.
   *
   * @param fits power laws
   * @param values of each quantity, those of the shards that have one
   */
  private record Summary(List<Fit> fits, Map<String, List<ShardValue>> values) {
    static final Summary NOTHING = new Summary(List.of(), Map.of());

    static Summary of(CampaignResult result) {
      return new Summary(
          result.fits(),
          result.shards().stream()
              .flatMap(shard -> quantities(shard).map(quantity -> Map.entry(quantity, shard)))
              .collect(
                  Collectors.groupingBy(
                      Map.Entry::getKey,
                      LinkedHashMap::new,
                      Collectors.mapping(
                          entry -> value(entry.getValue(), entry.getKey()), Collectors.toList()))));
    }

    private static Stream<String> quantities(ShardResult shard) {
      return Stream.of(
              shard.couplings(), shard.deviations(), shard.connected(), shard.trainedMeans())
          .flatMap(values -> values.keySet().stream());
    }

    private static ShardValue value(ShardResult shard, String quantity) {
      MeasuredValue value = shard.value(quantity).orElseThrow();
      return new ShardValue(
          shard.id(), Views.value(value), value.pull(), doubt(shard, quantity, value));
    }

    /** Of a number whose shard may have been asked for another one. */
    private static Optional<String> doubt(ShardResult shard, String quantity, MeasuredValue value) {
      return ReliabilityCheck.about(shard.tail(quantity))
          .or(
              () ->
                  Math.abs(value.pull()) > SampleChecks.MAX_ERRORS
                      ? Optional.of(
                          "it is %.1f standard errors from the exact value"
                              .formatted(Math.abs(value.pull())))
                      : Optional.empty());
    }
  }

  /** The fits of a campaign; empty until a shard has ended. */
  CompletionStage<List<Fit>> fits(CampaignProgress campaign) {
    return campaign.status().ended() > 0
        ? summary(campaign).thenApply(Summary::fits)
        : CompletableFuture.completedStage(List.of());
  }

  /**
   * A quantity of all shards of a campaign; none until networks have been measured.
   *
   * @param wanted by its name in result files; by default that which the target is about
   */
  CompletionStage<QuantityValues> values(CampaignProgress campaign, Optional<String> wanted) {
    String quantity = wanted.orElse(campaign.config().stop().quantity());
    CompletionStage<Summary> summary =
        campaign.status().networks() > 0
            ? summary(campaign)
            : CompletableFuture.completedStage(Summary.NOTHING);
    return summary.thenApply(known -> values(campaign, quantity, known.values()));
  }

  private static QuantityValues values(
      CampaignProgress campaign, String quantity, Map<String, List<ShardValue>> values) {
    if (!values.isEmpty() && !values.containsKey(quantity)) {
      throw Problem.ofField("quantity", quantity, "one of " + String.join(", ", values.keySet()));
    }
    return new QuantityValues(
        campaign.name(),
        quantity,
        List.copyOf(values.keySet()),
        values.getOrDefault(quantity, List.of()));
  }

  private CompletionStage<Summary> summary(CampaignProgress campaign) {
    return latest.of(
        campaign.name(),
        campaign,
        () -> results.apply(campaign).thenApply(MeasuredCampaign::result).thenApply(Summary::of));
  }
}
