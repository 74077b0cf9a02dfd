package wickstream.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PriorsTest {
  private static final Priors CAUCHY =
      new Priors(Readout.NORMAL, OptionalDouble.empty(), Frequencies.CAUCHY);

  @ParameterizedTest
  @EnumSource(Readout.class)
  void cumulantsOfReadoutWeightsFollowFromTheirMoments(Readout readout) {
    double e4 = readout.moment(4);
    double e6 = readout.moment(6);
    assertThat(readout.moment(2)).isEqualTo(1);
    assertThat(readout.fourthCumulant()).isCloseTo(e4 - 3, within(1e-14));
    assertThat(readout.sixthCumulant()).isCloseTo(e6 - 15 * e4 + 30, within(1e-13));
  }

  /** E τ² = 1 + 1/γ and E τ³ = (1 + 1/γ)(1 + 2/γ). */
  @Test
  void momentsOfASharedScaleAreThoseOfAGammaDistribution() {
    Priors priors = new Priors(Readout.NORMAL, OptionalDouble.of(4), Frequencies.NORMAL);
    assertThat(priors.scaleVariance()).isEqualTo(0.25);
    assertThat(priors.scaleMoment(1)).isEqualTo(1);
    assertThat(priors.scaleMoment(2)).isEqualTo(1.25);
    assertThat(priors.scaleMoment(3)).isEqualTo(1.875);
    assertThat(Priors.NORMAL.scaleMoment(4)).isEqualTo(1);
  }

  @Test
  void networksThatShareAScaleHaveOneHiddenLayer() {
    Ensemble deep = Ensemble.of(Activation.ERF, 1, 1, 0).withDepth(2);
    Priors uniform = new Priors(Readout.UNIFORM, OptionalDouble.empty(), Frequencies.NORMAL);
    Priors shared = new Priors(Readout.NORMAL, OptionalDouble.of(2), Frequencies.NORMAL);
    assertThat(deep.withPriors(uniform).priors()).isEqualTo(uniform);
    assertThatThrownBy(() -> deep.withPriors(shared))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("depth must be 1 with shared-scale, was 2");
  }

  @Test
  void cauchyFrequenciesAreOfCosOnALine() {
    Ensemble cos = Ensemble.of(Activation.COS, 1, 1, 0).withPriors(CAUCHY);
    assertThat(cos.hasExponentialKernel()).isTrue();
    assertThatThrownBy(() -> Ensemble.of(Activation.COS, 2, 1, 0).withPriors(CAUCHY))
        .hasMessageContaining("frequencies must be normal unless activation = cos and d-in = 1");
    assertThatThrownBy(() -> Ensemble.of(Activation.ERF, 1, 1, 0).withPriors(CAUCHY))
        .hasMessageEndingWith("was cauchy with activation = erf, d-in = 1");
  }

  @Test
  void aScaleHasAShapeAboveZero() {
    assertThatThrownBy(() -> new Priors(Readout.NORMAL, OptionalDouble.of(0), Frequencies.NORMAL))
        .hasMessage("shared-scale.gamma must be finite and above 0, was 0.0");
  }

  @Test
  void theKernelOfCauchyFrequenciesIsThePropagatorOfAMassiveScalar() {
    Ensemble cos = Ensemble.of(Activation.COS, 1, 1.5, 0.5).withPriors(CAUCHY);
    Kernel kernel = Kernel.of(cos);
    double expected = 2.25 * Math.exp(-1.5 * 1.1);
    assertThat(kernel.weightPart(0.4, -0.7)).isCloseTo(expected, within(1e-15));
    Ball bounded = kernel.bounded(new double[] {0.4}, new double[] {-0.7});
    assertThat(bounded.value()).isCloseTo(expected, within(bounded.error()));
    assertThat(bounded.relativeError()).isLessThan(1e-14);
    assertThat(kernel.full(new double[] {2}, new double[] {2})).isEqualTo(2.5);
  }
}
