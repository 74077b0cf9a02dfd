package wickstream.results;

import java.util.List;
import java.util.Map;
import wickstream.config.CampaignConfig;

/**
 * What a campaign found.
 *
 * @param version of the program
 * @param config the configuration in effect
 * @param shards in the order of the grid: by σ_W, then by N
 * @param run facts about this run that may differ from one to the next: times, threads, machine
 */
public record CampaignResult(
    String version, CampaignConfig config, List<ShardResult> shards, Map<String, Object> run) {

  public CampaignResult {
    shards = List.copyOf(shards);
  }

  /** The powers of σ_W and N with which couplings scale, fitted to the shards. */
  public List<Fit> fits() {
    return new Fits(config, shards).all();
  }

  /** How far the shards are from theory to leading order, of each quantity at each σ_W. */
  public List<Remainder> remainders() {
    return Remainders.of(shards);
  }
}
