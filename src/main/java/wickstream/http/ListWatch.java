package wickstream.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import wickstream.daemon.CampaignProgress;
import wickstream.daemon.DaemonStatus;

/** What one client has seen of the list of campaigns, and what it has yet to see. */
final class ListWatch implements EventStreams.Watch {
  private static final String TOPIC = "/"; // no campaign has this name

  /** A shared snapshot is rendered again when more than one in so many campaigns has changed. */
  private static final int FEW = 4;

  private final Supplier<DaemonStatus> status;
  private final SharedEvents<DaemonStatus> shared;
  private DaemonStatus seen = DaemonStatus.EMPTY;

  /**
   * @param status as it is now
   * @param shared with all clients
   */
  ListWatch(Supplier<DaemonStatus> status, SharedEvents<DaemonStatus> shared) {
    this.status = status;
    this.shared = shared;
  }

  @Override
  public EventText first() {
    SharedEvents.Snapshot<DaemonStatus> snapshot =
        shared.snapshot(
            TOPIC, status.get(), ListWatch::isNear, now -> event(now.campaigns(), List.of()));
    seen = snapshot.state();
    return snapshot.event();
  }

  private static boolean isNear(DaemonStatus before, DaemonStatus now) {
    return (changed(before, now).size() + removed(before, now).size()) * FEW
        <= now.campaigns().size();
  }

  @Override
  public List<EventText> news() {
    DaemonStatus now = status.get();
    if (seen == now) {
      return List.of();
    }
    EventText event = shared.change(TOPIC, seen, now, () -> change(seen, now));
    seen = now;
    return event.isEmpty() ? List.of() : List.of(event);
  }

  private static EventText change(DaemonStatus before, DaemonStatus now) {
    List<CampaignProgress> changed = changed(before, now);
    List<String> removed = removed(before, now);
    return changed.isEmpty() && removed.isEmpty() ? EventText.NOTHING : event(changed, removed);
  }

  private static List<CampaignProgress> changed(DaemonStatus before, DaemonStatus now) {
    return now.campaigns().stream()
        .filter(
            campaign ->
                before.campaign(campaign.name()).filter(known -> known == campaign).isEmpty())
        .toList();
  }

  private static List<String> removed(DaemonStatus before, DaemonStatus now) {
    return before.campaigns().stream()
        .map(CampaignProgress::name)
        .filter(name -> now.campaign(name).isEmpty())
        .sorted()
        .toList();
  }

  private static EventText event(List<CampaignProgress> campaigns, List<String> removed) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("campaigns", campaigns.stream().map(Views::campaign).toList());
    data.put("removed", removed);
    return EventText.of("campaigns", OptionalLong.empty(), data);
  }
}
