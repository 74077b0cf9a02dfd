package wickstream.campaign;

import java.util.List;
import java.util.Optional;
import wickstream.store.ShardResult;

/**
 * How a campaign ended.
 *
 * @param shards the results of all shards, in the order of the grid
 * @param networks how many networks this run measured
 * @param hiddenUnits how many hidden units they had
 * @param notSaved why its last state could not be saved, if so
 */
public record CampaignOutcome(
    List<ShardResult> shards, long networks, double hiddenUnits, Optional<String> notSaved) {

  public CampaignOutcome {
    shards = List.copyOf(shards);
  }
}
