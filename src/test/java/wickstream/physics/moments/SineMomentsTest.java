package wickstream.physics.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SineMomentsTest {

  /**
   * E[sin⁴ z] = (3 − 4e^{−2s} + e^{−8s})/8 and E[sin⁶ z] = (10 − 15e^{−2s} + 6e^{−8s} −
   * e^{−18s})/32.
   */
  @Test
  void ofOneNumberAreThoseOfMultipleAngles() {
    for (double s : new double[] {0.01, 0.5, 3}) {
      double fourth = (3 - 4 * Math.exp(-2 * s) + Math.exp(-8 * s)) / 8;
      double sixth = (10 - 15 * Math.exp(-2 * s) + 6 * Math.exp(-8 * s) - Math.exp(-18 * s)) / 32;
      assertThat(SineMoments.of(constant(4, s))).isCloseTo(fourth, within(2e-16));
      assertThat(SineMoments.of(constant(6, s))).isCloseTo(sixth, within(2e-16));
      assertThat(SineMoments.bounded(constant(6, s)).error()).isBetween(0.0, 2e-13);
    }
  }

  @Test
  void ofIndependentPairsAreProducts() {
    double[][] s = {{1, 0.5, 0, 0}, {0.5, 2, 0, 0}, {0, 0, 0.7, -0.3}, {0, 0, -0.3, 0.4}};
    double expected = Math.exp(-1.5) * Math.sinh(0.5) * (Math.exp(-0.55) * Math.sinh(-0.3));
    assertThat(SineMoments.of(s)).isCloseTo(expected, within(1e-16));
  }

  private static double[][] constant(int size, double value) {
    double[][] s = new double[size][size];
    for (double[] row : s) {
      java.util.Arrays.fill(row, value);
    }
    return s;
  }
}
