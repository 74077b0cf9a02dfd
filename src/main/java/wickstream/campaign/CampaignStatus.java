package wickstream.campaign;

import java.util.List;
import java.util.Optional;
import wickstream.statistics.Assessment;
import wickstream.statistics.Verdict;

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

  /** Where a shard stands. */
  public enum Phase {
    /** Not begun. */
    WAITING,
    /** Being sampled or judged. */
    RUNNING,
    /** Has its final verdict. */
    ENDED
  }

  /**
   * How far a shard has come.
   *
   * @param width N
   * @param sigmaW σ_W
   * @param phase where it stands
   * @param networks how many networks it has measured
   * @param networksBefore how many of them were measured by earlier runs
   * @param granted at how many networks its present grant ends
   * @param assessment what was known of the target when it was last judged
   * @param verdict the last one, if it was judged
   */
  public record ShardStatus(
      int width,
      double sigmaW,
      Phase phase,
      long networks,
      long networksBefore,
      long granted,
      Optional<Assessment> assessment,
      Optional<Verdict> verdict) {}
}
