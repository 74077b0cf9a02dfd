package wickstream.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.formula.Formula;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.physics.Observable;
import wickstream.physics.Training;
import wickstream.physics.Training.Example;
import wickstream.physics.exact.Theory;
import wickstream.statistics.ConfidenceSequence;
import wickstream.statistics.Objection;
import wickstream.statistics.Quantity;
import wickstream.statistics.SampleChecks;
import wickstream.statistics.TailDiagnosis;
import wickstream.statistics.Totals;

/**
 * Whose tail vouches for the error of what. Samples are drawn from one seed each and looked at
 * once: what holds of them holds every time.
 */
class VouchingSeriesTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static Measurement measurement(Shard shard) {
    return new Measurement(shard, Theory.of(shard.ensemble(), shard.points(), shard.orders()));
  }

  private static Measurement drawn(Ensemble ensemble, InputPoints points, List<Integer> orders) {
    return measurement(new Shard(ensemble, 24, points, Estimator.CONDITIONAL, orders, 200));
  }

  private static InputPoints points(double... x) {
    return InputPoints.ofDimension(1, Arrays.stream(x).mapToObj(List::of).toList());
  }

  private static Totals totals(Measurement measurement, int bags) {
    BagSampler sampler = new BagSampler(measurement, ComputeBackend.choose(Optional.of("auto")), 5);
    Totals totals = Totals.startingAt(measurement.shard().id(), 0);
    for (int bag = 0; bag < bags; bag++) {
      totals = totals.plus(sampler.measure(bag));
    }
    return totals;
  }

  private static List<String> names(Measurement measurement, List<Integer> series) {
    return series.stream().map(measurement.seriesNames()::get).toList();
  }

  private static List<String> ofConnected(Measurement measurement, int order) {
    return names(measurement, measurement.meanConnected(order).orElseThrow().series());
  }

  /** Multisets of the default points have the same weights to 1 in 10⁴. */
  @ParameterizedTest
  @ValueSource(strings = {"gauss", "cos"})
  void pointsThatAreAlikeTakeNoSeriesOfTheirOwn(Activation activation) {
    Measurement measurement =
        drawn(Ensemble.of(activation, 1, 1.5, 0.5), activation.defaultPoints(), List.of(2, 4, 6));
    assertThat(measurement.seriesNames()).containsExactly("u4", "connected6", "m2", "m4", "m6");
    assertThat(ofConnected(measurement, 4)).containsExactly("u4");
    assertThat(ofConnected(measurement, 6)).containsExactly("connected6");
  }

  /** Weights 1/I of relu fall as products of the points, from 0.2 to 1.2. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void connectedFunctionsOfUnlikePointsAreVouchedForByTheirOwnMean(int depth) {
    Measurement measurement =
        drawn(
            Ensemble.of(Activation.RELU, 1, 1.5, 0.5).withDepth(depth),
            Activation.RELU.defaultPoints(),
            List.of(2, 4, 6));
    assertThat(measurement.seriesNames())
        .containsExactly(
            "u4", "connected6", "m2", "m4", "m6", "connected4_mean", "connected6_mean");
    assertThat(ofConnected(measurement, 4)).containsExactly("connected4_mean");
    assertThat(ofConnected(measurement, 6)).containsExactly("connected6_mean");
    Quantity u6 = measurement.quantity(Observable.U6);
    assertThat(names(measurement, u6.series())).containsExactly("u4", "connected6");
  }

  /** E[exp(4z)²] of z = 2 W0 is what few networks have seen; at 0.1 all have. */
  @Test
  void aHeavyPointIsNotHiddenByTamePoints() {
    Ensemble ensemble = Ensemble.of(Activation.ofFormula(Formula.parse("exp(z)")), 1, 0.5, 0);
    Measurement measurement = drawn(ensemble, points(0.05, -0.05, 0.1, -0.1, 2), List.of(2, 4));
    Totals totals = totals(measurement, 20);
    assertThat(diagnosis(measurement, totals, measurement.quantity(Observable.U4)).isHeavy())
        .isFalse();
    assertThat(reason(measurement, totals, measurement.meanConnected(4).orElseThrow()))
        .contains(Objection.Kind.HEAVY_TAIL);
  }

  private static TailDiagnosis diagnosis(
      Measurement measurement, Totals totals, Quantity quantity) {
    SampleChecks checks =
        measurement.checks(
            new VarianceLaws(measurement.shard(), measurement.theory()),
            new ConfidenceSequence(0.95, 10_000));
    return checks.sample(totals).diagnose(quantity, quantity.estimate(totals), Optional.empty());
  }

  private static Optional<Objection.Kind> reason(
      Measurement measurement, Totals totals, Quantity quantity) {
    return diagnosis(measurement, totals, quantity).reason().map(Objection::kind);
  }

  private static Measurement trained(InputPoints points, int outputs, Double... times) {
    List<Double> targets = List.of(0.0, 0.5).subList(0, outputs);
    Training training =
        new Training(
            List.of(new Example(List.of(1.0), targets)), OptionalDouble.empty(), List.of(times));
    return measurement(
        new Shard(
            Ensemble.of(Activation.RELU, 1, 1, 0.1).withOutputs(outputs),
            64,
            points,
            Estimator.CONDITIONAL,
            List.of(2, 4),
            500,
            Optional.of(training)));
  }

  private static Quantity trainedQuantity(Measurement measurement, Observable of, int time) {
    return measurement.trained().orElseThrow().quantity(of, time);
  }

  @Test
  void theKurtosisIsVouchedForPointByPoint() {
    Measurement measurement = trained(points(1, -2), 2, 0.0, 0.5);
    assertThat(names(measurement, trainedQuantity(measurement, Observable.KURTOSIS, 1).series()))
        .containsExactly(
            "kurtosis_point1_output1@0.5",
            "kurtosis_point2_output1@0.5",
            "kurtosis_point1_output2@0.5",
            "kurtosis_point2_output2@0.5");
    assertThat(names(measurement, trainedQuantity(measurement, Observable.KURTOSIS, 0).series()))
        .containsExactly("kurtosis@0");
    assertThat(names(measurement, trainedQuantity(measurement, Observable.CONNECTED4, 1).series()))
        .containsExactly("connected4_output1@0.5", "connected4_output2@0.5");
  }

  @Test
  void thatOfASinglePointTakesNoFurtherSeries() {
    Measurement measurement = trained(points(1), 1, 0.0, 0.5);
    assertThat(measurement.seriesNames())
        .containsExactly(
            "u4", "m2", "m4", "mean@0.5", "covariance@0.5", "connected3@0.5", "connected4@0.5");
    assertThat(names(measurement, trainedQuantity(measurement, Observable.KURTOSIS, 1).series()))
        .containsExactly("connected4@0.5");
    assertThat(names(measurement, trainedQuantity(measurement, Observable.KURTOSIS, 0).series()))
        .containsExactly("u4");
  }

  /** Each contribution once more, from the component that it is of. */
  @Test
  void seriesOfPointsHoldWhatTheirComponentsDo() {
    Measurement measurement = trained(points(1, -2, 0.5), 2, 0.0, 0.5, 20.0);
    Totals totals = totals(measurement, 2);
    List<Integer> series = new ArrayList<>();
    IntStream.range(0, 3)
        .forEach(t -> series.addAll(trainedQuantity(measurement, Observable.KURTOSIS, t).series()));
    assertThat(series).hasSize(1 + 2 * 6).doesNotHaveDuplicates();
    for (int s : series) {
      Coefficients of = measurement.coefficients(measurement.series().get(s)).orElseThrow();
      double mean = 0;
      double size = 0;
      for (int k = 0; k < of.values().length; k++) {
        double share = of.values()[k] * totals.sums().componentMean(of.first() + k);
        mean += share;
        size += Math.abs(share);
      }
      assertThat(Math.abs(totals.sums().seriesMean(s) - mean)).isLessThan(1e-12 * size);
      if (of.values().length == 1) {
        double variance = totals.sums().components().variance(of.first());
        assertThat(totals.sums().series().get(s).variance() / variance)
            .isBetween(1 - 1e-9, 1 + 1e-9);
      }
    }
  }

  /** At τ = 20 a point of the data varies by its own size, another hardly. */
  @Test
  void aPointThatHasBeenLearntIsNotHiddenByOneThatHasNot() {
    Measurement measurement = trained(points(1, -2), 1, 0.5, 20.0);
    Totals totals = totals(measurement, 20);
    Quantity connected = trainedQuantity(measurement, Observable.CONNECTED4, 1);
    assertThat(diagnosis(measurement, totals, connected).isHeavy()).isFalse();
    assertThat(reason(measurement, totals, trainedQuantity(measurement, Observable.KURTOSIS, 1)))
        .contains(Objection.Kind.HEAVY_TAIL);
    assertThat(reason(measurement, totals, trainedQuantity(measurement, Observable.KURTOSIS, 0)))
        .isEmpty();
  }

  /** With all the time there is data are exact, and the kurtosis is that of the other point. */
  @Test
  void aPointThatDoesNotVaryHasNoTail() {
    Measurement measurement = trained(points(1, -2), 1, INFINITY);
    Totals totals = totals(measurement, 20);
    Quantity kurtosis = trainedQuantity(measurement, Observable.KURTOSIS, 0);
    assertThat(names(measurement, kurtosis.vouching(totals.sums())))
        .containsExactly("kurtosis_point2@infinity");
    assertThat(reason(measurement, totals, kurtosis)).isEmpty();
  }

  /**
   * Σ at a point that has been learnt is smaller than elsewhere by e⁻²⁰ and still known to as many
   * digits, and so is the kurtosis; next to it digits are lost, but few.
   */
  @Test
  void whatIsSmallBecauseItHasBeenLearntIsNotLostInRounding() {
    Measurement measurement = trained(points(1, 1.001, -2), 1, 20.0);
    Totals totals = totals(measurement, 20);
    double[] bounds = new RoundingBound(measurement).bounds(totals.sums());
    List<Integer> series = trainedQuantity(measurement, Observable.KURTOSIS, 0).series();
    double[] allowed = {1e-9, 1e-4, 1e-9};
    for (int a = 0; a < allowed.length; a++) {
      double spread = Math.sqrt(totals.sums().series().get(series.get(a)).variance());
      assertThat(bounds[series.get(a)]).isBetween(0.0, allowed[a] * spread);
    }
  }
}
