package wickstream.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;

/** Tests of counts against probabilities, each with a false-alarm rate of 1e-6, both sides. */
final class GoodnessOfFit {
  /** The probability that one of these tests refuses a right implementation. */
  private static final double FALSE_ALARM = 1e-6;

  private static final double MIN_EXPECTED = 25;

  private GoodnessOfFit() {}

  /**
   * Pearson's chi-square; neighbouring bins are pooled until each expects 25.
   *
   * @param weights the expectations, up to a common factor
   */
  static void assertFollows(String name, long[] observed, double[] weights) {
    double n = Arrays.stream(observed).sum();
    double total = Arrays.stream(weights).sum();
    double chiSquare = 0;
    int bins = 0;
    double expected = 0;
    double seen = 0;
    double expectedLeft = n;
    for (int i = 0; i < observed.length; i++) {
      expected += n * weights[i] / total;
      seen += observed[i];
      if (expected >= MIN_EXPECTED
          && (i == observed.length - 1 || expectedLeft - expected >= MIN_EXPECTED)) {
        chiSquare += (seen - expected) * (seen - expected) / expected;
        bins++;
        expectedLeft -= expected;
        expected = 0;
        seen = 0;
      }
    }
    if (seen > 0 || expected > 0) {
      chiSquare += (seen - expected) * (seen - expected) / expected;
      bins++;
    }
    double below = new ChiSquaredDistribution(bins - 1).cumulativeProbability(chiSquare);
    assertThat(below)
        .as("%s: quantile of chi-square %.1f in %d bins", name, chiSquare, bins)
        .isBetween(FALSE_ALARM / 2, 1 - FALSE_ALARM / 2);
  }

  /** A count of independent events of one probability. */
  static void assertHappens(String name, long count, long trials, double probability) {
    BinomialDistribution law = new BinomialDistribution(null, Math.toIntExact(trials), probability);
    int seen = Math.toIntExact(count);
    String described = "%s: %d of %.1f".formatted(name, count, trials * probability);
    assertThat(law.cumulativeProbability(seen))
        .as(described + " expected are too few")
        .isGreaterThan(FALSE_ALARM / 2);
    assertThat(law.cumulativeProbability(seen - 1))
        .as(described + " expected are too many")
        .isLessThan(1 - FALSE_ALARM / 2);
  }
}
