package wickstream.campaign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import wickstream.persistence.Event;
import wickstream.persistence.ShardSnapshot;
import wickstream.persistence.WriteBatch;

/**
 * What waits to be saved: of each shard the newest state only, so that it stays bounded however
 * slow the database is. Mutable; touched by one actor alone.
 */
final class PendingWrites {
  private static final int MAX_EVENTS = 10_000;

  private final Map<String, ShardSnapshot> snapshots = new LinkedHashMap<>();
  private final List<Event> events = new ArrayList<>();

  boolean isEmpty() {
    return snapshots.isEmpty() && events.isEmpty();
  }

  /** Lets a state of a shard wait in the place of an older one. */
  void add(ShardSnapshot snapshot) {
    snapshots.put(snapshot.shard(), snapshot);
  }

  void add(Event event) {
    if (events.size() < MAX_EVENTS) {
      events.add(event);
    }
  }

  /** All that waits. */
  WriteBatch batch() {
    return new WriteBatch(List.copyOf(snapshots.values()), events);
  }

  /** A batch has been saved; what came later goes on waiting. */
  void remove(WriteBatch saved) {
    saved.snapshots().forEach(snapshot -> snapshots.remove(snapshot.shard(), snapshot));
    events.subList(0, saved.events().size()).clear();
  }
}
