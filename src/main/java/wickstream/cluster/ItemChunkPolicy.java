package wickstream.cluster;

import wickstream.campaign.ChunkPolicy;
import wickstream.sampling.Shard;

/**
 * Ranges for the slots of a cluster: about a second of one thread each, so that the coordinator has
 * little to do, and longer ones where many slots would keep it busy; shorter ones towards the end
 * of a grant, so that all slots finish together.
 */
final class ItemChunkPolicy implements ChunkPolicy {
  private static final double SECONDS = 1;

  /** With more slots than this, items take longer, so that no more of them come back a second. */
  private static final double MAX_ITEMS_A_SECOND = 200;

  /** The last items of a grant are no shorter than this part of the others. */
  private static final double SHORTEST = 0.1;

  /** How many items there may be a slot, all shards together: some measured, some on their way. */
  private static final int ITEMS_PER_SLOT = 3;

  /** What a unit of work takes, in seconds, until it is known better. */
  private static final double SECONDS_PER_UNIT = 4e-9;

  /** What the products of a network cost, in units of work. */
  private static final int NETWORK_WORK = 16;

  private final Throughput throughput;
  private final String shard;
  private final double guess;

  ItemChunkPolicy(Throughput throughput, Shard shard) {
    this.throughput = throughput;
    this.shard = shard.id();
    this.guess = SECONDS_PER_UNIT * shard.bagSize() * (shard.size().work() + NETWORK_WORK);
  }

  @Override
  public int rangesInFlight() {
    int sharing = 1 + throughput.othersThan(shard);
    return Math.max(2, ITEMS_PER_SLOT * throughput.slots() / sharing);
  }

  @Override
  public long bagsTogether(long left) {
    double seconds = SECONDS * Math.max(1, throughput.slots() / MAX_ITEMS_A_SECOND);
    double bags = seconds / throughput.secondsPerBag(shard, guess);
    double share = left / (2.0 * Math.max(1, throughput.slots()));
    return Math.max(1, Math.round(Math.min(bags, Math.max(SHORTEST * bags, share))));
  }
}
