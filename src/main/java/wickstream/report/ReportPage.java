package wickstream.report;

import static j2html.TagCreator.*;

import j2html.TagCreator;
import j2html.tags.DomContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wickstream.config.StopCondition;
import wickstream.results.ShardResult;
import wickstream.results.export.JsonFile;

/** The page of a report: one file that holds everything and needs nothing else. */
final class ReportPage {
  private static final String STYLE =
      """

      :root { color-scheme: light dark; }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
      h2 { margin-top: 2.5rem; }
      figure { margin: 1.5rem 0; break-inside: avoid; }
      figure svg { max-width: 100%; height: auto; background: white; border: 1px solid #8888; }
      figcaption { font-size: 0.9rem; max-width: 45rem; }
      .scroll { overflow-x: auto; }
      table { border-collapse: collapse; font-size: 0.9rem; font-variant-numeric: tabular-nums; margin: 1rem 0; }
      caption { text-align: left; font-weight: 600; padding: 0.3rem 0; }
      th, td { padding: 0.15rem 0.7rem 0.15rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid #8884; }
      thead th { border-bottom: 1px solid; }
      pre { overflow-x: auto; padding: 0.8rem; border: 1px solid #8888; font-size: 0.85rem; }
      .doubt { border-left: 4px solid #d55e00; padding-left: 1rem; }
      .fine { border-left: 4px solid #009e73; padding-left: 1rem; }
      @media print { body { margin: 0; max-width: none; font-size: 10pt; } .scroll { overflow: visible; } tr { break-inside: avoid; } }
      """;

  private final ReportData findings;
  private final List<Figure> figures;
  private final ReportTables tables;

  private ReportPage(ReportData findings, List<Figure> figures) {
    this.findings = findings;
    this.figures = figures;
    this.tables = new ReportTables(findings);
  }

  /** The page about some findings. */
  static String of(ReportData findings, List<Figure> figures) {
    return new ReportPage(findings, figures).page();
  }

  private String page() {
    return "<!DOCTYPE html>\n"
        + Html.render(
            html(
                    head(
                        meta().withCharset("utf-8"),
                        meta()
                            .withName("viewport")
                            .withContent("width=device-width, initial-scale=1"),
                        title("Wickstream: " + findings.config().name()),
                        style(rawHtml(STYLE))),
                    body(main(content())))
                .withLang("en"));
  }

  private DomContent[] content() {
    return new DomContent[] {
      h1(findings.config().name()),
      p(summary()),
      h2("Which numbers are to be trusted"),
      trust(),
      h2("Figures"),
      each(figures, ReportPage::figure),
      iff(PassiveFlowFigure.absence(findings), TagCreator::p),
      iff(
          !findings.fits().isEmpty(),
          each(h2("Power laws"), table(tables.laws()), table(tables.linesOfGrid()))),
      h2("Shards"),
      table(tables.shards()),
      section("Couplings", findings.couplings()),
      section("Deviations from the free theory", findings.deviations()),
      section("Connected functions", findings.connected()),
      h2("Configuration"),
      pre(configuration()),
      h2("How to reproduce it"),
      p(reproduction()),
      pre(String.join("\n", commands(findings.config().name())))
    };
  }

  private DomContent section(String title, List<String> quantities) {
    return iff(
        !quantities.isEmpty(),
        each(h2(title), each(quantities, quantity -> table(tables.values(quantity)))));
  }

  private static DomContent table(ReportTable table) {
    return wide(Html.tableOf(table));
  }

  /** Something that scrolls where a screen is too narrow. */
  private static DomContent wide(DomContent content) {
    return div(content).withClass("scroll");
  }

  private static DomContent figure(Figure figure) {
    return TagCreator.figure(
            wide(SvgFormat.element(figure.drawing(), figure.name())), figcaption(figure.caption()))
        .withId(figure.name());
  }

  private String summary() {
    Map<String, Long> verdicts =
        findings.result().shards().stream()
            .collect(
                Collectors.groupingBy(
                    shard -> shard.verdict().label(), LinkedHashMap::new, Collectors.counting()));
    long networks = findings.result().shards().stream().mapToLong(ShardResult::networks).sum();
    return "%d shards (%s), %s networks with activation %s, d_in = %d, σ_b = %s; estimator %s; target %s."
        .formatted(
            findings.result().shards().size(),
            verdicts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", ")),
            Symbols.count(networks),
            findings.config().activation().label(),
            findings.config().dIn(),
            Symbols.plain(findings.config().sigmaB()),
            findings.config().estimator().label(),
            target());
  }

  private String target() {
    StopCondition stop = findings.config().stop();
    String bounds =
        Stream.concat(
                stop.relativeError().stream().mapToObj(e -> "relative error " + Symbols.plain(e)),
                stop.absoluteError().stream().mapToObj(e -> "absolute error " + Symbols.plain(e)))
            .collect(Collectors.joining(" or an "));
    return findings.target() + " to a " + bounds;
  }

  private DomContent trust() {
    Map<String, List<ShardResult>> doubts = ReliabilityNotes.grouped(findings);
    int all = findings.result().shards().size();
    int doubtful = doubts.values().stream().mapToInt(List::size).sum();
    String statement =
        doubtful == 0
            ? "All %d values of %s can be trusted: no error bar gives reason to doubt it."
                .formatted(all, findings.target())
            : "%d of %d values of %s are not to be trusted, or not as precise as asked:"
                .formatted(doubtful, all, findings.target());
    return div(
            p(statement),
            iff(
                doubtful > 0,
                ul(
                    each(
                        doubts,
                        doubt -> li(ReliabilityNotes.sentence(doubt.getKey(), doubt.getValue()))))),
            iff(others(), TagCreator::p))
        .withClass(doubtful == 0 ? "fine" : "doubt")
        .withId("trust");
  }

  /** Which values of the other quantities have an error that is not to be believed. */
  private Optional<String> others() {
    String doubtful =
        Stream.of(findings.couplings(), findings.deviations(), findings.connected())
            .flatMap(List::stream)
            .filter(quantity -> !quantity.replace("Canonical", "").equals(findings.target()))
            .filter(quantity -> countOfDoubtful(quantity) > 0)
            .map(quantity -> "%s (%d)".formatted(quantity, countOfDoubtful(quantity)))
            .collect(Collectors.joining(", "));
    return doubtful.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Of the other quantities, values of %s are not to be trusted; the tables mark them."
                .formatted(doubtful));
  }

  private long countOfDoubtful(String quantity) {
    return findings.result().shards().stream()
        .filter(shard -> ReliabilityNotes.about(shard, quantity).isPresent())
        .count();
  }

  private String configuration() {
    try {
      return JsonFile.text(findings.config().toMap());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String reproduction() {
    return "Wickstream %s, seed %s. Save the configuration as %s.conf. The same seed and configuration give the same bits for any number of threads, on any machine%s."
        .formatted(
            findings.result().version(),
            findings.seeds().stream().map(String::valueOf).collect(Collectors.joining(", ")),
            findings.config().name(),
            findings.config().stop().maxTime().isPresent()
                ? ", except for shards that ended because of stop.max-time"
                : "");
  }

  private List<String> commands(String name) {
    String report = "wickstream report runs/" + name;
    if (findings.seeds().size() < 2) {
      return List.of("wickstream run %1$s.conf --out runs/%1$s".formatted(name), report);
    }
    List<String> commands = new ArrayList<>();
    List<String> runs = new ArrayList<>();
    for (long seed : findings.seeds()) {
      String run = "runs/%s-%d".formatted(name, seed);
      commands.add("wickstream run %s.conf --set seed=%d --out %s".formatted(name, seed, run));
      runs.add(run);
    }
    commands.add("wickstream merge %s --out runs/%s".formatted(String.join(" ", runs), name));
    commands.add(report);
    return commands;
  }
}
