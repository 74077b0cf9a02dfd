package wickstream.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import wickstream.physics.Estimator;
import wickstream.store.Fit;
import wickstream.store.JsonFile;
import wickstream.store.ShardResult;
import wickstream.store.Value;

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

  private final Findings findings;
  private final List<Figure> figures;

  private ReportPage(Findings findings, List<Figure> figures) {
    this.findings = findings;
    this.figures = figures;
  }

  /** The page about some findings. */
  static String of(Findings findings, List<Figure> figures) {
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
    fits(html);
    html.element("h2", "Shards");
    wide(html, this::shards);
    html.element("h2", "Couplings");
    findings.couplings().forEach(name -> wide(html, part -> values(part, name)));
    html.element("h2", "Deviations from the free theory");
    findings.deviations().forEach(name -> wide(html, part -> values(part, name)));
    html.element("h2", "Configuration");
    html.element("pre", configuration());
    reproduction(html);
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
                count(networks),
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

  private static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n).replace(',', '\u202f');
  }

  private void trust(Html html) {
    html.element("h2", "Which numbers are to be trusted");
    Map<String, List<ShardResult>> doubts = Doubts.grouped(findings);
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
                  : "%d of %d values of %s are not to be trusted:"
                      .formatted(doubtful, all, findings.target()));
          if (doubtful > 0) {
            box.element(
                "ul",
                list ->
                    doubts.forEach(
                        (why, shards) -> list.element("li", Doubts.sentence(why, shards))));
          }
          unexamined(box);
        });
  }

  /** What the stopping rule did not look at. */
  private void unexamined(Html html) {
    List<String> others = new ArrayList<>(findings.couplings());
    others.addAll(findings.deviations());
    others.removeIf(name -> name.equals("m2") || name.startsWith(findings.target()));
    if (!others.isEmpty()) {
      html.element(
          "p",
          "Tails were examined for the contributions to %s alone. The errors of %s have not been vouched for in this way."
              .formatted(findings.target(), String.join(", ", others)));
    }
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

  private void fits(Html html) {
    if (findings.fits().isEmpty()) {
      return;
    }
    html.element("h2", "Power laws");
    wide(
        html,
        part ->
            part.table(
                "|quantity| = A · variable^p, fitted by weighted least squares on both logarithms",
                List.of(
                    "quantity",
                    "against",
                    "at",
                    "*p*",
                    "predicted",
                    "exact values",
                    "*χ*^{2}/dof",
                    "probability",
                    "shards",
                    "which says"),
                findings.fits().stream().map(ReportPage::fit).toList()));
  }

  private static List<String> fit(Fit fit) {
    return List.of(
        Symbols.of(fit.quantity()),
        Symbols.of(fit.variable()),
        at(fit),
        Symbols.withError(fit.exponent(), fit.standardError()),
        known(fit.predicted()),
        known(fit.exact()),
        "%s/%d".formatted(Symbols.brief(fit.chiSquare()), fit.degreesOfFreedom()),
        Symbols.brief(fit.probability()),
        fit.leftOut() == 0
            ? Integer.toString(fit.points())
            : "%d, %d left out".formatted(fit.points(), fit.leftOut()),
        fit.statement());
  }

  private static String at(Fit fit) {
    List<String> fixed = new ArrayList<>();
    fit.width().ifPresent(n -> fixed.add(Symbols.N + " = " + n));
    fit.sigmaW().ifPresent(s -> fixed.add(Symbols.SIGMA_W + " = " + Symbols.number(s)));
    return String.join(", ", fixed);
  }

  private static String known(OptionalDouble number) {
    return Symbols.precise(number.orElse(Double.NaN));
  }

  private void shards(Html html) {
    html.table(
        "How each shard ended",
        List.of(
            Symbols.N,
            Symbols.SIGMA_W,
            "estimator",
            "verdict",
            "networks",
            "would take",
            "variance of variance",
            "*k̂*",
            "mean weight",
            "effective sample size"),
        findings.result().shards().stream().map(ReportPage::shard).toList());
  }

  private static List<String> shard(ShardResult shard) {
    boolean weighted = shard.estimator() == Estimator.TILTED;
    return List.of(
        Integer.toString(shard.width()),
        Symbols.number(shard.ensemble().sigmaW()),
        shard.estimator().label(),
        shard.verdict().label(),
        count(shard.networks()),
        shard
            .verdict()
            .networksNeeded()
            .map(needed -> Symbols.brief(needed.count()) + " (" + needed.basis().label() + ")")
            .orElse(""),
        Symbols.brief(shard.tail().varianceOfVariance()),
        Symbols.brief(shard.tail().shape()),
        weighted ? Symbols.precise(shard.weightMean()) : "",
        weighted ? Symbols.precise(shard.effectiveSampleSize()) : "");
  }

  private void values(Html html, String quantity) {
    html.table(
        "%s, mean over all multisets of points".formatted(Label.of(Symbols.of(quantity)).plain()),
        List.of(
            Symbols.N,
            Symbols.SIGMA_W,
            Symbols.of(quantity) + " ± error",
            "interval (%s)".formatted(findings.config().stop().confidence()),
            "exact",
            "pull",
            ""),
        findings.result().shards().stream().map(shard -> value(shard, quantity)).toList());
  }

  private static List<String> value(ShardResult shard, String quantity) {
    String n = Integer.toString(shard.width());
    String sigmaW = Symbols.number(shard.ensemble().sigmaW());
    String exact = known(Findings.exact(shard, quantity));
    return Findings.value(shard, quantity)
        .map(
            value ->
                List.of(
                    n,
                    sigmaW,
                    Symbols.withError(value.value(), value.standardError()),
                    interval(value),
                    exact,
                    pull(value),
                    Doubt.about(shard, quantity).isPresent() ? "not to be trusted" : ""))
        .orElse(List.of(n, sigmaW, "–", "–", exact, "–", "not measured"));
  }

  private static String interval(Value value) {
    return "%s to %s".formatted(Symbols.precise(value.low()), Symbols.precise(value.high()));
  }

  private static String pull(Value value) {
    double pull = value.pull();
    return Double.isFinite(pull)
        ? String.format(Locale.ROOT, "%+.2f", pull).replace('-', '−')
        : "–";
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
