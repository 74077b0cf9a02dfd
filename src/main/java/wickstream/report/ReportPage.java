package wickstream.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    Html html = new Html();
    html.element(
        "html",
        List.of("lang", "en"),
        root -> {
          root.element("head", this::head);
          root.element("body", body -> body.element("main", this::main));
        });
    return html.page();
  }

  private void head(Html html) {
    html.empty("meta", "charset", "utf-8");
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.element("title", "Wickstream: " + findings.config().name());
    html.element("style", STYLE);
  }

  private void main(Html html) {
    html.element("h1", findings.config().name());
    summary(html);
    trust(html);
    html.element("h2", "Figures");
    figures.forEach(figure -> figure(html, figure));
    PassiveFlowFigure.absence(findings).ifPresent(why -> html.element("p", why));
    if (!findings.fits().isEmpty()) {
      html.element("h2", "Power laws");
      table(html, tables.laws());
      table(html, tables.linesOfGrid());
    }
    html.element("h2", "Shards");
    table(html, tables.shards());
    section(html, "Couplings", findings.couplings());
    section(html, "Deviations from the free theory", findings.deviations());
    section(html, "Connected functions", findings.connected());
    html.element("h2", "Configuration");
    html.element("pre", configuration());
    reproduction(html);
  }

  private void section(Html html, String title, List<String> quantities) {
    if (!quantities.isEmpty()) {
      html.element("h2", title);
      quantities.forEach(quantity -> table(html, tables.values(quantity)));
    }
  }

  private static void table(Html html, ReportTable table) {
    wide(html, part -> part.table(table));
  }

  /** Something that scrolls where a screen is too narrow. */
  private static void wide(Html html, Html.Content content) {
    html.element("div", List.of("class", "scroll"), content);
  }

  private void summary(Html html) {
    Map<String, Long> verdicts =
        findings.result().shards().stream()
            .collect(
                Collectors.groupingBy(
                    shard -> shard.verdict().label(), LinkedHashMap::new, Collectors.counting()));
    long networks = findings.result().shards().stream().mapToLong(ShardResult::networks).sum();
    html.element(
        "p",
        "%d shards (%s), %s networks with activation %s, d_in = %d, σ_b = %s; estimator %s; target %s."
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
                target()));
  }

  private String target() {
    List<String> bounds = new ArrayList<>();
    findings
        .config()
        .stop()
        .relativeError()
        .ifPresent(error -> bounds.add("relative error " + Symbols.plain(error)));
    findings
        .config()
        .stop()
        .absoluteError()
        .ifPresent(error -> bounds.add("absolute error " + Symbols.plain(error)));
    return findings.target() + " to a " + String.join(" or an ", bounds);
  }

  private void trust(Html html) {
    html.element("h2", "Which numbers are to be trusted");
    Map<String, List<ShardResult>> doubts = ReliabilityNotes.grouped(findings);
    int all = findings.result().shards().size();
    int doubtful = doubts.values().stream().mapToInt(List::size).sum();
    html.element(
        "div",
        List.of("class", doubtful == 0 ? "fine" : "doubt", "id", "trust"),
        box -> {
          box.element(
              "p",
              doubtful == 0
                  ? "All %d values of %s can be trusted: no error bar gives reason to doubt it."
                      .formatted(all, findings.target())
                  : "%d of %d values of %s are not to be trusted, or not as precise as asked:"
                      .formatted(doubtful, all, findings.target()));
          if (doubtful > 0) {
            box.element(
                "ul",
                list ->
                    doubts.forEach(
                        (why, shards) ->
                            list.element("li", ReliabilityNotes.sentence(why, shards))));
          }
          others(box);
        });
  }

  /** Which values of the other quantities have an error that is not to be believed. */
  private void others(Html html) {
    List<String> doubtful = new ArrayList<>();
    for (String quantity : quantities()) {
      long count =
          findings.result().shards().stream()
              .filter(shard -> ReliabilityNotes.about(shard, quantity).isPresent())
              .count();
      if (count > 0 && !quantity.replace("Canonical", "").equals(findings.target())) {
        doubtful.add("%s (%d)".formatted(quantity, count));
      }
    }
    if (!doubtful.isEmpty()) {
      html.element(
          "p",
          "Of the other quantities, values of %s are not to be trusted; the tables mark them."
              .formatted(String.join(", ", doubtful)));
    }
  }

  private List<String> quantities() {
    return Stream.of(findings.couplings(), findings.deviations(), findings.connected())
        .flatMap(List::stream)
        .toList();
  }

  private static void figure(Html html, Figure figure) {
    html.element(
        "figure",
        List.of("id", figure.name()),
        part -> {
          wide(part, box -> box.drawing(figure.name(), figure.drawing()));
          part.element("figcaption", figure.caption());
        });
  }

  private String configuration() {
    try {
      return JsonFile.text(findings.config().toMap());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void reproduction(Html html) {
    String name = findings.config().name();
    html.element("h2", "How to reproduce it");
    html.element(
        "p",
        "Wickstream %s, seed %s. Save the configuration as %s.conf. The same seed and configuration give the same bits for any number of threads, on any machine%s."
            .formatted(
                findings.result().version(),
                findings.seeds().stream().map(String::valueOf).collect(Collectors.joining(", ")),
                name,
                findings.config().stop().maxTime().isPresent()
                    ? ", except for shards that ended because of stop.max-time"
                    : ""));
    html.element("pre", String.join("\n", commands(name)));
  }

  private List<String> commands(String name) {
    List<String> commands = new ArrayList<>();
    if (findings.seeds().size() < 2) {
      commands.add("wickstream run %s.conf --out runs/%s".formatted(name, name));
    } else {
      findings
          .seeds()
          .forEach(
              seed ->
                  commands.add(
                      "wickstream run %s.conf --set seed=%d --out runs/%s-%d"
                          .formatted(name, seed, name, seed)));
      commands.add(
          "wickstream merge %s --out runs/%s"
              .formatted(
                  findings.seeds().stream()
                      .map(seed -> "runs/%s-%d".formatted(name, seed))
                      .collect(Collectors.joining(" ")),
                  name));
    }
    commands.add("wickstream report runs/" + name);
    return commands;
  }
}
