package wickstream.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import wickstream.physics.VertexTerm;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.results.TheoryValue;
import wickstream.results.Vertex;
import wickstream.results.VertexFit;

/**
 * How much of G_c⁽⁴⁾ vertices leave unexplained, fitted with equal weights, against σ_W: a panel
 * for each of up to three widths, beside the exact shares or those of theory.
 */
final class VertexFigure {
  private static final double HEIGHT = 300;
  private static final int MAX_WIDTHS = 3;

  private final ReportData reportData;
  private final List<Integer> widths;
  private final PositionDodge beside;

  private VertexFigure(ReportData reportData) {
    this.reportData = reportData;
    this.widths =
        SeriesSelection.spread(
            reportData.widths().stream().filter(n -> shares(n).findAny().isPresent()).toList(),
            MAX_WIDTHS);
    this.beside = PositionDodge.among(reportData.sigmaW(), VertexTerm.models().size());
  }

  /** One figure, if any share was measured. */
  static List<Figure> of(ReportData reportData, Lettering lettering) {
    VertexFigure figure = new VertexFigure(reportData);
    return figure.widths.isEmpty() ? List.of() : List.of(figure.figure(lettering));
  }

  private Stream<MeasuredValue> shares(int width) {
    return VertexTerm.models().stream()
        .flatMap(model -> reportData.ofWidth(width).stream().flatMap(s -> share(s, model).stream()))
        .filter(MeasuredValue::isKnown);
  }

  private static Optional<MeasuredValue> share(ShardResult shard, List<VertexTerm> model) {
    return shard
        .vertex()
        .flatMap(vertex -> vertex.fit(model, VertexFit.Weights.EQUAL))
        .map(VertexFit::unexplained);
  }

  private Figure figure(Lettering lettering) {
    List<Plot> plots = widths.stream().map(this::plot).toList();
    Picture picture =
        new Sheet(plots, plots.size(), HEIGHT, legend())
            .drawn(
                "what vertices leave of G_c4 against σ_W",
                "The share of the connected four-point function that a quartic vertex leaves unexplained against σ_W on logarithmic axes, a series for each of four vertices, a panel for each N: %s."
                    .formatted(widths),
                lettering);
    return new Figure("vertex", caption(), picture);
  }

  private Plot plot(int width) {
    Plot plot =
        new Plot(
            Symbols.N + " = " + width,
            Axis.logarithmic(beside.whole(), Symbols.SIGMA_W),
            Axis.logarithmic(range(width), "share of *G*_{c}^{(4)} left unexplained"));
    for (int m = 0; m < VertexTerm.models().size(); m++) {
      plot.add(Layers.line(known(width, m), Style.of(m).pen(), Part.LINE));
    }
    for (int m = 0; m < VertexTerm.models().size(); m++) {
      for (ShardResult shard : reportData.ofWidth(width)) {
        Style style = Style.of(m);
        point(shard, m).map(at -> Layers.point(at, style)).ifPresent(plot::add);
      }
    }
    return plot;
  }

  private Range range(int width) {
    return Range.ofPositive(
        DoubleStream.concat(
            shares(width)
                .flatMapToDouble(
                    share -> DoubleStream.of(share.value(), share.value() + share.standardError())),
            models().boxed().flatMap(m -> known(width, m).stream()).mapToDouble(Spot::y)));
  }

  private List<Spot> known(int width, int model) {
    List<Spot> spots = new ArrayList<>();
    for (ShardResult shard : reportData.ofWidth(width)) {
      share(shard, VertexTerm.models().get(model))
          .map(VertexFigure::known)
          .filter(share -> share > 0)
          .ifPresent(share -> spots.add(new Spot(shard.ensemble().sigmaW(), share)));
    }
    return spots;
  }

  private static double known(MeasuredValue share) {
    return share.exact().orElseGet(() -> share.theory().map(TheoryValue::value).orElse(Double.NaN));
  }

  /** Where noise explains all that is left, one standard error stands for it. */
  private Optional<DataPoint> point(ShardResult shard, int model) {
    double x = shard.ensemble().sigmaW() * beside.shift(model);
    boolean isTrusted = shard.vertex().filter(Vertex::isTrusted).isPresent();
    return share(shard, VertexTerm.models().get(model))
        .filter(MeasuredValue::isKnown)
        .map(
            share -> {
              double error = share.standardError();
              boolean isSeen = share.value() > 0;
              double y = isSeen ? share.value() : error;
              double low = Math.max(share.value() - error, Double.MIN_NORMAL);
              return new DataPoint(x, y, low, share.value() + error, isSeen, isTrusted);
            });
  }

  private Legend legend() {
    Legend legend = new Legend();
    for (int m = 0; m < VertexTerm.models().size(); m++) {
      legend.add(Sample.of(Style.of(m), Style.of(m).pen()), name(VertexTerm.models().get(m)));
    }
    return legend
        .addErrors(true)
        .addIf(
            points().anyMatch(point -> !point.isFull()),
            Sample.plain(false),
            "what is left is noise")
        .addIf(
            points().anyMatch(point -> !point.isTrusted()),
            Sample.crossed(),
            "error not to be trusted");
  }

  private Stream<DataPoint> points() {
    return widths.stream()
        .flatMap(width -> reportData.ofWidth(width).stream())
        .flatMap(shard -> models().boxed().flatMap(model -> point(shard, model).stream()));
  }

  private static IntStream models() {
    return IntStream.range(0, VertexTerm.models().size());
  }

  private static String name(List<VertexTerm> model) {
    return String.join(" + ", model.stream().map(VertexFigure::name).toList());
  }

  private static String name(VertexTerm term) {
    return switch (term) {
      case LOCAL -> "local";
      case QUADRATIC -> "|*x*|^{2}";
      case NON_LOCAL -> "non-local";
    };
  }

  private String caption() {
    return "How much of the connected four-point function G_c4 of all multisets a quartic vertex leaves unexplained: a local one, and one with terms that grow as |x|² or are not local, each fitted with equal weights, with standard errors. Lines are exact shares, or those of theory where nothing is exact; a hollow mark stands where noise explains all that is left.%s%s"
        .formatted(
            SeriesSelection.told("", widths, reportData.widths(), "N are shown."),
            beside.told("vertices"));
  }
}
