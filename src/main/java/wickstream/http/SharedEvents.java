package wickstream.http;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Events that many clients are sent, each rendered once: most clients go from one state of a topic
 * to the next at the same time. Only what leads to the latest state is kept. Thread-safe.
 */
final class SharedEvents {
  /** How many clients out of step are remembered; others have their events rendered for them. */
  private static final int MOST_ORIGINS = 4;

  private static final int MOST_TOPICS = 64;

  private final Map<String, Latest> topics = new ConcurrentHashMap<>();

  /** The latest state of a topic, and what leads there from others; states are told by identity. */
  private record Latest(Object state, Map<Object, EventText> events) {
    static Latest of(Object state) {
      return new Latest(state, Collections.synchronizedMap(new IdentityHashMap<>()));
    }
  }

  /**
   * What leads from one state to another.
   *
   * @param from the state that the client knows; null for nothing
   * @param render makes the event if nobody has yet
   */
  EventText event(String topic, Object from, Object to, Supplier<EventText> render) {
    if (topics.size() > MOST_TOPICS) {
      topics.clear(); // many of them may be gone
    }
    Map<Object, EventText> events =
        topics
            .compute(
                topic, (t, known) -> known != null && known.state() == to ? known : Latest.of(to))
            .events();
    return events.size() < MOST_ORIGINS || events.containsKey(from)
        ? events.computeIfAbsent(from, origin -> render.get())
        : render.get();
  }
}
