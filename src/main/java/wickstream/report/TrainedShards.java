package wickstream.report;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import wickstream.physics.InputPoints;
import wickstream.physics.Observable;
import wickstream.physics.Training;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.results.TrainedFunction;
import wickstream.results.TrainedTime;

/**
 * The shards of one σ_W whose networks were trained.
 *
 * @param reportData all findings
 * @param sigmaW σ_W
 * @param training what they learnt
 * @param shards at least one, from the smallest width
 */
record TrainedShards(
    ReportData reportData, double sigmaW, Training training, List<ShardResult> shards) {
  private static final int MAX_FIGURES = 3;

  /** What stands on an axis of times. */
  static final String TIME = "*τ*, learning rate × steps";

  /** Those of the smallest, the middle and the largest σ_W; none if no networks were trained. */
  static List<TrainedShards> of(ReportData reportData) {
    Optional<Training> training = reportData.config().training();
    List<TrainedShards> all =
        reportData.sigmaW().stream()
            .flatMap(sigmaW -> training.stream().map(t -> of(reportData, sigmaW, t)))
            .filter(trained -> !trained.shards.isEmpty())
            .toList();
    return SeriesSelection.spread(all, MAX_FIGURES);
  }

  private static TrainedShards of(ReportData reportData, double sigmaW, Training training) {
    List<ShardResult> shards =
        reportData.ofSigmaW(sigmaW).stream().filter(shard -> !shard.trained().isEmpty()).toList();
    return new TrainedShards(reportData, sigmaW, training, shards);
  }

  /** The name of a figure about them. */
  String figureName(String what) {
    return "training-%s-sigma-w-%s".formatted(what, Symbols.plain(sigmaW));
  }

  /** The times at which they were looked at. */
  List<Double> times() {
    return training.times();
  }

  List<Integer> widths() {
    return shards.stream().map(ShardResult::width).toList();
  }

  TrainedTheoryLines theoryOn(TimeScale scale) {
    int widest = Collections.max(widths());
    return TrainedTheoryLines.of(scale, training, reportData.theories().apply(sigmaW), widest);
  }

  InputPoints points() {
    return reportData.config().points();
  }

  /** The points of which networks have not been told anything. */
  List<Integer> pointsOffData() {
    int[] learnt = training.positions(training.pointsWith(points()));
    return IntStream.range(0, points().count())
        .filter(a -> IntStream.of(learnt).noneMatch(x -> x == a))
        .boxed()
        .toList();
  }

  /** Whether inputs are numbers, which can stand on an axis. */
  boolean hasNumbersAsInputs() {
    return reportData.config().dIn() == 1;
  }

  /** A point by its coordinate or else its index. */
  String pointText(int a) {
    return hasNumbersAsInputs()
        ? "*x* = " + Symbols.number(points().coordinate(a, 0))
        : "point " + a;
  }

  /** A function of an output by the points it is of, of a shard at the time of an index. */
  static Map<List<Integer>, MeasuredValue> functions(
      ShardResult shard, int time, Observable observable, int output) {
    return shard.trained().get(time).functions().stream()
        .filter(row -> row.output() == output && row.function().equals(observable.label()))
        .collect(Collectors.toMap(TrainedFunction::indices, TrainedFunction::value));
  }

  /** The mean of a function over all multisets and outputs, if it was measured. */
  static Optional<MeasuredValue> mean(ShardResult shard, int time, Observable observable) {
    TrainedTime at = shard.trained().get(time);
    return Optional.ofNullable(at.means().get(observable.label()))
        .filter(value -> Double.isFinite(value.value()));
  }

  /** Whether the error of a function at the time of an index is to be trusted. */
  boolean vouches(ShardResult shard, int time, Observable observable) {
    return vouches(shard, times().get(time), observable);
  }

  /**
   * Whether the error of a function at a time is to be trusted. Before training the mean and the
   * third cumulant are 0, and the covariance is that of m2.
   */
  static boolean vouches(ShardResult shard, double time, Observable observable) {
    if (time > 0) {
      return shard.vouchesFor(Training.nameAt(observable.label(), time));
    }
    return switch (observable) {
      case MEAN, CONNECTED3 -> true;
      case COVARIANCE -> shard.vouchesFor("m2");
      default -> shard.vouchesFor(Training.nameAt(observable.label(), time));
    };
  }

  /** Whether the error of a function of any shard is not to be trusted at some time. */
  boolean hasDoubts(Observable... observables) {
    return IntStream.range(0, times().size())
        .boxed()
        .anyMatch(
            time ->
                Stream.of(observables)
                    .anyMatch(of -> shards.stream().anyMatch(s -> !vouches(s, time, of))));
  }

  /** A time as labels write it. */
  static String timeText(double time) {
    return Double.isInfinite(time) ? "∞" : Symbols.number(time);
  }

  /** What networks these are, for captions. */
  String learners() {
    return "networks at σ_W = %s %s".formatted(Symbols.plain(sigmaW), learners(training));
  }

  /** What they are by how they learn. */
  static String learners(Training training) {
    int count = training.examples().size();
    String examples = "%d %s".formatted(count, count == 1 ? "example" : "examples");
    String dynamics =
        training.rate().isPresent()
            ? "descent in steps of " + Symbols.plain(training.rate().getAsDouble())
            : "gradient flow";
    return switch (training.layers()) {
      case READOUT -> "whose readout learns %s by %s".formatted(examples, dynamics);
      case ALL -> "all of whose layers learn %s by %s".formatted(examples, dynamics);
      case POSTERIOR ->
          "of the posterior given %s with noise of variance %s"
              .formatted(examples, Symbols.plain(training.noiseVariance().orElseThrow()));
    };
  }

  /** How far theory goes, for legends. */
  String orderOfTheory() {
    return training.isOfAllLayers() ? "infinite width" : "order 1/" + Symbols.N;
  }
}
