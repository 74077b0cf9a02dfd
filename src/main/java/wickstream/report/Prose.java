package wickstream.report;

import java.text.Normalizer;

/**
 * Typesets sentences that write symbols in plain text, as {@link Label#inWords} does: σ_W, u4, N,
 * k̂.
 */
final class Prose {
  /** Not within a word, and not typeset yet. */
  private static final String BEFORE = "(?<![\\p{L}_*])";

  private static final String AFTER = "(?![\\p{L}\\d])";

  private Prose() {}

  /** A sentence with its symbols as labels have them. */
  static Label of(String sentence) {
    String asterisks = sentence.replace('*', '∗'); // they would be markup
    Label label =
        Label.of(
            asterisks
                .replaceAll("\\^(-?\\d+|\\p{L}(?!\\p{L}))", "^{$1}")
                .replaceAll(BEFORE + "([σdK])_(W|b|in)(?!\\p{L})", "*$1*_{*$2*}")
                .replaceAll(BEFORE + "G_(c\\d?)(?!\\p{L})", "*G*_{$1}")
                .replaceAll(BEFORE + "([umcGZ])_?(\\d)" + AFTER, "*$1*_{$2}")
                .replaceAll(BEFORE + "m_n" + AFTER, "*m*_{*n*}")
                .replaceAll(BEFORE + "([NkfrxpdατχK]\u0302?)" + AFTER, "*$1*")
                .replaceAll("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁽⁾]+", "^{$0}"));
    return new Label(label.pieces().stream().map(Prose::levelled).toList());
  }

  /** Letters that are raised by their level need not be raised by their shape. */
  private static Label.Piece levelled(Label.Piece piece) {
    return piece.level() == Label.Level.SUPER
        ? new Label.Piece(
            Normalizer.normalize(piece.text(), Normalizer.Form.NFKC), piece.italic(), piece.level())
        : piece;
  }
}
