package wickstream.campaign;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import wickstream.campaign.CampaignStatus.Phase;

/**
 * How fast a campaign goes and how long it will still take: each shard to what it is expected to
 * need, those that have not been judged to what the others need on average.
 *
 * @param hiddenUnitsPerSecond sampled so far by this run, over its time so far
 * @param remaining empty while nothing can be said: nothing has been measured by this run or
 *     nothing been judged, or a shard is held up by something of which nobody knows when it ends,
 *     such as a heavy tail
 */
public record Forecast(double hiddenUnitsPerSecond, Optional<Duration> remaining) {
  /** What a network costs beside what it takes to draw it, in the same units. */
  private static final double OVERHEAD = 20;

  /**
   * What a status says.
   *
   * @param elapsed how long this run has been going on
   */
  public static Forecast of(CampaignStatus status, Duration elapsed) {
    double seconds = Math.max(1e-3, elapsed.toNanos() * 1e-9);
    double units = 0;
    double done = 0;
    for (ShardStatus shard : status.shards()) {
      units += (double) shard.drawn() * shard.unitsPerNetwork();
      done += shard.drawn() * cost(shard);
    }
    return new Forecast(units / seconds, remaining(status, done / seconds));
  }

  /**
   * @param pace costs met per second
   */
  private static Optional<Duration> remaining(CampaignStatus status, double pace) {
    OptionalDouble typical =
        status.shards().stream()
            .flatMapToDouble(shard -> shard.expectedNetworks().stream())
            .filter(networks -> networks > 0) // some end before they have begun
            .average();
    long running = status.shards().stream().filter(shard -> shard.phase() == Phase.RUNNING).count();
    double seconds = 0;
    for (ShardStatus shard : status.shards()) {
      OptionalDouble expected =
          shard.assessment().isPresent() || shard.phase() == Phase.ENDED
              ? shard.expectedNetworks()
              : typical;
      if (expected.isEmpty()) {
        return Optional.empty();
      }
      double end =
          Math.max(shard.granted(), Math.min(expected.getAsDouble(), shard.allowance().networks()));
      double left = Math.max(0, end - shard.networks()) * cost(shard) / pace;
      // A budget of time is one of the clock, which those that run at once share.
      double limit = 1e-9 * shard.allowance().nanoseconds() / Math.max(1, running);
      seconds += shard.phase() == Phase.ENDED ? 0 : Math.min(left, limit);
    }
    double milliseconds = 1000 * seconds;
    return pace > 0 && milliseconds < Long.MAX_VALUE
        ? Optional.of(Duration.ofMillis((long) milliseconds))
        : Optional.empty();
  }

  private static double cost(ShardStatus shard) {
    return shard.size().work() + OVERHEAD;
  }
}
