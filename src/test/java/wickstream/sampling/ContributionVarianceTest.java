package wickstream.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.physics.Activation;
import wickstream.physics.DefensiveMixture;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.Frequencies;
import wickstream.physics.InputPoints;
import wickstream.physics.Multisets;
import wickstream.physics.Priors;
import wickstream.physics.Readout;
import wickstream.physics.SingleVariances;
import wickstream.physics.exact.EstimatorVariance;
import wickstream.physics.exact.Theory;
import wickstream.physics.exact.VarianceBounds;
import wickstream.statistics.CentralMoments;
import wickstream.statistics.Sums;
import wickstream.statistics.Totals;

/**
 * What sampled networks contribute has the variance that {@link EstimatorVariance} says, where
 * tails are light enough for the sample's to have converged. The error of a variance is √VOV of it;
 * components, which have no moments beyond the second, are allowed that of the series they make up
 * together, doubled. Seeds are fixed; were the variances normal, one of 10⁴ pulls would be beyond
 * the largest allowed.
 */
class ContributionVarianceTest {
  private static final double LARGEST_PULL = 3.9;
  private static final int BAGS = 60;
  private static final int BAG_SIZE = 1000;
  private static final InputPoints POINTS =
      InputPoints.ofDimension(1, List.of(List.of(0.2), List.of(0.5)));

  @ParameterizedTest
  @CsvSource({
    "gauss, 0, 1, 1, 30, CONDITIONAL",
    "gauss, 0, 1, 2, 30, CONDITIONAL",
    "gauss, 0.1, 1, 1, 100, PLAIN",
    "gauss, 0.1, 1, 2, 100, PLAIN",
    "cos, 0.5, 1, 1, 3, CONDITIONAL",
    "cos, 0.5, 1, 2, 3, CONDITIONAL",
    "cos, 0.5, 1, 1, 3, PLAIN",
    "cos, 0.5, 1, 3, 3, PLAIN",
    "relu, 0, 1, 1, 30, CONDITIONAL",
    "relu, 0, 3, 1, 60, CONDITIONAL",
    "relu, 0, 2, 1, 100, PLAIN",
    "relu, 0, 1, 2, 100, PLAIN",
    "relu, 0, 2, 2, 100, PLAIN",
    "relu, 0, 3, 3, 60, CONDITIONAL",
  })
  void isThatOfSampledNetworks(
      Activation activation,
      double sigmaB,
      int depth,
      int outputs,
      int width,
      Estimator estimator) {
    isThatOfSampledNetworks(
        Ensemble.of(activation, 1, 0.8, sigmaB).withDepth(depth).withOutputs(outputs),
        width,
        estimator);
  }

  @ParameterizedTest
  @CsvSource({
    "gauss, 0, 1, 30, CONDITIONAL, LAPLACE, , NORMAL",
    "cos, 0.5, 1, 3, CONDITIONAL, UNIFORM, , NORMAL",
    "cos, 0.5, 2, 3, CONDITIONAL, RADEMACHER, 4, NORMAL",
    "cos, 0.5, 1, 5, CONDITIONAL, NORMAL, , CAUCHY",
    "cos, 0.5, 1, 5, PLAIN, NORMAL, , CAUCHY",
    "cos, 0.5, 1, 3, PLAIN, RADEMACHER, , NORMAL",
    "cos, 0.5, 1, 20, PLAIN, UNIFORM, , NORMAL",
    "cos, 0.5, 2, 20, PLAIN, UNIFORM, 50, CAUCHY",
  })
  void ofOtherWeightsIsThatOfSampledNetworks(
      Activation activation,
      double sigmaB,
      int outputs,
      int width,
      Estimator estimator,
      Readout readout,
      Double gamma,
      Frequencies frequencies) {
    OptionalDouble scale = gamma == null ? OptionalDouble.empty() : OptionalDouble.of(gamma);
    isThatOfSampledNetworks(
        Ensemble.of(activation, 1, 0.8, sigmaB)
            .withOutputs(outputs)
            .withPriors(new Priors(readout, scale, frequencies)),
        width,
        estimator);
  }

  private static void isThatOfSampledNetworks(Ensemble ensemble, int width, Estimator estimator) {
    int outputs = ensemble.dOut();
    int depth = ensemble.depth();
    boolean isScaled = ensemble.priors().sharedScale().isPresent();
    Measurement measurement = measurement(ensemble, width, estimator);
    Sums sums = sums(measurement);
    EstimatorVariance variance = variance(measurement, estimator);
    double most = 0;
    for (Series series : List.of(Series.M2, Series.U4, Series.M4)) {
      CentralMoments moments = sums.series().get(measurement.position(series).orElseThrow());
      double error = Math.sqrt(moments.varianceOfVariance());
      double exact = of(measurement, variance, series, width).value().orElseThrow();
      assertPull(series.label(), moments.variance(), exact, error);
      most = Math.max(most, error);
    }
    Layout layout = measurement.layout();
    for (int k = 0; k < 3; k++) {
      double exact = variance.pair(k).at(width).value().orElseThrow();
      assertPull("pair " + k, sums.components().variance(layout.deviation(2, k)), exact, 2 * most);
    }
    for (int k = 0; k < 5; k++) {
      double exact = SingleVariances.fourth(variance, 2, k).at(width).value().orElseThrow();
      assertPull("four " + k, sums.components().variance(layout.deviation(4, k)), exact, 2 * most);
    }
    if (outputs > 1 && depth == 1 && !isScaled && estimator == Estimator.CONDITIONAL) {
      Multisets couples = layout.couples().orElseThrow();
      for (int k = 0; k < couples.size(); k++) {
        int[] pairs = couples.indices(k);
        double exact =
            SingleVariances.mixed(variance, 2, pairs[0], pairs[1]).at(width).value().orElseThrow();
        double sampled = sums.components().variance(layout.mixedFourth(k));
        assertPull("mixed " + k, sampled, exact, 2 * most);
      }
    }
  }

  /** Between the bounds, and so far below that of the conditional estimator. */
  @ParameterizedTest
  @CsvSource({"0.5, 5", "1, 20"})
  void ofTiltedNetworksIsBetweenItsBounds(double sigmaB, int width) {
    Ensemble ensemble = Ensemble.of(Activation.GAUSS, 1, 0.8, sigmaB);
    Measurement measurement = measurement(ensemble, width, Estimator.TILTED);
    Sums sums = sums(measurement);
    EstimatorVariance variance = variance(measurement, Estimator.TILTED);
    for (Series series : List.of(Series.M2, Series.U4, Series.M4)) {
      CentralMoments moments = sums.series().get(measurement.position(series).orElseThrow());
      double allowed = 1 + LARGEST_PULL * Math.sqrt(moments.varianceOfVariance());
      VarianceBounds bounds = of(measurement, variance, series, width);
      assertThat(moments.variance()).isBetween(bounds.lower() / allowed, bounds.upper() * allowed);
    }
  }

  private static void assertPull(String what, double sampled, double exact, double error) {
    assertThat(Math.abs(sampled / exact - 1) / error)
        .as("%s: variance %s against %s, relative error %s", what, sampled, exact, error)
        .isLessThan(LARGEST_PULL);
  }

  private static Measurement measurement(Ensemble ensemble, int width, Estimator estimator) {
    List<Integer> orders = List.of(2, 4);
    return new Measurement(
        new Shard(ensemble, width, POINTS, estimator, orders, BAG_SIZE),
        Theory.of(ensemble, POINTS, orders));
  }

  private static EstimatorVariance variance(Measurement measurement, Estimator estimator) {
    return EstimatorVariance.of(measurement.theory(), estimator, DefensiveMixture.of(false));
  }

  private static Sums sums(Measurement measurement) {
    BagSampler sampler = new BagSampler(measurement, ComputeBackend.choose(Optional.empty()), 3);
    Totals totals = Totals.startingAt(measurement.shard().id(), 0);
    for (int index = 0; index < BAGS; index++) {
      totals = totals.plus(sampler.measure(index));
    }
    return totals.sums();
  }

  private static VarianceBounds of(
      Measurement measurement, EstimatorVariance variance, Series series, int width) {
    double[] row = measurement.coefficients(series).orElseThrow().values();
    double[] second = new double[3];
    double[] fourth = new double[5];
    System.arraycopy(row, measurement.layout().deviation(2, 0), second, 0, 3);
    System.arraycopy(row, measurement.layout().deviation(4, 0), fourth, 0, 5);
    return variance.linear(second, fourth).at(width);
  }
}
