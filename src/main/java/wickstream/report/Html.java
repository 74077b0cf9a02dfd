package wickstream.report;

import static j2html.TagCreator.*;

import j2html.Config;
import j2html.rendering.FlatHtml;
import j2html.tags.DomContent;
import j2html.utils.EscapeUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Renders HTML as well-formed XML, which SVG files and pages with SVG in them need. */
final class Html {
  private static final Config XML =
      Config.defaults().withEmptyTagsClosed(true).withTextEscaper(Html::escaped);

  private Html() {}

  static String render(DomContent content) {
    try {
      return content.render(FlatHtml.inMemory(XML)).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Characters that XML does not have are replaced. */
  private static String escaped(String text) {
    return EscapeUtil.escape(text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD]", "\uFFFD"));
  }

  /** A label with its symbols and scripts. */
  static DomContent label(Label label) {
    return each(hatsOn(label.pieces()), Html::piece);
  }

  /** A circumflex combines with its letter only in the same element. */
  private static List<Label.Piece> hatsOn(List<Label.Piece> pieces) {
    List<Label.Piece> joined = new ArrayList<>();
    for (Label.Piece piece : pieces) {
      if (piece.text().equals(Label.HAT) && !joined.isEmpty()) {
        Label.Piece below = joined.remove(joined.size() - 1);
        piece = new Label.Piece(below.text() + Label.HAT, below.italic(), below.level());
      }
      joined.add(piece);
    }
    return joined;
  }

  private static DomContent piece(Label.Piece piece) {
    DomContent letters = piece.italic() ? i(piece.text()) : text(piece.text());
    return switch (piece.level()) {
      case SUB -> sub(letters);
      case SUPER -> sup(letters);
      case BASE -> letters;
    };
  }
}
