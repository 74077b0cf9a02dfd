package wickstream.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import wickstream.physics.InputPoints;
import wickstream.physics.Training;
import wickstream.results.ShardResult;

/**
 * What the widest networks of a σ_W have learnt: their mean against the input, and their quartiles,
 * a panel for each time, beside the data.
 */
final class TrainedMeanFigure {
  private static final int MAX_PANELS = 6;
  private static final int MAX_OUTPUTS = 3;
  private static final double HEIGHT_OF_FEW = 280;
  private static final double HEIGHT_OF_MANY = 190;

  /** Of more points only some have marks. */
  private static final int MAX_MARKS = 40;

  /** Fewer points have bars, for a band between them would be mostly made up. */
  private static final int MIN_OF_BAND = 12;

  /** Half the length of the dash that is theory where inputs are no numbers. */
  private static final double DASH = 0.3;

  private static final Style MEAN = Style.of(0);
  private static final Style DATA = new Style(Ink.VERMILION, Marker.STAR, Pen.HAIR);

  private final TrainedShards trained;
  private final ShardResult shard;
  private final int output;
  private final List<Integer> times;
  private final Optional<TrainedMeanTheory> theory;
  private final List<Panel> panels;

  /**
   * What was measured at a time.
   *
   * @param time its index
   * @param points from left to right
   */
  private record Panel(int time, List<TrainedPoint> points) {}

  private TrainedMeanFigure(
      TrainedShards trained, int output, List<Integer> times, Optional<TrainedMeanTheory> theory) {
    this.trained = trained;
    this.shard = trained.shards().get(trained.shards().size() - 1);
    this.output = output;
    this.times = times;
    this.theory = theory;
    this.panels =
        times.stream()
            .map(time -> new Panel(time, TrainedPoint.of(trained, shard, time, output)))
            .toList();
  }

  /**
   * A figure for each of the first outputs at the smallest, the middle and the largest σ_W; with
   * one output, one.
   */
  static List<Figure> of(ReportData reportData, Lettering lettering) {
    return TrainedShards.of(reportData).stream()
        .flatMap(trained -> of(trained).stream())
        .filter(figure -> figure.panels.stream().noneMatch(panel -> panel.points().isEmpty()))
        .map(figure -> figure.figure(lettering))
        .toList();
  }

  private static List<TrainedMeanFigure> of(TrainedShards trained) {
    List<Integer> times =
        SeriesSelection.spread(
            IntStream.range(0, trained.times().size()).boxed().toList(), MAX_PANELS);
    Training training = trained.training();
    Training shown = training.at(times.stream().map(time -> training.times().get(time)).toList());
    Optional<TrainedMeanTheory> theory =
        trained.hasNumbersAsInputs()
            ? TrainedMeanTheory.of(trained.shards().get(0).ensemble(), shown, across(trained))
            : Optional.empty();
    return IntStream.range(0, Math.min(MAX_OUTPUTS, training.outputs()))
        .mapToObj(output -> new TrainedMeanFigure(trained, output, times, theory))
        .toList();
  }

  /** From the smallest of the points and inputs of data to the largest. */
  private static Range across(TrainedShards trained) {
    InputPoints all = trained.training().pointsWith(trained.points());
    return Range.of(IntStream.range(0, all.count()).mapToDouble(a -> all.coordinate(a, 0)));
  }

  private Figure figure(Lettering lettering) {
    int columns = panels.size() <= 3 ? panels.size() : panels.size() == 4 ? 2 : 3;
    Scale up = LinearScale.around(range());
    Picture picture =
        new Sheet(
                panels.stream().map(panel -> plot(panel, up)).toList(),
                columns,
                panels.size() > columns ? HEIGHT_OF_MANY : HEIGHT_OF_FEW,
                legend())
            .drawn(
                "what networks have learnt at σ_W = " + Symbols.plain(trained.sigmaW()),
                "The mean and the quartiles of %s of trained networks with N = %d against the input, a panel for each of %d times, beside the data."
                    .formatted(outputText(), shard.width(), panels.size()),
                lettering);
    String of = trained.training().outputs() > 1 ? "-output-" + output : "";
    return new Figure(trained.figureName("mean") + of, caption(), picture);
  }

  private String outputText() {
    return trained.training().outputs() > 1 ? "output " + output : "the output";
  }

  private Range range() {
    return measured().withNear(theories());
  }

  private Range measured() {
    return Range.of(
        DoubleStream.concat(
            data().stream().mapToDouble(Spot::y),
            panels.stream()
                .flatMap(panel -> panel.points().stream())
                .flatMapToDouble(TrainedPoint::range)));
  }

  private DoubleStream theories() {
    return panels.stream()
        .flatMap(panel -> theory(panel).stream())
        .flatMap(List::stream)
        .mapToDouble(Spot::y);
  }

  /** Whether theory is so far from everything else that some of it is not seen. */
  private boolean isTheoryOffAxis() {
    LinearScale shown = LinearScale.around(range());
    return theories().anyMatch(y -> y < shown.first() || y > shown.last());
  }

  /** The data, as far as they have a place on the axis of inputs. */
  private List<Spot> data() {
    double[] targets = trained.training().targets(output);
    int[] positions = trained.training().positions(trained.training().pointsWith(trained.points()));
    return IntStream.range(0, targets.length)
        .filter(i -> trained.hasNumbersAsInputs() || positions[i] < trained.points().count())
        .mapToObj(
            i ->
                new Spot(
                    trained.hasNumbersAsInputs()
                        ? trained.training().examples().get(i).input().get(0)
                        : positions[i],
                    targets[i]))
        .toList();
  }

  private Plot plot(Panel panel, Scale up) {
    Plot plot =
        new Plot(
            "*τ* = " + TrainedShards.timeText(trained.times().get(panel.time())),
            trained.hasNumbersAsInputs()
                ? Axis.linear(across(trained), "input *x*")
                : Axis.of(
                    new LayerScale(new LinearScale(-0.5, trained.points().count() - 0.5)), "point"),
            Axis.of(up, "output *f*(*x*)"));
    if (hasBand()) {
      plot.add(
          Layers.band(
              panel.points().stream().map(TrainedPoint::low).toList(),
              panel.points().stream().map(TrainedPoint::high).toList(),
              Ink.PALE));
    } else {
      panel.points().forEach(at -> plot.add(at.box()));
    }
    theory(panel).forEach(line -> plot.add(Layers.line(line, TrainedSizes.THEORY, Part.LINE)));
    SeriesSelection.spread(panel.points(), MAX_MARKS)
        .forEach(at -> plot.add(Layers.point(at.mean(), MEAN)));
    data().forEach(spot -> plot.add(Layers.point(DataPoint.bare(spot, true, true), DATA)));
    return plot;
  }

  private boolean hasBand() {
    return trained.hasNumbersAsInputs() && trained.points().count() >= MIN_OF_BAND;
  }

  /** A curve; or straight lines from point to point, or dashes where inputs are no numbers. */
  private List<List<Spot>> theory(Panel panel) {
    if (theory.isPresent()) {
      return List.of(theory.get().line(times.indexOf(panel.time()), output, shard.width()));
    }
    List<TrainedPoint> known =
        panel.points().stream().filter(at -> at.theory().isPresent()).toList();
    Stream<List<Spot>> lines =
        trained.hasNumbersAsInputs()
            ? Stream.of(known.stream().map(at -> new Spot(at.x(), at.theoryOfMean())).toList())
            : known.stream().map(TrainedMeanFigure::dash);
    return lines.filter(line -> line.size() > 1).toList();
  }

  private static List<Spot> dash(TrainedPoint at) {
    return List.of(
        new Spot(at.x() - DASH, at.theoryOfMean()), new Spot(at.x() + DASH, at.theoryOfMean()));
  }

  private boolean hasTheory() {
    return theories().findAny().isPresent();
  }

  private Legend legend() {
    return new Legend()
        .add(Sample.of(MEAN), "mean of networks, *N* = " + shard.width())
        .addErrors(true)
        .add(Sample.box(Ink.PALE), "between quartiles")
        .addIf(!data().isEmpty(), Sample.of(DATA), "data")
        .addIf(
            hasTheory(),
            Sample.line(TrainedSizes.THEORY),
            "theory of the mean, " + trained.orderOfTheory())
        .addIf(
            panels.stream()
                .flatMap(panel -> panel.points().stream())
                .anyMatch(at -> !at.mean().isTrusted()),
            Sample.crossed(),
            "error not to be trusted");
  }

  private String caption() {
    List<ShardResult> all = trained.shards();
    return "The mean of %s, and the quartiles, between which half of the networks lie, at N = %d%s, of %s. The quartiles follow from the four cumulants measured at each point by the expansion of Cornish and Fisher (1938)%s.%s%s%s%s"
        .formatted(
            outputText(),
            shard.width(),
            all.size() > 1 ? ", the widest" : "",
            trained.learners(),
            hasBand() ? " and are joined by straight lines" : "",
            trained.hasNumbersAsInputs()
                ? ""
                : " Points are named by their index; data elsewhere are not shown.",
            hasTheory()
                ? " Theory is that of the mean %s%s."
                    .formatted(
                        trained.training().isOfAllLayers()
                            ? "for N → ∞"
                            : "at this N, to first order in 1/N",
                        isTheoryOffAxis() ? ", and beyond the axis where it is not seen" : "")
                : "",
            SeriesSelection.told("", times, trained.times(), "times are shown."),
            output == 0 && trained.training().outputs() > MAX_OUTPUTS
                ? " %d of %d outputs are shown."
                    .formatted(MAX_OUTPUTS, trained.training().outputs())
                : "");
  }
}
