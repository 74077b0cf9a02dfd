package wickstream.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import wickstream.physics.Multisets;
import wickstream.physics.Training;
import wickstream.physics.exact.Theory;
import wickstream.physics.theory.TrainedFunctions;
import wickstream.physics.theory.TrainedTheory;

/**
 * What theory says of trained networks at more times than were measured, times N: the lines of
 * figures.
 */
final class TrainedTheoryLines {
  /** How many finite times there are on a line. */
  private static final int TIMES = 60;

  /** Half the length of the dash of a time that has a place of its own. */
  private static final double DASH = 0.04;

  private final int widest;
  private final TimeScale scale;
  private final Training training;
  private final Multisets pairs;
  private final Multisets quads;
  private final Optional<TrainedTheory> theory;

  private TrainedTheoryLines(TimeScale scale, Training training, Theory theory, int widest) {
    this.widest = widest;
    this.scale = scale;
    this.training = training;
    this.pairs = Multisets.of(theory.points().count(), 2);
    this.quads = Multisets.of(theory.points().count(), 4);
    this.theory = theory.trained(training);
  }

  /**
   * The lines of a training that is shown on an axis; takes up to a few seconds of many points.
   *
   * @param widest the widest networks that are shown: where theory is no guide to these, there are
   *     no lines
   */
  static TrainedTheoryLines of(TimeScale scale, Training training, Theory theory, int widest) {
    if (training.isPosterior()) {
      return new TrainedTheoryLines(scale, training, theory, widest);
    }
    Stream<Double> between =
        scale.spread(TIMES).stream()
            .flatMap(time -> nearest(training, time).stream().boxed())
            .filter(time -> time >= scale.finite().first() && time <= scale.finite().last());
    List<Double> times =
        List.copyOf(new TreeSet<>(Stream.concat(training.times().stream(), between).toList()));
    return new TrainedTheoryLines(scale, training.at(times), theory, widest);
  }

  /** A time of whole steps, if there are steps. */
  private static OptionalDouble nearest(Training training, double time) {
    if (training.rate().isEmpty()) {
      return OptionalDouble.of(time);
    }
    double rate = training.rate().getAsDouble();
    double steps = Math.rint(time / rate);
    return steps >= 1 && steps < 0x1p52 ? OptionalDouble.of(steps * rate) : OptionalDouble.empty();
  }

  /** N ⟨G_c⁽³⁾⟩ over all triples and outputs: a line, and dashes at 0 and infinity. */
  List<List<Spot>> connected3() {
    return lines(outputs(of -> Arrays.stream(of.connected3Order1())));
  }

  /** N ⟨G_c⁽⁴⁾⟩. */
  List<List<Spot>> connected4() {
    return lines(outputs(of -> Arrays.stream(of.connected4Order1())));
  }

  private ToDoubleFunction<Integer> outputs(Function<TrainedFunctions, DoubleStream> functions) {
    return time ->
        IntStream.range(0, training.outputs())
            .mapToObj(output -> theory.orElseThrow().at(time, output))
            .flatMapToDouble(functions)
            .average()
            .orElse(Double.NaN);
  }

  /** N G_c⁽⁴⁾(a,a,a,a) of the first output. */
  List<List<Spot>> connected4(int a) {
    return lines(time -> fourth(time, a));
  }

  /** N times the excess kurtosis at a point. */
  List<List<Spot>> kurtosis(int a) {
    return lines(
        time -> {
          double variance = theory.orElseThrow().at(time, 0).covariance()[pairs.indexOf(a, a)];
          return fourth(time, a) / (variance * variance);
        });
  }

  private double fourth(int time, int a) {
    return theory.orElseThrow().at(time, 0).connected4Order1()[quads.indexOf(a, a, a, a)];
  }

  private List<List<Spot>> lines(ToDoubleFunction<Integer> value) {
    if (theory.isEmpty()) {
      return List.of();
    }
    List<Double> times = training.times();
    List<Integer> all =
        IntStream.range(0, times.size())
            .filter(t -> theory.get().isGuide(t, widest) && theory.get().at(t, 0).hasOrder1())
            .boxed()
            .toList();
    Stream<List<Spot>> ends =
        all.stream()
            .filter(t -> hasOwnPlace(times.get(t)))
            .map(t -> dash(scale.place(times.get(t)), value.applyAsDouble(t)));
    List<Spot> between =
        all.stream()
            .filter(t -> !hasOwnPlace(times.get(t)))
            .map(t -> new Spot(scale.place(times.get(t)), value.applyAsDouble(t)))
            .toList();
    return Stream.concat(ends, Stream.of(between)).filter(line -> !line.isEmpty()).toList();
  }

  private static boolean hasOwnPlace(double time) {
    return time == 0 || Double.isInfinite(time);
  }

  private static List<Spot> dash(double place, double value) {
    return List.of(new Spot(place - DASH, value), new Spot(place + DASH, value));
  }
}
