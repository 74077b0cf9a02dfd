package wickstream.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.stat.descriptive.StatisticalSummary;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.physics.Observable;
import wickstream.physics.exact.Theory;
import wickstream.random.LaneGenerator;
import wickstream.random.LaneStreams;
import wickstream.statistics.Estimate;
import wickstream.statistics.Means;
import wickstream.statistics.Quantity;
import wickstream.statistics.Totals;

/**
 * Several hidden layers: weights Normal(0, σ_W²/N) and biases Normal(0, σ_b²) into every further
 * one (Lee et al., arXiv 1711.00165), measured against what is known exactly, in closed form or by
 * quadrature, and against one another.
 *
 * <p>Every statistical check has a false-alarm rate of 1e-4 for a normal pull, and the seeds are
 * fixed.
 */
class DepthTest {
  private static final double FALSE_ALARMS = 1e-4;
  private static final double LARGEST_PULL =
      -new NormalDistribution().inverseCumulativeProbability(FALSE_ALARMS / 2);
  private static final InputPoints POINTS = line(0.5, 1.0, 1.25);
  private static final List<Integer> ORDERS = List.of(2, 4, 6);
  private static final int BAG_SIZE = 500;

  private static InputPoints line(double x, double y, double z) {
    return InputPoints.ofDimension(1, List.of(List.of(x), List.of(y), List.of(z)));
  }

  private static Measurement measurement(Ensemble ensemble, int width, Estimator estimator) {
    List<Integer> orders = estimator == Estimator.POOLED ? List.of(2, 4) : ORDERS;
    return new Measurement(
        new Shard(ensemble, width, POINTS, estimator, orders, BAG_SIZE),
        Theory.of(ensemble, POINTS, orders));
  }

  private static Totals totals(Measurement measurement, int bags, long seed) {
    BagSampler sampler = new BagSampler(measurement, ComputeBackend.choose(Optional.empty()), seed);
    Totals totals = Totals.startingAt(measurement.shard().id(), 0);
    for (int index = 0; index < bags; index++) {
      totals = totals.plus(sampler.measure(index));
    }
    return totals;
  }

  private static Estimate estimate(Totals totals, ToDoubleFunction<Means> function) {
    return new Quantity.FunctionOfMeans(function, List.of()).estimate(totals);
  }

  private static void check(String what, Estimate measured, double exact) {
    assertThat(Math.abs(measured.value() - exact) / measured.standardError())
        .as("pull of %s: %s against %s", what, measured, exact)
        .isLessThan(LARGEST_PULL);
  }

  /**
   * relu without biases, at points of one sign: every layer is |x| times a number, and C_ab =
   * (σ_W²/d) x_a x_b Π_l T_l with independent T = (σ_W²/N) Σ_j max(g_j, 0)², g standard normal, one
   * a layer. With E max(g, 0)^2n = (2n−1)!!/2, E[T] = σ_W²/2, so that C has the mean K at every N;
   * E[T²] and E[T³] follow, and G_c⁽⁴⁾ = 3 Var, G_c⁽⁶⁾ = 15 κ3 of Π T in units of the points.
   */
  @ParameterizedTest
  @CsvSource({
    "2, 1, CONDITIONAL, 200",
    "2, 2, CONDITIONAL, 100",
    "3, 20, CONDITIONAL, 100",
    "2, 40, CONDITIONAL, 60",
    "2, 5, PLAIN, 2000",
    "3, 8, PLAIN, 1000",
    "2, 3, POOLED, 200",
    "3, 20, POOLED, 60",
    "4, 40, POOLED, 60",
  })
  void reluWithoutBiasesIsExact(int depth, int width, Estimator estimator, int bags) {
    double sigmaW = 1.25;
    Ensemble ensemble = Ensemble.of(Activation.RELU, 1, sigmaW, 0).withDepth(depth);
    Measurement measurement = measurement(ensemble, width, estimator);
    Totals totals = totals(measurement, bags, 5);

    double[] t = momentsOfLayer(sigmaW, width);
    double mean = Math.pow(t[0], depth);
    double second = Math.pow(t[1], depth);
    double third = Math.pow(t[2], depth);
    double slope = sigmaW * sigmaW;
    int last = measurement.multisets(4).size() - 1;
    double x = 1.25;
    Estimate m2 = measurement.meanPairDeviation().orElseThrow().estimate(totals);
    if (estimator == Estimator.POOLED) {
      assertThat(m2.value()).as("what is linear alone").isZero();
    } else {
      check("m2", m2, 0);
    }
    check("m4", measurement.quantity(Observable.M4).estimate(totals), second / (mean * mean) - 1);
    check(
        "Gc4",
        estimate(totals, means -> measurement.formulas().connected4(means, last)),
        3 * Math.pow(slope * x * x, 2) * (second - mean * mean));
    if (estimator == Estimator.CONDITIONAL && width >= 5) {
      int lastSix = measurement.multisets(6).size() - 1;
      check(
          "m6",
          measurement.quantity(Observable.M6).estimate(totals),
          third / (mean * mean * mean) - 1);
      check(
          "Gc6",
          estimate(totals, means -> measurement.formulas().connected(means, 6)[lastSix]),
          15 * Math.pow(slope * x * x, 3) * (third - 3 * second * mean + 2 * mean * mean * mean));
    }
  }

  /** E[T], E[T²], E[T³]. */
  private static double[] momentsOfLayer(double sigmaW, int n) {
    double variance = sigmaW * sigmaW;
    double first = 1 / 2.0;
    double second = 3 / 2.0;
    double third = 15 / 2.0;
    double mean = first;
    double square = (second + (n - 1) * first * first) / n;
    double cube =
        (third + 3 * (n - 1) * second * first + (n - 1.0) * (n - 2) * first * first * first)
            / ((double) n * n);
    return new double[] {
      variance * mean, variance * variance * square, variance * variance * variance * cube
    };
  }

  /**
   * erf with one unit a layer and no biases: h = erf(σ_W v erf(σ_W w x)) with standard normal w and
   * v, by the trapezoidal rule in both, whose error is far below 1e-6 at steps of 0.1. G⁽²⁾ = σ_W²
   * E[h h] and G⁽⁴⁾ = Σ_3 σ_W⁴ E[h h h h].
   */
  @ParameterizedTest
  @CsvSource({"CONDITIONAL, 100", "PLAIN, 2000"})
  void erfWithOneUnitAgreesWithQuadrature(Estimator estimator, int bags) {
    double sigmaW = 1.5;
    Ensemble ensemble = Ensemble.of(Activation.ERF, 1, sigmaW, 0).withDepth(2);
    Measurement measurement = measurement(ensemble, 1, estimator);
    Totals totals = totals(measurement, bags, 6);
    double first = sigmaW * sigmaW * meanOfLast(sigmaW, h -> h[0] * h[0]);
    double second = sigmaW * sigmaW * meanOfLast(sigmaW, h -> h[1] * h[2]);
    double third = sigmaW * sigmaW * meanOfLast(sigmaW, h -> h[0] * h[1]);
    double fourth = sigmaW * sigmaW * meanOfLast(sigmaW, h -> h[0] * h[2]);
    double all = 3 * Math.pow(sigmaW, 4) * meanOfLast(sigmaW, h -> h[0] * h[0] * h[1] * h[2]);

    int pair = measurement.multisets(2).indexOf(0, 2);
    int quad = measurement.multisets(4).indexOf(0, 0, 1, 2);
    double kernel = measurement.theory().kernel()[pair];
    double free = measurement.theory().free(4)[quad];
    check("G2", measurement.deviation(totals.sums(), 2, pair), fourth - kernel);
    check("G4", measurement.deviation(totals.sums(), 4, quad), all - free);
    check(
        "Gc4",
        estimate(totals, means -> measurement.formulas().connected4(means, quad)),
        all - first * second - 2 * third * fourth);
    Estimate deviation = measurement.deviation(totals.sums(), 2, pair);
    assertThat(Math.abs(deviation.value()) / deviation.standardError())
        .as("that K is not the mean of C")
        .isGreaterThan(10);
  }

  /** The mean of a function of the last unit's values at the points, without biases. */
  private static double meanOfLast(double sigmaW, ToDoubleFunction<double[]> function) {
    double sum = 0;
    double norm = 0;
    for (int i = -80; i <= 80; i++) {
      for (int j = -80; j <= 80; j++) {
        double w = 0.1 * i;
        double v = 0.1 * j;
        double weight = Math.exp(-(w * w + v * v) / 2);
        double[] last = new double[POINTS.count()];
        for (int a = 0; a < last.length; a++) {
          last[a] = Erf.erf(sigmaW * v * Erf.erf(sigmaW * w * POINTS.coordinate(a, 0)));
        }
        sum += weight * function.applyAsDouble(last);
        norm += weight;
      }
    }
    return sum / norm;
  }

  /** erf with one unit a layer and biases: the last layer's mean is an arcsine, given the first. */
  @Test
  void erfWithBiasesHasTheSecondFunctionOfTheQuadrature() {
    double sigmaW = 1.5;
    double sigmaB = 0.5;
    Ensemble ensemble = Ensemble.of(Activation.ERF, 1, sigmaW, sigmaB).withDepth(2);
    Measurement measurement = measurement(ensemble, 1, Estimator.CONDITIONAL);
    Totals totals = totals(measurement, 200, 6);
    double sum = 0;
    double norm = 0;
    for (int i = -80; i <= 80; i++) {
      for (int j = -80; j <= 80; j++) {
        double w = 0.1 * i;
        double b = 0.1 * j;
        double weight = Math.exp(-(w * w + b * b) / 2);
        double x = Erf.erf(sigmaW * w * POINTS.coordinate(0, 0) + sigmaB * b);
        double y = Erf.erf(sigmaW * w * POINTS.coordinate(2, 0) + sigmaB * b);
        sum += weight * meanOfProduct(x, y, sigmaW, sigmaB);
        norm += weight;
      }
    }
    int pair = measurement.multisets(2).indexOf(0, 2);
    double exact = sigmaB * sigmaB + sigmaW * sigmaW * sum / norm;
    check(
        "G2",
        measurement.deviation(totals.sums(), 2, pair),
        exact - measurement.theory().kernel()[pair]);
  }

  /** E[erf(σ_W v x + σ_b b) erf(σ_W v y + σ_b b)] (Williams 1997). */
  private static double meanOfProduct(double x, double y, double sigmaW, double sigmaB) {
    double xx = sigmaB * sigmaB + sigmaW * sigmaW * x * x;
    double yy = sigmaB * sigmaB + sigmaW * sigmaW * y * y;
    double xy = sigmaB * sigmaB + sigmaW * sigmaW * x * y;
    return 2 / Math.PI * Math.asin(2 * xy / Math.sqrt((1 + 2 * xx) * (1 + 2 * yy)));
  }

  /**
   * The limit N → ∞ and the law of its approach: δ = G⁽²⁾ − K and u4 fall as 1/N. The exponents are
   * fitted to N = 40, 80, 160, 320 by weighted least squares; what is left of 1/N² may change them
   * by 0.05.
   */
  @ParameterizedTest
  @CsvSource({"erf, 0.3, 1.5", "relu, 0.3, 1.25"})
  void connectedFunctionsFallAsOneOverN(Activation activation, double sigmaB, double sigmaW) {
    Ensemble ensemble = Ensemble.of(activation, 1, sigmaW, sigmaB).withDepth(2);
    double[][] fit = new double[5][1];
    for (int width : new int[] {40, 80, 160, 320}) {
      Measurement measurement = measurement(ensemble, width, Estimator.CONDITIONAL);
      Totals totals = totals(measurement, 16, 7);
      Estimate u4 = measurement.quantity(Observable.U4).estimate(totals);
      add(fit, Math.log(width), Math.log(Math.abs(u4.value())), u4.value() / u4.standardError());
      Estimate m2 = measurement.meanPairDeviation().orElseThrow().estimate(totals);
      assertThat(Math.abs(m2.value()))
          .as("m2 at N = %d", width)
          .isLessThan(5.0 / width + LARGEST_PULL * m2.standardError());
    }
    double determinant = fit[0][0] * fit[2][0] - fit[1][0] * fit[1][0];
    double slope = (fit[0][0] * fit[4][0] - fit[1][0] * fit[3][0]) / determinant;
    double error = Math.sqrt(fit[0][0] / determinant);
    assertThat(error).isLessThan(0.05);
    assertThat(slope).isCloseTo(-1, within(LARGEST_PULL * error + 0.05));
  }

  /**
   * The theory to leading order: 2·(2N)·v(2N) − N·v(N) is free of the remainder of relative size
   * 1/N. What is left of 1/N² is below 1e-3 at N = 48.
   */
  @ParameterizedTest
  @CsvSource({"erf, 0.3, 1.5", "relu, 0.3, 1.25", "tanh, 0.3, 1.5"})
  void approachesTheTheoryToLeadingOrder(Activation activation, double sigmaB, double sigmaW) {
    Ensemble ensemble = Ensemble.of(activation, 1, sigmaW, sigmaB).withDepth(2);
    Measurement narrow = measurement(ensemble, 48, Estimator.CONDITIONAL);
    Measurement wide = measurement(ensemble, 96, Estimator.CONDITIONAL);
    Totals ofNarrow = totals(narrow, 8, 11);
    Totals ofWide = totals(wide, 8, 12);
    for (Observable observable : List.of(Observable.U4, Observable.M4)) {
      double expected = wide.theory().leading(observable, 96).orElseThrow();
      checkExtrapolated(
          observable.label(),
          narrow.quantity(observable).estimate(ofNarrow),
          wide.quantity(observable).estimate(ofWide),
          expected);
    }
    checkExtrapolated(
        "m2",
        narrow.meanPairDeviation().orElseThrow().estimate(ofNarrow),
        wide.meanPairDeviation().orElseThrow().estimate(ofWide),
        wide.theory().leadingOrder().orElseThrow().m2(96));
  }

  private static void checkExtrapolated(
      String what, Estimate atHalf, Estimate atWidth, double expected) {
    double value = 2 * atWidth.value() - atHalf.value() / 2;
    double error = Math.hypot(2 * atWidth.standardError(), atHalf.standardError() / 2);
    assertThat(Math.abs(value - expected))
        .as("%s: %s against %s", what, value, expected)
        .isLessThan(LARGEST_PULL * error + 1e-3 * Math.abs(expected));
  }

  private static void add(double[][] fit, double x, double y, double pull) {
    double weight = pull * pull;
    fit[0][0] += weight;
    fit[1][0] += weight * x;
    fit[2][0] += weight * x * x;
    fit[3][0] += weight * y;
    fit[4][0] += weight * x * y;
  }

  /** Both estimators know nothing of one another but the law of the hidden layers. */
  @ParameterizedTest
  @CsvSource({"erf, 2", "erf, 3", "relu, 2", "relu, 3"})
  void plainAndConditionalAgree(Activation activation, int depth) {
    Ensemble ensemble = Ensemble.of(activation, 1, 1.5, 0.5).withDepth(depth);
    Measurement plain = measurement(ensemble, 4, Estimator.PLAIN);
    Measurement conditional = measurement(ensemble, 4, Estimator.CONDITIONAL);
    Totals ofPlain = totals(plain, 1000, 8);
    Totals ofConditional = totals(conditional, 400, 9);
    agree(plain, ofPlain, conditional, ofConditional);
    Estimate u4 = conditional.quantity(Observable.U4).estimate(ofConditional);
    assertThat(Math.abs(u4.value()) / u4.standardError()).as("that u4 is seen").isGreaterThan(10);
  }

  /** With the last layer integrated, down to as few units as there are points. */
  @ParameterizedTest
  @CsvSource({
    "erf, 2, 0, 3",
    "erf, 3, 0.5, 4",
    "erf, 2, 0.5, 20",
    "relu, 2, 0.5, 3",
    "relu, 4, 0.5, 8",
    "tanh, 3, 0.5, 5",
  })
  void pooledAndConditionalAgree(Activation activation, int depth, double sigmaB, int width) {
    Ensemble ensemble = Ensemble.of(activation, 1, 1.25, sigmaB).withDepth(depth).withOutputs(2);
    Measurement pooled = measurement(ensemble, width, Estimator.POOLED);
    Measurement conditional = measurement(ensemble, width, Estimator.CONDITIONAL);
    Totals ofPooled = totals(pooled, 40, 13);
    Totals ofConditional = totals(conditional, 300, 14);
    agree(pooled, ofPooled, conditional, ofConditional);
    Estimate mixed = pooled.meanMixedU4().orElseThrow().estimate(ofPooled);
    agree("u4Mixed", mixed, conditional.meanMixedU4().orElseThrow().estimate(ofConditional));
    List<Estimate> connected = pooled.connected(ofPooled, 4);
    List<Estimate> expected = conditional.connected(ofConditional, 4);
    for (int k = 0; k < connected.size(); k++) {
      agree("Gc4", connected.get(k), expected.get(k));
    }
  }

  /** On m2, m4 and u4. */
  private static void agree(Measurement one, Totals ofOne, Measurement other, Totals ofOther) {
    agree(
        "m2",
        one.meanPairDeviation().orElseThrow().estimate(ofOne),
        other.meanPairDeviation().orElseThrow().estimate(ofOther));
    for (Observable observable : List.of(Observable.M4, Observable.U4)) {
      agree(
          observable.label(),
          one.quantity(observable).estimate(ofOne),
          other.quantity(observable).estimate(ofOther));
    }
  }

  private static void agree(String what, Estimate one, Estimate other) {
    double error = Math.hypot(one.standardError(), other.standardError());
    assertThat(Math.abs(one.value() - other.value()) / error)
        .as("%s: %s and %s", what, one, other)
        .isLessThan(LARGEST_PULL);
  }

  /**
   * One hidden layer by the code for several, from the same random numbers. C is a sum of at most
   * 105 products, in the order of the units in both; they differ in roundings.
   */
  @ParameterizedTest
  @CsvSource({"erf, 7", "relu, 105"})
  void oneHiddenLayerIsASpecialCase(Activation activation, int width) {
    Ensemble ensemble = Ensemble.of(activation, 1, 1.5, 0.5);
    Measurement measurement = measurement(ensemble, width, Estimator.CONDITIONAL);
    LaneOps laneOps = ComputeBackend.choose(Optional.empty()).source().get();
    int rows = 5;
    int pairs = measurement.multisets(2).size();
    NetworkBatch shallow = new NetworkBatch(pairs);
    NetworkBatch deep = new NetworkBatch(pairs);
    ComputeBackend.sampler(measurement, laneOps)
        .sample(
            BagStreams.of(laneOps.lanes(), 3, measurement.shard(), measurement.shard().hash(), 0),
            rows,
            shallow,
            () -> {});
    weightSpace(measurement, laneOps)
        .sample(
            BagStreams.of(laneOps.lanes(), 3, measurement.shard(), measurement.shard().hash(), 0),
            rows,
            deep,
            () -> {});
    for (int k = 0; k < pairs; k++) {
      for (int i = 0; i < rows * LaneStreams.LANES; i++) {
        assertThat(deep.values[k][i]).isCloseTo(shallow.values[k][i], within(1e-11));
      }
    }
  }

  /**
   * Weights and the space of the points know nothing of one another but the law of pre-activations:
   * the means of D and of the products D D′, which u4 is made of, for all pairs.
   */
  @ParameterizedTest
  @CsvSource({"erf, 2, 0.5", "erf, 4, 0", "relu, 2, 0", "relu, 3, 0.5", "tanh, 3, 0.5"})
  void bothWaysToDrawALayerHaveTheSameLaw(Activation activation, int depth, double sigmaB) {
    Ensemble ensemble = Ensemble.of(activation, 1, 1.25, sigmaB).withDepth(depth);
    Measurement measurement = measurement(ensemble, 6, Estimator.CONDITIONAL);
    LaneOps laneOps = ComputeBackend.choose(Optional.empty()).source().get();
    List<StatisticalSummary> atPoints = products(measurement, pointSpace(measurement, laneOps), 10);
    List<StatisticalSummary> byWeights =
        products(measurement, weightSpace(measurement, laneOps), 11);
    for (int k = 0; k < atPoints.size(); k++) {
      agree("mean " + k, estimate(atPoints.get(k)), estimate(byWeights.get(k)));
    }
  }

  private static NetworkSampler weightSpace(Measurement measurement, LaneOps laneOps) {
    LastLayer last = LastLayer.of(measurement, laneOps.layers());
    return new WeightSpaceSampler(measurement.shard(), last, laneOps);
  }

  private static NetworkSampler pointSpace(Measurement measurement, LaneOps laneOps) {
    LastLayer last = LastLayer.of(measurement, laneOps.layers());
    return new PointSpaceSampler(measurement.shard(), last, laneOps);
  }

  private static Estimate estimate(StatisticalSummary of) {
    return new Estimate(of.getMean(), of.getStandardDeviation() / Math.sqrt(of.getN()));
  }

  /** Of D and of D D′ of 25 600 networks. */
  private static List<StatisticalSummary> products(
      Measurement measurement, NetworkSampler sampler, long seed) {
    int pairs = measurement.multisets(2).size();
    NetworkBatch batch = new NetworkBatch(pairs);
    List<SummaryStatistics> products =
        Stream.generate(SummaryStatistics::new).limit(pairs * (pairs + 1L)).toList();
    LaneGenerator lanes = LaneGenerator.SCALAR;
    for (int index = 0; index < 100; index++) {
      BagStreams streams =
          BagStreams.of(lanes, seed, measurement.shard(), measurement.shard().hash(), index);
      sampler.sample(streams, NetworkBatch.MAX_ROWS, batch, () -> {});
      for (int i = 0; i < NetworkBatch.MAX_NETWORKS; i++) {
        int next = 0;
        for (int p = 0; p < pairs; p++) {
          products.get(next++).addValue(batch.values[p][i]);
          for (int q = 0; q < pairs; q++) {
            products.get(next++).addValue(batch.values[p][i] * batch.values[q][i]);
          }
        }
      }
    }
    return List.copyOf(products);
  }

  @Test
  void bagsDoNotDependOnThreads() {
    Ensemble ensemble = Ensemble.of(Activation.ERF, 1, 1.5, 0.5).withDepth(3);
    BagSampler sampler =
        new BagSampler(
            measurement(ensemble, 9, Estimator.CONDITIONAL),
            ComputeBackend.choose(Optional.empty()),
            1);
    List<String> alone =
        IntStream.range(0, 16).mapToObj(i -> BagFingerprint.of(sampler.measure(i))).toList();
    List<String> together =
        IntStream.range(0, 16)
            .parallel()
            .mapToObj(i -> BagFingerprint.of(sampler.measure(i)))
            .toList();
    assertThat(together).isEqualTo(alone).doesNotHaveDuplicates();
  }

  @Test
  void theSecondFunctionIsKnownWhereTheOracleKnowsTheNetwork() {
    Theory erf = Theory.of(Ensemble.of(Activation.ERF, 1, 1, 0.5).withDepth(2), POINTS, ORDERS);
    assertThat(erf.exact()).isEmpty();
    assertThat(erf.hasExactKernel()).isFalse();
    Ensemble relu = Ensemble.of(Activation.RELU, 1, 1, 0).withDepth(2);
    InputPoints ray = InputPoints.ofDimension(1, List.of(List.of(0.5), List.of(1.5)));
    assertThat(Theory.of(relu, ray, ORDERS).hasExactKernel()).isTrue();
    assertThat(Theory.of(relu.withDepth(1), POINTS, ORDERS).hasExactKernel()).isTrue();
  }
}
