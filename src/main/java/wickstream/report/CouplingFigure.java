package wickstream.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;

/**
 * A coupling against σ_W for each width, as in Figure 2 of arXiv 2212.11811, beside the exact
 * values, or those of theory, and the power of the scaling identity: as eq. 8 defines it and, where
 * the kernel decays, for a canonically normalised field.
 */
final class CouplingFigure {
  private static final double HEIGHT = 330;
  private static final Pen PREDICTED = Pen.dotted(Ink.GREY, 1);

  private final ReportData reportData;
  private final String name;
  private final boolean isCanonical;

  private CouplingFigure(ReportData reportData, String name) {
    this.reportData = reportData;
    this.name = name;
    this.isCanonical = reportData.has(name + "Canonical");
  }

  /** One figure for each of u4 and u6 that was measured at two σ_W or more. */
  static List<Figure> of(ReportData reportData, Lettering lettering) {
    return Stream.of("u4", "u6")
        .filter(name -> reportData.sigmaW().size() >= 2 && reportData.has(name))
        .map(name -> new CouplingFigure(reportData, name).figure(lettering))
        .toList();
  }

  private Figure figure(Lettering lettering) {
    List<Plot> plots = Couplings.plots(name, isCanonical, this::plot);
    Picture picture =
        new Sheet(plots, plots.size(), HEIGHT, legend())
            .drawn(
                "|%s| against σ_W".formatted(name),
                "The size of the coupling %s against the scale of the weights σ_W on logarithmic axes, a series for each width N: %s. Measured values with intervals, %s."
                    .formatted(name, reportData.widths(), knownBeside("exact values as lines")),
                lettering);
    return new Figure("figure2-" + name, caption(), picture);
  }

  private Plot plot(String quantity, String heading) {
    Plot plot =
        new Plot(
            heading,
            Axis.logarithmic(Range.ofAscending(reportData.sigmaW()), Symbols.SIGMA_W),
            Couplings.axis(reportData, quantity));
    for (int width : reportData.widths()) {
      List<ShardResult> shards = reportData.ofWidth(width);
      prediction(shards, quantity).ifPresent(plot::add);
      Pen pen = reportData.styleOf(width).pen();
      Couplings.known(shards, quantity, s -> s.ensemble().sigmaW(), pen).forEach(plot::add);
    }
    for (int width : reportData.widths()) {
      for (ShardResult shard : reportData.ofWidth(width)) {
        Couplings.measured(shard, quantity, shard.ensemble().sigmaW(), reportData.styleOf(width))
            .ifPresent(plot::add);
      }
    }
    return plot;
  }

  /** That power of σ_W through the value at the smallest σ_W of a width. */
  private Optional<Layer> prediction(List<ShardResult> shards, String quantity) {
    ShardResult first = shards.get(0);
    ShardResult last = shards.get(shards.size() - 1);
    double measured =
        ReportData.value(first, quantity).map(MeasuredValue::value).orElse(Double.NaN);
    double start = Math.abs(ReportData.exact(first, quantity).orElse(measured));
    if (!isCanonical || !(start > 0)) {
      return Optional.empty();
    }
    Range across = new Range(first.ensemble().sigmaW(), last.ensemble().sigmaW());
    return Optional.of(
        Layers.powerLaw(across, start, Couplings.slope(reportData, quantity), PREDICTED));
  }

  private Legend legend() {
    boolean isExact =
        reportData.result().shards().stream()
            .anyMatch(shard -> ReportData.exact(shard, name).isPresent());
    Legend legend =
        reportData.legend(
            reportData.widths(),
            style -> isExact ? Sample.of(style, style.pen()) : Sample.of(style));
    Couplings.explain(legend, reportData, reportData.result().shards(), name);
    return legend.addIf(
        isCanonical,
        Sample.line(PREDICTED),
        "predicted slope: " + Couplings.slopes(reportData, name));
  }

  private String caption() {
    String measured =
        "Measured %s with intervals that hold at every sample size (confidence %s), %s"
            .formatted(
                name, reportData.config().stop().confidence(), knownBeside("exact values (lines)"));
    String law =
        isCanonical
            ? ", and the power of the scaling identity for points small against 1/σ_W and σ_b above 0 (dotted, through the value at the smallest σ_W)."
            : ".";
    return measured + law + Couplings.whereNoLawHolds(reportData, name) + fits();
  }

  private String knownBeside(String exact) {
    return Couplings.knownBeside(reportData.result().shards(), name, exact);
  }

  /** What the fits of the whole grid say. */
  private String fits() {
    return reportData.fits().stream()
        .filter(fit -> fit.variable().equals("sigmaW") && reportData.isOfAll(fit))
        .filter(fit -> fit.quantity().replace("Canonical", "").equals(name))
        .map(fit -> " Fitted: " + fit.statement() + ".")
        .collect(Collectors.joining());
  }
}
