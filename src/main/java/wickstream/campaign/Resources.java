package wickstream.campaign;

import java.util.concurrent.Executor;

/**
 * What a campaign may use of the machine. Changes how long it takes, never what comes out.
 *
 * @param bagsInFlight how many bags of a shard may be measured at once, at least 1
 * @param activeShards how many shards may be under way at once, at least 1; the totals of so many
 *     are in memory
 * @param judging where plans, judgements and results are computed, apart from the sampling so that
 *     neither waits for the other
 */
public record Resources(int bagsInFlight, int activeShards, Executor judging) {

  public Resources {
    if (bagsInFlight < 1 || activeShards < 1) {
      throw new IllegalArgumentException(
          "bags in flight and active shards must be at least 1, were %d and %d"
              .formatted(bagsInFlight, activeShards));
    }
  }

  /**
   * What suits a number of sampling threads: while some bags are handed on, others are measured,
   * and while some shards are judged, others keep the threads busy.
   */
  public static Resources forThreads(int threads, Executor judging) {
    return new Resources(2 * threads, 2 + threads / 4, judging);
  }
}
