package wickstream.campaign;

import java.time.Duration;
import java.util.Optional;
import wickstream.campaign.CampaignStatus.Phase;

/**
 * How fast a campaign goes and how long it will still take, if the shards to come need as many
 * networks as those that have ended or been granted did on average.
 *
 * @param hiddenUnitsPerSecond sampled so far, over the time so far
 * @param remaining empty while nothing can be said
 */
public record Forecast(double hiddenUnitsPerSecond, Optional<Duration> remaining) {
  /** What a network costs beside what it takes to draw it, in the same units. */
  private static final double OVERHEAD = 20;

  /** What a status says after so much time. */
  public static Forecast of(CampaignStatus status, Duration elapsed) {
    double seconds = Math.max(1e-3, elapsed.toNanos() * 1e-9);
    double typical = typicalNetworks(status);
    double units = 0;
    double done = 0;
    double left = 0;
    for (ShardStatus shard : status.shards()) {
      double cost = shard.size().work() + OVERHEAD;
      double end =
          shard.phase() == Phase.ENDED
              ? shard.networks()
              : shard.granted() > 0 ? shard.granted() : typical;
      long drawn = shard.networks() - shard.progress().networksBefore();
      units += (double) drawn * shard.unitsPerNetwork();
      done += drawn * cost;
      left += Math.max(0, end - shard.networks()) * cost;
    }
    Optional<Duration> remaining =
        done > 0
            ? Optional.of(Duration.ofMillis((long) (1000 * seconds * left / done)))
            : Optional.empty();
    return new Forecast(units / seconds, remaining);
  }

  private static double typicalNetworks(CampaignStatus status) {
    return status.shards().stream()
        .filter(shard -> shard.phase() != Phase.WAITING)
        .mapToLong(shard -> Math.max(shard.networks(), shard.granted()))
        .average()
        .orElse(0);
  }
}
