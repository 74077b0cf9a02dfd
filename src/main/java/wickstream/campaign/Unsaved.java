package wickstream.campaign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wickstream.store.Batch;
import wickstream.store.Event;
import wickstream.store.Snapshot;

/**
 * What waits to be saved: of each shard the newest state only, so that it stays bounded however
 * slow the database is. Mutable; touched by one actor alone.
 */
final class Unsaved {
  private static final int MOST_EVENTS = 10_000;

  private final Map<String, Snapshot> snapshots = new LinkedHashMap<>();
  private final List<Event> events = new ArrayList<>();

  boolean isEmpty() {
    return snapshots.isEmpty() && events.isEmpty();
  }

  /** Lets a state of a shard wait in the place of an older one. */
  void add(Snapshot snapshot) {
    snapshots.put(snapshot.shard(), snapshot);
  }

  void add(Event event) {
    if (events.size() < MOST_EVENTS) {
      events.add(event);
    }
  }

  /** All that waits. */
  Batch batch() {
    return new Batch(List.copyOf(snapshots.values()), events);
  }

  /** A batch has been saved; what came later goes on waiting. */
  void remove(Batch saved) {
    saved.snapshots().forEach(snapshot -> snapshots.remove(snapshot.shard(), snapshot));
    events.subList(0, saved.events().size()).clear();
  }
}
