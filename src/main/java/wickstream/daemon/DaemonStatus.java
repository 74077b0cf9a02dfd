package wickstream.daemon;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All campaigns of a daemon at one moment. Immutable.
 *
 * @param campaigns those that are running, those that are queued in their order, the paused ones,
 *     and those that have ended, newest first
 */
public record DaemonStatus(List<CampaignProgress> campaigns) {
  static final Comparator<CampaignProgress> ORDER =
      Comparator.<CampaignProgress>comparingInt(campaign -> rank(campaign.state()))
          .thenComparingInt(campaign -> campaign.position().orElse(0))
          .thenComparing(
              campaign -> campaign.times().ended().orElse(Instant.MAX), Comparator.reverseOrder())
          .thenComparing(CampaignProgress::name);

  /** Before anything is known. */
  public static final DaemonStatus EMPTY = new DaemonStatus(List.of());

  public DaemonStatus {
    campaigns = List.copyOf(campaigns);
  }

  private static int rank(CampaignState state) {
    return switch (state) {
      case RUNNING, PAUSING, CANCELLING -> 0;
      case QUEUED -> 1;
      case PAUSED -> 2;
      case CANCELLED, FINISHED, FAILED -> 3;
    };
  }

  /** The campaign of this name. */
  public Optional<CampaignProgress> campaign(String name) {
    return campaigns.stream().filter(campaign -> campaign.name().equals(name)).findFirst();
  }

  /** How many campaigns are in a state. */
  public long count(CampaignState state) {
    return campaigns.stream().filter(campaign -> campaign.state() == state).count();
  }
}
