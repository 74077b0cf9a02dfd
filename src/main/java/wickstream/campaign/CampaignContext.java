package wickstream.campaign;

import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import wickstream.sampling.Shard;

/**
 * What a campaign runs with. Changes how long it takes, never what comes out.
 *
 * @param bags where bags come from
 * @param chunkPolicy how the grants of a shard are cut
 * @param activeShards how many shards may be under way at once, at least 1; the totals of so many
 *     are in memory. Asked now and then, as the machines of a cluster come and go
 * @param planning where plans are computed, which may take seconds each
 * @param judging where judgements and results are computed, apart from plans and from the sampling
 *     so that none waits for the other
 * @param storing where the campaign's state is saved: mostly waiting for the disk
 * @param checkpointPolicy how its state is kept
 * @param clock nanoseconds from any origin
 * @param timings hears how long its steps take
 */
public record CampaignContext(
    BagSource.Factory bags,
    Function<Shard, ChunkPolicy> chunkPolicy,
    IntSupplier activeShards,
    Executor planning,
    Executor judging,
    Executor storing,
    CheckpointPolicy checkpointPolicy,
    LongSupplier clock,
    Timings timings) {

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
