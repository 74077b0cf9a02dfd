package wickstream.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import wickstream.campaign.ShardStatus;
import wickstream.daemon.CampaignProgress;
import wickstream.persistence.NumberedEvent;
import wickstream.results.export.JsonFile;

/** What one client has seen of a campaign, and what it has yet to see. */
final class CampaignWatch implements EventStreams.Watch {
  /** A shared snapshot is rendered again when more than one in so many shards has changed. */
  private static final int FEW = 4;

  private final String name;
  private final Supplier<Optional<CampaignProgress>> campaign;
  private final SharedEvents<CampaignProgress> shared;
  private CampaignProgress seen;
  private long lastNote;

  /**
   * @param begin the campaign when the client connected
   * @param campaign as it is now; empty once it is deleted
   * @param shared with all clients
   * @param lastNote serial number of the last note that the client has seen
   */
  CampaignWatch(
      CampaignProgress begin,
      Supplier<Optional<CampaignProgress>> campaign,
      SharedEvents<CampaignProgress> shared,
      long lastNote) {
    this.name = begin.name();
    this.campaign = campaign;
    this.shared = shared;
    this.seen = begin;
    this.lastNote = lastNote;
  }

  @Override
  public EventText first() {
    SharedEvents.Snapshot<CampaignProgress> snapshot =
        shared.snapshot(
            name, seen, CampaignWatch::isNear, now -> status(now, now.status().shards()));
    seen = snapshot.state();
    return snapshot.event();
  }

  private static boolean isNear(CampaignProgress before, CampaignProgress now) {
    return before.times().submitted().equals(now.times().submitted())
        && before.run() == now.run()
        && before.state() == now.state()
        && Views.changed(now, before.status().shards()).size() * FEW
            <= now.status().shards().size();
  }

  @Override
  public List<EventText> news() {
    Optional<CampaignProgress> now = campaign.get();
    if (now.isEmpty()) {
      return List.of(EventText.of("removed", OptionalLong.empty(), Map.of("name", name)).last());
    }
    List<EventText> events = new ArrayList<>();
    if (seen.version() != now.get().version()) {
      events.add(shared.change(name, seen, now.get(), () -> change(seen, now.get())));
      seen = now.get();
    }
    notes(now.get().notes()).ifPresent(events::add);
    return events;
  }

  private static EventText change(CampaignProgress before, CampaignProgress now) {
    return status(now, Views.changed(now, before.status().shards()));
  }

  private static EventText status(CampaignProgress now, List<ShardStatus> shards) {
    ChunkedText text =
        EventText.begun("status")
            .add("{\"campaign\":")
            .add(JsonFile.line(Views.campaign(now)))
            .add(",\"shards\":");
    Views.shards(text, now, shards);
    return EventText.ended(text.add("}"));
  }

  /** Those notes that the client has not seen yet, as one event text; they count as sent. */
  Optional<EventText> notes(List<NumberedEvent> notes) {
    List<NumberedEvent> unseen = notes.stream().filter(note -> note.serial() > lastNote).toList();
    if (unseen.isEmpty()) {
      return Optional.empty();
    }
    lastNote = unseen.get(unseen.size() - 1).serial();
    return Optional.of(
        new EventText(
            unseen.stream()
                .map(note -> EventText.of("note", OptionalLong.of(note.serial()), Views.note(note)))
                .flatMap(event -> event.pieces().stream())
                .toList(),
            false));
  }

  /** The number of the last note that the client was sent. */
  long lastNote() {
    return lastNote;
  }
}
