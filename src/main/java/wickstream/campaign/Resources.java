package wickstream.campaign;

import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.IntSupplier;
import wickstream.sampling.Shard;

/**
 * What a campaign may use of the machine. Changes how long it takes, never what comes out.
 *
 * @param chunkPolicy how the grants of a shard are cut
 * @param activeShards how many shards may be under way at once, at least 1; the totals of so many
 *     are in memory. Asked now and then, as the machines of a cluster come and go
 * @param planning where plans are computed, which may take seconds each
 * @param judging where judgements and results are computed, apart from plans and from the sampling
 *     so that none waits for the other
 * @param storing where the campaign's state is saved: mostly waiting for the disk
 */
public record Resources(
    Function<Shard, ChunkPolicy> chunkPolicy,
    IntSupplier activeShards,
    Executor planning,
    Executor judging,
    Executor storing) {

  /**
   * What suits those who measure: while some bags are handed on, others are measured, and while
   * some shards are judged, others keep the threads busy.
   */
  public static Resources of(
      Workforce workforce, Executor planning, Executor judging, Executor storing) {
    return new Resources(
        workforce.chunkPolicy(), workforce::activeShards, planning, judging, storing);
  }

  /**
   * How many shards may be under way right now.
   *
   * @throws IllegalArgumentException if that would be none
   */
  int shardsAtOnce() {
    int most = activeShards.getAsInt();
    if (most < 1) {
      throw new IllegalArgumentException(
          "active shards must be at least 1, were %d".formatted(most));
    }
    return most;
  }
}
