package wickstream.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import wickstream.physics.Observable;

/**
 * When a campaign may stop: what is asked for is known as precisely as asked, or a budget is used
 * up, whichever comes first.
 *
 * @param goal what is to be known, and how precisely
 * @param confidence coverage of the reported anytime-valid intervals, above 0 and below 1
 * @param minBags bags to measure before the first judgement, 2 to 10⁹
 * @param maxNetworks networks a shard may sample, 1 to 10¹⁵
 * @param maxTime time a shard may take, above 0 and at most 10⁹ s; a result it cuts short cannot be
 *     reproduced
 */
public record StopCondition(
    Goal goal, double confidence, int minBags, long maxNetworks, Optional<Duration> maxTime) {

  static final String PATH = "campaign.stop";
  static final WholeRange MIN_BAGS = new WholeRange(2, 1_000_000_000);
  static final WholeRange MAX_NETWORKS = new WholeRange(1, 1_000_000_000_000_000L);

  /**
   * @throws InvalidConfiguration naming the first component outside its range
   */
  public StopCondition {
    RealRange.PROBABILITY.check(PATH + ".confidence", confidence);
    MIN_BAGS.check(PATH + ".min-bags", minBags);
    MAX_NETWORKS.check(PATH + ".max-networks", maxNetworks);
    maxTime.ifPresent(StopCondition::checkTime);
  }

  /** Of one observable of networks as they are drawn. */
  public StopCondition(
      Observable observable,
      OptionalDouble relativeError,
      OptionalDouble absoluteError,
      double confidence,
      int minBags,
      long maxNetworks,
      Optional<Duration> maxTime) {
    this(
        new Precision(observable, OptionalDouble.empty(), relativeError, absoluteError),
        confidence,
        minBags,
        maxNetworks,
        maxTime);
  }

  private static void checkTime(Duration maxTime) {
    if (!Durations.allowed(maxTime)) {
      throw new InvalidConfiguration(
          PATH + ".max-time", "must be above 0 and at most 10^9 seconds, was " + maxTime);
    }
  }

  /** The observable that is to be known, or by which progress is shown. */
  public Observable observable() {
    return goal.observable();
  }

  /** After how much training, above 0; empty exactly for networks as they are drawn. */
  public OptionalDouble atTime() {
    return goal.atTime();
  }

  /** Standard error allowed in units of |value|, where that is asked for. */
  public OptionalDouble relativeError() {
    return goal.relativeError();
  }

  /** Standard error allowed in units of the observable, where that is asked for. */
  public OptionalDouble absoluteError() {
    return goal.absoluteError();
  }

  /** What is to be known by its name in results: u4, or connected4@10 of trained networks. */
  public String quantity() {
    return goal.quantity();
  }

  /** The path of the setting that says what is to be known. */
  public String goalPath() {
    return PATH + "." + goal.key();
  }

  /** The {@code campaign.stop} section that reads back as this. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>(goal.toMap());
    map.put("confidence", confidence);
    map.put("min-bags", minBags);
    map.put("max-networks", maxNetworks);
    map.put("max-time", maxTime.map(Durations::format).orElse(null));
    return map;
  }
}
