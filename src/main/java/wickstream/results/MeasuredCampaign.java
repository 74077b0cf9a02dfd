package wickstream.results;

import java.util.List;
import java.util.Map;
import wickstream.config.CampaignConfig;

/**
 * What a campaign found, beside what its results were computed from.
 *
 * @param result the results
 * @param shards the same shards with their totals, in the same order
 * @param seeds under which they were measured: one, unless runs were merged
 */
public record MeasuredCampaign(
    CampaignResult result, List<MeasuredShard> shards, List<Long> seeds) {

  public MeasuredCampaign {
    shards = List.copyOf(shards);
    seeds = List.copyOf(seeds);
  }

  /**
   * Of the shards of one configuration.
   *
   * @param version of the program
   * @param run facts about the run, see {@link CampaignResult#run}
   */
  public static MeasuredCampaign of(
      String version,
      CampaignConfig config,
      List<MeasuredShard> shards,
      List<Long> seeds,
      Map<String, Object> run) {
    return new MeasuredCampaign(
        new CampaignResult(
            version, config, shards.stream().map(MeasuredShard::result).toList(), run),
        shards,
        seeds);
  }
}
