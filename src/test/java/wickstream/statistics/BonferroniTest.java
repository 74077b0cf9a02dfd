package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BonferroniTest {
  /** z with erfc(z/√2) = erfc(3/√2)/m, by bisection in Python. */
  @ParameterizedTest
  @CsvSource({"1, 3", "2, 3.2051549", "14, 3.7282127", "20, 3.8171725", "1000, 4.6924295"})
  void threeStandardErrorsOfOneAreMoreOfMany(int tests, double distance) {
    assertThat(new Bonferroni(tests).distance(3)).isCloseTo(distance, within(1e-6));
  }

  @Test
  void theLevelIsShared() {
    assertThat(new Bonferroni(20).level(1e-3)).isCloseTo(5e-5, within(1e-20));
    assertThat(new Bonferroni(0)).isEqualTo(new Bonferroni(1));
  }
}
