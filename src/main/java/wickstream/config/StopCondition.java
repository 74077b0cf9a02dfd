package wickstream.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import wickstream.physics.Observable;
import wickstream.physics.Training;

/**
 * When a shard may stop: its observable is known as precisely as asked, or a budget is used up,
 * whichever comes first.
 *
 * <p>The precision is reached when the standard error is at most max(relativeError · |value|,
 * absoluteError) over the targets given: of two, the looser one counts.
 *
 * @param observable what is to be known
 * @param atTime after how much training, above 0; empty exactly for networks as they are drawn
 * @param relativeError standard error allowed in units of |value|, above 0 and at most 10⁶
 * @param absoluteError standard error allowed in units of the observable, finite and above 0
 * @param confidence coverage of the reported anytime-valid intervals, above 0 and below 1
 * @param minBags bags to measure before the first judgement, 2 to 10⁹
 * @param maxNetworks networks a shard may sample, 1 to 10¹⁵
 * @param maxTime time a shard may take, above 0 and at most 10⁹ s; a result it cuts short cannot be
 *     reproduced
 */
public record StopCondition(
    Observable observable,
    OptionalDouble atTime,
    OptionalDouble relativeError,
    OptionalDouble absoluteError,
    double confidence,
    int minBags,
    long maxNetworks,
    Optional<Duration> maxTime) {

  static final String PATH = "campaign.stop";
  static final RealRange RELATIVE_ERROR =
      new RealRange("above 0 and at most 1000000", x -> x > 0 && x <= 1e6);
  static final WholeRange MIN_BAGS = new WholeRange(2, 1_000_000_000);
  static final WholeRange MAX_NETWORKS = new WholeRange(1, 1_000_000_000_000_000L);

  /**
   * @throws InvalidConfiguration naming the first component outside its range, or when neither
   *     target is given
   */
  public StopCondition {
    checkAtTime(observable, atTime);
    relativeError.ifPresent(e -> RELATIVE_ERROR.check(PATH + ".relative-error", e));
    absoluteError.ifPresent(e -> RealRange.POSITIVE.check(PATH + ".absolute-error", e));
    if (relativeError.isEmpty() && absoluteError.isEmpty()) {
      throw new InvalidConfiguration(
          PATH + ".relative-error", "or absolute-error must be given, both were null");
    }
    RealRange.PROBABILITY.check(PATH + ".confidence", confidence);
    MIN_BAGS.check(PATH + ".min-bags", minBags);
    MAX_NETWORKS.check(PATH + ".max-networks", maxNetworks);
    maxTime.ifPresent(StopCondition::checkTime);
  }

  /** Of networks as they are drawn. */
  public StopCondition(
      Observable observable,
      OptionalDouble relativeError,
      OptionalDouble absoluteError,
      double confidence,
      int minBags,
      long maxNetworks,
      Optional<Duration> maxTime) {
    this(
        observable,
        OptionalDouble.empty(),
        relativeError,
        absoluteError,
        confidence,
        minBags,
        maxNetworks,
        maxTime);
  }

  private static void checkAtTime(Observable observable, OptionalDouble atTime) {
    if (observable.isOfTraining() && atTime.isEmpty()) {
      throw new InvalidConfiguration(
          PATH + ".at-time",
          "must be one of the training.times above 0 with observable = %s, was null"
              .formatted(observable.label()));
    }
    if (!observable.isOfTraining() && atTime.isPresent()) {
      throw new InvalidConfiguration(
          PATH + ".at-time",
          "must be null with observable = %s, which is of networks as they are drawn, was %s"
              .formatted(observable.label(), TrainingSection.time(atTime.getAsDouble())));
    }
  }

  private static void checkTime(Duration maxTime) {
    if (!Durations.allowed(maxTime)) {
      throw new InvalidConfiguration(
          PATH + ".max-time", "must be above 0 and at most 10^9 seconds, was " + maxTime);
    }
  }

  /** What is to be known by its name in results: u4, or connected4@10 of trained networks. */
  public String quantity() {
    return atTime.isPresent()
        ? Training.nameAt(observable.label(), atTime.getAsDouble())
        : observable.label();
  }

  /** The {@code campaign.stop} section that reads back as this. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("observable", observable.label());
    atTime.ifPresent(time -> map.put("at-time", TrainingSection.time(time)));
    map.put("relative-error", relativeError.isPresent() ? relativeError.getAsDouble() : null);
    map.put("absolute-error", absoluteError.isPresent() ? absoluteError.getAsDouble() : null);
    map.put("confidence", confidence);
    map.put("min-bags", minBags);
    map.put("max-networks", maxNetworks);
    map.put("max-time", maxTime.map(Durations::format).orElse(null));
    return map;
  }
}
