package wickstream.campaign;

import java.util.concurrent.Executor;
import wickstream.sampling.Shard;

/**
 * What a campaign may use of the machine. Changes how long it takes, never what comes out.
 *
 * @param bagsInFlight how many bags of a shard may be measured at once, at least 1
 * @param workInFlight where bags are small, so many more of them that they hold this much work
 *     together, in hidden units: to hand a bag on takes as long as to draw some thousand of these
 * @param activeShards how many shards may be under way at once, at least 1; the totals of so many
 *     are in memory
 * @param judging where plans, judgements and results are computed, apart from the sampling so that
 *     neither waits for the other
 * @param storing where the campaign's state is saved: mostly waiting for the disk
 */
public record Resources(
    int bagsInFlight, long workInFlight, int activeShards, Executor judging, Executor storing) {

  /** The most bags of a shard at once because they are small. */
  private static final int MOST_SMALL_BAGS = 256;

  /** Into how many groups small bags are gathered, if there are not more threads to keep busy. */
  private static final int MOST_GROUPS = 8;

  /** What the products of a network cost, in hidden units. */
  private static final int NETWORK_WORK = 16;

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
  public static Resources forThreads(int threads, Executor judging, Executor storing) {
    return new Resources(2 * threads, threads * 2_000_000L, 2 + threads / 4, judging, storing);
  }

  /** How many bags of a shard may be measured at once. */
  int bagsInFlight(Shard shard) {
    long work = (long) shard.bagSize() * (shard.width() + NETWORK_WORK);
    return (int) Math.max(bagsInFlight, Math.min(MOST_SMALL_BAGS, workInFlight / work));
  }

  /** How many of them are handed on together: one, unless there are more because they are small. */
  int bagsTogether(Shard shard) {
    return Math.max(1, bagsInFlight(shard) / Math.max(bagsInFlight, MOST_GROUPS));
  }
}
