package wickstream.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text with italic symbols, subscripts and superscripts.
 *
 * @param pieces from left to right; a superscript right after a subscript stands above it
 */
record Label(List<Piece> pieces) {
  /** The circumflex that combines with the letter before it, and always is a piece of its own. */
  static final String HAT = "\u0302";

  private static final Pattern TOKEN =
      Pattern.compile("\\*|[_^]\\{|\\}|%1$s|([^*}_^%1$s]|[_^](?!\\{))+".formatted(HAT));

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
    boolean italic = false;
    Level level = Level.BASE;
    for (Matcher token = TOKEN.matcher(markup); token.find(); ) {
      switch (token.group()) {
        case "*" -> italic = !italic;
        case "_{" -> level = Level.SUB;
        case "^{" -> level = Level.SUPER;
        case "}" -> level = Level.BASE;
        default -> pieces.add(new Piece(token.group(), italic, level));
      }
    }
    return new Label(pieces);
  }

  /** In plain text: σ_W, u4, Z0², G_c⁽⁴⁾. */
  String inWords() {
    return pieces.stream().map(Label::inWords).collect(Collectors.joining());
  }

  private static String inWords(Piece piece) {
    return switch (piece.level()) {
      case BASE -> piece.text();
      case SUB -> (Character.isDigit(piece.text().charAt(0)) ? "" : "_") + piece.text();
      case SUPER -> raised(piece.text());
    };
  }

  private static String raised(String text) {
    String raised =
        text.chars()
            .mapToObj(c -> "0123456789−()".indexOf(c))
            .map(k -> k < 0 ? "" : "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁽⁾".substring(k, k + 1))
            .collect(Collectors.joining());
    return raised.length() == text.length() ? raised : "^" + text;
  }

  /** Its letters alone. */
  String plain() {
    return pieces.stream().map(Piece::text).collect(Collectors.joining());
  }
}
