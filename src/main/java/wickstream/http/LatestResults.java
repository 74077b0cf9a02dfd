package wickstream.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import wickstream.api.QuantityValues;
import wickstream.api.ShardValue;
import wickstream.daemon.CampaignProgress;
import wickstream.results.CampaignResult;
import wickstream.results.Fit;
import wickstream.results.MeasuredValue;
import wickstream.results.ReliabilityCheck;
import wickstream.results.ShardResult;
import wickstream.results.export.ResultCsv;
import wickstream.statistics.SampleChecks;

/** The fitted powers and all measured quantities of the shards that have ended. */
final class LatestResults {
  /** Of how many campaigns they are kept: with thousands of shards these are megabytes each. */
  private static final int MOST_CAMPAIGNS = 16;

  private final Function<CampaignProgress, CompletionStage<CampaignResult>> numbers;
  private final Latest<Summary> latest;

  /**
   * @param numbers finds the numbers of the shards of a campaign that have ended
   * @param clock tells the time
   */
  LatestResults(
      Function<CampaignProgress, CompletionStage<CampaignResult>> numbers,
      Supplier<Instant> clock) {
    this.numbers = numbers;
    this.latest = new Latest<>(MOST_CAMPAIGNS, clock);
  }

  /**
   * What is kept of the results of a campaign.
   *
   * @param ended how many shards had ended
   * @param fits power laws
   * @param values of each quantity, those of the shards that have one
   */
  private record Summary(int ended, List<Fit> fits, Map<String, List<ShardValue>> values) {
    static final Summary NOTHING = new Summary(0, List.of(), Map.of());

    static Summary of(CampaignResult result) {
      Map<String, List<ShardValue>> values = new TreeMap<>(LatestResults::inOrder);
      for (ShardResult shard : result.shards()) {
        for (String quantity : shard.names()) {
          values.computeIfAbsent(quantity, name -> new ArrayList<>()).add(value(shard, quantity));
        }
      }
      return new Summary(result.shards().size(), result.fits(), values);
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

  /** In the order of result files, those that have no place there after all others. */
  private static int inOrder(String quantity, String other) {
    return Comparator.comparingInt(LatestResults::place)
        .thenComparing(Comparator.naturalOrder())
        .compare(quantity, other);
  }

  private static int place(String quantity) {
    int place = ResultCsv.VALUES.indexOf(quantity);
    return place < 0 ? Integer.MAX_VALUE : place;
  }

  /** The fits of a campaign; empty until a shard has ended. */
  CompletionStage<List<Fit>> fits(CampaignProgress campaign) {
    return summary(campaign).thenApply(Summary::fits);
  }

  /**
   * A quantity of the shards of a campaign that have ended.
   *
   * @param wanted by its name in result files; by default that which the target is about
   */
  CompletionStage<QuantityValues> values(CampaignProgress campaign, Optional<String> wanted) {
    String quantity = wanted.orElse(campaign.config().stop().quantity());
    return summary(campaign).thenApply(known -> values(campaign, quantity, known));
  }

  private static QuantityValues values(CampaignProgress campaign, String quantity, Summary known) {
    Map<String, List<ShardValue>> values = known.values();
    if (!values.isEmpty() && !values.containsKey(quantity)) {
      throw Problem.ofField("quantity", quantity, "one of " + String.join(", ", values.keySet()));
    }
    return new QuantityValues(
        campaign.name(),
        quantity,
        List.copyOf(values.keySet()),
        known.ended(),
        values.getOrDefault(quantity, List.of()));
  }

  private CompletionStage<Summary> summary(CampaignProgress campaign) {
    return campaign.status().ended() == 0
        ? CompletableFuture.completedStage(Summary.NOTHING)
        : latest.of(
            campaign.name(), campaign, () -> numbers.apply(campaign).thenApply(Summary::of));
  }
}
