package wickstream.report;

import static wickstream.report.ReportTable.cells;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import wickstream.physics.Estimator;
import wickstream.results.Fit;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.statistics.Verdict;

/** The tables of a report. */
final class ReportTables {
  private static final String UNKNOWN = "–";
  private static final List<Label> FIT =
      cells(
          "quantity",
          "against",
          "at",
          "*p*",
          "predicted",
          "exact values",
          "*χ*^{2}/dof",
          "probability",
          "shards");

  private final ReportData reportData;

  ReportTables(ReportData reportData) {
    this.reportData = reportData;
  }

  /** The power laws that were fitted to the whole grid, with what they say. */
  ReportTable laws() {
    return new ReportTable(
        "Power laws |quantity| = A · variable^p that minimise χ² = Σ ((quantity − law)/error)²",
        with(FIT, Label.of("which says")),
        reportData.fits().stream()
            .filter(reportData::isOfAll)
            .map(fit -> with(fit(fit), Label.verbatim(fit.statement())))
            .toList());
  }

  private static List<Label> with(List<Label> cells, Label last) {
    return Stream.concat(cells.stream(), Stream.of(last)).toList();
  }

  /** Those fitted to the shards of one N, or of one σ_W. */
  ReportTable linesOfGrid() {
    return new ReportTable(
        "The same for single lines of the grid",
        FIT,
        reportData.fits().stream()
            .filter(fit -> !reportData.isOfAll(fit))
            .map(ReportTables::fit)
            .toList());
  }

  private static List<Label> fit(Fit fit) {
    return cells(
        Symbols.of(fit.quantity()),
        Symbols.of(fit.variable()),
        at(fit),
        Symbols.withError(fit.exponent(), fit.standardError()),
        known(fit.predicted()),
        known(fit.exact()),
        Symbols.brief(fit.chiSquare()) + "/" + fit.degreesOfFreedom(),
        Symbols.brief(fit.probability()),
        fit.points() + (fit.leftOut() > 0 ? ", %d left out".formatted(fit.leftOut()) : ""));
  }

  private static String at(Fit fit) {
    if (fit.width().isPresent()) {
      return Symbols.N + " = " + fit.width().getAsInt();
    }
    return fit.sigmaW().isPresent()
        ? Symbols.SIGMA_W + " = " + Symbols.number(fit.sigmaW().getAsDouble())
        : "all";
  }

  private static String known(OptionalDouble number) {
    return Symbols.precise(number.orElse(Double.NaN));
  }

  /** How each shard ended. */
  ReportTable shards() {
    return new ReportTable(
        "How each shard ended; tails are those of the contributions to " + reportData.target(),
        cells(
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
        reportData.result().shards().stream().map(ReportTables::shard).toList());
  }

  private static List<Label> shard(ShardResult shard) {
    boolean weighted = shard.estimator() == Estimator.TILTED;
    return cells(
        Integer.toString(shard.width()),
        Symbols.number(shard.ensemble().sigmaW()),
        shard.estimator().label(),
        shard.verdict().label(),
        Symbols.count(shard.networks()),
        shard
            .verdict()
            .networksNeeded()
            .map(needed -> networks(needed.count()) + " (" + needed.basis().label() + ")")
            .orElse(""),
        Symbols.brief(shard.tail().varianceOfVariance()),
        Symbols.brief(shard.tail().shape()),
        weighted ? Symbols.precise(shard.weightMean()) : "",
        weighted ? Symbols.precise(shard.effectiveSampleSize()) : "");
  }

  private static String networks(double needed) {
    return Double.isInfinite(needed) ? "no finite number" : Symbols.brief(needed);
  }

  /** A coupling, deviation or connected function of all shards. */
  ReportTable values(String quantity) {
    return new ReportTable(
        Label.of(Symbols.of(quantity)).plain() + ", mean over all multisets of points",
        cells(
            Symbols.N,
            Symbols.SIGMA_W,
            Symbols.of(quantity) + " ± error",
            "interval (%s)".formatted(reportData.config().stop().confidence()),
            "exact",
            "pull",
            ""),
        reportData.result().shards().stream().map(shard -> value(shard, quantity)).toList());
  }

  private List<Label> value(ShardResult shard, String quantity) {
    String n = Integer.toString(shard.width());
    String sigmaW = Symbols.number(shard.ensemble().sigmaW());
    String exact = known(ReportData.exact(shard, quantity));
    return ReportData.value(shard, quantity)
        .map(
            value ->
                cells(
                    n,
                    sigmaW,
                    Symbols.withError(value.value(), value.standardError()),
                    Symbols.precise(value.low()) + " to " + Symbols.precise(value.high()),
                    exact,
                    pull(value),
                    remark(shard, quantity)))
        .orElse(cells(n, sigmaW, UNKNOWN, UNKNOWN, exact, UNKNOWN, "not measured"));
  }

  private static String pull(MeasuredValue value) {
    double pull = value.pull();
    return Double.isFinite(pull)
        ? String.format(Locale.ROOT, "%+.2f", pull).replace('-', '−')
        : UNKNOWN;
  }

  private String remark(ShardResult shard, String quantity) {
    if (ReliabilityNotes.about(shard, quantity).isPresent()) {
      return "not to be trusted";
    }
    boolean isTarget = quantity.replace("Canonical", "").equals(reportData.target());
    return isTarget && !(shard.verdict() instanceof Verdict.Converged) ? "target not reached" : "";
  }
}
