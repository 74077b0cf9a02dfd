package wickstream.http;

import java.util.List;
import java.util.OptionalLong;
import org.apache.pekko.util.ByteString;
import wickstream.results.export.JsonFile;

/**
 * One server-sent event as text, shared by all clients that are sent it.
 *
 * @param pieces its bytes as they are sent, in order
 * @param isLast whether the stream ends after it
 */
record EventText(List<ByteString> pieces, boolean isLast) {
  /** A comment that shows that the stream is alive. */
  static final ByteString HEARTBEAT = ByteString.fromString(": \n\n");

  /** Nothing to send. */
  static final EventText NOTHING = new EventText(List.of(), false);

  /**
   * An event.
   *
   * @param kind its name
   * @param id sent back by the client as Last-Event-ID when it reconnects
   * @param data an object of maps, lists, texts, numbers and nulls
   */
  static EventText of(String kind, OptionalLong id, Object data) {
    String number = id.isPresent() ? "id: " + id.getAsLong() + "\n" : "";
    return ended(
        new ChunkedText()
            .add("event: %s\n%sdata: ".formatted(kind, number))
            .add(JsonFile.line(data)));
  }

  /** The beginning of an event; its data must follow on one line. */
  static ChunkedText begun(String kind) {
    return new ChunkedText().add("event: %s\ndata: ".formatted(kind));
  }

  /** Ends the event that was begun. */
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
