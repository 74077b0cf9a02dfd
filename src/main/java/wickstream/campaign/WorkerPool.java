package wickstream.campaign;

import java.util.function.Function;
import java.util.function.IntSupplier;
import wickstream.config.CampaignConfig;
import wickstream.sampling.Shard;

/**
 * The workers that measure bags. They affect how long it takes, never the results.
 *
 * @param bags where the bags of a campaign come from, given its priority, which may change
 * @param chunkPolicy how the grants of a shard are cut
 * @param threads how many threads measure; may change
 */
public record WorkerPool(
    Function<IntSupplier, BagSource.Factory> bags,
    Function<Shard, ChunkPolicy> chunkPolicy,
    IntSupplier threads) {

  /** The threads of this machine. */
  public static WorkerPool local(int threads, SamplingThreads sampling) {
    return new WorkerPool(
        priority -> BagSource.Factory.local(sampling.share(priority)),
        shard -> LocalChunkPolicy.forThreads(threads, shard),
        () -> threads);
  }

  /** How many shards keep them busy right now. */
  public int activeShards() {
    return CampaignConfig.activeShards(threads.getAsInt());
  }
}
