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

  /**
   * (d−2) c / ((d−2) c + (4−d) e) with c and e mpmath's quadratures of q^{d−1} e^{−2q²} and q^{d+1}
   * e^{−2q²} over [0, 1]. At d = 2 u2 = Z0 Λ² does not run, and u4 must vanish; at d = 4 Z0 does
   * not.
   */
  @ParameterizedTest
  @CsvSource({
    "1, 2.382688212784945",
    "2, 0",
    "3, 0.686069458410957",
    "4, 1",
    "5, 1.255722166356172",
    "16, 3.880627214069831"
  })
  void whatTheRunningOfTheNormalisationChanges(int dIn, double factor) {
    assertThat(Wetterich.ofRunningZ0(dIn)).isCloseTo(factor, within(1e-12));
  }

  /**
   * The flow equation itself, by differences in Λ and sums over q, at d = 1 and 3: Λ d(Γ² at p =
   * 0)/dΛ = −u4/2 ∫ dq/(2π)^d (Λ dr/dΛ)/(Γ² + r)², with Z0 running or not.
   */
  @ParameterizedTest
  @CsvSource({"1, true", "1, false", "3, true", "3, false"})
  void solvesTheFlowEquation(int dIn, boolean runs) {
    double alpha = 0.8;
    double scale = 1.7;
    double step = 1e-5;
    double area = dIn == 1 ? 2 / (2 * Math.PI) : 4 * Math.PI / Math.pow(2 * Math.PI, 3);
    double left =
        (mass(dIn, scale * (1 + step), alpha, runs) - mass(dIn, scale * (1 - step), alpha, runs))
            / (2 * step);
    int nodes = 20_000;
    double integral = 0;
    for (int i = 0; i < nodes; i++) {
      double q = scale * (i + 0.5) / nodes;
      double square = q * q;
      double regulator =
          (regulator(dIn, scale * (1 + step), square, alpha, runs)
                  - regulator(dIn, scale * (1 - step), square, alpha, runs))
              / (2 * step);
      double inverse = z0(dIn, scale, runs) * scale * scale * Math.exp(square / (scale * scale));
      integral += area * Math.pow(q, dIn - 1) * regulator / (inverse * inverse) * scale / nodes;
    }
    double u4 = -2 * left / integral / Math.pow(z0(dIn, scale, runs), 2);
    double sigmaW = scale / Wetterich.scale(dIn, 1);
    double expected = Wetterich.u4Canonical(dIn, sigmaW, alpha);
    assertThat(u4 / expected).isCloseTo(runs ? Wetterich.ofRunningZ0(dIn) : 1, within(1e-6));
  }

  private static double z0(int dIn, double scale, boolean runs) {
    return runs ? Math.pow(scale, dIn - 4) : 0.3;
  }

  private static double mass(int dIn, double scale, double alpha, boolean runs) {
    return z0(dIn, scale, runs) * scale * scale * (1 - alpha);
  }

  /** Without its θ: its differences are those inside of the ball, where r vanishes at the edge. */
  private static double regulator(
      int dIn, double scale, double square, double alpha, boolean runs) {
    return z0(dIn, scale, runs) * alpha * (scale * scale - square);
  }
}
