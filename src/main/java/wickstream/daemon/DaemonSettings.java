package wickstream.daemon;

import java.nio.file.Path;
import wickstream.config.Feasibility;

/**
 * How a daemon is to work.
 *
 * @param data the directory that holds its campaigns
 * @param threads how many threads sample, at least 1
 * @param campaignsAtOnce how many campaigns share them, at least 1
 * @param mostCampaigns how many there may be altogether, at least 1
 * @param mostShards how many shards a campaign may have, at least 1
 * @param memory how many bytes the campaigns that run may take together; one may run in any case
 */
public record DaemonSettings(
    Path data, int threads, int campaignsAtOnce, int mostCampaigns, int mostShards, long memory) {

  /** Of a shard that waits or has ended: about what is kept of its judgements. */
  private static final int BYTES_PER_SHARD = 3000;

  /** Settings of a daemon whose campaigns may take the usual share of the memory there is. */
  public DaemonSettings(
      Path data, int threads, int campaignsAtOnce, int mostCampaigns, int mostShards) {
    this(
        data,
        threads,
        campaignsAtOnce,
        mostCampaigns,
        mostShards,
        Feasibility.usable(Runtime.getRuntime().maxMemory()));
  }

  /**
   * How many shards all campaigns may have together, whether they run, wait or have ended: what is
   * kept of them takes a quarter of the memory.
   */
  long mostShardsTogether() {
    return Math.max(mostShards, memory / 4 / BYTES_PER_SHARD);
  }
}
