package wickstream.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import wickstream.daemon.CampaignProgress;
import wickstream.daemon.DaemonStatus;

/**
 * What meters show of campaigns.
 *
 * @param status all campaigns right now
 * @param retention for how long one that has ended is still shown: Prometheus remembers it anyway,
 *     and what is shown must not grow for ever
 */
public record CampaignView(Supplier<DaemonStatus> status, Duration retention) {
  /** Of what runs no campaigns. */
  public static final CampaignView NONE = new CampaignView(() -> DaemonStatus.EMPTY, Duration.ZERO);

  /** Those campaigns of a status that are shown. */
  List<CampaignProgress> shown(DaemonStatus all, Instant now) {
    Instant earliest = now.minus(retention);
    return all.campaigns().stream().filter(campaign -> !endedBefore(campaign, earliest)).toList();
  }

  private static boolean endedBefore(CampaignProgress campaign, Instant earliest) {
    return campaign.state().hasEnded()
        && campaign.times().ended().filter(ended -> ended.isBefore(earliest)).isPresent();
  }
}
