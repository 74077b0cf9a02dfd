package wickstream.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import wickstream.daemon.CampaignProgress;
import wickstream.daemon.DaemonStatus;

/** What one client has seen of the list of campaigns, and what it has yet to see. */
final class ListWatch {
  private static final String TOPIC = "/"; // no campaign has this name

  private final Supplier<DaemonStatus> status;
  private final SharedEvents shared;
  private Optional<DaemonStatus> seen = Optional.empty();

  /**
   * @param status as it is now
   * @param shared with all clients
   */
  ListWatch(Supplier<DaemonStatus> status, SharedEvents shared) {
    this.status = status;
    this.shared = shared;
  }

  /** What is new. */
  List<EventText> news() {
    DaemonStatus now = status.get();
    if (seen.isPresent() && seen.get() == now) {
      return List.of();
    }
    EventText event = shared.event(TOPIC, seen.orElse(null), now, () -> changes(now));
    seen = Optional.of(now);
    return event.isEmpty() ? List.of() : List.of(event);
  }

  private EventText changes(DaemonStatus now) {
    DaemonStatus before = seen.orElse(DaemonStatus.EMPTY);
    List<Object> changed = new ArrayList<>();
    for (CampaignProgress campaign : now.campaigns()) {
      if (before.campaign(campaign.name()).filter(known -> known == campaign).isEmpty()) {
        changed.add(Views.campaign(campaign));
      }
    }
    List<String> removed =
        before.campaigns().stream()
            .map(CampaignProgress::name)
            .filter(name -> now.campaign(name).isEmpty())
            .sorted()
            .toList();
    if (seen.isPresent() && changed.isEmpty() && removed.isEmpty()) {
      return EventText.NOTHING;
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("campaigns", changed);
    data.put("removed", removed);
    return EventText.of("campaigns", OptionalLong.empty(), data);
  }
}
