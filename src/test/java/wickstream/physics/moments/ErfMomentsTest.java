package wickstream.physics.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import wickstream.numeric.LegendreRule;
import wickstream.physics.Ball;

class ErfMomentsTest {

  /** Six numbers: of any size, near each other, of both signs, saturated, small. */
  static Stream<Arguments> factors() {
    return Stream.of(
        Arguments.of(new double[] {1, 1, 1, 1, 1, 1}, new double[] {1, 1, 1, 1, 1, 1}),
        Arguments.of(
            new double[] {0.5, 1, 0.7, 1.2, 0.4, 0.8}, new double[] {1, -0.6, 0.3, 1.1, 0.9, -1.2}),
        Arguments.of(
            new double[] {1e-4, 2e-4, 1e-4, 3e-4, 1e-4, 1e-4},
            new double[] {1, 1, 1, 1, 1.001, 0.999}),
        Arguments.of(new double[] {1e-3, 1e-3, 1, 5, 2, 3}, new double[] {20, 21, 5, -4, 8, 9}),
        Arguments.of(
            new double[] {1e-4, 1e-4, 2e-4, 1e-3, 1e-3, 1e-3},
            new double[] {2e-3, 4e-3, 6e-3, 8e-3, 1e-2, -1.2e-2}),
        Arguments.of(
            new double[] {3, 2, 1, 5, 4, 2}, new double[] {0.1, 0.2, -0.1, 0.1, 0.3, 0.1}));
  }

  @ParameterizedTest
  @MethodSource("factors")
  void agreeWithAnIntegralOverACommonFactor(double[] a, double[] b) {
    OneFactor four =
        new OneFactor(new double[] {a[0], a[1], a[2], a[3]}, new double[] {b[0], b[1], b[2], b[3]});
    double size = ErfMoments.size(four.covariance());
    Ball ofFour = ErfMoments.ofFour(four.covariance(), LegendreRule.of(16));
    assertThat(ofFour.value()).isEqualTo(ErfMoments.ofFour(four.covariance()));
    assertThat(ofFour.value()).isCloseTo(four.ofErf(), within(2e-14 * size));
    assertThat(Math.abs(ofFour.value() - four.ofErf())).isLessThan(ofFour.error());
    OneFactor six = new OneFactor(a, b);
    Ball ofSix = ErfMoments.ofSix(six.covariance(), LegendreRule.of(16));
    size = ErfMoments.size(six.covariance());
    assertThat(ofSix.value()).isCloseTo(six.ofErf(), within(2e-14 * size));
    assertThat(Math.abs(ofSix.value() - six.ofErf())).isLessThan(ofSix.error());
  }

  /** Sheppard's formula: two numbers that are independent of the other two, each pair alike. */
  @Test
  void factoriseWithoutCorrelation() {
    double[][] s = {{2, 2, 0, 0}, {2, 2, 0, 0}, {0, 0, 0.3, -0.2}, {0, 0, -0.2, 0.7}};
    double first = 2 / Math.PI * Math.asin(4.0 / 5);
    double second = 2 / Math.PI * Math.asin(-0.4 / Math.sqrt(1.6 * 2.4));
    assertThat(ErfMoments.ofFour(s)).isCloseTo(first * second, within(1e-15));
  }

  /** All six the same number: E[erf(z)⁶]. */
  @Test
  void ofOneNumberAreItsPowers() {
    double[][] s = new double[6][6];
    for (double[] row : s) {
      Arrays.fill(row, 0.49);
    }
    double[] none = {0, 0, 0, 0, 0, 0};
    double[] same = {0.7, 0.7, 0.7, 0.7, 0.7, 0.7};
    assertThat(ErfMoments.ofSix(s, LegendreRule.of(16)).value())
        .isCloseTo(new OneFactor(none, same).ofErf(), within(1e-15));
  }
}
