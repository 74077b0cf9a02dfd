package wickstream.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongToDoubleFunction;
import org.apache.commons.math3.distribution.CauchyDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The laws of numbers that are made of random words. Kolmogorov and Smirnov: P(√n D > 2.7) = 2
 * exp(−2 · 2.7²) = 9.3e-7 a test. Moments are allowed five standard errors: 6e-7 each.
 */
class SymmetricVariatesTest {
  private static final int COUNT = 400_000;

  @Test
  void uniformOnesAreUniform() {
    double end = Math.sqrt(3);
    assertFollows(SymmetricVariates::uniform, x -> (x + end) / (2 * end), 311);
    assertThat(SymmetricVariates.uniform(0)).isCloseTo(-end, within(1e-15)).isGreaterThan(-end);
    assertThat(SymmetricVariates.uniform(-1)).isEqualTo(-SymmetricVariates.uniform(0));
  }

  @Test
  void laplacesAreThat() {
    assertFollows(
        SymmetricVariates::laplace,
        x -> x < 0 ? Math.exp(Math.sqrt(2) * x) / 2 : 1 - Math.exp(-Math.sqrt(2) * x) / 2,
        312);
    assertThat(SymmetricVariates.laplace(0)).isBetween(25.9, 26.0);
    assertThat(SymmetricVariates.laplace(1)).isEqualTo(-SymmetricVariates.laplace(0));
  }

  @Test
  void signsAreAsLikely() {
    Xoshiro random = Xoshiro.seededBy(313);
    double sum = 0;
    for (int i = 0; i < COUNT; i++) {
      double sign = SymmetricVariates.rademacher(random.next());
      assertThat(Math.abs(sign)).isEqualTo(1);
      sum += sign;
    }
    assertThat(Math.abs(sum)).isLessThan(5 * Math.sqrt(COUNT));
  }

  /** Those of uniform, sign and Laplace to order six, which connected functions are made of. */
  @Test
  void momentsAreThoseOfReadoutWeights() {
    assertMoments(
        SymmetricVariates::uniform,
        new double[] {1, 1.8, 27.0 / 7, 9, 243.0 / 11, 729.0 / 13},
        314);
    assertMoments(
        SymmetricVariates::laplace, new double[] {1, 6, 90, 2520, 113_400, 7_484_400}, 315);
  }

  /** From E xⁿ for n = 2, 4, …, 12. */
  private static void assertMoments(LongToDoubleFunction variate, double[] even, long seed) {
    double[] sums = new double[3];
    Xoshiro random = Xoshiro.seededBy(seed);
    for (int i = 0; i < COUNT; i++) {
      double square = Math.pow(variate.applyAsDouble(random.next()), 2);
      sums[0] += square;
      sums[1] += square * square;
      sums[2] += square * square * square;
    }
    for (int k = 0; k < sums.length; k++) {
      double error = Math.sqrt((even[2 * k + 1] - even[k] * even[k]) / COUNT);
      assertThat(sums[k] / COUNT).isCloseTo(even[k], within(5 * error));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.5, 1, 1.5, 4, 300})
  void gammasAreThat(double shape) {
    GammaDistribution law = new GammaDistribution(null, shape, 1);
    assertFollows(bits -> Gamma.of(shape, bits), law::cumulativeProbability, 316);
  }

  /** Of a ratio of two normals, as frequencies are drawn. */
  @Test
  void ratiosOfNormalsAreCauchy() {
    CauchyDistribution law = new CauchyDistribution(null, 0, 1);
    Xoshiro divisors = Xoshiro.seededBy(318);
    assertFollows(
        bits -> Ziggurat.normal(bits) / Ziggurat.normal(divisors.next()),
        law::cumulativeProbability,
        317);
  }

  private static void assertFollows(
      LongToDoubleFunction variate, DoubleUnaryOperator below, long seed) {
    Xoshiro random = Xoshiro.seededBy(seed);
    double[] x = new double[COUNT];
    Arrays.setAll(x, i -> variate.applyAsDouble(random.next()));
    Arrays.sort(x);
    double distance = 0;
    for (int i = 0; i < COUNT; i++) {
      double expected = below.applyAsDouble(x[i]);
      double above = Math.max((i + 1.0) / COUNT - expected, expected - (double) i / COUNT);
      distance = Math.max(distance, above);
    }
    assertThat(distance * Math.sqrt(COUNT)).isLessThan(2.7);
  }
}
