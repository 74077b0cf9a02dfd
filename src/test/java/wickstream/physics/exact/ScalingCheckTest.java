package wickstream.physics.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.physics.Activation;
import wickstream.physics.Ball;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.PowerLaw;
import wickstream.physics.ScalingIdentity;

/** Exact values obey the scaling identity, and what does not is found out. */
class ScalingCheckTest {
  private static final double[][] POINTS = {{0.3, 0.1, -0.2}, {-0.2, 0.4, 0.1}, {0.5, -0.1, 0.3}};

  private static InputPoints points(int dIn) {
    double[][] points = new double[POINTS.length][];
    for (int a = 0; a < points.length; a++) {
      points[a] = Arrays.copyOf(POINTS[a], dIn);
    }
    return InputPoints.ofDimension(dIn, points);
  }

  private static ScalingIdentity identity(
      Activation activation, int dIn, double sigmaW, double sigmaB) {
    return new ScalingIdentity(Ensemble.of(activation, dIn, sigmaW, sigmaB), points(dIn));
  }

  /** The differences are of rounding, whatever the error bounds of quadratures allow. */
  @ParameterizedTest
  @CsvSource({
    "gauss, 1, 0.3, 0, 8",
    "gauss, 1, 3, 1, 6",
    "gauss, 2, 3, 0.5, 6",
    "gauss, 3, 0.7, 0, 8",
    "cos, 1, 3, 0.5, 6",
    "cos, 3, 0.3, 0, 8",
    "erf, 1, 0.3, 0, 6",
    "erf, 1, 3, 0.5, 4",
    "erf, 2, 0.7, 0.5, 2",
    "relu, 1, 3, 0.5, 4",
    "relu, 2, 3, 0, 4",
    "relu, 3, 0.3, 0.5, 1",
    "tanh, 1, 0.7, 0, 6",
    "tanh, 1, 3, 0.5, 4"
  })
  void holds(Activation activation, int dIn, double sigmaW, double sigmaB, int quantities) {
    List<ScalingCheck> checks = ScalingCheck.of(identity(activation, dIn, sigmaW, sigmaB), 7);
    assertThat(checks).hasSize(quantities).allMatch(ScalingCheck::holds);
    assertThat(checks).extracting(ScalingCheck::difference).allMatch(x -> x < 1e-13);
  }

  /** Not only the means: G_c⁽⁴⁾ and G_c⁽⁶⁾ of each multiset. */
  @ParameterizedTest
  @CsvSource({"gauss, 2", "cos, 3", "erf, 1", "relu, 1", "tanh, 1"})
  void holdsForEachMultiset(Activation activation, int dIn) {
    ScalingIdentity identity = identity(activation, dIn, 1.3, 0.5);
    ExactCorrelators all =
        ExactCorrelators.of(identity.ensemble(), identity.points(), true).orElseThrow();
    ExactCorrelators atOne =
        ExactCorrelators.of(identity.ensembleAtOne(), identity.pointsAtOne(), true).orElseThrow();
    assertScaled(all.connected4(), atOne.connected4(), Math.pow(1.3, 4));
    assertScaled(all.connected6(), atOne.connected6(), Math.pow(1.3, 6));
  }

  private static void assertScaled(double[] values, double[] atOne, double factor) {
    double size = 0;
    for (double value : values) {
      size = Math.max(size, Math.abs(value));
    }
    assertThat(values).hasSameSizeAs(atOne);
    for (int k = 0; k < values.length; k++) {
      assertThat(values[k] / size).isCloseTo(factor * atOne[k] / size, within(1e-13));
    }
  }

  private static ScalingCheck check(Ball value, Ball scaled) {
    return new ScalingCheck(identity(Activation.GAUSS, 1, 2, 0.5), PowerLaw.U4, value, scaled);
  }

  @Test
  void findsWhatIsWrongByMoreThanRounding() {
    ScalingCheck wrong = check(new Ball(-2, 1e-15), new Ball(-2 * (1 + 3e-13), 1e-15));
    assertThat(wrong.holds()).isFalse();
    assertThat(wrong.difference()).isCloseTo(3e-13, within(1e-15));
    assertThat(wrong.allowed()).isEqualTo(ScalingCheck.ROUNDING);
    assertThat(wrong.isLimitedByBounds()).isFalse();
    assertThat(check(new Ball(-2, 1e-15), new Ball(2, 1e-15)).holds()).isFalse();
  }

  /** |δ|/2 of both together. */
  @Test
  void allowsWhatBothErrorBoundsDo() {
    ScalingCheck loose = check(new Ball(-2, 4e-13), new Ball(-2 * (1 + 3e-13), 6e-13));
    assertThat(loose.allowed()).isCloseTo(5e-13, within(1e-20));
    assertThat(loose.isLimitedByBounds()).isTrue();
    assertThat(loose.holds()).isTrue();
    assertThat(check(loose.value(), new Ball(-2 * (1 + 6e-13), 6e-13)).holds()).isFalse();
  }

  /** d − 4 at d = 2 where σ_W^{d−3} was meant. */
  @Test
  void findsAWrongPower() {
    ScalingCheck right = ScalingCheck.of(identity(Activation.COS, 2, 1.001, 0.5), 7).get(0);
    Ball wrong = right.scaled().times(Ball.exact(1.001));
    assertThat(right.holds()).isTrue();
    assertThat(new ScalingCheck(right.identity(), right.quantity(), right.value(), wrong).holds())
        .isFalse();
  }
}
