package wickstream.physics.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.physics.Activation;
import wickstream.physics.TextbookUnit;

class FourPointMomentsTest {
  private static final double STEP = 0.45;
  private static final int REACH = 16;

  /** z = L ξ in four dimensions, by the trapezoidal rule in all of them. */
  @ParameterizedTest
  @CsvSource({
    "erf, 1e-11",
    "tanh, 2e-10",
    "sin, 1e-11",
  })
  void agreeWithFourfoldSums(Activation activation, double tolerance) {
    DoubleUnaryOperator unit = z -> TextbookUnit.value(activation, z);
    double[][] rows = rows(4, 0.35);
    double expected = product(rows, new double[4], 0, unit);
    assertThat(FourPointMoments.of(activation, 1).at(gram(rows)))
        .isCloseTo(expected, within(tolerance));
  }

  private static double product(double[][] rows, double[] z, int k, DoubleUnaryOperator unit) {
    if (k == 4) {
      double product = 1;
      for (double argument : z) {
        product *= unit.applyAsDouble(argument);
      }
      return product;
    }
    double sum = 0;
    for (int n = -REACH; n <= REACH; n++) {
      double xi = n * STEP;
      double[] next = z.clone();
      for (int i = 0; i < 4; i++) {
        next[i] += rows[i][k] * xi;
      }
      double weight = STEP * Math.exp(-xi * xi / 2) / Math.sqrt(2 * Math.PI);
      sum += weight * product(rows, next, k + 1, unit);
    }
    return sum;
  }

  /** Independent pairs: M = m m. */
  @Test
  void ofIndependentPairsAreProducts() {
    double[][] s = {{1, 0.5, 0, 0}, {0.5, 2, 0, 0}, {0, 0, 0.7, -0.3}, {0, 0, -0.3, 0.4}};
    double expected = relu(1, 0.5, 2) * relu(0.7, -0.3, 0.4);
    assertThat(FourPointMoments.of(Activation.RELU, 1).at(s)).isCloseTo(expected, within(1e-15));
  }

  private static double relu(double s, double c, double t) {
    double d = Math.sqrt(s * t - c * c);
    return (d + (Math.PI - Math.atan2(d, c)) * c) / (2 * Math.PI);
  }

  /**
   * Nearly equal points, E[max(z, 0)⁴] = 3/2 among them: to the square of their distance, and for
   * relu to 1e-16 over it.
   */
  @ParameterizedTest
  @CsvSource({"erf, 1e-6, 1e-11", "relu, 1e-4, 1e-6", "tanh, 1e-6, 1e-11"})
  void areContinuousAtCoincidentPoints(Activation activation, double distance, double tolerance) {
    FourPointMoments moments = FourPointMoments.of(activation, 1);
    double[][] rows = rows(4, 1);
    double[][] coincident = new double[4][4];
    double[][] near = new double[4][4];
    for (int i = 0; i < 4; i++) {
      coincident[i][0] = 1;
      near[i][0] = 1;
      for (int k = 1; k < 4; k++) {
        near[i][k] = distance * rows[i][k];
      }
    }
    double limit = moments.at(gram(coincident));
    assertThat(moments.at(gram(near))).isCloseTo(limit, within(tolerance));
    if (activation == Activation.RELU) {
      assertThat(limit).isCloseTo(1.5, within(1e-15));
    }
  }

  @Test
  void areNotGivenWhereTheyTakeTooLong() {
    assertThat(FourPointMoments.of(Activation.TANH, 10_000).at(gram(rows(4, 30)))).isNaN();
  }

  private static double[][] rows(int columns, double scale) {
    Random random = new Random(4);
    double[][] rows = new double[4][columns];
    for (double[] row : rows) {
      for (int k = 0; k < columns; k++) {
        row[k] = scale * random.nextGaussian();
      }
    }
    return rows;
  }

  private static double[][] gram(double[][] rows) {
    double[][] gram = new double[4][4];
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        for (int k = 0; k < rows[i].length; k++) {
          gram[i][j] += rows[i][k] * rows[j][k];
        }
      }
    }
    return gram;
  }
}
