package wickstream.daemon;

import java.nio.file.Path;

/**
 * How a daemon is to work.
 *
 * @param data the directory that holds its campaigns
 * @param threads how many threads sample, at least 1
 * @param campaignsAtOnce how many campaigns share them, at least 1
 * @param mostCampaigns how many there may be altogether, at least 1
 * @param mostShards how many shards a campaign may have, at least 1
 */
public record DaemonSettings(
    Path data, int threads, int campaignsAtOnce, int mostCampaigns, int mostShards) {}
