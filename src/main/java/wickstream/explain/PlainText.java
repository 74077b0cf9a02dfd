package wickstream.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * Converts Markdown to text for a terminal: wraps paragraphs, lists and tables to its width and
 * leaves code as it is. Supports the elements that the pages use and rejects all others.
 */
public final class PlainText {
  static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
  static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

  private static final String MARGIN_OF_CODE = "    ";

  private PlainText() {}

  /**
   * The lines of a text.
   *
   * @param columns how wide they may be; code is not broken
   */
  public static List<String> lines(String markdown, int columns) {
    return blocks(PARSER.parse(markdown), columns);
  }

  /** The blocks of a node, with an empty line between any two. */
  private static List<String> blocks(Node parent, int columns) {
    List<String> lines = new ArrayList<>();
    children(parent)
        .forEach(
            block -> {
              if (!lines.isEmpty()) {
                lines.add("");
              }
              lines.addAll(block(block, columns));
            });
    return lines;
  }

  private static List<String> block(Node block, int columns) {
    if (block instanceof Heading heading) {
      return heading(inline(heading), heading.getLevel());
    }
    if (block instanceof Paragraph) {
      return Wrapping.lines(inline(block), columns);
    }
    if (block instanceof FencedCodeBlock code) {
      return code.getLiteral()
          .lines()
          .map(line -> (MARGIN_OF_CODE + line).stripTrailing())
          .toList();
    }
    if (block instanceof BulletList || block instanceof OrderedList) {
      return list(block, columns);
    }
    if (block instanceof TableBlock) {
      return TextTable.lines(rows(block), columns);
    }
    throw unknown(block);
  }

  private static List<String> heading(String text, int level) {
    return List.of(text, (level == 1 ? "=" : "-").repeat(Wrapping.width(text)));
  }

  private static List<String> list(Node list, int columns) {
    List<String> lines = new ArrayList<>();
    int number = 1;
    for (Node item : children(list).toList()) {
      String mark = list instanceof OrderedList ? number++ + ". " : "- ";
      List<String> text = blocks(item, columns - mark.length());
      lines.add(mark + text.get(0));
      text.stream()
          .skip(1)
          .forEach(line -> lines.add((" ".repeat(mark.length()) + line).stripTrailing()));
    }
    return lines;
  }

  /** The cells of a table; its first row is the header. */
  private static List<List<String>> rows(Node table) {
    return children(table)
        .flatMap(part -> children(part))
        .filter(TableRow.class::isInstance)
        .map(row -> children(row).map(PlainText::inline).toList())
        .toList();
  }

  private static String inline(Node parent) {
    StringBuilder text = new StringBuilder();
    inline(parent, text::append);
    return text.toString();
  }

  private static void inline(Node parent, Consumer<String> text) {
    for (Node node : children(parent).toList()) {
      if (node instanceof Text words) {
        text.accept(words.getLiteral());
      } else if (node instanceof Code code) {
        text.accept(code.getLiteral());
      } else if (node instanceof SoftLineBreak) {
        text.accept(" ");
      } else if (node instanceof Emphasis
          || node instanceof StrongEmphasis
          || node instanceof Link) {
        inline(node, text);
      } else {
        throw unknown(node);
      }
    }
  }

  private static Stream<Node> children(Node parent) {
    return Stream.iterate(parent.getFirstChild(), node -> node != null, Node::getNext);
  }

  private static IllegalArgumentException unknown(Node node) {
    return new IllegalArgumentException("pages have no " + node.getClass().getSimpleName());
  }
}
