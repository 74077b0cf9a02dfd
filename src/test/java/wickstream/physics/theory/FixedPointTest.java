package wickstream.physics.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;

class FixedPointTest {
  private static FixedPoint of(Activation activation, double sigmaW, double sigmaB) {
    return FixedPoint.of(Ensemble.of(activation, 1, sigmaW, sigmaB)).orElseThrow();
  }

  /** E[erf²] = (2/π) arcsin(2K/(1+2K)), E[erf′²] = (4/π)/√(1+4K). */
  @ParameterizedTest
  @CsvSource({"0.6, 0.3", "0.9, 0", "1.5, 0", "1.5, 0.3", "8, 2", "0.8862269, 1e-3"})
  void ofErfSolvesItsEquation(double sigmaW, double sigmaB) {
    FixedPoint point = of(Activation.ERF, sigmaW, sigmaB);
    double k = point.kernel();
    double next = sigmaB * sigmaB + sigmaW * sigmaW * 2 / Math.PI * Math.asin(2 * k / (1 + 2 * k));
    assertThat(k).isPositive();
    assertThat(next).isCloseTo(k, within(1e-14 * (1 + k)));
    assertThat(point.susceptibility())
        .isCloseTo(
            sigmaW * sigmaW * 4 / Math.PI / Math.sqrt(1 + 4 * k),
            within(1e-14 * point.susceptibility()));
  }

  /** By the trapezoidal rule, which is exact here to rounding. */
  @ParameterizedTest
  @CsvSource({"0.7, 0.2", "1.3, 0", "2, 0.5"})
  void ofTanhSolvesItsEquation(double sigmaW, double sigmaB) {
    FixedPoint point = of(Activation.TANH, sigmaW, sigmaB);
    double k = point.kernel();
    double variance = mean(k, z -> Math.tanh(z) * Math.tanh(z));
    double slope = mean(k, z -> Math.pow(Math.cosh(z), -4));
    assertThat(sigmaB * sigmaB + sigmaW * sigmaW * variance).isCloseTo(k, within(1e-12));
    assertThat(point.susceptibility()).isCloseTo(sigmaW * sigmaW * slope, within(1e-12));
  }

  private static double mean(double variance, DoubleUnaryOperator of) {
    double step = 1.0 / 64;
    double sum = 0;
    for (int n = -64 * 10; n <= 64 * 10; n++) {
      double xi = n * step;
      sum += step * Math.exp(-xi * xi / 2) * of.applyAsDouble(Math.sqrt(variance) * xi);
    }
    return sum / Math.sqrt(2 * Math.PI);
  }

  @Test
  void ofReluIsAGeometricSeries() {
    assertThat(of(Activation.RELU, 1, 0.5)).isEqualTo(new FixedPoint(0.5, 0.5));
    assertThat(of(Activation.RELU, 1, 0)).isEqualTo(new FixedPoint(0, 0.5));
    assertThat(of(Activation.RELU, 2, 0.5).kernel()).isInfinite();
    assertThat(of(Activation.RELU, Math.sqrt(2), 0.5).kernel()).isInfinite();
    assertThat(of(Activation.RELU, Math.sqrt(2), 0).kernel()).isNaN();
  }

  /** Kernels of any points come to it: as χ^64 or faster. */
  @ParameterizedTest
  @CsvSource({"erf, 0.7, 0.4", "erf, 2, 0.1", "relu, 1, 0.5", "tanh, 0.7, 0.3"})
  void isWhereDeepNetworksEnd(Activation unit, double sigmaW, double sigmaB) {
    Ensemble ensemble = Ensemble.of(unit, 1, sigmaW, sigmaB).withDepth(64);
    for (double x : new double[] {0.01, 1, 5}) {
      InputPoints one = InputPoints.ofDimension(1, List.of(List.of(x)));
      double kernel = LeadingOrder.of(ensemble, one).orElseThrow().last().kernel()[0];
      assertThat(kernel).isCloseTo(of(unit, sigmaW, sigmaB).kernel(), within(1e-13));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"erf", "relu", "tanh"})
  void isCriticalWhereTheActivationIs(Activation activation) {
    Criticality at = Criticality.of(activation).orElseThrow();
    assertThat(of(activation, at.sigmaW(), at.sigmaB()).phase())
        .isEqualTo(FixedPoint.Phase.CRITICAL);
    assertThat(of(activation, 0.999 * at.sigmaW(), at.sigmaB()).phase())
        .isEqualTo(FixedPoint.Phase.ORDERED);
    assertThat(of(activation, 1.001 * at.sigmaW(), at.sigmaB()).phase())
        .isEqualTo(FixedPoint.Phase.CHAOTIC);
  }

  @Test
  void isUnknownOfWhatIsNotDeep() {
    assertThat(FixedPoint.of(Ensemble.of(Activation.GAUSS, 1, 1, 0.5))).isEmpty();
    assertThat(FixedPoint.of(Ensemble.of(Activation.COS, 1, 1, 0.5))).isEmpty();
  }
}
