package wickstream.http;

import java.util.OptionalLong;
import org.apache.pekko.util.ByteString;
import wickstream.store.JsonFile;

/**
 * One event of a stream of server-sent events.
 *
 * @param text as it is sent
 * @param isLast whether none follows
 */
record EventText(ByteString text, boolean isLast) {
  /** Says that the stream is alive. */
  static final EventText HEARTBEAT = new EventText(ByteString.fromString(": \n\n"), false);

  /** Stands for an event that has nothing to tell and is not sent. */
  static final EventText NOTHING = new EventText(ByteString.emptyByteString(), false);

  /**
   * An event.
   *
   * @param kind its name
   * @param id by which a client says what it has seen
   * @param data an object of maps, lists, texts, numbers and nulls
   */
  static EventText of(String kind, OptionalLong id, Object data) {
    String number = id.isPresent() ? "id: " + id.getAsLong() + "\n" : "";
    return new EventText(
        ByteString.fromString(
            "event: %s\n%sdata: %s\n\n".formatted(kind, number, JsonFile.line(data))),
        false);
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  EventText last() {
    return new EventText(text, true);
  }
}
