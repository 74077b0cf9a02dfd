package wickstream.report;

import java.util.List;
import java.util.stream.DoubleStream;
import wickstream.flow.DepthFlow;
import wickstream.flow.LayerCouplings;
import wickstream.flow.LayerQuantity;
import wickstream.flow.MeasuredLayer;

/**
 * N c4 = N ⟨G_c⁽⁴⁾⟩/⟨G0⁽⁴⁾⟩ against the hidden layer: lines of theory, and what was measured.
 * Series of σ_W differ in colour and dashes, the widths measured in their markers.
 */
final class DepthFlowFigure {
  private static final double HEIGHT = 330;
  private static final int MAX_SERIES = 6;
  private static final double MAX_LINEAR = 20;

  /** The distance between neighbouring marks of one layer, and what all of them take, in layers. */
  private static final double MAX_STEP = 0.08;

  private static final double MAX_SPREAD = 0.6;

  private final List<DepthFlow> all;
  private final List<DepthFlow> shown;
  private final List<MeasuredLayer> measured;
  private final List<Integer> widths;

  /**
   * @param flows at least one, all of as many layers
   * @param measured of their layers
   */
  DepthFlowFigure(List<DepthFlow> flows, List<MeasuredLayer> measured) {
    this.all = flows;
    this.shown = SeriesSelection.spread(flows, MAX_SERIES);
    this.measured =
        measured.stream()
            .filter(layer -> layer.quantity() == LayerQuantity.C4)
            .filter(layer -> indexOf(layer.sigmaW()) >= 0)
            .toList();
    this.widths = this.measured.stream().map(MeasuredLayer::width).distinct().sorted().toList();
  }

  /** The figure, if networks have several layers and a theory. */
  static List<Figure> of(ReportData reportData, Lettering lettering) {
    if (reportData.config().depth() == 1) {
      return List.of();
    }
    List<DepthFlow> flows =
        reportData.sigmaW().stream()
            .flatMap(sigmaW -> reportData.theories().apply(sigmaW).leadingOrder().stream())
            .map(DepthFlow::of)
            .toList();
    List<MeasuredLayer> measured =
        flows.stream()
            .flatMap(flow -> MeasuredLayer.of(flow, reportData.result().shards()).stream())
            .toList();
    return flows.isEmpty()
        ? List.of()
        : List.of(new DepthFlowFigure(flows, measured).figure(lettering));
  }

  private int indexOf(double sigmaW) {
    return shown.stream().map(flow -> flow.ensemble().sigmaW()).toList().indexOf(sigmaW);
  }

  Figure figure(Lettering lettering) {
    int depth = shown.get(0).layers().size();
    Plot plot =
        new Plot(
            "",
            Axis.of(LayerScale.of(depth), "hidden layer"),
            Axis.of(scale(), "quartic coupling, *N* *c*_{4}"));
    for (int i = 0; i < shown.size(); i++) {
      plot.add(Layers.line(spots(shown.get(i)), pen(i), Part.LINE));
    }
    measured.forEach(layer -> plot.add(Layers.point(point(layer), style(layer))));
    Picture picture =
        new Sheet(List.of(plot), 1, HEIGHT, legend())
            .drawn(
                "N c4 against the hidden layer",
                "N times the connected function of four points over the free one, for networks that end after each of %d hidden layers, a line for each σ_W of %s."
                    .formatted(
                        depth, shown.stream().map(flow -> flow.ensemble().sigmaW()).toList()),
                lettering);
    return new Figure("flow-depth", caption(), picture);
  }

  private static List<Spot> spots(DepthFlow flow) {
    return flow.layers().stream()
        .filter(layer -> Double.isFinite(layer.c4()))
        .map(layer -> new Spot(layer.layer(), layer.c4()))
        .toList();
  }

  /** Logarithmic where linear would hide the small ones. */
  private Scale scale() {
    Range range =
        Range.of(
            DoubleStream.concat(
                shown.stream()
                    .flatMap(flow -> flow.layers().stream())
                    .mapToDouble(LayerCouplings::c4),
                measured.stream().flatMapToDouble(layer -> point(layer).range())));
    return range.least() > 0 && range.most() > MAX_LINEAR * range.least()
        ? LogScale.around(range)
        : LinearScale.around(range.with(0));
  }

  private DataPoint point(MeasuredLayer layer) {
    int marks = widths.size() * shown.size();
    int index = widths.indexOf(layer.width()) * shown.size() + indexOf(layer.sigmaW());
    double step = Math.min(MAX_STEP, MAX_SPREAD / marks);
    return DataPoint.of(
        layer.layer() + step * (index - (marks - 1) / 2.0), layer.measured(), layer.isTrusted());
  }

  private static Pen pen(int index) {
    return Style.of(index).pen().ofWidth(1.3);
  }

  private Style style(MeasuredLayer layer) {
    Ink ink = Style.of(indexOf(layer.sigmaW())).ink();
    return new Style(ink, marker(layer.width()), Pen.HAIR);
  }

  private Marker marker(int width) {
    return Marker.values()[widths.indexOf(width) % Marker.values().length];
  }

  private Legend legend() {
    Legend legend = new Legend();
    for (int i = 0; i < shown.size(); i++) {
      legend.add(
          Sample.line(pen(i)),
          Symbols.SIGMA_W + " = " + Symbols.number(shown.get(i).ensemble().sigmaW()));
    }
    widths.forEach(
        n ->
            legend.add(
                Sample.of(new Style(Ink.BLACK, marker(n), Pen.HAIR)), Symbols.N + " = " + n));
    legend.addErrors(!measured.isEmpty());
    return legend.addIf(
        measured.stream().anyMatch(layer -> !layer.isTrusted()),
        Sample.crossed(),
        "error not to be trusted");
  }

  private String caption() {
    return "The quartic coupling c4, the connected function of four points over the free one, both averaged over all multisets, times N, of networks that end after each hidden layer, to leading order in 1/N (lines).%s%s"
        .formatted(
            measured.isEmpty()
                ? ""
                : " Measured values, with standard errors, differ from that by terms of relative size 1/N; marks of one layer stand beside each other.",
            SeriesSelection.told("", shown, all, "σ_W are shown."));
  }
}
