package wickstream.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import wickstream.physics.Observable;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;

/**
 * How N G_c⁽⁴⁾(x,x,x,x) and N times the excess kurtosis change while networks are trained, at
 * points of which they are told nothing: a row for each of them, a series for each width.
 */
final class TrainedFlowFigure {
  private static final double HEIGHT = 170;
  private static final int MAX_SERIES = 6;
  private static final int MAX_POINTS = 3;

  private final TrainedShards trained;
  private final List<Integer> points;
  private final List<ShardResult> shards;
  private final TimeScale scale;
  private final TrainedTheoryLines theory;

  private TrainedFlowFigure(TrainedShards trained) {
    this.trained = trained;
    this.points = SeriesSelection.spread(trained.pointsOffData(), MAX_POINTS);
    this.shards = SeriesSelection.spread(trained.shards(), MAX_SERIES);
    this.scale = TimeScale.of(trained.times());
    this.theory = trained.theoryOn(scale);
  }

  /** A figure for the smallest, the middle and the largest σ_W, if any points are not data. */
  static List<Figure> of(ReportData reportData, Lettering lettering) {
    return TrainedShards.of(reportData).stream()
        .filter(trained -> !trained.pointsOffData().isEmpty())
        .map(trained -> new TrainedFlowFigure(trained).figure(lettering))
        .toList();
  }

  private Figure figure(Lettering lettering) {
    List<Plot> plots = points.stream().flatMap(a -> Stream.of(connected(a), kurtosis(a))).toList();
    Picture picture =
        new Sheet(plots, 2, HEIGHT, legend())
            .drawn(
                "four-point functions against the time of training at σ_W = "
                    + Symbols.plain(trained.sigmaW()),
                "The fourth cumulant of the output at one point, and the excess kurtosis, both times N, against the time of training: a row for each of %d points and a series for each N of %s."
                    .formatted(points.size(), widths()),
                lettering);
    return new Figure(trained.figureName("flow"), caption(), picture);
  }

  private List<Integer> widths() {
    return shards.stream().map(ShardResult::width).toList();
  }

  private Style style(ShardResult shard) {
    return trained.reportData().styleOf(shard.width());
  }

  private double place(ShardResult shard, int time) {
    return scale.place(trained.times().get(time))
        + scale.shift(trained.times(), shards.indexOf(shard), shards.size());
  }

  private static Optional<MeasuredValue> value(
      ShardResult shard, int time, Observable observable, List<Integer> indices) {
    return Optional.ofNullable(TrainedShards.functions(shard, time, observable, 0).get(indices))
        .filter(value -> Double.isFinite(value.value()));
  }

  private Plot connected(int a) {
    TrainedSizes sizes = new TrainedSizes(theory.connected4(a));
    for (ShardResult shard : shards) {
      for (int time = 0; time < trained.times().size(); time++) {
        double place = place(shard, time);
        boolean isTrusted = trained.vouches(shard, time, Observable.CONNECTED4);
        connected(shard, time, a)
            .ifPresent(v -> sizes.add(place, v, shard.width(), isTrusted, style(shard)));
      }
    }
    Plot plot = plot(a, Axis.of(sizes.scale(), "|*N* *G*_{c}^{(4)}(*x*, *x*, *x*, *x*)|"));
    sizes.layers().forEach(plot::add);
    return plot;
  }

  private static Optional<MeasuredValue> connected(ShardResult shard, int time, int a) {
    return value(shard, time, Observable.CONNECTED4, Collections.nCopies(4, a));
  }

  private Plot plot(int a, Axis up) {
    Plot plot = new Plot(trained.pointText(a), Axis.of(scale, TrainedShards.TIME), up);
    scale.borders().forEach(place -> plot.add(Layers.upright(place, TrainedSizes.BORDER)));
    return plot;
  }

  private Plot kurtosis(int a) {
    List<DataPoint> marks = new ArrayList<>();
    List<Layer> layers = new ArrayList<>();
    for (ShardResult shard : shards) {
      for (int time = 0; time < trained.times().size(); time++) {
        Optional<DataPoint> mark = kurtosis(shard, time, a);
        mark.ifPresent(marks::add);
        mark.ifPresent(point -> layers.add(Layers.point(point, style(shard))));
      }
    }
    Plot plot = plot(a, Axis.linear(range(marks, a), "*N* *G*_{c}^{(4)}/Var^{2}"));
    plot.add(Layers.level(0, TrainedSizes.BORDER));
    theory.kurtosis(a).forEach(line -> plot.add(Layers.line(line, TrainedSizes.THEORY, Part.LINE)));
    layers.forEach(plot::add);
    return plot;
  }

  private Range range(List<DataPoint> marks, int a) {
    return Range.of(marks.stream().flatMapToDouble(DataPoint::range))
        .with(0)
        .withNear(theory.kurtosis(a).stream().flatMap(List::stream).mapToDouble(Spot::y));
  }

  private Optional<DataPoint> kurtosis(ShardResult shard, int time, int a) {
    boolean isTrusted = trained.vouches(shard, time, Observable.KURTOSIS);
    return value(shard, time, Observable.KURTOSIS, List.of(a))
        .map(
            value -> {
              double y = shard.width() * value.value();
              double error = shard.width() * value.standardError();
              return new DataPoint(place(shard, time), y, y - error, y + error, true, isTrusted);
            });
  }

  private Legend legend() {
    Legend legend = trained.reportData().legend(widths(), Sample::of);
    return TrainedSizes.explain(legend, values())
        .addErrors(true)
        .addIf(
            trained.hasDoubts(Observable.CONNECTED4, Observable.KURTOSIS),
            Sample.crossed(),
            "error not to be trusted")
        .addIf(hasTheory(), Sample.line(TrainedSizes.THEORY), "theory, order 1/" + Symbols.N);
  }

  /** G_c⁽⁴⁾ of all that is shown. */
  private Stream<MeasuredValue> values() {
    return points.stream()
        .flatMap(
            a ->
                shards.stream()
                    .flatMap(
                        shard ->
                            IntStream.range(0, trained.times().size())
                                .boxed()
                                .flatMap(time -> connected(shard, time, a).stream())));
  }

  private boolean hasTheory() {
    return !theory.connected4(points.get(0)).isEmpty();
  }

  private String caption() {
    return "The fourth cumulant of %s at points that are not among the data, and the excess kurtosis, which is the fourth cumulant over the square of the variance, of %s: times N, with standard errors%s. G_c⁽⁴⁾ is shown by its size.%s%s"
        .formatted(
            trained.training().outputs() > 1 ? "output 0" : "the output",
            trained.learners(),
            hasTheory()
                ? ", beside theory to first order in 1/N (short dashes), which is beyond an axis where it is not seen"
                : "",
            TrainedSizes.told(widths(), trained.widths()),
            SeriesSelection.told("", points, trained.pointsOffData(), "points are shown."));
  }
}
