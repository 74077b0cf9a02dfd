package wickstream.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import wickstream.campaign.ShardStatus;
import wickstream.daemon.CampaignProgress;
import wickstream.store.NumberedEvent;

/** What one client has seen of a campaign, and what it has yet to see. */
final class CampaignWatch {
  private final String name;
  private final Supplier<Optional<CampaignProgress>> campaign;
  private final SharedEvents shared;
  private Optional<CampaignProgress> seen = Optional.empty();
  private long lastNote;

  /**
   * @param campaign as it is now; empty once it is deleted
   * @param shared with all clients
   * @param lastNote serial number of the last note that the client has seen
   */
  CampaignWatch(
      String name,
      Supplier<Optional<CampaignProgress>> campaign,
      SharedEvents shared,
      long lastNote) {
    this.name = name;
    this.campaign = campaign;
    this.shared = shared;
    this.lastNote = lastNote;
  }

  /** What is new. */
  List<EventText> news() {
    Optional<CampaignProgress> now = campaign.get();
    if (now.isEmpty()) {
      return List.of(EventText.of("removed", OptionalLong.empty(), Map.of("name", name)).last());
    }
    if (seen.isPresent() && seen.get().version() == now.get().version()) {
      return List.of();
    }
    List<EventText> events = new ArrayList<>();
    events.add(shared.event(name, seen.orElse(null), now.get(), () -> status(now.get())));
    notes(now.get().notes(), events);
    seen = now;
    return events;
  }

  private EventText status(CampaignProgress now) {
    List<ShardStatus> known = seen.map(before -> before.status().shards()).orElse(List.of());
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("campaign", Views.campaign(now));
    data.put("shards", Views.shards(now, known));
    return EventText.of("status", OptionalLong.empty(), data);
  }

  private void notes(List<NumberedEvent> notes, List<EventText> events) {
    for (NumberedEvent note : notes) {
      if (note.serial() > lastNote) {
        events.add(note(note));
        lastNote = note.serial();
      }
    }
  }

  /** A note as it is sent. */
  static EventText note(NumberedEvent note) {
    return EventText.of("note", OptionalLong.of(note.serial()), Views.note(note));
  }
}
