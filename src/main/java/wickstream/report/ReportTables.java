package wickstream.report;

import static wickstream.report.ReportTable.cells;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import wickstream.physics.Estimator;
import wickstream.results.Fit;
import wickstream.results.MeasuredValue;
import wickstream.results.Remainder;
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
  private final List<Remainder> remainders;

  ReportTables(ReportData reportData) {
    this.reportData = reportData;
    this.remainders = reportData.result().remainders();
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

  /** How far the values are from theory, where there are widths enough to tell. */
  ReportTable remainders() {
    return new ReportTable(
        "Remainders r of measured = theory · (1 + r/N), with theory to leading order in 1/N",
        cells("quantity", Symbols.SIGMA_W, "*r*", "predicted", "*χ*^{2}/dof", "shards"),
        remainders.stream().filter(Remainder::isFitted).map(ReportTables::remainder).toList());
  }

  private static List<Label> remainder(Remainder remainder) {
    return cells(
        Symbols.of(remainder.quantity()),
        Symbols.number(remainder.sigmaW()),
        Symbols.withError(remainder.coefficient(), remainder.standardError()),
        known(remainder.predicted()),
        Symbols.brief(remainder.chiSquare()) + "/" + remainder.degreesOfFreedom(),
        Integer.toString(remainder.points()));
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

  /**
   * A coupling, deviation or connected function of all shards, beside exact values or, where there
   * are none, theory.
   */
  ReportTable values(String quantity) {
    List<ShardResult> shards = reportData.result().shards();
    boolean isBesideTheory =
        shards.stream().anyMatch(shard -> ReportData.theory(shard, quantity).isPresent());
    List<String> known =
        isBesideTheory ? List.of("theory", "*N*(measured/theory − 1)") : List.of("exact");
    return new ReportTable(
        Label.of(Symbols.of(quantity)).plain() + ", mean over all multisets of points",
        row(
            List.of(
                Symbols.N,
                Symbols.SIGMA_W,
                Symbols.of(quantity) + " ± error",
                "interval (%s)".formatted(reportData.config().stop().confidence())),
            known,
            List.of("pull", "")),
        shards.stream()
            .map(
                shard ->
                    row(
                        measured(shard, quantity),
                        isBesideTheory
                            ? theory(shard, quantity)
                            : List.of(known(ReportData.exact(shard, quantity))),
                        judged(shard, quantity)))
            .toList());
  }

  private static List<Label> row(List<String> measured, List<String> known, List<String> judged) {
    return cells(Stream.of(measured, known, judged).flatMap(List::stream).toArray(String[]::new));
  }

  private static List<String> measured(ShardResult shard, String quantity) {
    Optional<MeasuredValue> value = ReportData.value(shard, quantity);
    return List.of(
        Integer.toString(shard.width()),
        Symbols.number(shard.ensemble().sigmaW()),
        value.map(v -> Symbols.withError(v.value(), v.standardError())).orElse(UNKNOWN),
        value
            .map(v -> Symbols.precise(v.low()) + " to " + Symbols.precise(v.high()))
            .orElse(UNKNOWN));
  }

  private List<String> theory(ShardResult shard, String quantity) {
    return List.of(
        known(ReportData.theory(shard, quantity)),
        remainder(shard, quantity)
            .map(r -> Symbols.withError(r.coefficient(), r.standardError()))
            .orElse(UNKNOWN));
  }

  private List<String> judged(ShardResult shard, String quantity) {
    Optional<MeasuredValue> value = ReportData.value(shard, quantity);
    double pull =
        value
            .filter(v -> v.exact().isPresent())
            .map(MeasuredValue::pull)
            .or(() -> remainder(shard, quantity).map(Remainder.OfShard::pull))
            .orElse(Double.NaN);
    return List.of(pull(pull), value.isEmpty() ? "not measured" : remark(shard, quantity));
  }

  private Optional<Remainder.OfShard> remainder(ShardResult shard, String quantity) {
    return remainders.stream()
        .filter(one -> one.quantity().equals(quantity.replace("Canonical", "")))
        .flatMap(one -> one.of(shard).stream())
        .findFirst();
  }

  private static String pull(double pull) {
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
