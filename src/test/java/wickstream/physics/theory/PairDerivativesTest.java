package wickstream.physics.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Kernel;

class PairDerivativesTest {
  private static final double STEP = 1e-3;

  /** Against differences of the kernel of a layer, of fourth order: 1e-12 and rounding over h². */
  @ParameterizedTest
  @CsvSource({
    "erf, 0.7, 0.4, 1.1",
    "erf, 0.7, -0.6, 1.1",
    "relu, 0.7, 0.4, 1.1",
    "relu, 1.7, -0.6, 1.1",
    "tanh, 0.7, 0.4, 1.1",
    "tanh, 2.7, -0.6, 0.3",
    "tanh, 0.5, 0.48, 0.5",
    "sin, 0.7, 0.4, 1.1",
    "gelu, 0.7, 0.4, 1.1",
    "silu, 1.7, -0.6, 1.1",
    "softplus, 0.7, 0.4, 1.1",
    "sigmoid, 2.7, -0.6, 0.3",
    "elu, 0.7, 0.4, 1.1",
    "leaky-relu, 1.7, -0.6, 1.1",
    "abs, 0.7, 0.4, 1.1",
    "step, 0.7, 0.4, 1.1",
    "linear, 0.7, 0.4, 1.1",
    "quadratic, 0.7, 0.4, 1.1",
    "z*tanh(z) + abs(z)/2, 1.7, -0.6, 1.1",
  })
  void areThoseOfTheKernel(Activation activation, double s, double c, double t) {
    Kernel kernel = Kernel.of(Ensemble.of(activation, 1, 1, 0));
    PairDerivatives derivatives = PairDerivatives.of(activation, s, c, t);
    double[] at = {s, c, t};
    for (int p = 0; p < 3; p++) {
      assertThat(derivatives.first()[p]).isCloseTo(first(kernel, at, p), within(2e-9));
      for (int q = 0; q < 3; q++) {
        int second = q;
        double expected = difference(x -> first(kernel, x, second), at, p);
        assertThat(derivatives.second()[p][q]).isCloseTo(expected, within(1e-7));
      }
    }
  }

  /** Of one point: m(s) = E[g(u)²], all of whose arguments are its variance. */
  @ParameterizedTest
  @CsvSource({
    "erf, 0.7",
    "relu, 1.3",
    "tanh, 0.8",
    "sin, 0.7",
    "gelu, 1.3",
    "softplus, 0.8",
    "elu, 1.3",
    "step, 1.3",
    "quadratic, 0.5",
    "z*tanh(z) + abs(z)/2, 1.7"
  })
  void ofOnePointAddUp(Activation activation, double s) {
    Kernel kernel = Kernel.of(Ensemble.of(activation, 1, 1, 0));
    PairDerivatives derivatives = PairDerivatives.of(activation, s, s, s);
    double first = 0;
    double second = 0;
    for (int p = 0; p < 3; p++) {
      first += derivatives.first()[p];
      for (int q = 0; q < 3; q++) {
        second += derivatives.second()[p][q];
      }
    }
    double up = kernel.ofLayer(s + STEP, s + STEP, s + STEP);
    double down = kernel.ofLayer(s - STEP, s - STEP, s - STEP);
    assertThat(first).isCloseTo((up - down) / (2 * STEP), within(2e-6));
    assertThat(second)
        .isCloseTo((up + down - 2 * kernel.ofLayer(s, s, s)) / (STEP * STEP), within(2e-5));
  }

  /** Points so close that every difference is lost in a density of both at 0. */
  @ParameterizedTest
  @ValueSource(strings = {"tanh(z)*1", "gelu", "softplus"})
  void areContinuousAtCoincidentPoints(Activation activation) {
    PairDerivatives of = PairDerivatives.of(activation, 0.8, 0.8, 0.8);
    PairDerivatives near = PairDerivatives.of(activation, 0.8, 0.8 - 1e-9, 0.8);
    assertThat(near.first()[1]).isCloseTo(of.first()[1], within(1e-8));
    double sum = 0;
    for (double[] row : near.second()) {
      for (double entry : row) {
        sum += entry;
      }
    }
    assertThat(sum).isCloseTo(of.second()[0][0], within(1e-7));
  }

  private interface Function {
    double at(double[] x);
  }

  private static double first(Kernel kernel, double[] at, int p) {
    return difference(x -> kernel.ofLayer(x[0], x[2], x[1]), at, p);
  }

  private static double difference(Function function, double[] at, int p) {
    double near = function.at(moved(at, p, STEP)) - function.at(moved(at, p, -STEP));
    double far = function.at(moved(at, p, 2 * STEP)) - function.at(moved(at, p, -2 * STEP));
    return (8 * near - far) / (12 * STEP);
  }

  private static double[] moved(double[] at, int p, double by) {
    double[] moved = at.clone();
    moved[p] += by;
    return moved;
  }
}
