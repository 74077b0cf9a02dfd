package wickstream.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScalingIdentityTest {
  private static final InputPoints POINTS =
      InputPoints.ofDimension(2, List.of(List.of(0.5, -1.0), List.of(0.25, 2.0)));

  @Test
  void networksAtOneHaveTheirCutoffScaled() {
    Ensemble ensemble = new Ensemble(Activation.ERF, 2, 3, 1, 4, 0.5, OptionalDouble.of(10));
    ScalingIdentity identity = new ScalingIdentity(ensemble, POINTS);
    assertThat(identity.ensembleAtOne())
        .isEqualTo(new Ensemble(Activation.ERF, 2, 3, 1, 1, 0.5, OptionalDouble.of(40)));
    assertThat(identity.pointsAtOne())
        .isEqualTo(InputPoints.ofDimension(2, List.of(List.of(2.0, -4.0), List.of(1.0, 8.0))));
  }

  /** What is left of K without the output's bias: the identity at n = 2. */
  @ParameterizedTest
  @MethodSource("wickstream.physics.Activation#named")
  void theKernelOfWeightsIsThatAtOneTimesTheSquareOfSigmaW(Activation activation) {
    Ensemble ensemble = Ensemble.of(activation, 2, 1.7, 0.4);
    ScalingIdentity identity = new ScalingIdentity(ensemble, POINTS);
    double[] kernel = Kernel.of(ensemble).weightPairs(POINTS);
    double[] atOne = Kernel.of(identity.ensembleAtOne()).weightPairs(identity.pointsAtOne());
    for (int k = 0; k < kernel.length; k++) {
      assertThat(kernel[k] / (1.7 * 1.7 * atOne[k])).isCloseTo(1, within(1e-13));
    }
  }

  /** Powers of σ_W = 2 at d = 2: I_n has 2n − d of them, J 14 − 2d, Z0 d − 4, G_c⁽ⁿ⁾ n. */
  @ParameterizedTest
  @CsvSource({
    "U4, 0.5, -2",
    "U4_CANONICAL, 0.5, 2",
    "U6, 0.5, -4",
    "U6_CANONICAL, 0.5, 2",
    "CONNECTED4, 0.5, 4",
    "CONNECTED6, 0.5, 6",
    "U4, 0, -2",
    "M4, 0, 0",
    "M6, 0, 0"
  })
  void factors(PowerLaw quantity, double sigmaB, int power) {
    Ensemble ensemble = Ensemble.of(Activation.GAUSS, 2, 2, sigmaB);
    assertThat(new ScalingIdentity(ensemble, POINTS).factor(quantity))
        .hasValue(Math.scalb(1, power));
  }

  /** G0 = K K + K K + K K has σ_b² in each K. */
  @ParameterizedTest
  @EnumSource(names = {"M4", "M6"})
  void deviationsHaveNoneWithBiases(PowerLaw deviation) {
    Ensemble ensemble = Ensemble.of(Activation.GAUSS, 2, 2, 0.1);
    assertThat(new ScalingIdentity(ensemble, POINTS).factor(deviation)).isEmpty();
  }

  @Test
  void isOfOneHiddenLayer() {
    Ensemble deep = Ensemble.of(Activation.ERF, 2, 2, 0.1).withDepth(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ScalingIdentity(deep, POINTS))
        .withMessage("depth must be 1, was 2");
  }
}
