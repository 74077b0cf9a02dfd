package wickstream.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A text with italic symbols, subscripts and superscripts.
 *
 * @param pieces from left to right; a superscript right after a subscript stands above it
 */
record Label(List<Piece> pieces) {
  /** Nothing. */
  static final Label EMPTY = new Label(List.of());

  /** The circumflex that combines with the letter before it, and always is a piece of its own. */
  static final String HAT = "\u0302";

  /** How high a piece stands. */
  enum Level {
    SUB,
    BASE,
    SUPER
  }

  /**
   * Some letters alike.
   *
   * @param text the letters
   * @param italic whether they are symbols
   * @param level how high they stand
   */
  record Piece(String text, boolean italic, Level level) {}

  Label {
    pieces = List.copyOf(pieces);
  }

  /**
   * Reads a text in which {@code *x*} is italic, <code>_{x}</code> a subscript and <code>^{x}
   * </code> a superscript: <code>*σ*_{*W*}</code>, <code>10^{−3}</code>.
   */
  static Label of(String markup) {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    boolean italic = false;
    Level level = Level.BASE;
    for (int i = 0; i < markup.length(); i++) {
      char c = markup.charAt(i);
      boolean script = (c == '_' || c == '^') && markup.startsWith("{", i + 1);
      if (c != '*' && c != '}' && !script) {
        text.append(c);
        continue;
      }
      take(text, italic, level, pieces);
      if (c == '*') {
        italic = !italic;
      } else if (c == '}') {
        level = Level.BASE;
      } else {
        level = c == '_' ? Level.SUB : Level.SUPER;
        i++;
      }
    }
    take(text, italic, level, pieces);
    return new Label(pieces);
  }

  private static void take(StringBuilder text, boolean italic, Level level, List<Piece> pieces) {
    for (String part : text.toString().split("(?=%1$s)|(?<=%1$s)".formatted(HAT))) {
      if (!part.isEmpty()) {
        pieces.add(new Piece(part, italic, level));
      }
    }
    text.setLength(0);
  }

  /** A text as it stands. */
  static Label verbatim(String text) {
    return new Label(List.of(new Piece(text, false, Level.BASE)));
  }

  /** Its letters alone. */
  String plain() {
    return pieces.stream().map(Piece::text).collect(Collectors.joining());
  }
}
