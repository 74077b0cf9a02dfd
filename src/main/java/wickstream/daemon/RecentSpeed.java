package wickstream.daemon;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import wickstream.campaign.CampaignStatus;

/** How fast a campaign has been going over the last seconds. */
final class RecentSpeed {
  private static final long WINDOW = Duration.ofSeconds(5).toNanos();

  private record Look(long at, long networks, double hiddenUnits) {}

  private final Deque<Look> looks = new ArrayDeque<>();

  /** Forgets everything. */
  void reset() {
    looks.clear();
  }

  /** Looks at a running campaign, by a clock in nanoseconds. */
  void look(CampaignStatus status, long now) {
    looks.addLast(new Look(now, status.networks(), status.hiddenUnits()));
    while (looks.size() > 2 && now - looks.getFirst().at > WINDOW) {
      looks.removeFirst();
    }
  }

  double networksPerSecond() {
    return looks.size() < 2
        ? 0
        : (looks.getLast().networks - looks.getFirst().networks) / seconds();
  }

  double hiddenUnitsPerSecond() {
    return looks.size() < 2
        ? 0
        : (looks.getLast().hiddenUnits - looks.getFirst().hiddenUnits) / seconds();
  }

  private double seconds() {
    return Math.max(1, looks.getLast().at - looks.getFirst().at) * 1e-9;
  }
}
