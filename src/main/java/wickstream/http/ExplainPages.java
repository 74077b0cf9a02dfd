package wickstream.http;

import static j2html.TagCreator.a;
import static j2html.TagCreator.body;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.head;
import static j2html.TagCreator.html;
import static j2html.TagCreator.li;
import static j2html.TagCreator.link;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.title;
import static j2html.TagCreator.ul;

import j2html.tags.DomContent;
import java.util.List;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import wickstream.explain.Glossary;
import wickstream.explain.HtmlText;
import wickstream.explain.Page;

/** The pages of {@code wickstream explain} for a browser. */
final class ExplainPages {
  /** Nobody means a longer term, and what is near it would take long to find. */
  private static final int LONGEST = 64;

  /** Read when they are first asked for: most daemons are never asked. */
  private static final class Pages {
    static final Glossary ALL = Glossary.load();
  }

  /**
   * All pages by topic.
   *
   * @param root what leads from the address of the request to that of the daemon
   */
  HttpResponse contents(String root) {
    String below = root.isEmpty() ? "explain/" : "";
    DomContent[] topics =
        Pages.ALL.topics().entrySet().stream()
            .map(topic -> topic(topic, below))
            .toArray(DomContent[]::new);
    return page(
        root,
        "What the words mean",
        root.isEmpty() ? "explain" : "./",
        each(h1("What the words mean"), each(topics)));
  }

  private static DomContent topic(Map.Entry<String, List<Page>> topic, String below) {
    return each(
        h2(topic.getKey()),
        ul(
            each(
                topic.getValue(),
                page -> li(a(plain(page.title())).withHref(below + page.name())))));
  }

  /**
   * The page that explains a term, however that is spelt.
   *
   * @throws Problem if there is none
   */
  HttpResponse page(String term) {
    Page page = Pages.ALL.page(term).orElseThrow(() -> unknown(term));
    return page("../", plain(page.title()), "./", rawHtml(HtmlText.of(page.markdown())));
  }

  private static Problem unknown(String term) {
    List<String> nearest = term.length() > LONGEST ? List.of() : Pages.ALL.nearest(term);
    String advice = nearest.isEmpty() ? "" : "; perhaps " + String.join(", ", nearest);
    return new Problem(StatusCodes.NOT_FOUND, "no page explains this" + advice);
  }

  /** A title without its marks of emphasis. */
  private static String plain(String title) {
    return title.replaceAll("[*`]", "");
  }

  private static HttpResponse page(String root, String name, String contents, DomContent text) {
    String page =
        html(
                head(
                    meta().withCharset("utf-8"),
                    meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                    meta().withName("color-scheme").withContent("light dark"),
                    title(name + " · Wickstream"),
                    link().withRel("icon").withHref(root + "assets/favicon.svg"),
                    link().withRel("stylesheet").withHref(root + "assets/page.css")),
                body(
                    nav(
                            a("Wickstream").withHref(root.isEmpty() ? "./" : root),
                            a("All words").withHref(contents))
                        .withClass("top"),
                    main(text).withClass("document")))
            .withLang("en")
            .render();
    return HttpResponse.create()
        .withEntity(HttpEntities.create(ContentTypes.TEXT_HTML_UTF8, "<!doctype html>\n" + page));
  }
}
