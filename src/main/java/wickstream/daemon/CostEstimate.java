package wickstream.daemon;

import java.util.OptionalDouble;
import wickstream.campaign.CampaignPlan;
import wickstream.config.CampaignConfig;
import wickstream.config.StopCondition;
import wickstream.physics.Observable;
import wickstream.sampling.Shard;

/**
 * What a campaign will cost, before anything is sampled.
 *
 * @param config the campaign
 * @param networks how many networks it takes; empty where nothing can be said
 * @param hiddenUnits how many hidden units of all layers they have
 * @param seconds how long that takes here, alone
 * @param note how this was found
 */
public record CostEstimate(
    CampaignConfig config,
    OptionalDouble networks,
    OptionalDouble hiddenUnits,
    OptionalDouble seconds,
    String note) {

  /** What a network costs beside what it takes to draw it, in the same units. */
  private static final double OVERHEAD = 20;

  /** What a hidden unit of a network with one hidden layer costs on one core, roughly. */
  private static final double NANOSECONDS_PER_UNIT = 4;

  /** The variance of a network's contribution over the square of its mean, roughly. */
  private static final double RELATIVE_VARIANCE = 2;

  static CostEstimate of(CampaignPlan plan, int threads) {
    CampaignConfig config = plan.config();
    StopCondition stop = config.stop();
    if (stop.relativeError().isEmpty()) {
      return new CostEstimate(
          config,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          "with an absolute-error alone the cost is known only once the spread has been measured");
    }
    double relative = stop.relativeError().getAsDouble();
    double least = (double) stop.minBags() * config.bagSize();
    double each =
        Math.min(stop.maxNetworks(), Math.max(least, RELATIVE_VARIANCE / (relative * relative)));
    double networks = each * plan.shards().size();
    double units = 0;
    double cost = 0;
    for (Shard shard : plan.shards()) {
      units += each * shard.size().hiddenUnits();
      cost += each * (shard.size().work() + OVERHEAD);
    }
    boolean isHard = stop.observable() == Observable.U6 || stop.observable() == Observable.M6;
    return new CostEstimate(
        config,
        OptionalDouble.of(networks),
        OptionalDouble.of(units),
        OptionalDouble.of(cost * NANOSECONDS_PER_UNIT * 1e-9 / threads),
        "%.3g networks a shard, if their contributions vary by 1.4 times their mean%s; never more than max-networks = %d"
            .formatted(
                each, isHard ? " (sixth order usually varies more)" : "", stop.maxNetworks()));
  }
}
