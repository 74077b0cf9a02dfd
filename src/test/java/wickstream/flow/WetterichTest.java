package wickstream.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** arXiv 2212.11811, eqs. 10–13. */
class WetterichTest {

  /** c_d by mpmath's quadrature of q^{d−1} e^{−2q²} over [0, 1], 30 digits. */
  @ParameterizedTest
  @CsvSource({
    "1, 0.190395150681876238",
    "2, 0.0344039159475116765",
    "3, 0.00586154095717363363",
    "4, 0.000940377974750373097",
    "16, 6.88932189681792308e-15"
  })
  void integralOfTheUnitBall(int dIn, double integral) {
    assertThat(Wetterich.integral(dIn) / integral).isCloseTo(1, within(1e-12));
  }

  /** Eq. 13 in numbers: d = 1, σ_W = 2 has Λ³ = 16√2. */
  @Test
  void quarticCoupling() {
    double expected = -2 * (0.25 / 0.75) * 16 * Math.sqrt(2) / 0.190395150681876238;
    assertThat(Wetterich.u4Canonical(1, 2, 0.75)).isCloseTo(expected, within(1e-11));
    assertThat(Wetterich.u4Canonical(1, 2, 1)).isZero();
    assertThat(Wetterich.u4Canonical(1, 2, 1.5)).isPositive();
  }

  /** Its slope is the 4 − d that eq. 13 is known for. */
  @ParameterizedTest
  @CsvSource({"1, 3", "2, 2", "3, 1", "4, 0", "6, -2"})
  void slope(int dIn, int slope) {
    double ratio = Wetterich.u4Canonical(dIn, 10, 0.9) / Wetterich.u4Canonical(dIn, 1, 0.9);
    assertThat(Math.log10(ratio)).isCloseTo(slope, within(1e-12));
  }
}
