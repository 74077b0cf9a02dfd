package wickstream.campaign;

import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import wickstream.sampling.Shard;

/** What campaigns of a test may use of the machine. */
record Resources(
    Function<Shard, ChunkPolicy> chunkPolicy,
    IntSupplier activeShards,
    Executor planning,
    Executor judging,
    Executor storing) {

  /** What one of them runs with. */
  CampaignContext context(
      BagSource.Factory bags, CheckpointPolicy checkpointPolicy, LongSupplier clock) {
    return new CampaignContext(
        bags,
        chunkPolicy,
        activeShards,
        planning,
        judging,
        storing,
        checkpointPolicy,
        clock,
        Timings.NONE);
  }
}
