package wickstream.http;

import java.util.ArrayList;
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
  private final StatusEvents statuses;
  private long lastNote;
  private long lastVersion = -1;
  private List<ShardStatus> lastShards = List.of();

  /**
   * @param campaign as it is now; empty once it is deleted
   * @param statuses renders how the campaign stands, for all clients
   * @param lastNote serial number of the last note that the client has seen
   */
  CampaignWatch(
      String name,
      Supplier<Optional<CampaignProgress>> campaign,
      StatusEvents statuses,
      long lastNote) {
    this.name = name;
    this.campaign = campaign;
    this.statuses = statuses;
    this.lastNote = lastNote;
  }

  /** What is new. */
  List<EventText> news() {
    Optional<CampaignProgress> now = campaign.get();
    if (now.isEmpty()) {
      return List.of(EventText.of("removed", OptionalLong.empty(), Map.of("name", name)).last());
    }
    List<EventText> events = new ArrayList<>();
    if (now.get().version() != lastVersion) {
      events.add(status(now.get()));
      notes(now.get().notes(), events);
    }
    return events;
  }

  private EventText status(CampaignProgress now) {
    EventText event = statuses.event(now, lastVersion, lastShards);
    lastVersion = now.version();
    lastShards = now.status().shards();
    return event;
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
