package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * How often an interval misses the truth at any of all sample sizes from 100 to 10⁴, in 2000
 * simulated series. The theorem is asymptotic and promises at most α for all sizes from some large
 * one on; a rate of exactly α would exceed α + 4 √(α(1−α)/2000) by chance in 3e-5 of all cases.
 * That it is not far below α shows that the intervals are no wider than they need to be.
 */
class ConfidenceCoverageTest {
  private static final int REPEATS = 2000;
  private static final int FIRST_LOOK = 100;
  private static final int LAST_LOOK = 10_000;
  private static final double ALPHA = 0.1;
  private static final double SCATTER = Math.sqrt(ALPHA * (1 - ALPHA) / REPEATS);

  /** The half-width in standard errors, at every sample size. */
  private static double[] widths(double expectedCount) {
    ConfidenceSequence sequence = new ConfidenceSequence(1 - ALPHA, expectedCount);
    double[] widths = new double[LAST_LOOK + 1];
    for (int n = FIRST_LOOK; n <= LAST_LOOK; n++) {
      widths[n] = sequence.halfWidth(1, n);
    }
    return widths;
  }

  private static boolean misses(Random random, ToDoubleFunction<Random> centred, double[] widths) {
    double sum = 0;
    double squares = 0;
    for (int n = 1; n <= LAST_LOOK; n++) {
      double y = centred.applyAsDouble(random);
      sum += y;
      squares += y * y;
      double variance = (squares - sum * sum / n) / (n - 1);
      if (n >= FIRST_LOOK && sum * sum > widths[n] * widths[n] * variance * n) {
        return true;
      }
    }
    return false;
  }

  private static double rateOfMisses(long seed, ToDoubleFunction<Random> centred, double[] widths) {
    Random random = new Random(seed);
    int missed = 0;
    for (int r = 0; r < REPEATS; r++) {
      missed += misses(random, centred, widths) ? 1 : 0;
    }
    return (double) missed / REPEATS;
  }

  private static double exponential(Random random) {
    return -Math.log(1 - random.nextDouble()) - 1;
  }

  @Test
  void normalSeriesAreCoveredAtAllSizesTogether() {
    assertThat(rateOfMisses(51, Random::nextGaussian, widths(1000)))
        .isBetween(0.02, ALPHA + 4 * SCATTER);
  }

  @Test
  void normalSeriesAreCoveredWhateverSizeWasExpected() {
    assertThat(rateOfMisses(52, Random::nextGaussian, widths(100))).isLessThan(ALPHA + 4 * SCATTER);
    assertThat(rateOfMisses(53, Random::nextGaussian, widths(100_000)))
        .isLessThan(ALPHA + 4 * SCATTER);
  }

  @Test
  void exponentialSeriesAreCoveredAtAllSizesTogether() {
    assertThat(rateOfMisses(54, ConfidenceCoverageTest::exponential, widths(1000)))
        .isBetween(0.02, ALPHA + 4 * SCATTER);
  }

  /** What the sequence is for: this simulation does catch an interval that holds at one size. */
  @Test
  void anIntervalForOneSizeIsMissedFarMoreOften() {
    double[] widths = new double[LAST_LOOK + 1];
    Arrays.fill(widths, 1.645);
    assertThat(rateOfMisses(55, Random::nextGaussian, widths)).isGreaterThan(3 * ALPHA);
  }
}
