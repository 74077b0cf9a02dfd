package wickstream.http;

import java.util.List;
import java.util.OptionalLong;
import org.apache.pekko.util.ByteString;
import wickstream.results.export.JsonFile;

/**
 * One event of a stream of server-sent events. Clients that are sent the same share it.
 *
 * @param pieces its bytes as they are sent, in order
 * @param isLast whether none follows
 */
record EventText(List<ByteString> pieces, boolean isLast) {
  /** Says that the stream is alive. */
  static final ByteString HEARTBEAT = ByteString.fromString(": \n\n");

  /** Stands for an event that has nothing to tell and is not sent. */
  static final EventText NOTHING = new EventText(List.of(), false);

  /**
   * An event.
   *
   * @param kind its name
   * @param id by which a client says what it has seen
   * @param data an object of maps, lists, texts, numbers and nulls
   */
  static EventText of(String kind, OptionalLong id, Object data) {
    String number = id.isPresent() ? "id: " + id.getAsLong() + "\n" : "";
    return ended(
        new ChunkedText()
            .add("event: %s\n%sdata: ".formatted(kind, number))
            .add(JsonFile.line(data)));
  }

  /** The beginning of an event, which its data, on one line, have to follow. */
  static ChunkedText begun(String kind) {
    return new ChunkedText().add("event: %s\ndata: ".formatted(kind));
  }

  /** An event whose data end here. */
  static EventText ended(ChunkedText text) {
    return new EventText(text.add("\n\n").pieces(), false);
  }

  boolean isEmpty() {
    return pieces.isEmpty();
  }

  /** How many bytes it has. */
  long size() {
    return pieces.stream().mapToLong(ByteString::size).sum();
  }

  EventText last() {
    return new EventText(pieces, true);
  }
}
