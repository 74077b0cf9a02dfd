package wickstream.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Kernel;
import wickstream.physics.Multisets;
import wickstream.physics.Observable;
import wickstream.physics.Training;
import wickstream.statistics.Estimate;
import wickstream.statistics.Jackknife;
import wickstream.statistics.Means;
import wickstream.statistics.Moments;
import wickstream.statistics.Quantity;
import wickstream.statistics.Totals;

/**
 * What is measured of networks that are trained, at each time and of each output: their mean, the
 * connected functions of two, three and four points, and the excess kurtosis. At time 0 these are
 * the functions of the networks as they are drawn. Immutable.
 */
public final class TrainedMeasurement {
  private final Measurement measurement;
  private final TrainedAverages averages;

  TrainedMeasurement(Measurement measurement, TrainedAverages averages) {
    this.measurement = measurement;
    this.averages = averages;
  }

  /**
   * The functions of one time and output, of each multiset in the order of {@link Multisets}: means
   * of each point, covariances of each pair, connected functions of each three and four points, the
   * kurtosis of each point. Values are those at the averages, without the jackknife's correction,
   * far below the errors; what does not vary has an error of 0, and a kurtosis that is not a
   * number.
   */
  public record Functions(
      List<Estimate> mean,
      List<Estimate> covariance,
      List<Estimate> connected3,
      List<Estimate> connected4,
      List<Estimate> kurtosis) {

    /**
     * The function that an observable of trained networks is the mean of.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    public List<Estimate> of(Observable observable) {
      return switch (observable) {
        case MEAN -> mean;
        case COVARIANCE -> covariance;
        case CONNECTED3 -> connected3;
        case CONNECTED4 -> connected4;
        case KURTOSIS -> kurtosis;
        case U4, U6, M4, M6 -> throw ofDrawn(observable);
      };
    }
  }

  private static IllegalArgumentException ofDrawn(Observable observable) {
    return new IllegalArgumentException(observable.label() + " is of networks as they are drawn");
  }

  /**
   * How uncertain rounding leaves what wide networks of an ensemble have learnt at a time, relative
   * to it: infinite where data are learnt in the end that the kernel does not tell apart. Takes no
   * more than the kernel does.
   */
  public static double uncertainty(Ensemble ensemble, Training training, double time) {
    InputPoints inputs = training.inputs(ensemble.dIn());
    return TrainedReadout.uncertainty(Kernel.of(ensemble).pairs(inputs), inputs.count(), time);
  }

  /** What the networks are trained on, and when they are looked at. */
  public Training training() {
    return averages.training();
  }

  /** The multisets of points at which there is a function that an observable is the mean of. */
  public Multisets multisets(Observable observable) {
    return multisets(observable == Observable.KURTOSIS ? 1 : observable.order());
  }

  private Multisets multisets(int order) {
    return measurement.layout().trainedMultisets(order);
  }

  /**
   * The functions of the time of this index and an output, from totals of at least one bag; takes
   * milliseconds.
   */
  public Functions functions(Totals totals, int time, int output) {
    return training().times().get(time) == 0 ? asDrawn(totals) : trained(totals, time, output);
  }

  private Functions trained(Totals totals, int time, int output) {
    int[] sizes = IntStream.rangeClosed(2, 4).map(order -> multisets(order).size()).toArray();
    List<Estimate> all =
        Jackknife.aboutAverages(
            totals,
            means -> {
              TrainedAverages.Functions of = averages.functions(means, time, output);
              return concatenated(of.covariance(), of.connected3(), of.connected4(), of.kurtosis());
            });
    List<List<Estimate>> parts = new ArrayList<>();
    int from = 0;
    for (int size : sizes) {
      parts.add(all.subList(from, from + size));
      from += size;
    }
    parts.add(all.subList(from, all.size()));
    return new Functions(
        mean(totals, time, output), parts.get(0), parts.get(1), parts.get(2), parts.get(3));
  }

  /** The mean is linear in averages that are not weighted. */
  private List<Estimate> mean(Totals totals, int time, int output) {
    if (training().isPosterior()) {
      return Jackknife.aboutAverages(
          totals, means -> averages.functions(means, time, output).mean());
    }
    double[] reference = averages.referenceMean(time, output);
    Moments components = totals.sums().components();
    return IntStream.range(0, reference.length)
        .mapToObj(
            a -> {
              int at = measurement.layout().trained(averages.block(time, output), 1, a);
              double value = components.mean(at) + reference[a];
              return new Estimate(value, components.standardError(at));
            })
        .toList();
  }

  private static double[] concatenated(double[]... parts) {
    return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
  }

  /** Of networks that have learnt nothing odd functions vanish. */
  private Functions asDrawn(Totals totals) {
    Estimate none = new Estimate(0, 0);
    double[] kernel = measurement.theory().kernel();
    return new Functions(
        Collections.nCopies(multisets(1).size(), none),
        IntStream.range(0, kernel.length)
            .mapToObj(k -> measurement.deviation(totals.sums(), 2, k).plus(kernel[k]))
            .toList(),
        Collections.nCopies(multisets(3).size(), none),
        measurement.connected(totals, 4),
        Jackknife.aboutAverages(totals, this::kurtosisAsDrawn));
  }

  private double[] kurtosisAsDrawn(Means means) {
    double[] fourth =
        IntStream.of(TrainedAverages.diagonal(multisets(4)))
            .mapToDouble(k -> measurement.formulas().connected4(means, k))
            .toArray();
    return TrainedAverages.kurtosis(covarianceAsDrawn(means), fourth, multisets(2));
  }

  private double[] covarianceAsDrawn(Means means) {
    double[] covariance = measurement.theory().kernel();
    Arrays.setAll(
        covariance, k -> covariance[k] + means.componentMean(measurement.layout().deviation(2, k)));
    return covariance;
  }

  /** All observables of trained networks at the time of this index, of totals likewise. */
  public Map<Observable, Estimate> means(Totals totals, int time) {
    Map<Observable, Estimate> means = new EnumMap<>(Observable.class);
    for (Observable observable : Observable.ofTraining()) {
      means.put(observable, quantity(observable, time).estimate(totals));
    }
    return means;
  }

  /**
   * An observable of trained networks at a time: its mean over all multisets, or points, and all
   * outputs. Of the kurtosis the mean over points at which the outputs vary.
   *
   * @param time the index of the time
   * @throws IllegalArgumentException if it is no observable of trained networks
   */
  public Quantity quantity(Observable observable, int time) {
    return training().times().get(time) == 0
        ? quantityAsDrawn(observable)
        : trainedQuantity(observable, time);
  }

  private Quantity quantityAsDrawn(Observable observable) {
    List<Integer> none = List.of();
    return switch (observable) {
      case MEAN, CONNECTED3 -> new Quantity.FunctionOfMeans(means -> 0, none);
      case COVARIANCE ->
          new Quantity.FunctionOfMeans(means -> mean(covarianceAsDrawn(means)), none);
      case CONNECTED4 -> measurement.meanConnected(4).orElseThrow();
      case KURTOSIS ->
          new Quantity.FunctionOfMeans(
              means -> mean(kurtosisAsDrawn(means)), kurtosisTailAsDrawn());
      case U4, U6, M4, M6 -> throw ofDrawn(observable);
    };
  }

  /** At a single point it is proportional to the mean connected function. */
  private List<Integer> kurtosisTailAsDrawn() {
    OptionalInt own = measurement.position(Series.KURTOSIS_AS_DRAWN);
    return own.isPresent()
        ? List.of(own.getAsInt())
        : measurement.meanConnected(4).orElseThrow().series();
  }

  private Quantity trainedQuantity(Observable observable, int time) {
    return switch (observable) {
      case MEAN -> quantity(time, TrainedAverages.Functions::mean, 1);
      case COVARIANCE -> quantity(time, TrainedAverages.Functions::covariance, 2);
      case CONNECTED3 -> quantity(time, TrainedAverages.Functions::connected3, 3);
      case CONNECTED4 -> quantity(time, TrainedAverages.Functions::connected4, 4);
      case KURTOSIS -> kurtosis(time);
      case U4, U6, M4, M6 -> throw ofDrawn(observable);
    };
  }

  private Quantity quantity(
      int time, Function<TrainedAverages.Functions, double[]> function, int order) {
    List<Integer> series =
        positions(outputs().mapToObj(output -> averages.series(order, time, output)));
    series.addAll(measurement.posteriorWeights());
    return new Quantity.FunctionOfMeans(meanOverOutputs(time, function), series);
  }

  /**
   * The tail of each point vouches for the kurtosis there, as far as outputs vary. That of the
   * fourth cumulant is heavier than that of the covariance it is divided by.
   */
  private Quantity kurtosis(int time) {
    List<Integer> ofPoints =
        positions(
            outputs()
                .boxed()
                .flatMap(
                    output ->
                        IntStream.range(0, multisets(1).size())
                            .mapToObj(a -> averages.fourthPower(a, time, output))));
    List<Integer> series = new ArrayList<>(ofPoints);
    series.addAll(measurement.posteriorWeights());
    return new Quantity.FunctionOfMeans(
        meanOverOutputs(time, TrainedAverages.Functions::kurtosis), series, Set.copyOf(ofPoints));
  }

  private IntStream outputs() {
    return IntStream.range(0, training().outputs());
  }

  private List<Integer> positions(Stream<Series> series) {
    return series
        .map(of -> measurement.position(of).orElseThrow())
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private ToDoubleFunction<Means> meanOverOutputs(
      int time, Function<TrainedAverages.Functions, double[]> function) {
    return means ->
        outputs()
            .mapToDouble(i -> mean(function.apply(averages.functions(means, time, i))))
            .average()
            .orElseThrow();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).filter(value -> !Double.isNaN(value)).average().orElse(Double.NaN);
  }
}
