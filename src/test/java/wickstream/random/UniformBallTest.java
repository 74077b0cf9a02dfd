package wickstream.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UniformBallTest {

  private static double square(double[] x) {
    return Arrays.stream(x).map(c -> c * c).sum();
  }

  /**
   * (|x|/R)^d is uniform in (0, 1): counts in tenths by a χ² test (false alarms 1e-6). Coordinates
   * have mean 0 and E[x_k²] = R²/(d+2), to 4.9 standard errors each (false alarms 1e-6).
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16})
  void pointsAreUniform(int d) {
    int count = 4000;
    double[][] points = UniformBall.points(7, count, d, 2.5);
    long[] tenths = new long[10];
    for (double[] point : points) {
      tenths[(int) (10 * Math.pow(Math.sqrt(square(point)) / 2.5, d))]++;
    }
    double[] alike = new double[10];
    Arrays.fill(alike, 1);
    GoodnessOfFit.assertFollows("(|x|/R)^" + d, tenths, alike);
    double variance = 2.5 * 2.5 / (d + 2);
    for (int k = 0; k < d; k++) {
      int axis = k;
      double mean = Arrays.stream(points).mapToDouble(x -> x[axis]).average().orElseThrow();
      double squares =
          Arrays.stream(points).mapToDouble(x -> x[axis] * x[axis]).average().orElseThrow();
      assertThat(Math.abs(mean)).isLessThan(4.9 * Math.sqrt(variance / count));
      // Var x_k² is below 2 (E x_k²)²: a ball's coordinates have lighter tails than normal ones
      assertThat(Math.abs(squares - variance)).isLessThan(4.9 * variance * Math.sqrt(2.0 / count));
    }
  }

  @Test
  void aLongerListBeginsWithAShorterOne() {
    double[][] few = UniformBall.points(7, 5, 3, 1);
    double[][] many = UniformBall.points(7, 50, 3, 1);
    assertThat(Arrays.copyOf(many, 5)).isDeepEqualTo(few);
    assertThat(UniformBall.points(8, 5, 3, 1)[0]).isNotEqualTo(few[0]);
  }

  /** Bits that never change, on any machine and JDK. */
  @Test
  void bitsArePinned() {
    assertThat(Arrays.stream(UniformBall.points(1, 2, 2, 0.5)[1]).mapToObj(Double::toHexString))
        .containsExactly("-0x1.be410bc327e5cp-3", "-0x1.5e5581642985p-2");
  }
}
