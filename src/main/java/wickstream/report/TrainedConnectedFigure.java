package wickstream.report;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import wickstream.physics.Observable;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;

/**
 * N ⟨G_c⁽³⁾⟩ and N ⟨G_c⁽⁴⁾⟩ of networks against the time for which they were trained: a series for
 * each width, and to first order in 1/N one line for all of them.
 */
final class TrainedConnectedFigure {
  private static final double HEIGHT = 300;
  private static final int MAX_SERIES = 6;

  private final TrainedShards trained;
  private final List<ShardResult> shards;
  private final TimeScale scale;
  private final TrainedTheoryLines theory;

  private TrainedConnectedFigure(TrainedShards trained) {
    this.trained = trained;
    this.shards = SeriesSelection.spread(trained.shards(), MAX_SERIES);
    this.scale = TimeScale.of(trained.times());
    this.theory = trained.theoryOn(scale);
  }

  /** A figure for the smallest, the middle and the largest σ_W. */
  static List<Figure> of(ReportData reportData, Lettering lettering) {
    return TrainedShards.of(reportData).stream()
        .map(TrainedConnectedFigure::new)
        .filter(figure -> figure.isShown(Observable.CONNECTED4))
        .map(figure -> figure.figure(lettering))
        .toList();
  }

  private Figure figure(Lettering lettering) {
    List<Plot> plots =
        Stream.of(Observable.CONNECTED3, Observable.CONNECTED4)
            .filter(this::isShown)
            .map(this::plot)
            .toList();
    Picture picture =
        new Sheet(plots, plots.size(), HEIGHT, legend())
            .drawn(
                "connected functions of trained networks at σ_W = "
                    + Symbols.plain(trained.sigmaW()),
                "The sizes of the mean third and fourth cumulants of trained networks, times the width N, against the time of training, a panel for each unless it is 0, and a series for each N: %s."
                    .formatted(widths()),
                lettering);
    return new Figure(trained.figureName("connected"), caption(), picture);
  }

  private List<Integer> widths() {
    return shards.stream().map(ShardResult::width).toList();
  }

  private Plot plot(Observable observable) {
    TrainedSizes sizes = new TrainedSizes(lines(observable));
    for (ShardResult shard : shards) {
      for (int time = 0; time < trained.times().size(); time++) {
        add(sizes, shard, time, observable);
      }
    }
    Plot plot =
        new Plot(
            "mean over all %s of points".formatted(multisets(observable)),
            Axis.of(scale, TrainedShards.TIME),
            Axis.of(sizes.scale(), "|%s %s|".formatted(Symbols.N, Symbols.of(observable.label()))));
    scale.borders().forEach(place -> plot.add(Layers.upright(place, TrainedSizes.BORDER)));
    sizes.layers().forEach(plot::add);
    return plot;
  }

  private void add(TrainedSizes sizes, ShardResult shard, int time, Observable observable) {
    double place =
        scale.place(trained.times().get(time))
            + scale.shift(trained.times(), shards.indexOf(shard), shards.size());
    TrainedShards.mean(shard, time, observable)
        .ifPresent(
            value ->
                sizes.add(
                    place,
                    value,
                    shard.width(),
                    trained.vouches(shard, time, observable),
                    trained.reportData().styleOf(shard.width())));
  }

  private List<List<Spot>> lines(Observable observable) {
    return observable == Observable.CONNECTED3 ? theory.connected3() : theory.connected4();
  }

  private boolean isShown(Observable observable) {
    return values(observable).anyMatch(value -> value.value() != 0);
  }

  private static String multisets(Observable observable) {
    return observable == Observable.CONNECTED3 ? "triples" : "quadruples";
  }

  /** Of all shards and times. */
  private Stream<MeasuredValue> values(Observable observable) {
    return shards.stream()
        .flatMap(
            shard ->
                IntStream.range(0, trained.times().size())
                    .boxed()
                    .flatMap(time -> TrainedShards.mean(shard, time, observable).stream()));
  }

  private Legend legend() {
    Legend legend = trained.reportData().legend(widths(), Sample::of);
    return TrainedSizes.explain(
            legend, Stream.concat(values(Observable.CONNECTED3), values(Observable.CONNECTED4)))
        .addErrors(true)
        .addIf(
            trained.hasDoubts(Observable.CONNECTED3, Observable.CONNECTED4),
            Sample.crossed(),
            "error not to be trusted")
        .addIf(
            !theory.connected4().isEmpty(),
            Sample.line(TrainedSizes.THEORY),
            "theory, order 1/" + Symbols.N);
  }

  private String caption() {
    return "Third and fourth cumulants, means over all multisets of points and all outputs, of %s: their sizes times N, with standard errors%s.%s"
        .formatted(
            trained.learners(),
            theory.connected4().isEmpty()
                ? ""
                : ", which to first order in 1/N are the same at every N (short dashes)",
            TrainedSizes.told(widths(), trained.widths()));
  }
}
