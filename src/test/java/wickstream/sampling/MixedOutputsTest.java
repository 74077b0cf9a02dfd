package wickstream.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.physics.Multisets;
import wickstream.physics.exact.Theory;
import wickstream.statistics.Estimate;
import wickstream.statistics.Quantity;
import wickstream.statistics.Sums;
import wickstream.statistics.Totals;

/**
 * Outputs of one hidden layer against one another: given it they are independent, so that
 *
 * <pre>
 *   ΔG⁽⁴⁾_ijkl = (σ_W⁴/N) [δ_ij δ_kl Cov(12;34) + δ_ik δ_jl Cov(13;24) + δ_il δ_jk Cov(14;23)]
 *   Cov(ab;cd) = M(abcd) − M(ab) M(cd)
 * </pre>
 *
 * with M the moments of one hidden unit (arXiv 2008.08601). Every statistical check has a
 * false-alarm rate of 1e-4, and the seeds are fixed; many correlated pulls are bounded as in {@link
 * OracleTest}.
 */
@Tag("bits")
class MixedOutputsTest {
  private static final double FALSE_ALARMS = 1e-4;
  private static final long SEED = 31;
  private static final double SIGMA_W = 1;
  private static final InputPoints POINTS =
      InputPoints.ofDimension(1, List.of(List.of(-0.4), List.of(0.1), List.of(0.3)));

  private static Measurement measurement(
      Activation activation, double sigmaB, int width, Estimator estimator, int outputs) {
    return measurement(activation, 1, sigmaB, width, estimator, outputs);
  }

  private static Measurement measurement(
      Activation activation,
      int depth,
      double sigmaB,
      int width,
      Estimator estimator,
      int outputs) {
    Ensemble ensemble =
        Ensemble.of(activation, 1, SIGMA_W, sigmaB).withDepth(depth).withOutputs(outputs);
    List<Integer> orders = List.of(2, 4);
    return new Measurement(
        new Shard(ensemble, width, POINTS, estimator, orders, 1000),
        Theory.of(ensemble, POINTS, orders));
  }

  private static Totals totals(Measurement measurement, int bags) {
    BagSampler sampler = new BagSampler(measurement, ComputeBackend.choose(Optional.empty()), SEED);
    Totals totals = Totals.startingAt(measurement.shard().id(), 0);
    for (int index = 0; index < bags; index++) {
      totals = totals.plus(sampler.measure(index));
    }
    return totals;
  }

  /** The bound that the largest of some pulls exceeds with the probability of a false alarm. */
  private static double largestPull(int pulls) {
    return -new NormalDistribution().inverseCumulativeProbability(FALSE_ALARMS / pulls / 2);
  }

  @ParameterizedTest
  @CsvSource({
    "gauss, 0.1, 5, PLAIN, 2, 600",
    "gauss, 0.1, 5, PLAIN, 3, 400",
    "gauss, 0.1, 4, CONDITIONAL, 2, 200",
    "gauss, 0.1, 4, CONDITIONAL, 3, 200",
    "gauss, 0.5, 3, TILTED, 2, 200",
  })
  void everyPairingIsTheCovarianceOfTwoProducts(
      Activation activation, double sigmaB, int width, Estimator estimator, int outputs, int bags) {
    Measurement measurement = measurement(activation, sigmaB, width, estimator, outputs);
    Sums sums = totals(measurement, bags).sums();
    Layout layout = measurement.layout();
    Multisets pairs = layout.multisets(2);
    Multisets couples = layout.couples().orElseThrow();
    double[] pulls =
        IntStream.range(0, couples.size())
            .mapToDouble(
                k -> {
                  int[] pq = couples.indices(k);
                  double exact =
                      covariance(sigmaB, pairs.indices(pq[0]), pairs.indices(pq[1])) / width;
                  int component = layout.mixedFourth(k);
                  return (sums.componentMean(component) - exact)
                      / sums.components().standardError(component);
                })
            .toArray();
    assertThat(Arrays.stream(pulls).map(Math::abs).max().orElseThrow())
        .isLessThan(largestPull(pulls.length));
    assertThat(Arrays.stream(pulls).map(pull -> pull * pull).average().orElseThrow())
        .isLessThan(largestPull(1) * largestPull(1));
  }

  /** σ_W⁴ [M(abcd) − M(ab) M(cd)] with M(S) = exp((k²/2 − k)σ_b² + σ_W²(|Σx|²/2 − Σ|x|²)). */
  private static double covariance(double sigmaB, int[] ab, int[] cd) {
    int[] abcd = {ab[0], ab[1], cd[0], cd[1]};
    return moment(sigmaB, abcd) - moment(sigmaB, ab) * moment(sigmaB, cd);
  }

  private static double moment(double sigmaB, int[] members) {
    double sum = 0;
    double squares = 0;
    for (int a : members) {
      double x = POINTS.coordinate(a, 0);
      sum += x;
      squares += x * x;
    }
    double k = members.length;
    return Math.exp((k * k / 2 - k) * sigmaB * sigmaB + sum * sum / 2 - squares);
  }

  /** The difference of the two, network by network, must vanish within its own error. */
  @ParameterizedTest
  @CsvSource({
    "gauss, 0.1, 5, 2",
    "gauss, 0.1, 5, 3",
    "erf, 0.5, 2, 2",
    "erf, 0.5, 2, 3",
    "relu, 0.5, 5, 2",
    "relu, 0.5, 5, 3",
  })
  void equalAndMixedOutputsAgree(Activation activation, double sigmaB, int width, int outputs) {
    Measurement measurement = measurement(activation, sigmaB, width, Estimator.PLAIN, outputs);
    Totals totals = totals(measurement, 400);
    int equal = measurement.position(Series.U4).orElseThrow();
    int mixed = measurement.position(Series.U4_MIXED).orElseThrow();
    Estimate difference =
        new Quantity.FunctionOfMeans(
                means -> means.seriesMean(equal) - means.seriesMean(mixed), List.of(equal, mixed))
            .estimate(totals);
    assertThat(Math.abs(difference.value()) / difference.standardError())
        .isLessThan(largestPull(1));
    Estimate u4 = totals.sums().series().get(equal).estimate();
    assertThat(Math.abs(u4.value()) / u4.standardError()).as("that u4 is seen").isGreaterThan(5);
  }

  /** Where output weights are integrated exactly, equal and mixed are one sum in two orders. */
  @ParameterizedTest
  @CsvSource({
    "gauss, 0.5, CONDITIONAL, 2",
    "gauss, 0.5, TILTED, 3",
    "erf, 0, CONDITIONAL, 3",
    "relu, 0.5, CONDITIONAL, 2",
  })
  void ofTheHiddenLayerAloneBothAreTheSameNumber(
      Activation activation, double sigmaB, Estimator estimator, int outputs) {
    Measurement measurement = measurement(activation, sigmaB, 7, estimator, outputs);
    Totals totals = totals(measurement, 5);
    Estimate equal =
        totals.sums().series().get(measurement.position(Series.U4).orElseThrow()).estimate();
    Estimate mixed = measurement.meanMixedU4().orElseThrow().estimate(totals);
    assertThat(mixed.value()).isCloseTo(equal.value(), within(1e-12 * Math.abs(equal.value())));
    assertThat(mixed.standardError())
        .isCloseTo(equal.standardError(), within(1e-12 * equal.standardError()));
  }

  /** Of several hidden layers likewise, within the correlation of their errors. */
  @ParameterizedTest
  @CsvSource({
    "erf, 2, 0.5, 5, PLAIN, 2",
    "relu, 3, 0.5, 5, PLAIN, 3",
    "tanh, 2, 0.5, 2, PLAIN, 2",
    "erf, 3, 0, 7, CONDITIONAL, 3",
  })
  void equalAndMixedOutputsOfDeepNetworksAgree(
      Activation activation,
      int depth,
      double sigmaB,
      int width,
      Estimator estimator,
      int outputs) {
    Measurement measurement = measurement(activation, depth, sigmaB, width, estimator, outputs);
    Totals totals = totals(measurement, 400);
    int equal = measurement.position(Series.U4).orElseThrow();
    int mixed = measurement.position(Series.U4_MIXED).orElseThrow();
    MeanCouplings formulas = measurement.formulas();
    Estimate difference =
        new Quantity.FunctionOfMeans(
                means -> formulas.meanU4(means, equal) - formulas.meanU4(means, mixed),
                List.of(equal, mixed))
            .estimate(totals);
    Estimate u4 = measurement.meanMixedU4().orElseThrow().estimate(totals);
    assertThat(Math.abs(u4.value()) / u4.standardError()).as("that u4 is seen").isGreaterThan(5);
    assertThat(Math.abs(difference.value()))
        .isLessThan(largestPull(1) * difference.standardError() + 1e-12 * Math.abs(u4.value()));
  }
}
