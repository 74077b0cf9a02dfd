package wickstream.daemon;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import wickstream.campaign.CampaignPlan;
import wickstream.config.CampaignConfig;
import wickstream.config.StopCondition;
import wickstream.physics.Estimator;
import wickstream.physics.Observable;
import wickstream.physics.exact.SquaredUnit;
import wickstream.sampling.Shard;

/**
 * What a campaign will cost, before anything is sampled. It takes the spread of the contributions,
 * which is known well enough for conditional and tilted averages of fourth order, and not at all
 * for others.
 *
 * @param config the campaign
 * @param networks how many networks it takes; empty where nothing can be said
 * @param hiddenUnits how many hidden units of all layers they have
 * @param seconds how long that takes here, alone
 * @param note how this was found, or why it was not
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

  /**
   * The variance over the square of the mean of the square of a normal number, which contributions
   * are in the limit of many units.
   */
  private static final double OF_MANY_UNITS = 2;

  /** As measured of ⟨u4⟩ where networks are tilted by direction: 0.8 to 13 of orders up to four. */
  private static final double OF_DIRECTIONS = 12;

  static CostEstimate of(CampaignPlan plan, int threads) {
    CampaignConfig config = plan.config();
    Optional<String> unknown = unknown(config);
    if (unknown.isPresent()) {
      return new CostEstimate(
          config,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          "not known before it is sampled: %s; at least %s networks a shard and at most %s"
              .formatted(unknown.get(), count(least(config)), count(config.stop().maxNetworks())));
    }
    return known(config, plan.shards(), threads);
  }

  private static CostEstimate known(CampaignConfig config, List<Shard> shards, int threads) {
    double networks = 0;
    double units = 0;
    double cost = 0;
    double most = 0;
    for (Shard shard : shards) {
      double each = networks(config, shard);
      most = Math.max(most, each);
      networks += each;
      units += each * shard.size().hiddenUnits();
      cost += each * (shard.size().work() + OVERHEAD);
    }
    return new CostEstimate(
        config,
        OptionalDouble.of(networks),
        OptionalDouble.of(units),
        OptionalDouble.of(cost * NANOSECONDS_PER_UNIT * 1e-9 / threads),
        "%.3g networks a shard%s, from the spread that contributions have at points close together; never more than max-networks = %d"
            .formatted(
                most,
                most * shards.size() > networks ? " at most" : "",
                config.stop().maxNetworks()));
  }

  /** Why nothing can be said; empty where something can. */
  private static Optional<String> unknown(CampaignConfig config) {
    StopCondition stop = config.stop();
    if (stop.goal().power().isPresent()) {
      return Optional.of(
          "the target is the error of a power, and networks go where they reduce it most");
    }
    if (stop.relativeError().isEmpty()) {
      return Optional.of("the target is an absolute error alone, and the spread has no known unit");
    }
    if (config.estimator() == Estimator.PLAIN) {
      return Optional.of(
          "plain averages vary by far more than their mean, by factors from ten to 10⁸");
    }
    if (config.training().isPresent()) {
      return Optional.of("how long networks learn, and vary afterwards, depends on the data");
    }
    if (stop.observable() == Observable.U6
        || stop.goal().isOfAll() && config.orders().contains(6)) {
      return Optional.of("u6 varies the more against its mean the larger N is");
    }
    boolean isDeep = config.ensemble(config.sigmaW().get(0)).depth() > 1;
    return isDeep && (stop.observable() != Observable.U4 || stop.goal().isOfAll())
        ? Optional.of("m4 and m6 of several layers vary about a kernel that finite networks miss")
        : Optional.empty();
  }

  private static String count(double networks) {
    return String.format(Locale.ROOT, "%,.0f", networks).replace(',', ' ');
  }

  private static double least(CampaignConfig config) {
    return (double) config.leastBags() * config.bagSize();
  }

  private static double networks(CampaignConfig config, Shard shard) {
    double relative = config.stop().relativeError().orElseThrow();
    double needed = relativeVariance(shard) / (relative * relative);
    return Math.min(config.stop().maxNetworks(), Math.max(least(config), needed));
  }

  /** The largest at any of the points. */
  private static double relativeVariance(Shard shard) {
    if (shard.estimator() == Estimator.POOLED) {
      return OF_MANY_UNITS / shard.width();
    }
    if (shard.isTiltedByDirection()) {
      return OF_DIRECTIONS;
    }
    boolean isTilted = shard.estimator() == Estimator.TILTED;
    return IntStream.range(0, shard.points().count())
        .mapToDouble(
            k ->
                OF_MANY_UNITS
                    + SquaredUnit.excessKurtosis(
                            shard.ensemble(), shard.points().point(k), isTilted)
                        / shard.width())
        .max()
        .orElseThrow();
  }
}
