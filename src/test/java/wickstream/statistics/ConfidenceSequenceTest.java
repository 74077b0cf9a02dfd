package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfidenceSequenceTest {

  /** The formula of the theorem in Python's decimals, 50 digits, for a standard error of 1. */
  @ParameterizedTest
  @CsvSource({
    "0.95, 1000, 1000, 3.0352089903762529",
    "0.95, 1000, 10, 9.0843794373105803",
    "0.95, 1000, 1000000, 3.8694522966709841",
    "0.99, 50000, 123456, 3.6105711341291469",
    "0.5, 1, 1, 1.9247220114785654",
    "0.9999, 1000000, 2, 656.25481371301359"
  })
  void halfWidthIsTheFormulaOfTheTheorem(
      double confidence, double expectedCount, long n, double width) {
    ConfidenceSequence sequence = new ConfidenceSequence(confidence, expectedCount);
    assertThat(sequence.halfWidth(1, n) / width).isCloseTo(1, within(1e-12));
    assertThat(sequence.halfWidth(0.03, n) / (0.03 * width)).isCloseTo(1, within(1e-12));
  }

  @Test
  void moreConfidenceTakesAWiderInterval() {
    for (long n : new long[] {2, 100, 1000, 1_000_000}) {
      double previous = 0;
      for (double confidence : new double[] {0.1, 0.5, 0.68, 0.9, 0.95, 0.99, 0.999999}) {
        double width = new ConfidenceSequence(confidence, 1000).halfWidth(1, n);
        assertThat(width).isGreaterThan(previous);
        previous = width;
      }
    }
  }

  @Test
  void anIntervalThatHoldsAtEverySizeIsWiderThanOneThatHoldsAtOne() {
    ConfidenceSequence sequence = new ConfidenceSequence(0.95, 1000);
    for (long n = 2; n < 1L << 40; n *= 2) {
      assertThat(sequence.halfWidth(1, n)).isGreaterThan(1.96);
    }
  }

  /** The choice of ρ is a good approximation to the best one, not the best one itself. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.9, 0.95, 0.99, 0.9999})
  void theIntervalIsTightestNearTheExpectedCount(double confidence) {
    long expected = 100_000;
    double atExpected = new ConfidenceSequence(confidence, expected).halfWidth(1, expected);
    for (double other = 0.01; other <= 100; other *= 1.1) {
      double tuned = new ConfidenceSequence(confidence, expected * other).halfWidth(1, expected);
      assertThat(atExpected).isLessThan(1.002 * tuned);
    }
    double farTooEarly = new ConfidenceSequence(confidence, expected * 30).halfWidth(1, expected);
    double farTooLate = new ConfidenceSequence(confidence, expected / 30).halfWidth(1, expected);
    assertThat(farTooEarly).isGreaterThan(1.1 * atExpected);
    assertThat(farTooLate).isGreaterThan(1.03 * atExpected);
  }

  @Test
  void theIntervalShrinksAsTheSampleGrows() {
    ConfidenceSequence sequence = new ConfidenceSequence(0.95, 1000);
    double previous = Double.POSITIVE_INFINITY;
    for (long n = 2; n < 1L << 50; n *= 2) {
      double width = sequence.halfWidth(1 / Math.sqrt(n), n);
      assertThat(width).isLessThan(previous);
      previous = width;
    }
  }

  @Test
  void noErrorGivesNoWidthAndAnUnknownErrorAnUnknownOne() {
    ConfidenceSequence sequence = new ConfidenceSequence(0.95, 1000);
    assertThat(sequence.halfWidth(0, 10)).isZero();
    assertThat(sequence.halfWidth(Double.NaN, 10)).isNaN();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, 1.1, Double.NaN})
  void confidenceLiesBetweenZeroAndOne(double confidence) {
    assertThatThrownBy(() -> new ConfidenceSequence(confidence, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("confidence must be between 0 and 1, was " + confidence);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.99, -5, Double.NaN})
  void expectedCountIsAtLeastOne(double count) {
    assertThatThrownBy(() -> new ConfidenceSequence(0.95, count))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected count must be at least 1, was " + count);
  }
}
