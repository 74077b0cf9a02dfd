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
import wickstream.physics.Observable;
import wickstream.physics.Training;
import wickstream.report.Page.Section;
import wickstream.results.Remainder;
import wickstream.results.ShardResult;
import wickstream.results.export.JsonFile;

/** The page of a report: one file that holds everything and needs nothing else. */
final class ReportPage {
  private static final String THEORY =
      "Theory leaves out a remainder of relative size r/N, which is fitted to the widths of each σ_W. Where no exact value is known, the pull of a value is its distance from theory · (1 + r/N) in standard errors, with r from the other widths, whose error is included.";

  private static final String VERTEX =
      "The connected four-point function of all multisets of points, by G_c4 = − ∫ (local + quadratic |x|²) K_W K_W K_W K_W + nonLocal (K_W K_W + K_W K_W + K_W K_W). Unexplained is the root of the sum of squares that the fit leaves, over that of G_c4; held out, the same of every fourth multiset, predicted from the others.";

  private static final String TRAINED =
      "What trained networks are at times τ (learning rate × steps). Theory is that of infinite width with its first correction, of order 1/N. The distance is (measured − theory)/error: beyond a few standard errors it is no sign of a mistake but of the terms of order 1/N² that theory leaves out, and it grows with precision, in narrow networks and, where directions are learnt in which networks hardly respond, with time.";

  private final ReportData reportData;
  private final List<Figure> figures;
  private final ReportTables tables;
  private final ValueTables valueTables;
  private final Optional<TrainedTables> trainedTables;

  private ReportPage(ReportData reportData, List<Figure> figures) {
    this.reportData = reportData;
    this.figures = figures;
    List<Remainder> remainders = reportData.result().remainders();
    this.tables = new ReportTables(reportData, remainders);
    this.valueTables = new ValueTables(reportData, remainders);
    this.trainedTables =
        reportData.config().training().map(training -> new TrainedTables(reportData, training));
  }

  /** The page about some findings. */
  static String of(ReportData reportData, List<Figure> figures) {
    return new ReportPage(reportData, figures).page();
  }

  private String page() {
    List<Section> sections = new ArrayList<>();
    sections.addAll(values("Couplings", reportData.couplings()));
    sections.add(new Section("Which numbers are to be trusted", TrustNote.of(reportData)));
    sections.addAll(values("Deviations from the free theory", reportData.deviations()));
    sections.addAll(values("Connected functions", reportData.connected()));
    sections.addAll(trained());
    sections.addAll(laws());
    sections.add(new Section("Figures", pictures(), figures));
    sections.add(new Section("Shards", table(tables.shards())));
    sections.add(
        new Section(
            "Configuration",
            iff(trainedTables, tables -> each(prose(learning()), table(tables.examples()))),
            pre(configuration())));
    sections.add(
        new Section(
            "How to reproduce it",
            p(reproduction()),
            pre(String.join("\n", commands(reportData.config().name())))));
    return new Page(reportData.config().name(), summary(), sections).html();
  }

  private List<Section> values(String title, List<String> quantities) {
    return section(
        !quantities.isEmpty(),
        title,
        each(quantities, quantity -> table(valueTables.of(quantity))));
  }

  private static List<Section> section(boolean isNeeded, String title, DomContent... content) {
    return isNeeded ? List.of(new Section(title, content)) : List.of();
  }

  private List<Section> trained() {
    return trainedTables
        .filter(tables -> !reportData.trained().isEmpty())
        .map(
            tables ->
                new Section(
                    "Trained networks",
                    prose(meaningOfTrained()),
                    each(Observable.ofTraining(), function -> table(tables.of(function)))))
        .stream()
        .toList();
  }

  /** What was fitted. */
  private List<Section> laws() {
    List<Section> laws = new ArrayList<>();
    laws.addAll(
        section(
            !reportData.fits().isEmpty(),
            "Power laws",
            table(tables.laws()),
            table(tables.linesOfGrid())));
    laws.addAll(
        section(
            !tables.remainders().rows().isEmpty(),
            "Theory to leading order in 1/N",
            prose(THEORY),
            table(tables.remainders())));
    laws.addAll(
        section(
            !tables.vertices().rows().isEmpty(),
            "Whether the vertex is local",
            prose(VERTEX),
            table(tables.vertices())));
    return laws;
  }

  private DomContent pictures() {
    return each(
        each(figures, ReportPage::figure),
        iff(PassiveFlowFigure.absence(reportData), ReportPage::prose));
  }

  private static DomContent prose(String sentences) {
    return p(Html.label(Prose.of(sentences)));
  }

  private static DomContent table(ReportTable table) {
    return wide(TableHtml.of(table));
  }

  /** Something that scrolls where a screen is too narrow. */
  private static DomContent wide(DomContent content) {
    return div(content).withClass("scroll");
  }

  private static DomContent figure(Figure figure) {
    return TagCreator.figure(
            wide(SvgFormat.element(figure.drawing(), figure.name())),
            figcaption(Html.label(Prose.of(figure.caption()))))
        .withId(figure.name());
  }

  private String learning() {
    Training training = reportData.config().training().orElseThrow();
    String learners = TrainedShards.learners(training);
    return training.isPosterior()
        ? "These are networks %s, below; τ = 0 stands for the prior, and infinity for the posterior."
            .formatted(learners)
        : "These are networks %s, below, observed at τ = %s."
            .formatted(
                learners,
                training.times().stream()
                    .map(Training::timeText)
                    .collect(Collectors.joining(", ")));
  }

  private String meaningOfTrained() {
    return reportData.config().training().filter(Training::isOfAllLayers).isPresent()
        ? "What networks are at times τ (learning rate × steps). Theory of mean and covariance is that of infinite width. The distance is (measured − theory)/error: beyond a few standard errors it is no sign of a mistake but of terms of order 1/N."
        : TRAINED;
  }

  private String summary() {
    Map<String, Long> verdicts =
        reportData.result().shards().stream()
            .collect(
                Collectors.groupingBy(
                    shard -> shard.verdict().label(), LinkedHashMap::new, Collectors.counting()));
    long networks = reportData.result().shards().stream().mapToLong(ShardResult::networks).sum();
    return "%d shards (%s), %s networks with activation %s, %sd_in = %d, σ_b = %s; estimator %s; target %s."
        .formatted(
            reportData.result().shards().size(),
            verdicts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", ")),
            Symbols.count(networks),
            reportData.config().activation().label(),
            reportData.config().priors().departures().stream()
                .map(law -> law + ", ")
                .collect(Collectors.joining()),
            reportData.config().dIn(),
            Symbols.plain(reportData.config().sigmaB()),
            reportData.config().estimator().label(),
            target());
  }

  private String target() {
    StopCondition stop = reportData.config().stop();
    if (stop.goal().words().isPresent()) {
      return stop.goal().words().get();
    }
    String bounds =
        Stream.concat(
                stop.relativeError().stream().mapToObj(e -> "relative error " + Symbols.plain(e)),
                stop.absoluteError().stream().mapToObj(e -> "absolute error " + Symbols.plain(e)))
            .collect(Collectors.joining(" or an "));
    return reportData.target() + " to a " + bounds;
  }

  private String configuration() {
    try {
      return JsonFile.text(reportData.config().toMap());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String reproduction() {
    return "Wickstream %s, seed %s. Save the configuration as %s.conf. The same seed and configuration give the same bits for any number of threads, on any machine%s."
        .formatted(
            reportData.result().version(),
            reportData.seeds().stream().map(String::valueOf).collect(Collectors.joining(", ")),
            reportData.config().name(),
            reportData.config().stop().maxTime().isPresent()
                ? ", except for shards that ended because of stop.max-time"
                : "");
  }

  private List<String> commands(String name) {
    String report = "wickstream report runs/" + name;
    if (reportData.seeds().size() < 2) {
      return List.of("wickstream run %1$s.conf --out runs/%1$s".formatted(name), report);
    }
    List<String> commands = new ArrayList<>();
    List<String> runs = new ArrayList<>();
    for (long seed : reportData.seeds()) {
      String run = "runs/%s-%d".formatted(name, seed);
      commands.add("wickstream run %s.conf --set seed=%d --out %s".formatted(name, seed, run));
      runs.add(run);
    }
    commands.add("wickstream merge %s --out runs/%s".formatted(String.join(" ", runs), name));
    commands.add(report);
    return commands;
  }
}
