package wickstream.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;

/**
 * A coupling against σ_W for each width, as in Figure 2 of arXiv 2212.11811, beside the exact
 * values and the power law that theory predicts: as eq. 8 defines it and, where the kernel decays,
 * for a canonically normalised field.
 */
final class CouplingFigure {
  private static final double HEIGHT = 330;

  private final ReportData findings;
  private final int order;

  private CouplingFigure(ReportData findings, int order) {
    this.findings = findings;
    this.order = order;
  }

  /** One figure for each of u4 and u6 that was measured at two σ_W or more. */
  static List<Figure> of(ReportData findings, Lettering lettering) {
    if (findings.sigmaW().size() < 2) {
      return List.of();
    }
    return Stream.of(4, 6)
        .filter(order -> findings.has("u" + order))
        .map(order -> new CouplingFigure(findings, order).figure(lettering))
        .toList();
  }

  private Figure figure(Lettering lettering) {
    List<Plot> plots = new ArrayList<>();
    plots.add(plot(name(), "field as sampled"));
    if (isCanonical()) {
      plots.add(plot(name() + "Canonical", "field canonically normalised"));
    }
    Drawing drawing =
        new Sheet(plots, plots.size(), HEIGHT, legend())
            .drawn(
                "|%s| against σ_W".formatted(name()),
                "The size of the coupling %s against the scale of the weights σ_W on logarithmic axes, a series for each width N: %s. Measured values with intervals, exact values as lines."
                    .formatted(name(), findings.widths()),
                lettering);
    return new Figure("figure2-" + name(), caption(), drawing);
  }

  private String name() {
    return "u" + order;
  }

  private boolean isCanonical() {
    return findings.has(name() + "Canonical");
  }

  private Plot plot(String quantity, String heading) {
    List<Double> sigmaW = findings.sigmaW();
    Range across = new Range(sigmaW.get(0), sigmaW.get(sigmaW.size() - 1));
    Plot plot =
        new Plot(
            Label.of(heading),
            Axis.of(LogScale.around(across), Symbols.SIGMA_W),
            Axis.of(
                LogScale.around(Couplings.sizes(findings, quantity)), Symbols.magnitude(quantity)));
    for (int width : findings.widths()) {
      List<ShardResult> shards = findings.ofWidth(width);
      prediction(shards, quantity).ifPresent(plot::add);
      Style style = findings.styleOf(width);
      Couplings.exact(shards, quantity, shard -> shard.ensemble().sigmaW(), style)
          .forEach(plot::add);
    }
    for (int width : findings.widths()) {
      for (ShardResult shard : findings.ofWidth(width)) {
        Couplings.measured(shard, quantity, shard.ensemble().sigmaW(), findings.styleOf(width))
            .forEach(plot::add);
      }
    }
    return plot;
  }

  /** The predicted power of σ_W through the value at the smallest σ_W of a width. */
  private Optional<Layer> prediction(List<ShardResult> shards, String quantity) {
    if (!isCanonical()) {
      return Optional.empty();
    }
    ShardResult first = shards.get(0);
    OptionalDouble start = ReportData.exact(first, quantity);
    double y =
        Math.abs(
            start.orElse(
                ReportData.value(first, quantity).map(MeasuredValue::value).orElse(Double.NaN)));
    if (!(y > 0)) {
      return Optional.empty();
    }
    double x = first.ensemble().sigmaW();
    double last = shards.get(shards.size() - 1).ensemble().sigmaW();
    Spot end = new Spot(last, y * Math.pow(last / x, Couplings.slope(findings, quantity)));
    return Optional.of(
        Layers.line(List.of(new Spot(x, y), end), Pen.dotted(Ink.GREY, 1), Part.GUIDE));
  }

  private Legend legend() {
    Legend legend = new Legend();
    for (int width : findings.widths()) {
      Style style = findings.styleOf(width);
      legend.add(Sample.of(style, true, Optional.of(style.pen())), Symbols.N + " = " + width);
    }
    Couplings.explain(legend, findings.result().shards(), name());
    if (isCanonical()) {
      legend.add(
          Sample.line(Pen.dotted(Ink.GREY, 1)),
          "predicted slope: " + Couplings.slopes(findings, name()));
    }
    return legend;
  }

  private String caption() {
    String measured =
        "Measured %s with intervals that hold at every sample size (confidence %s), exact values (lines)"
            .formatted(name(), findings.config().stop().confidence());
    String law =
        isCanonical()
            ? ", and the power law of σ_W that theory predicts for σ_b above 0 (dotted, through the value at the smallest σ_W)."
            : ".";
    return measured + law + Couplings.whereNoLawHolds(findings, name()) + fits();
  }

  /** What the fits of the whole grid say. */
  private String fits() {
    return findings.fits().stream()
        .filter(fit -> fit.variable().equals("sigmaW") && findings.isOfAll(fit))
        .filter(fit -> fit.quantity().replace("Canonical", "").equals(name()))
        .map(fit -> " Fitted: " + fit.statement() + ".")
        .collect(Collectors.joining());
  }
}
