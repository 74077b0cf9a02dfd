package wickstream.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import wickstream.results.Fit;
import wickstream.results.ShardResult;
import wickstream.statistics.NumberText;

/** A coupling against the width at some σ_W, with the power laws fitted to it. */
final class WidthFigure {
  private static final double HEIGHT = 330;
  private static final int MAX_SERIES = 6;

  private final ReportData reportData;
  private final List<Double> sigmaW;
  private final String quantity;

  private WidthFigure(ReportData reportData, String quantity) {
    this.reportData = reportData;
    this.quantity = quantity;
    this.sigmaW = SeriesSelection.spread(reportData.sigmaW(), MAX_SERIES);
  }

  /** One figure for each coupling that was measured at two widths or more. */
  static List<Figure> of(ReportData reportData, Lettering lettering) {
    return Stream.of("u4", "u6")
        .filter(quantity -> reportData.widths().size() >= 2 && reportData.has(quantity))
        .map(quantity -> new WidthFigure(reportData, quantity).figure(lettering))
        .toList();
  }

  private Figure figure(Lettering lettering) {
    Range across = Range.ofAscending(reportData.widths());
    Plot plot =
        new Plot("", Axis.logarithmic(across, Symbols.N), Couplings.axis(reportData, quantity));
    for (int i = 0; i < sigmaW.size(); i++) {
      Style style = Style.of(i);
      List<ShardResult> shards = reportData.ofSigmaW(sigmaW.get(i));
      Couplings.known(shards, quantity, ShardResult::width, exactLine(style)).forEach(plot::add);
      fit(sigmaW.get(i)).map(fit -> law(fit, across, style)).ifPresent(plot::add);
      shards.forEach(
          shard -> Couplings.measured(shard, quantity, shard.width(), style).ifPresent(plot::add));
    }
    Picture picture =
        new Sheet(List.of(plot), 1, HEIGHT, legend())
            .drawn(
                "|%s| against N".formatted(quantity),
                "The size of the coupling %s against the width N on logarithmic axes, a series for each σ_W of %s."
                    .formatted(quantity, sigmaW),
                lettering);
    return new Figure("width-" + quantity, caption(), picture);
  }

  /** Exact values are thin here, because the fitted laws are what the figure is about. */
  private static Pen exactLine(Style style) {
    return Pen.solid(style.ink(), 0.7);
  }

  private Optional<Fit> fit(double sigma) {
    return reportData.fits().stream()
        .filter(fit -> fit.quantity().equals(quantity) && fit.variable().equals("width"))
        .filter(fit -> fit.sigmaW().isPresent() && fit.sigmaW().getAsDouble() == sigma)
        .filter(fit -> Double.isFinite(fit.exponent()) && Double.isFinite(fit.logAmplitude()))
        .findFirst();
  }

  private static Layer law(Fit fit, Range across, Style style) {
    double start = Math.exp(fit.logAmplitude() + fit.exponent() * Math.log(across.least()));
    return Layers.powerLaw(across, start, fit.exponent(), lawPen(style));
  }

  private static Pen lawPen(Style style) {
    return Pen.dashed(style.ink(), 1.4);
  }

  private Legend legend() {
    Legend legend = new Legend();
    for (int i = 0; i < sigmaW.size(); i++) {
      Style style = Style.of(i);
      String sigma = Symbols.SIGMA_W + " = " + Symbols.number(sigmaW.get(i));
      fit(sigmaW.get(i))
          .ifPresentOrElse(
              law ->
                  legend.add(
                      Sample.of(style, lawPen(style)),
                      "%s, fit ~ *N*^{%s}".formatted(sigma, exponent(law))),
              () -> legend.add(Sample.of(style), sigma));
    }
    List<ShardResult> shown =
        sigmaW.stream().flatMap(s -> reportData.ofSigmaW(s).stream()).toList();
    Couplings.explain(legend, reportData, shown, quantity);
    return legend;
  }

  private static String exponent(Fit fit) {
    return NumberText.measured(fit.exponent(), fit.standardError())
        .replace(" ± ", "±")
        .replace('-', '−');
  }

  private String caption() {
    boolean isFitted = sigmaW.stream().anyMatch(sigma -> fit(sigma).isPresent());
    String laws =
        isFitted
            ? ", and fitted power laws (dashed), of which theory predicts N to the power %s"
                .formatted(quantity.equals("u4") ? "−1" : "−2")
            : "";
    return "%s against N with intervals and %s%s.%s"
        .formatted(
            quantity,
            Couplings.knownBeside(
                reportData.result().shards(), quantity, "exact values (thin lines)"),
            laws,
            SeriesSelection.told("", sigmaW, reportData.sigmaW(), "σ_W are shown."));
  }
}
