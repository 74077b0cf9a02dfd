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
   * What a status says, at the speed since the beginning of this run.
   *
   * @param elapsed how long this run has been going on
   */
  public static Forecast of(CampaignStatus status, Duration elapsed) {
    return of(status, Done.of(status), elapsed);
  }

  /** The same at the speed at which something was done in some time. */
  static Forecast of(CampaignStatus status, Done done, Duration took) {
    double seconds = Math.max(1e-3, took.toNanos() * 1e-9);
    return new Forecast(done.units / seconds, remaining(status, done.work / seconds));
  }

  /**
   * What a run has done.
   *
   * @param units hidden units sampled
   * @param work what they and the networks cost, in the same units
   */
  record Done(double units, double work) {
    static final Done NOTHING = new Done(0, 0);

    static Done of(CampaignStatus status) {
      double units = 0;
      double work = 0;
      for (ShardStatus shard : status.shards()) {
        units += (double) shard.drawn() * shard.unitsPerNetwork();
        work += shard.drawn() * cost(shard);
      }
      return new Done(units, work);
    }

    Done minus(Done before) {
      return new Done(units - before.units, work - before.work);
    }
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
