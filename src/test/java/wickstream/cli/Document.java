package wickstream.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * A Markdown file that users read: a README or a page of {@code wickstream explain}.
 *
 * @param file where it is, relative to the top of the sources or of the distribution
 */
record Document(Path file, String markdown) {
  private static final List<String> PLACES = List.of("README.md", "conf", "dashboards", "src");
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();
  private static final Pattern FRONT_MATTER = Pattern.compile("\\A---\n(?:.*\n)*?---\n");
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?:])\\s+");

  /** All documents of the sources or of a distribution. */
  static List<Document> in(Path top) {
    return PLACES.stream()
        .flatMap(place -> files(top.resolve(place)))
        .map(file -> read(top, top.relativize(file)))
        .toList();
  }

  private static Stream<Path> files(Path place) {
    try (Stream<Path> files = Files.walk(place)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A page of {@code wickstream explain}. */
  static Document page(String name) {
    return read(Path.of(""), Path.of("src/main/resources/wickstream/explain", name + ".md"));
  }

  private static Document read(Path top, Path file) {
    try {
      String text = Files.readString(top.resolve(file));
      return new Document(file, FRONT_MATTER.matcher(text).replaceFirst(""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The fenced blocks of code. */
  List<CodeBlock> blocks() {
    List<CodeBlock> blocks = new ArrayList<>();
    visit(
        new AbstractVisitor() {
          @Override
          public void visit(FencedCodeBlock block) {
            blocks.add(new CodeBlock(block.getInfo(), block.getLiteral()));
          }

          @Override
          public void visit(IndentedCodeBlock block) {
            throw new AssertionError(file + ": code must be fenced: " + block.getLiteral());
          }
        });
    return blocks;
  }

  /** Whether tests run some of its commands. */
  boolean isRun() {
    return blocks().stream().anyMatch(block -> !block.commands().isEmpty() && block.isRun());
  }

  /** The files that it links to or shows. */
  List<Path> linkedFiles() {
    List<String> targets = new ArrayList<>();
    visit(
        new AbstractVisitor() {
          @Override
          public void visit(Link link) {
            targets.add(link.getDestination());
            visitChildren(link);
          }

          @Override
          public void visit(Image image) {
            targets.add(image.getDestination());
          }
        });
    return targets.stream()
        .filter(target -> !target.contains("://"))
        .map(target -> file.resolveSibling(target).normalize())
        .toList();
  }

  /**
   * The sentences of its paragraphs, without marks and without words in bold, which are headings.
   */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    visit(
        new AbstractVisitor() {
          @Override
          public void visit(Paragraph paragraph) {
            sentences.addAll(Arrays.asList(SENTENCE_END.split(text(paragraph).strip())));
          }
        });
    return sentences;
  }

  private static String text(Node parent) {
    StringBuilder text = new StringBuilder();
    parent.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text words) {
            text.append(words.getLiteral());
          }

          @Override
          public void visit(Code code) {
            text.append(code.getLiteral());
          }

          @Override
          public void visit(StrongEmphasis heading) {}

          @Override
          public void visit(SoftLineBreak lineBreak) {
            text.append(' ');
          }
        });
    return text.toString();
  }

  private void visit(AbstractVisitor visitor) {
    PARSER.parse(markdown).accept(visitor);
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
