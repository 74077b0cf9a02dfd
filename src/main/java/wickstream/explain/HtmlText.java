package wickstream.explain;

import java.util.Map;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.renderer.html.HtmlRenderer;

/** Converts Markdown to HTML. */
public final class HtmlText {
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder()
          .extensions(PlainText.EXTENSIONS)
          .escapeHtml(true)
          .attributeProviderFactory(context -> HtmlText::attributes)
          .build();

  private HtmlText() {}

  /** The elements of a text; links to other pages lead to these without their {@code .md}. */
  public static String of(String markdown) {
    return RENDERER.render(PlainText.PARSER.parse(markdown));
  }

  private static void attributes(Node node, String tag, Map<String, String> attributes) {
    if (node instanceof Link) {
      attributes.computeIfPresent("href", (key, to) -> to.replaceFirst("\\.md(#.*)?$", ""));
    }
  }
}
