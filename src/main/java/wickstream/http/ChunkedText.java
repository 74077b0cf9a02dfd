package wickstream.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.util.ByteString;

/** Makes the bytes of a text that may have megabytes, in pieces that are sent one by one. */
final class ChunkedText {
  /** About how many bytes a piece has. */
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

  /** The bytes as one, which are not copied for it. */
  ByteString bytes() {
    return pieces().stream().reduce(ByteString.emptyByteString(), ByteString::concat);
  }
}
