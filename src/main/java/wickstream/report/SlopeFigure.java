package wickstream.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import wickstream.flow.LocalSlope;

/**
 * The active flow of a coupling: d log|u|/d log σ_W between neighbouring σ_W for each width, beside
 * the same of the exact values and the power of the scaling identity, as eq. 8 of arXiv 2212.11811
 * defines the coupling and, where the kernel decays, for a canonically normalised field.
 */
final class SlopeFigure {
  private static final double HEIGHT = 330;
  private static final int MAX_SERIES = 6;

  /** More slopes of several widths would stand in each other's way, and have larger errors. */
  private static final int MAX_STEPS = 12;

  private static final Pen EXACT = Pen.solid(Ink.BLACK, 1);
  private static final Pen PREDICTED = Pen.dotted(Ink.GREY, 1.4);

  private final ReportData reportData;
  private final String name;
  private final List<Integer> widths;
  private final List<Double> sigmaW;
  private final List<LocalSlope> slopes;
  private final PositionDodge beside;

  private SlopeFigure(ReportData reportData, String name) {
    this.reportData = reportData;
    this.name = name;
    this.widths = SeriesSelection.spread(reportData.widths(), MAX_SERIES);
    this.sigmaW = SeriesSelection.apart(reportData.sigmaW(), MAX_STEPS);
    this.beside = PositionDodge.among(sigmaW, widths.size());
    this.slopes =
        LocalSlope.of(
            reportData.result().shards().stream()
                .filter(shard -> widths.contains(shard.width()))
                .filter(shard -> sigmaW.contains(shard.ensemble().sigmaW()))
                .toList());
  }

  /** One figure for each of u4 and u6 that has a slope anywhere. */
  static List<Figure> of(ReportData reportData, Lettering lettering) {
    return Stream.of("u4", "u6")
        .map(name -> new SlopeFigure(reportData, name))
        .filter(figure -> figure.slopes(figure.name).anyMatch(SlopeFigure::isKnown))
        .map(figure -> figure.figure(lettering))
        .toList();
  }

  private Stream<LocalSlope> slopes(String quantity) {
    return slopes.stream().filter(slope -> slope.coupling().equals(quantity));
  }

  private static boolean isKnown(LocalSlope slope) {
    return Double.isFinite(slope.slope().value());
  }

  private boolean isCanonical() {
    return slopes(name + "Canonical").anyMatch(SlopeFigure::isKnown);
  }

  private Figure figure(Lettering lettering) {
    List<Plot> plots = Couplings.plots(name, isCanonical(), this::plot);
    Picture picture =
        new Sheet(plots, plots.size(), HEIGHT, legend())
            .drawn(
                "slope of |%s| against σ_W".formatted(name),
                "The slope d log|%s| / d log σ_W between neighbouring σ_W against σ_W, a series with standard errors for each width N: %s."
                    .formatted(name, widths),
                lettering);
    return new Figure("flow-active-" + name, caption(), picture);
  }

  private Plot plot(String quantity, String heading) {
    Plot plot =
        new Plot(
            heading,
            Axis.logarithmic(beside.whole(), Symbols.SIGMA_W),
            Axis.linear(
                range(quantity),
                "d log %s / d log %s".formatted(Symbols.magnitude(quantity), Symbols.SIGMA_W)));
    if (isCanonical()) {
      plot.add(Layers.level(Couplings.slope(reportData, quantity), PREDICTED));
    }
    plot.add(Layers.line(exact(quantity), EXACT, Part.LINE));
    slopes(quantity)
        .filter(SlopeFigure::isKnown)
        .forEach(slope -> plot.add(Layers.point(point(slope), reportData.styleOf(slope.width()))));
    return plot;
  }

  private DataPoint point(LocalSlope slope) {
    double x = place(slope) * beside.shift(widths.indexOf(slope.width()));
    return DataPoint.of(x, slope.slope(), slope.isTrusted());
  }

  /** In the middle between two σ_W. */
  private static double place(LocalSlope slope) {
    return Math.sqrt(slope.from() * slope.to());
  }

  private Range range(String quantity) {
    Range range =
        Range.of(
            DoubleStream.concat(
                slopes(quantity).map(this::point).flatMapToDouble(DataPoint::range),
                exact(quantity).stream().mapToDouble(Spot::y)));
    return isCanonical() ? range.with(Couplings.slope(reportData, quantity)) : range;
  }

  /**
   * The exact slopes are those of any width, for exact couplings are proportional to a power of N.
   */
  private List<Spot> exact(String quantity) {
    Map<Double, Spot> spots = new TreeMap<>();
    slopes(quantity)
        .forEach(
            slope ->
                slope
                    .exact()
                    .ifPresent(y -> spots.putIfAbsent(slope.from(), new Spot(place(slope), y))));
    return List.copyOf(spots.values());
  }

  private Legend legend() {
    return reportData
        .legend(widths, Sample::of)
        .addErrors(true)
        .addIf(
            slopes(name).anyMatch(slope -> isKnown(slope) && !slope.isTrusted()),
            Sample.crossed(),
            "error not to be trusted")
        .addIf(!exact(name).isEmpty(), Sample.line(EXACT), "exact, at every " + Symbols.N)
        .addIf(
            isCanonical(),
            Sample.line(PREDICTED),
            "predicted%s: %s"
                .formatted(
                    holds() ? "" : " for *σ*_{*b*} > 0", Couplings.slopes(reportData, name)));
  }

  private String caption() {
    return "Active flow: the slope d log|%s| / d log σ_W from each σ_W to the next with its standard error, at their geometric mean%s%s.%s%s%s"
        .formatted(
            name,
            exact(name).isEmpty() ? "" : "; the same of the exact values (line)",
            isCanonical()
                ? "; that of the scaling identity for points small against 1/σ_W%s (dotted)"
                    .formatted(holds() ? "" : " and σ_b above 0")
                : "",
            Couplings.whereNoLawHolds(reportData, name),
            chosen(),
            missing());
  }

  private boolean holds() {
    return Couplings.whereNoLawHolds(reportData, name).isEmpty();
  }

  private String chosen() {
    return SeriesSelection.told(" Slopes are those between", sigmaW, reportData.sigmaW(), "σ_W.")
        + SeriesSelection.told("", widths, reportData.widths(), "N are shown.")
        + beside.told("N");
  }

  private String missing() {
    int all = widths.size() * (sigmaW.size() - 1);
    long missing = all - slopes(name).filter(SlopeFigure::isKnown).count();
    return missing == 0
        ? ""
        : " %d of %d slopes are left out: there the coupling is not known with its error, is within three errors of zero, or changes its sign."
            .formatted(missing, all);
  }
}
