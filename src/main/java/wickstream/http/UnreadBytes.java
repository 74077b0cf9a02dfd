package wickstream.http;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/**
 * The memory of what clients have yet to read: how much one of them may hold, and all together,
 * where what several are sent counts once. Thread-safe.
 */
final class UnreadBytes {
  private final long most;
  private final Map<Object, Integer> holders = new IdentityHashMap<>();
  private long bytes;

  /**
   * @param most how many bytes all clients together may hold; each may hold half of that
   */
  UnreadBytes(long most) {
    this.most = most;
  }

  /** How many bytes are held. */
  synchronized long bytes() {
    return bytes;
  }

  /**
   * Refuses what there is no room for now, or ever.
   *
   * @throws Problem if so, which says what helps
   */
  void check(long size) {
    if (size > most / 2) {
      throw new Problem(
          StatusCodes.SERVICE_UNAVAILABLE,
          "the answer has %.1f MB, and with its memory the daemon sends at most %.1f MB at once: start it with more, such as WICKSTREAM_JAVA_OPTS=-Xmx4g"
              .formatted(size / 1e6, most / 2e6));
    }
    if (bytes() + size > most) {
      throw new Problem(
          StatusCodes.SERVICE_UNAVAILABLE,
          "clients have yet to read %.1f MB, and may leave %.1f MB unread together: try again in a moment"
              .formatted(bytes() / 1e6, most / 1e6));
    }
  }

  /** Counts what one more client is sent; false if there is no room for it, and nothing changes. */
  synchronized boolean take(Collection<EventText> texts) {
    long all = texts.stream().mapToLong(EventText::size).sum();
    long more =
        texts.stream().filter(text -> !holders.containsKey(text)).mapToLong(EventText::size).sum();
    if (all > most / 2 || bytes + more > most) {
      return false;
    }
    texts.forEach(text -> take(text, text.size()));
    return true;
  }

  /** Counts something that a client is sent, whether there is room or not. */
  synchronized void take(Object text, long size) {
    if (holders.merge(text, 1, Integer::sum) == 1) {
      bytes += size;
    }
  }

  /** What a client has read, or will not read any more. */
  synchronized void give(Object text, long size) {
    if (holders.merge(text, -1, (held, one) -> held == 1 ? null : held + one) == null) {
      bytes -= size;
    }
  }
}
