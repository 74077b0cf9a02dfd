package wickstream.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomPointsTest {

  private static double square(double[] x) {
    return Arrays.stream(x).map(c -> c * c).sum();
  }

  /**
   * (|x|/R)^d is uniform in (0, 1): counts in tenths by a χ² test (false alarms 1e-6). Coordinates
   * have mean 0 and E[x_k²] = R²/(d+2), to 4.9 standard errors each (false alarms 1e-6).
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16})
  void inABallTheyAreUniform(int d) {
    int count = 4000;
    double[][] points = RandomPoints.inBall(7, count, d, 2.5);
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

  /**
   * All at the radius; a coordinate has mean 0 and E[x_k²] = R²/d, E[x_k⁴] = 3 R⁴/(d(d+2)), each to
   * 4.9 standard errors (false alarms 1e-6).
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 16})
  void onASphereTheyAreUniform(int d) {
    int count = 4000;
    double[][] points = RandomPoints.onSphere(7, count, d, 2.5);
    double variance = 2.5 * 2.5 / d;
    double fourth = 3 * variance * variance * d / (d + 2);
    for (double[] point : points) {
      assertThat(Math.sqrt(square(point))).isCloseTo(2.5, within(1e-14));
    }
    for (int k = 0; k < d; k++) {
      int axis = k;
      double mean = Arrays.stream(points).mapToDouble(x -> x[axis]).average().orElseThrow();
      double squares =
          Arrays.stream(points).mapToDouble(x -> x[axis] * x[axis]).average().orElseThrow();
      assertThat(Math.abs(mean)).isLessThan(4.9 * Math.sqrt(variance / count));
      assertThat(Math.abs(squares - variance))
          .isLessThan(4.9 * Math.sqrt((fourth - variance * variance) / count));
    }
  }

  /** Counts between the octiles of the normal distribution by a χ² test (false alarms 1e-6). */
  @Test
  void gaussianCoordinatesAreNormalAndIndependent() {
    double[] octiles = {-1.150349, -0.674490, -0.318639, 0, 0.318639, 0.674490, 1.150349};
    double[][] points = RandomPoints.gaussian(3, 2000, 4, 0.5);
    long[] counts = new long[8];
    double products = 0;
    for (double[] point : points) {
      for (double x : point) {
        int place = Arrays.binarySearch(octiles, x / 0.5);
        counts[place < 0 ? -place - 1 : place]++;
      }
      products += point[0] * point[1] + point[2] * point[3];
    }
    double[] alike = new double[8];
    Arrays.fill(alike, 1);
    GoodnessOfFit.assertFollows("normal octiles", counts, alike);
    assertThat(Math.abs(products)).isLessThan(4.9 * 0.25 * Math.sqrt(2.0 * points.length));
  }

  @Test
  void lawsHaveRandomNumbersOfTheirOwn() {
    double[] onSphere = RandomPoints.onSphere(7, 1, 3, 1)[0];
    double[] gaussian = RandomPoints.gaussian(7, 1, 3, 1)[0];
    double[] inBall = RandomPoints.inBall(7, 1, 3, 1)[0];
    assertThat(onSphere[0] / onSphere[1])
        .isNotCloseTo(gaussian[0] / gaussian[1], within(1e-9))
        .isNotCloseTo(inBall[0] / inBall[1], within(1e-9));
  }

  @Test
  void aLongerListBeginsWithAShorterOne() {
    double[][] few = RandomPoints.inBall(7, 5, 3, 1);
    double[][] many = RandomPoints.inBall(7, 50, 3, 1);
    assertThat(Arrays.copyOf(many, 5)).isDeepEqualTo(few);
    assertThat(RandomPoints.inBall(8, 5, 3, 1)[0]).isNotEqualTo(few[0]);
  }

  /** Bits that never change, on any machine and JDK. */
  @Test
  void bitsArePinned() {
    assertThat(Arrays.stream(RandomPoints.inBall(1, 2, 2, 0.5)[1]).mapToObj(Double::toHexString))
        .containsExactly("-0x1.be410bc327e5cp-3", "-0x1.5e5581642985p-2");
  }
}
