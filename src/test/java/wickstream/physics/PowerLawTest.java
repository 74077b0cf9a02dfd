package wickstream.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.physics.exact.ExactCouplings;

/** The powers of arXiv 2212.11811, eqs. 8 and 13 and below it, against the exact couplings. */
class PowerLawTest {
  private static final List<PowerLaw> COUPLINGS =
      List.of(PowerLaw.U4, PowerLaw.U4_CANONICAL, PowerLaw.U6, PowerLaw.U6_CANONICAL);

  /** Points on the diagonal, close together. */
  private static InputPoints points(int dIn) {
    return InputPoints.ofDimension(
        dIn,
        DoubleStream.of(-0.01, -0.006, -0.002, 0.002, 0.006, 0.01)
            .mapToObj(x -> IntStream.range(0, dIn).mapToObj(k -> x).toList())
            .toList());
  }

  private static double coupling(
      Activation activation, PowerLaw law, int dIn, double sigmaW, double sigmaB) {
    ExactCouplings exact =
        ExactCouplings.of(Ensemble.of(activation, dIn, sigmaW, sigmaB), points(dIn), true)
            .orElseThrow();
    return switch (law) {
      case U4 -> exact.u4(10);
      case U4_CANONICAL -> exact.u4Canonical(10).orElseThrow();
      case U6 -> exact.u6(10).orElseThrow();
      case U6_CANONICAL -> exact.u6Canonical(10).orElseThrow();
      case M4 -> exact.m4(10).orElseThrow();
      case M6 -> exact.m6(10).orElseThrow();
      case CONNECTED4 -> exact.connected4(10).orElseThrow();
      case CONNECTED6 -> exact.connected6(10).orElseThrow();
    };
  }

  private static double slope(PowerLaw law, int dIn, double sigmaB) {
    return slope(Activation.GAUSS, law, dIn, sigmaB);
  }

  private static double slope(Activation activation, PowerLaw law, int dIn, double sigmaB) {
    double step = 1.01;
    double above = coupling(activation, law, dIn, step, sigmaB);
    double below = coupling(activation, law, dIn, 1 / step, sigmaB);
    return Math.log(above / below) / (2 * Math.log(step));
  }

  /** The phases of cos keep the leading terms from cancelling, with biases or without. */
  @ParameterizedTest
  @CsvSource({"1, 0", "2, 0", "3, 0", "1, 0.5", "2, 0.5", "3, 0.5"})
  void powersOfSigmaWForCosine(int dIn, double sigmaB) {
    for (PowerLaw law : COUPLINGS) {
      double power = law.ofSigmaW(Ensemble.of(Activation.COS, dIn, 1, sigmaB)).orElseThrow();
      assertThat(slope(Activation.COS, law, dIn, sigmaB))
          .as(law.name())
          .isCloseTo(power, within(2e-3));
    }
  }

  /** At σ_b = 0.5: u4 d−4, u4/Z0² 4−d (eq. 13), u6 d−6, u6/Z0³ 6−2d (below eq. 13). */
  @ParameterizedTest
  @CsvSource({"1, -3, 3, -5, 4", "2, -2, 2, -4, 2", "3, -1, 1, -3, 0"})
  void powersOfSigmaWWithBiases(
      int dIn, double u4, double u4Canonical, double u6, double u6Canonical) {
    double[] expected = {u4, u4Canonical, u6, u6Canonical};
    for (int i = 0; i < 4; i++) {
      PowerLaw law = COUPLINGS.get(i);
      assertThat(law.ofSigmaW(Ensemble.of(Activation.GAUSS, dIn, 1, 0.5))).hasValue(expected[i]);
      assertThat(law.leading(dIn)).hasValue(expected[i]);
      assertThat(slope(law, dIn, 0.5)).as(law.quantity()).isCloseTo(expected[i], within(2e-3));
    }
  }

  /** At σ_b = 0 the leading terms cancel: u4 ∝ σ_W^{d−2}, and u6 alike. */
  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void powersOfSigmaWWithoutBiases(int dIn) {
    for (PowerLaw law : COUPLINGS) {
      assertThat(law.ofSigmaW(Ensemble.of(Activation.GAUSS, dIn, 1, 0))).isEmpty();
      assertThat(slope(law, dIn, 0))
          .as(law.quantity())
          .isCloseTo(law.withoutBiases(dIn).orElseThrow(), within(2e-3));
    }
    assertThat(PowerLaw.U4.withoutBiases(dIn)).hasValue(dIn - 2);
  }

  /** m_2n = O(1/N) and connected 2n-point functions O(1/N^{n−1}). */
  @Test
  void powersOfN() {
    Ensemble ensemble = Ensemble.of(Activation.GAUSS, 1, 1, 0.5);
    ExactCouplings exact = ExactCouplings.of(ensemble, points(1), true).orElseThrow();
    double ten = Math.log(10);
    assertThat(Math.log(exact.u4(100) / exact.u4(10)) / ten)
        .isCloseTo(PowerLaw.U4.ofWidth(), within(1e-12));
    for (PowerLaw law : PowerLaw.values()) {
      OptionalDouble narrow = at(exact, law, 1_000_000);
      OptionalDouble wide = at(exact, law, 10_000_000);
      assertThat(Math.log(wide.orElseThrow() / narrow.orElseThrow()) / ten)
          .as(law.quantity())
          .isCloseTo(law.ofWidth(), within(1e-5));
    }
    assertThat(
            Math.log(
                    at(exact, PowerLaw.M6, 20).orElseThrow()
                        / at(exact, PowerLaw.M6, 2).orElseThrow())
                / ten)
        .as("m6 has a second power")
        .isLessThan(-1.01);
  }

  private static OptionalDouble at(ExactCouplings exact, PowerLaw law, int width) {
    return switch (law) {
      case U4 -> OptionalDouble.of(exact.u4(width));
      case U4_CANONICAL -> exact.u4Canonical(width);
      case U6 -> exact.u6(width);
      case U6_CANONICAL -> exact.u6Canonical(width);
      case M4 -> exact.m4(width);
      case M6 -> exact.m6(width);
      case CONNECTED4 -> exact.connected4(width);
      case CONNECTED6 -> exact.connected6(width);
    };
  }

  /** Kernels that do not decay end at a cutoff and have no law. */
  @Test
  void onlyKernelsThatDecayHaveALaw() {
    for (PowerLaw law : COUPLINGS) {
      assertThat(law.ofSigmaW(Ensemble.of(Activation.ERF, 1, 1, 0.5))).isEmpty();
      assertThat(law.ofSigmaW(Ensemble.of(Activation.RELU, 1, 1, 0.5))).isEmpty();
    }
    assertThat(PowerLaw.M4.ofSigmaW(Ensemble.of(Activation.GAUSS, 1, 1, 0.5))).isEmpty();
  }
}
