package wickstream.report;

import static wickstream.report.ReportTable.cells;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import wickstream.physics.Estimator;
import wickstream.physics.VertexTerm;
import wickstream.results.Fit;
import wickstream.results.MeasuredValue;
import wickstream.results.Remainder;
import wickstream.results.ShardResult;
import wickstream.results.Vertex;
import wickstream.results.VertexFit;

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

  ReportTables(ReportData reportData, List<Remainder> remainders) {
    this.reportData = reportData;
    this.remainders = remainders;
  }

  /** The power laws that were fitted to the whole grid, with what they say. */
  ReportTable laws() {
    return new ReportTable(
        "Power laws |quantity| = A · variable^p that minimise χ² = Σ ((quantity − law)/error)²",
        with(FIT, Label.of("which says")),
        reportData.fits().stream()
            .filter(reportData::isOfAll)
            .map(fit -> with(fit(fit), Prose.of(fit.statement())))
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

  /** What the quartic vertex of each shard is. */
  ReportTable vertices() {
    return new ReportTable(
        "Vertices fitted to G_c4 with equal weights, and χ² with those of the measured covariance",
        cells(
            Symbols.N,
            Symbols.SIGMA_W,
            "vertex",
            "local",
            "|*x*|^{2}",
            "non-local",
            "unexplained",
            "exact",
            "held out",
            "exact",
            "*χ*^{2}/dof",
            "probability",
            "which says"),
        reportData.result().shards().stream().flatMap(ReportTables::vertices).toList());
  }

  private static Stream<List<Label>> vertices(ShardResult shard) {
    return shard.vertex().stream()
        .flatMap(
            vertex ->
                vertex.fits().stream()
                    .filter(fit -> fit.weights() == VertexFit.Weights.EQUAL)
                    .map(fit -> vertex(shard, vertex, fit)));
  }

  private static List<Label> vertex(ShardResult shard, Vertex vertex, VertexFit fit) {
    Optional<VertexFit> test = vertex.fit(fit.terms(), VertexFit.Weights.COVARIANCE);
    List<Label> cells =
        new ArrayList<>(
            cells(
                Integer.toString(shard.width()),
                Symbols.number(shard.ensemble().sigmaW()),
                fit.model()));
    VertexTerm.labels().forEach(term -> cells.add(measured(fit.coefficients().get(term))));
    for (MeasuredValue share : List.of(fit.unexplained(), fit.heldOut())) {
      cells.add(measured(share));
      cells.add(Label.of(known(share.exact())));
    }
    cells.add(
        Label.of(
            test.map(of -> Symbols.brief(of.chiSquare()) + "/" + of.degreesOfFreedom())
                .orElse(UNKNOWN)));
    cells.add(Label.of(Symbols.brief(test.map(VertexFit::probability).orElse(Double.NaN))));
    cells.add(Prose.of(fit.terms().size() == 1 ? vertex.statement() : ""));
    return cells;
  }

  private static Label measured(MeasuredValue value) {
    return Label.of(value == null ? "" : Symbols.withError(value.value(), value.standardError()));
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
}
