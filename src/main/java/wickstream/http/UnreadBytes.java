package wickstream.http;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/**
 * The memory taken by responses that clients have not read yet, limited for one client and for all
 * together; a text that several clients are sent counts once. Thread-safe.
 */
final class UnreadBytes {
  private final long most;
  private final Map<Object, Integer> holders = new IdentityHashMap<>();
  private long bytes;

  /**
   * @param most how many bytes may be unread in all; half of that for one client
   */
  UnreadBytes(long most) {
    this.most = most;
  }

  /** How many bytes are unread. */
  synchronized long bytes() {
    return bytes;
  }

  /**
   * Checks that there is room for a response.
   *
   * @throws Problem if there is none, now or ever; it says what to do about it
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

  /** Reserves what one more client is sent; if there is no room, reserves nothing and is false. */
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

  /** Counts a text that a client is sent, whether there is room or not. */
  synchronized void take(Object text, long size) {
    if (holders.merge(text, 1, Integer::sum) == 1) {
      bytes += size;
    }
  }

  /** Releases what a client has read, or no longer will. */
  synchronized void give(Object text, long size) {
    if (holders.merge(text, -1, (held, one) -> held == 1 ? null : held + one) == null) {
      bytes -= size;
    }
  }
}
