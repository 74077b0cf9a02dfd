package wickstream.physics.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;

class SquaredUnitTest {
  private static double excess(Activation activation, double sigmaB, double x) {
    return SquaredUnit.excessKurtosis(
        Ensemble.of(activation, 1, 1, sigmaB), new double[] {x}, false);
  }

  /**
   * From the moments of a log-normal number and of half a normal one, E = (2k−1)!!/2; −3/2 is that
   * of cos φ. Others by Simpson's rule in Python.
   */
  @ParameterizedTest
  @CsvSource({
    "gauss, 0.3, 0, 10.273355",
    "gauss, 0, 0.3, 10.273355",
    "relu, 0.5, 1, 22.32",
    "relu, 0, 1e-3, 22.32",
    "cos, 1, 5, -1.5",
    "erf, 0.3, 0, 3.845074",
    "erf, 3, 0, 0.393406",
    "tanh, 0.3, 0, 4.216414",
    "erf, 1e-5, 0, 12"
  })
  void isKnown(Activation activation, double sigmaB, double x, double excess) {
    assertThat(excess(activation, sigmaB, x)).isCloseTo(excess, within(1e-4));
  }

  @Test
  void ofUnitsThatDoNotVaryItIsThatOfLinearOnes() {
    assertThat(excess(Activation.TANH, 0, 0)).isEqualTo(12);
  }

  @Test
  void tiltingTakesOutWhatBiasesDo() {
    Ensemble ensemble = Ensemble.of(Activation.GAUSS, 1, 1, 2);
    double[] point = {0.3};
    assertThat(SquaredUnit.excessKurtosis(ensemble, point, true))
        .isEqualTo(excess(Activation.GAUSS, 0, 0.3));
    assertThat(SquaredUnit.excessKurtosis(ensemble, new double[] {40}, true)).isInfinite();
  }
}
