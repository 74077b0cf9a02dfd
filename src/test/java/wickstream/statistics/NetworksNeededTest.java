package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworksNeededTest {
  /**
   * A variance of ν normal numbers has VOV = 2/ν, and the limit of χ² with ν degrees of freedom:
   * its quantile over ν from tables, which the cube root meets better the more there are.
   */
  @ParameterizedTest
  @CsvSource({"100, 0.05, 0.779295, 1e-4", "30, 0.01, 0.498450, 1e-3", "5, 0.05, 0.229095, 5e-3"})
  void theLeastVarianceIsThatOfChiSquared(double nu, double level, double limit, double error) {
    assertThat(NetworksNeeded.leastVariance(2 / nu, level)).isCloseTo(limit, within(error));
  }

  /** One event of a Poisson process: the limit is −log 0.95 = 0.0513, which may not be exceeded. */
  @Test
  void ofASingleEventItIsAFewPerCent() {
    assertThat(NetworksNeeded.leastVariance(1, 0.05)).isBetween(0.035, 0.0513);
  }

  @Test
  void staysBetweenNothingAndAll() {
    assertThat(NetworksNeeded.leastVariance(0, 0.05)).isEqualTo(1);
    assertThat(NetworksNeeded.leastVariance(50, 0.05)).isZero();
    assertThat(NetworksNeeded.leastVariance(0.01, 0.99)).isEqualTo(1);
    assertThat(NetworksNeeded.leastVariance(Double.NaN, 0.05)).isNaN();
  }
}
