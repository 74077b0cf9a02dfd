package wickstream.daemon;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import wickstream.campaign.CampaignStatus;

/** How fast a campaign has been going over the last seconds. */
final class RecentSpeed {
  private static final long WINDOW = Duration.ofSeconds(5).toNanos();

  private record Look(long at, long networks, double hiddenUnits) {}

  private final Deque<Look> judgements = new ArrayDeque<>();

  /** Forgets everything. */
  void reset() {
    judgements.clear();
  }

  /** Looks at a running campaign, by a clock in nanoseconds. */
  void add(CampaignStatus status, long now) {
    judgements.addLast(new Look(now, status.networks(), status.hiddenUnits()));
    while (judgements.size() > 2 && now - judgements.getFirst().at > WINDOW) {
      judgements.removeFirst();
    }
  }

  double networksPerSecond() {
    return judgements.size() < 2
        ? 0
        : (judgements.getLast().networks - judgements.getFirst().networks) / seconds();
  }

  double hiddenUnitsPerSecond() {
    return judgements.size() < 2
        ? 0
        : (judgements.getLast().hiddenUnits - judgements.getFirst().hiddenUnits) / seconds();
  }

  private double seconds() {
    return Math.max(1, judgements.getLast().at - judgements.getFirst().at) * 1e-9;
  }
}
