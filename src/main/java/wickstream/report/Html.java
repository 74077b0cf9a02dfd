package wickstream.report;

import static j2html.TagCreator.*;

import j2html.Config;
import j2html.rendering.FlatHtml;
import j2html.tags.DomContent;
import j2html.utils.EscapeUtil;
import java.io.IOException;
import java.io.UncheckedIOException;

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
    return each(label.pieces(), Html::piece);
  }

  private static DomContent piece(Label.Piece piece) {
    DomContent letters = piece.italic() ? i(piece.text()) : text(piece.text());
    return switch (piece.level()) {
      case SUB -> sub(letters);
      case SUPER -> sup(letters);
      case BASE -> letters;
    };
  }

  static DomContent tableOf(ReportTable content) {
    return table(
        caption(content.caption()),
        thead(tr(each(content.head(), cell -> th(label(cell)).withScope("col")))),
        tbody(each(content.rows(), row -> tr(each(row, cell -> td(label(cell)))))));
  }
}
