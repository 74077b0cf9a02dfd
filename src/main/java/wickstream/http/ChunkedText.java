package wickstream.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.util.ByteString;

/** Builds a text of perhaps many megabytes as UTF-8, in pieces that are sent one by one. */
final class ChunkedText {
  /** The size of a piece, roughly, in bytes. */
  static final int PIECE = 1 << 16;

  private final List<ByteString> pieces = new ArrayList<>();
  private final ByteArrayOutputStream last = new ByteArrayOutputStream();

  /** Adds text at the end. */
  ChunkedText add(String text) {
    last.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    if (last.size() >= PIECE) {
      cut();
    }
    return this;
  }

  private void cut() {
    pieces.add(ByteString.fromArrayUnsafe(last.toByteArray()));
    last.reset();
  }

  /** All pieces. */
  List<ByteString> pieces() {
    if (last.size() > 0) {
      cut();
    }
    return List.copyOf(pieces);
  }

  /** All bytes, without copying them. */
  ByteString bytes() {
    return pieces().stream().reduce(ByteString.emptyByteString(), ByteString::concat);
  }
}
