package wickstream.http;

import java.lang.ref.WeakReference;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Events that many clients are sent, each rendered once: new clients begin with the same snapshot,
 * even if it is a little old, and most clients go from one state of a topic to the next together.
 * An event is kept only while some client is being sent it. Thread-safe.
 *
 * @param <S> states of a topic, compared by identity
 */
final class SharedEvents<S> {
  /** From how many older states changes are shared; for others they are rendered each time. */
  private static final int MAX_ORIGINS = 4;

  private static final int MAX_TOPICS = 64;

  private final Map<String, Topic<S>> topics = new ConcurrentHashMap<>();

  /**
   * What a client is sent first.
   *
   * @param state the state that the event describes
   */
  record Snapshot<S>(S state, EventText event) {}

  /** The latest snapshot, the latest state, and the changes that lead to it from older ones. */
  private static final class Topic<S> {
    private final Map<S, WeakReference<EventText>> changes = new IdentityHashMap<>();
    private S latest;
    private S begun;
    private WeakReference<EventText> snapshot = new WeakReference<>(null);

    synchronized Snapshot<S> snapshot(
        S now, BiPredicate<S, S> isNear, Function<S, EventText> render) {
      EventText known = snapshot.get();
      boolean isGood =
          known != null
              && (begun == now || known.size() > ChunkedText.PIECE && isNear.test(begun, now));
      if (!isGood) {
        known = render.apply(now);
        begun = now;
        snapshot = new WeakReference<>(known);
      }
      return new Snapshot<>(begun, known);
    }

    synchronized EventText change(S from, S to, Supplier<EventText> render) {
      if (latest != to) {
        latest = to;
        changes.clear();
      }
      return Optional.ofNullable(changes.get(from))
          .map(WeakReference::get)
          .orElseGet(
              () -> {
                EventText change = render.get();
                if (changes.size() < MAX_ORIGINS || changes.containsKey(from)) {
                  changes.put(from, new WeakReference<>(change));
                }
                return change;
              });
    }
  }

  private Topic<S> topic(String name) {
    if (topics.size() > MAX_TOPICS) {
      topics.clear(); // many of them may be gone
    }
    return topics.computeIfAbsent(name, unknown -> new Topic<>());
  }

  /**
   * A snapshot of a topic; the last one is reused if it is long and little has changed since.
   *
   * @param isNear whether the changes from one state to another are much shorter than a snapshot
   * @param render makes a snapshot
   */
  Snapshot<S> snapshot(
      String topic, S now, BiPredicate<S, S> isNear, Function<S, EventText> render) {
    return topic(topic).snapshot(now, isNear, render);
  }

  /**
   * The changes from one state to another.
   *
   * @param render makes the event if it is not shared already
   */
  EventText change(String topic, S from, S to, Supplier<EventText> render) {
    return topic(topic).change(from, to, render);
  }
}
