package wickstream.campaign;

import java.util.concurrent.Executor;
import java.util.function.Function;
import wickstream.sampling.Shard;

/**
 * What a campaign may use of the machine. Changes how long it takes, never what comes out.
 *
 * @param cutting how the grants of a shard are cut
 * @param activeShards how many shards may be under way at once, at least 1; the totals of so many
 *     are in memory
 * @param judging where plans, judgements and results are computed, apart from the sampling so that
 *     neither waits for the other
 * @param storing where the campaign's state is saved: mostly waiting for the disk
 */
public record Resources(
    Function<Shard, Cutting> cutting, int activeShards, Executor judging, Executor storing) {

  public Resources {
    if (activeShards < 1) {
      throw new IllegalArgumentException(
          "active shards must be at least 1, were %d".formatted(activeShards));
    }
  }

  /**
   * What suits a number of sampling threads: while some bags are handed on, others are measured,
   * and while some shards are judged, others keep the threads busy.
   */
  public static Resources forThreads(int threads, Executor judging, Executor storing) {
    return new Resources(
        shard -> LocalCutting.forThreads(threads, shard), 2 + threads / 4, judging, storing);
  }
}
