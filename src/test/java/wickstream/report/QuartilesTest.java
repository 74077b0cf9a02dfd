package wickstream.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuartilesTest {
  @Test
  void thoseOfTheNormalDistributionAreExact() {
    Quartiles quartiles = Quartiles.of(3, 4, 0, 0);
    assertThat(quartiles.low()).isCloseTo(3 - 2 * 0.6744897501960817, within(1e-12));
    assertThat(quartiles.high()).isCloseTo(3 + 2 * 0.6744897501960817, within(1e-12));
  }

  /**
   * Gamma distributions of shape k have the cumulants k, k, 2k and 6k; their quartiles are from
   * SciPy. Without the third and fourth cumulant the error is several hundred times as large.
   */
  @ParameterizedTest
  @CsvSource({
    "4, 2.53532021, 5.10942749, 5e-3",
    "25, 21.47104191, 28.16680246, 1e-3",
    "100, 93.08583384, 106.55109253, 3e-4"
  })
  void thoseOfNearlyNormalDistributionsAreClose(
      double shape, double low, double high, double error) {
    Quartiles quartiles = Quartiles.of(shape, shape, 2 * shape, 6 * shape);
    assertThat(quartiles.low()).isCloseTo(low, within(error));
    assertThat(quartiles.high()).isCloseTo(high, within(error));
  }

  /** Points that have been learnt by heart. */
  @Test
  void withoutVarianceTheyAreTheMean() {
    assertThat(Quartiles.of(0.5, 0, 0, 0)).isEqualTo(new Quartiles(0.5, 0.5));
    assertThat(Quartiles.of(0.5, 1e-17, 1e-3, 1)).isEqualTo(new Quartiles(0.5, 0.5));
    assertThat(Quartiles.of(0.5, -1e-9, 0, 0)).isEqualTo(new Quartiles(0.5, 0.5));
  }

  @Test
  void farFromNormalTheyAreThoseOfTheNormalDistribution() {
    assertThat(Quartiles.of(0, 1, 0, 30)).isEqualTo(Quartiles.of(0, 1, 0, 0));
  }

  @Test
  void unknownCumulantsHaveNone() {
    assertThat(Quartiles.of(Double.NaN, 1, 0, 0).low()).isNaN();
  }
}
