package wickstream.campaign;

import java.util.List;

/**
 * How far a campaign has come. Immutable.
 *
 * @param name of the campaign
 * @param shards in the order of the grid
 * @param store how well its state is being kept
 */
public record CampaignStatus(String name, List<ShardStatus> shards, StoreStatus store) {

  public CampaignStatus {
    shards = List.copyOf(shards);
  }

  /** How many shards have ended. */
  public long ended() {
    return shards.stream().filter(shard -> shard.phase() == Phase.ENDED).count();
  }

  /** How many networks have been measured, by earlier runs too. */
  public long networks() {
    return shards.stream().mapToLong(ShardStatus::networks).sum();
  }

  /** How many hidden units they had. */
  public double hiddenUnits() {
    return shards.stream().mapToDouble(ShardStatus::hiddenUnits).sum();
  }

  /** Where a shard stands. */
  public enum Phase {
    /** Not begun. */
    WAITING,
    /** Being sampled or judged. */
    RUNNING,
    /** Has its final verdict. */
    ENDED
  }
}
