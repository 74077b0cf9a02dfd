package wickstream.report;

import static j2html.TagCreator.*;

import j2html.TagCreator;
import j2html.tags.DomContent;
import java.util.List;
import java.util.Locale;

/**
 * A page with contents, in one file: light or dark as the reader likes it, and made for paper too.
 *
 * @param title at its top
 * @param summary below that
 * @param sections in order
 */
record Page(String title, String summary, List<Section> sections) {
  private static final String STYLE =
      """

      :root { color-scheme: light dark; }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
      h2 { margin-top: 2.5rem; }
      sub, sup { line-height: 0; }
      nav ul { margin: 0.3rem 0; padding-left: 1.3rem; }
      nav > ul { columns: 18rem; padding-left: 1rem; }
      figure { margin: 1.5rem 0; break-inside: avoid; }
      figure svg { max-width: 100%; height: auto; background: white; border: 1px solid #8888; }
      figcaption { font-size: 0.9rem; max-width: 45rem; }
      .scroll { overflow-x: auto; }
      table { border-collapse: collapse; font-size: 0.9rem; font-variant-numeric: tabular-nums; margin: 1rem 0; }
      caption { text-align: left; font-weight: 600; padding: 0.3rem 0; }
      th, td { padding: 0.15rem 0.7rem 0.15rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid #8884; }
      thead th { border-bottom: 1px solid; }
      .number { white-space: nowrap; }
      .words { min-width: 16rem; }
      .whole, .rest { display: inline-block; white-space: pre; }
      .whole { text-align: right; }
      pre { overflow-x: auto; padding: 0.8rem; border: 1px solid #8888; font-size: 0.85rem; }
      .doubt { border-left: 4px solid #d55e00; padding-left: 1rem; }
      .fine { border-left: 4px solid #009e73; padding-left: 1rem; }
      @media (prefers-color-scheme: dark) { body { background: #15181c; color: #e3e6ea; } a { color: #8ab8f5; } figure svg { border-color: white; } }
      @media print { :root { color-scheme: light; } body { margin: 0; max-width: none; font-size: 10pt; background: white; color: black; } nav { display: none; } .scroll { overflow: visible; } table { font-size: 7.5pt; } tr { break-inside: avoid; } }
      """;

  Page {
    sections = List.copyOf(sections);
  }

  /**
   * A part of the page.
   *
   * @param title its heading; symbols are typeset
   * @param content what follows that
   * @param figures in it, which contents name as well
   */
  record Section(String title, DomContent content, List<Figure> figures) {
    Section(String title, DomContent... content) {
      this(title, each(content), List.of());
    }

    private String id() {
      return "section-" + title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    private DomContent html() {
      return each(h2(Html.label(Prose.of(title))).withId(id()), content);
    }

    private DomContent entry() {
      return li(
          link(id(), title),
          iff(
              !figures.isEmpty(),
              ul(each(figures, figure -> li(link(figure.name(), figure.title()))))));
    }

    private static DomContent link(String id, String words) {
      return a(Html.label(Prose.of(words))).withHref("#" + id);
    }
  }

  /** The whole file. */
  String html() {
    return "<!DOCTYPE html>\n"
        + Html.render(
            TagCreator.html(
                    head(
                        meta().withCharset("utf-8"),
                        meta()
                            .withName("viewport")
                            .withContent("width=device-width, initial-scale=1"),
                        TagCreator.title("Wickstream: " + title),
                        style(rawHtml(STYLE))),
                    body(
                        main(
                            h1(title),
                            p(Html.label(Prose.of(summary))),
                            nav(ul(each(sections, Section::entry))).attr("aria-label", "Contents"),
                            each(sections, Section::html))))
                .withLang("en"));
  }
}
