package wickstream.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.Frequencies;
import wickstream.physics.InputPoints;
import wickstream.physics.Observable;
import wickstream.physics.Priors;
import wickstream.physics.Readout;
import wickstream.physics.exact.ExactCouplings;
import wickstream.physics.exact.Theory;
import wickstream.statistics.CentralMoments;
import wickstream.statistics.Estimate;
import wickstream.statistics.Sums;
import wickstream.statistics.Totals;

/**
 * Measured numbers against the exact ones, for settings whose contributions are tame enough for
 * their errors to be believed.
 *
 * <p>Every check has a nominal false-alarm rate of 1e-4, for normal pulls with any correlation; the
 * whole class has some 100 checks, and its seeds are fixed. A shard's multisets are correlated, so
 * their pulls are bounded in two ways: the largest of m by Bonferroni, at a two-sided level of
 * 1e-4/m, and the mean of their squares by what a single square may be, which is the worst case of
 * all correlations (Székely and Bakirov, "Extremal probabilities for Gaussian quadratic forms",
 * Probab. Theory Relat. Fields 126, 2003).
 *
 * <p>Where symmetry makes a deviation vanish for each single network (gauss without biases at
 * opposite points), nothing but rounding is left of it; errors are therefore not taken for smaller
 * than 1e-15 of the free function.
 */
class OracleTest {
  private static final double FALSE_ALARMS = 1e-4;
  private static final double ROUNDING = 1e-15;
  private static final long SEED = 20;

  /** A shard and how many bags of it are measured. */
  record Experiment(Shard shard, int bags) {

    @Override
    public String toString() {
      return "%s %s sigmaB=%s N=%d dOut=%d %s"
          .formatted(
              shard.estimator().label(),
              shard.ensemble().activation().label(),
              shard.ensemble().sigmaB(),
              shard.width(),
              shard.ensemble().dOut(),
              shard.ensemble().priors());
    }

    private Experiment withOutputs(int outputs) {
      return with(shard.ensemble().withOutputs(outputs));
    }

    private Experiment with(Readout readout) {
      return with(readout, OptionalDouble.empty());
    }

    private Experiment with(Readout readout, OptionalDouble sharedScale) {
      return with(
          shard
              .ensemble()
              .withPriors(
                  new Priors(readout, sharedScale, shard.ensemble().priors().frequencies())));
    }

    private Experiment withCauchyFrequencies() {
      return with(
          shard
              .ensemble()
              .withPriors(new Priors(Readout.NORMAL, OptionalDouble.empty(), Frequencies.CAUCHY)));
    }

    private Experiment with(Ensemble ensemble) {
      Shard wider =
          new Shard(
              ensemble,
              shard.width(),
              shard.points(),
              shard.estimator(),
              shard.orders(),
              shard.bagSize());
      return new Experiment(wider, bags);
    }
  }

  static Stream<Experiment> experiments() {
    return Stream.of(
        experiment(Activation.GAUSS, 0, 3, line(-0.4, 0.1, 0.5), Estimator.PLAIN, 600),
        experiment(Activation.GAUSS, 0.1, 5, line(-0.3, 0.0, 0.3), Estimator.PLAIN, 600),
        experiment(Activation.ERF, 0, 4, line(0.5, 1.0, 1.5), Estimator.PLAIN, 600),
        experiment(Activation.ERF, 0.5, 2, line(-1.0, 0.25, 0.5), Estimator.PLAIN, 600),
        experiment(Activation.RELU, 0, 10, line(0.4, 0.8, 1.2), Estimator.PLAIN, 600),
        experiment(Activation.RELU, 0.5, 5, line(-0.5, 0.5, 1.0), Estimator.PLAIN, 600),
        experiment(Activation.COS, 0, 3, line(-0.4, 0.1, 0.9), Estimator.PLAIN, 600),
        experiment(Activation.COS, 0.5, 5, plane(), Estimator.PLAIN, 600),
        experiment(Activation.COS, 0, 2, line(-1.0, 0.5, 3.0), Estimator.CONDITIONAL, 300),
        experiment(Activation.COS, 0.3, 10, sixOf(Activation.COS), Estimator.CONDITIONAL, 150),
        experiment(Activation.COS, 1, 50, plane(), Estimator.CONDITIONAL, 150),
        experiment(Activation.TANH, 0.5, 3, line(-1.0, 0.25, 1.5), Estimator.PLAIN, 600),
        experiment(Activation.TANH, 0.3, 10, sixOf(Activation.TANH), Estimator.CONDITIONAL, 150),
        experiment(Activation.TANH, 0, 2, line(0.5, 1.0, 3.0), Estimator.CONDITIONAL, 300),
        experiment(Activation.GAUSS, 0, 5, sixOf(Activation.GAUSS), Estimator.CONDITIONAL, 150),
        experiment(Activation.GAUSS, 0, 1, line(-0.3, 0.1, 0.2), Estimator.CONDITIONAL, 300),
        experiment(Activation.GAUSS, 0, 50, plane(), Estimator.CONDITIONAL, 150),
        experiment(Activation.ERF, 0.3, 10, sixOf(Activation.ERF), Estimator.CONDITIONAL, 150),
        experiment(Activation.ERF, 0, 2, line(0.5, 1.0, 3.0), Estimator.CONDITIONAL, 300),
        experiment(Activation.RELU, 0, 20, sixOf(Activation.RELU), Estimator.CONDITIONAL, 150),
        experiment(Activation.RELU, 0.5, 10, line(-1.0, 0.5, 1.0), Estimator.CONDITIONAL, 300),
        experiment(Activation.ERF, 0.5, 5, plane(), Estimator.CONDITIONAL, 150),
        experiment(Activation.RELU, 0, 10, plane(), Estimator.CONDITIONAL, 150),
        experiment(Activation.RELU, 0.5, 10, space(), Estimator.CONDITIONAL, 150),
        experiment(Activation.GAUSS, 0.5, 2, sixOf(Activation.GAUSS), Estimator.TILTED, 150),
        experiment(Activation.GAUSS, 0.5, 30, line(-0.5, 0.1, 0.2), Estimator.TILTED, 150),
        experiment(Activation.GAUSS, 1, 2, line(-0.3, 0.0, 0.3), Estimator.TILTED, 300),
        experiment(Activation.GAUSS, 1, 100, sixOf(Activation.GAUSS), Estimator.TILTED, 90),
        experiment(Activation.GAUSS, 1, 10, plane(), Estimator.TILTED, 150),
        experiment(Activation.GAUSS, 0.5, 2, line(1.0, 1.5, 2.0), Estimator.TILTED, 150),
        experiment(Activation.GAUSS, 0.5, 100, line(1.0, 1.5, 2.0), Estimator.TILTED, 60),
        experiment(Activation.GAUSS, 0.5, 10, farPlane(), Estimator.TILTED, 150),
        experiment(Activation.GAUSS, 0, 10, line(1.0, 1.5, 2.0), Estimator.TILTED, 150)
            .withOutputs(2),
        experiment(Activation.GAUSS, 0, 3, line(-0.3, 0.1, 0.2), Estimator.POOLED, 100),
        experiment(Activation.GAUSS, 0, 50, sixOf(Activation.GAUSS), Estimator.POOLED, 20),
        experiment(Activation.GAUSS, 0.5, 10, plane(), Estimator.POOLED, 100),
        experiment(Activation.GAUSS, 1, 5, sixOf(Activation.GAUSS), Estimator.POOLED, 100),
        experiment(Activation.GAUSS, 1, 200, line(-0.3, 0.0, 0.3), Estimator.POOLED, 20),
        experiment(Activation.ERF, 0.3, 10, sixOf(Activation.ERF), Estimator.POOLED, 40),
        experiment(Activation.RELU, 0.5, 10, line(-1.0, 0.5, 1.0), Estimator.POOLED, 100),
        experiment(Activation.COS, 0.3, 4, line(-1.0, 0.5, 3.0), Estimator.POOLED, 100),
        experiment(Activation.TANH, 0, 20, line(0.5, 1.0, 3.0), Estimator.POOLED, 40)
            .withOutputs(2),
        experiment(Activation.GAUSS, 0.1, 5, line(-0.3, 0.0, 0.3), Estimator.PLAIN, 400)
            .withOutputs(2),
        experiment(Activation.ERF, 0.5, 2, line(-1.0, 0.25, 0.5), Estimator.PLAIN, 400)
            .withOutputs(3),
        experiment(Activation.RELU, 0.3, 5, line(0.4, 0.8, 1.2), Estimator.CONDITIONAL, 150)
            .withOutputs(2),
        experiment(Activation.GAUSS, 0.5, 3, line(-0.5, 0.1, 0.2), Estimator.TILTED, 150)
            .withOutputs(3));
  }

  static Stream<Experiment> ofOtherWeights() {
    OptionalDouble shared = OptionalDouble.of(5);
    return Stream.of(
        experiment(Activation.ERF, 0.3, 2, line(0.5, 1.0, 3.0), Estimator.PLAIN, 400)
            .with(Readout.UNIFORM),
        experiment(Activation.GAUSS, 0, 3, line(-0.3, 0.0, 0.3), Estimator.PLAIN, 400)
            .with(Readout.RADEMACHER),
        experiment(Activation.COS, 0.3, 4, plane(), Estimator.PLAIN, 400).with(Readout.LAPLACE),
        experiment(Activation.ERF, 0.3, 5, line(0.5, 1.0, 3.0), Estimator.PLAIN, 400)
            .with(Readout.NORMAL, OptionalDouble.of(40)),
        experiment(Activation.COS, 0.3, 2, line(-1.0, 0.5, 3.0), Estimator.PLAIN, 400)
            .with(Readout.NORMAL, OptionalDouble.of(40))
            .withOutputs(2),
        experiment(Activation.COS, 0.3, 5, line(-1.0, 0.5, 3.0), Estimator.PLAIN, 400)
            .withCauchyFrequencies(),
        experiment(Activation.ERF, 0.3, 3, line(0.5, 1.0, 3.0), Estimator.CONDITIONAL, 150)
            .with(Readout.UNIFORM),
        experiment(Activation.RELU, 0.3, 20, line(0.4, 0.8, 1.2), Estimator.CONDITIONAL, 150)
            .with(Readout.RADEMACHER),
        experiment(Activation.GAUSS, 0, 20, sixOf(Activation.GAUSS), Estimator.CONDITIONAL, 60)
            .with(Readout.LAPLACE),
        experiment(Activation.COS, 0.3, 3, line(-1.0, 0.5, 3.0), Estimator.CONDITIONAL, 150)
            .with(Readout.NORMAL, shared),
        experiment(Activation.COS, 0.3, 3, line(-1.0, 0.5, 3.0), Estimator.CONDITIONAL, 150)
            .withCauchyFrequencies()
            .with(Readout.UNIFORM, shared)
            .withOutputs(2),
        experiment(Activation.COS, 0.3, 10, plane(), Estimator.CONDITIONAL, 100)
            .with(Readout.NORMAL, shared)
            .withOutputs(2),
        experiment(Activation.GAUSS, 0.5, 3, line(-0.5, 0.1, 0.2), Estimator.TILTED, 150)
            .with(Readout.LAPLACE, shared),
        experiment(Activation.GAUSS, 0.5, 30, line(1.0, 1.5, 2.0), Estimator.TILTED, 100)
            .with(Readout.UNIFORM),
        experiment(Activation.TANH, 0, 5, line(0.5, 1.0, 3.0), Estimator.POOLED, 60)
            .with(Readout.RADEMACHER),
        experiment(Activation.GAUSS, 0.5, 10, plane(), Estimator.POOLED, 60)
            .with(Readout.UNIFORM, shared)
            .withOutputs(2),
        experiment(Activation.COS, 0.3, 4, line(-1.0, 0.5, 3.0), Estimator.POOLED, 60)
            .withCauchyFrequencies());
  }

  private static Experiment experiment(
      Activation activation,
      double sigmaB,
      int width,
      InputPoints points,
      Estimator estimator,
      int bags) {
    Ensemble ensemble = Ensemble.of(activation, points.dIn(), 1, sigmaB);
    return new Experiment(
        new Shard(ensemble, width, points, estimator, List.of(2, 4, 6), 1000), bags);
  }

  private static InputPoints sixOf(Activation activation) {
    return activation.defaultPoints();
  }

  private static InputPoints line(double x, double y, double z) {
    return InputPoints.ofDimension(1, List.of(List.of(x), List.of(y), List.of(z)));
  }

  private static InputPoints plane() {
    return InputPoints.ofDimension(
        2, List.of(List.of(0.3, 0.0), List.of(-0.1, 0.4), List.of(0.2, 0.2)));
  }

  /** One rare unit sees all of them. */
  private static InputPoints farPlane() {
    return InputPoints.ofDimension(
        2, List.of(List.of(2.0, 0.5), List.of(2.0, 1.5), List.of(1.0, 2.0)));
  }

  private static InputPoints allAround() {
    return InputPoints.ofDimension(
        2, List.of(List.of(2.0, 0.0), List.of(-0.5, 1.5), List.of(-1.0, -1.0)));
  }

  private static InputPoints space() {
    return InputPoints.ofDimension(
        3, List.of(List.of(0.3, 0.0, 1.0), List.of(-1.0, 0.4, 0.1), List.of(0.2, -0.9, -0.2)));
  }

  @ParameterizedTest
  @MethodSource({"experiments", "ofOtherWeights"})
  void measuredNumbersAgreeWithTheOracle(Experiment experiment) {
    Shard shard = experiment.shard();
    Theory theory = Theory.of(shard.ensemble(), shard.points(), shard.orders());
    Measurement measurement = new Measurement(shard, theory);
    Totals totals = totals(measurement, experiment.bags());

    for (Observable observable : known(shard)) {
      double exact = theory.exact(observable, shard.width()).orElseThrow();
      check(observable.label(), measurement.quantity(observable).estimate(totals), exact);
    }
    assertThat(measurement.meanMixedU4().isPresent())
        .isEqualTo(
            shard.ensemble().dOut() > 1 && shard.ensemble().priors().readout() == Readout.NORMAL);
    measurement
        .meanMixedU4()
        .ifPresent(
            mixed ->
                check(
                    "u4Mixed",
                    mixed.estimate(totals),
                    theory.exact(Observable.U4, shard.width()).orElseThrow()));
    check("m2", measurement.meanPairDeviation().orElseThrow().estimate(totals), 0);
    checkMultisets(measurement, totals.sums());
    measurement.weights(totals.sums()).ifPresent(OracleTest::checkWeights);
    assertThat(measurement.weights(totals.sums()).isPresent())
        .isEqualTo(shard.estimator() == Estimator.TILTED);
  }

  static Stream<Experiment> aroundTheOrigin() {
    InputPoints line =
        InputPoints.ofDimension(
            1, List.of(List.of(-2.0), List.of(-1.0), List.of(0.0), List.of(1.0), List.of(2.0)));
    return Stream.of(line, allAround())
        .flatMap(
            points ->
                IntStream.of(2, 10, 100)
                    .mapToObj(
                        width ->
                            experiment(
                                Activation.GAUSS, 0.5, width, points, Estimator.TILTED, 60)));
  }

  /**
   * Far from each other on different sides, a multiset may take two rare units, and its error
   * cannot be believed; averages over all multisets are of those that one makes.
   */
  @ParameterizedTest
  @MethodSource("aroundTheOrigin")
  void averagesOverPointsAroundTheOriginAgreeWithTheOracle(Experiment experiment) {
    Shard shard = experiment.shard();
    Theory theory = Theory.of(shard.ensemble(), shard.points(), shard.orders());
    Measurement measurement = new Measurement(shard, theory);
    Totals totals = totals(measurement, experiment.bags());
    for (Observable observable : List.of(Observable.U4, Observable.M4, Observable.U6)) {
      double exact = theory.exact(observable, shard.width()).orElseThrow();
      check(observable.label(), measurement.quantity(observable).estimate(totals), exact);
    }
    check("m2", measurement.meanPairDeviation().orElseThrow().estimate(totals), 0);
    checkOrder(measurement, totals.sums(), 2, k -> 0);
    checkWeights(measurement.weights(totals.sums()).orElseThrow());
  }

  /** What the oracle must know: above one dimension no couplings, and of relu no sixth order. */
  private static List<Observable> known(Shard shard) {
    Activation activation = shard.ensemble().activation();
    if (activation.hasGaussianKernel() || shard.ensemble().dIn() == 1) {
      return Observable.untrained();
    }
    return activation == Activation.ERF
        ? List.of(Observable.M4, Observable.M6)
        : List.of(Observable.M4);
  }

  private static Totals totals(Measurement measurement, int bags) {
    BagSampler sampler = new BagSampler(measurement, ComputeBackend.choose(Optional.empty()), SEED);
    Totals totals = Totals.startingAt(measurement.shard().id(), 0);
    for (int index = 0; index < bags; index++) {
      totals = totals.plus(sampler.measure(index));
    }
    return totals;
  }

  private static void check(String what, Estimate measured, double exact) {
    assertThat(Math.abs(measured.value() - exact) / measured.standardError())
        .as("pull of %s: %s against %s", what, measured, exact)
        .isLessThan(largestPull(1));
  }

  /** The bound that the largest of some pulls exceeds with the probability of a false alarm. */
  private static double largestPull(int pulls) {
    return -new NormalDistribution().inverseCumulativeProbability(FALSE_ALARMS / pulls / 2);
  }

  private static void checkMultisets(Measurement measurement, Sums sums) {
    Shard shard = measurement.shard();
    int width = shard.width();
    ExactCouplings exact = measurement.theory().exact().orElseThrow();
    checkOrder(measurement, sums, 2, k -> 0);
    checkOrder(measurement, sums, 4, k -> exact.deviation4(width, k));
    if (!known(shard).contains(Observable.M6)) {
      return;
    }
    checkOrder(measurement, sums, 6, k -> exact.deviation6(width, k).orElseThrow());
    double[] kernel = measurement.theory().kernel();
    List<Split> splits = Split.all(measurement.layout(), 6);
    double[] free = measurement.theory().free(6);
    List<Double> pulls = new ArrayList<>();
    for (int k = 0; k < free.length; k++) {
      double connected = exact.deviation6(width, k).orElseThrow();
      for (int way = 0; way < splits.get(k).count(); way++) {
        double rest = exact.deviation4(width, splits.get(k).rests()[way]);
        connected -= kernel[splits.get(k).pairs()[way]] * rest;
      }
      int component = measurement.layout().connectedSixth(k);
      Estimate measured =
          new Estimate(sums.componentMean(component), sums.components().standardError(component));
      pulls.add(pull(measured, connected, free[k]));
    }
    checkTogether("connected 6", pulls);
  }

  private static void checkOrder(
      Measurement measurement, Sums sums, int order, IntToDoubleFunction exact) {
    double[] free = measurement.theory().free(order);
    List<Double> pulls = new ArrayList<>();
    for (int k = 0; k < free.length; k++) {
      Estimate deviation = measurement.deviation(sums, order, k);
      pulls.add(pull(deviation, exact.applyAsDouble(k), free[k]));
    }
    checkTogether("order " + order, pulls);
  }

  private static double pull(Estimate measured, double exact, double free) {
    double error = Math.max(measured.standardError(), ROUNDING * Math.abs(free));
    return (measured.value() - exact) / error;
  }

  private static void checkTogether(String what, List<Double> pulls) {
    double[] sizes = pulls.stream().mapToDouble(Math::abs).toArray();
    assertThat(Arrays.stream(sizes).max().orElseThrow())
        .as("largest pull of %s", what)
        .isLessThan(largestPull(sizes.length));
    assertThat(Arrays.stream(sizes).map(pull -> pull * pull).average().orElseThrow())
        .as("mean square of the pulls of %s", what)
        .isLessThan(largestPull(1) * largestPull(1));
  }

  private static void checkWeights(CentralMoments weights) {
    check("mean weight", weights.estimate(), 1);
    assertThat(weights.effectiveSampleSize()).isPositive().isLessThanOrEqualTo(weights.count());
  }
}
