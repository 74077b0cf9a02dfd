package wickstream.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OverflowBoundTest {
  private static final InputPoints POINTS = Line.of(-0.2, 0.5);

  @Test
  void ofErfKnowsThatUnitsAreAtMostOne() {
    Ensemble ensemble = Ensemble.of(Activation.ERF, 1, 2, 0.5);
    double plain = OverflowBound.logLargest(ensemble, 10, POINTS, Estimator.PLAIN, 6);
    assertThat(plain).isCloseTo(24 * Math.log(9 * 2 + 9 * 0.5), within(1e-12));
    double conditional = OverflowBound.logLargest(ensemble, 10, POINTS, Estimator.CONDITIONAL, 4);
    assertThat(conditional).isCloseTo(4 * Math.log(15 * 4.25 * 4.25), within(1e-12));
  }

  @Test
  void ofCosKnowsThatUnitsAreAtMostRootTwo() {
    Ensemble ensemble = Ensemble.of(Activation.COS, 1, 2, 0.5);
    assertThat(OverflowBound.logLargest(ensemble, 10, POINTS, Estimator.CONDITIONAL, 4))
        .isCloseTo(4 * Math.log(15 * 8.25 * 8.25), within(1e-12));
    assertThat(OverflowBound.largestAngle(ensemble, POINTS))
        .isCloseTo(2 * Math.PI + 13 * 2 * 0.5, within(1e-12));
    assertThat(OverflowBound.largestAngle(Ensemble.of(Activation.ERF, 1, 2, 0.5), POINTS)).isZero();
  }

  @Test
  void ofReluKnowsTheLargestPreactivation() {
    Ensemble ensemble = Ensemble.of(Activation.RELU, 1, 2, 0.5);
    double unit = 9 * (2 * 0.5 + 0.5);
    assertThat(OverflowBound.logLargest(ensemble, 10, POINTS, Estimator.PLAIN, 4))
        .isCloseTo(16 * Math.log(9 * 2 * unit + 9 * 0.5), within(1e-12));
  }

  @Test
  void ofReluGrowsLayerByLayer() {
    Ensemble ensemble = Ensemble.of(Activation.RELU, 1, 2, 0.5).withDepth(3);
    double gain = Math.sqrt(0.5) + (1 + 9 / Math.sqrt(3)) / Math.sqrt(10);
    double first = gain * Math.sqrt(2 * 2 * 0.5 * 0.5 + 0.5 * 0.5);
    double second = gain * Math.sqrt(2 * 2 * first * first + 0.5 * 0.5);
    double last = gain * Math.sqrt(2 * 2 * second * second + 0.5 * 0.5);
    assertThat(OverflowBound.logLargest(ensemble, 10, POINTS, Estimator.PLAIN, 4))
        .isCloseTo(16 * Math.log(9 * 2 * last + 9 * 0.5), within(1e-12));
  }

  /** At criticality, where variances neither grow nor shrink on average. */
  @Test
  void ofReluAllowsManyLayersOfManyUnits() {
    Ensemble ensemble = Ensemble.of(Activation.RELU, 1, Math.sqrt(2), 0).withDepth(64);
    assertThat(OverflowBound.logLargest(ensemble, 20, POINTS, Estimator.CONDITIONAL, 4))
        .isLessThan(OverflowBound.LARGEST_LOG);
    assertThat(OverflowBound.logLargest(ensemble, 4, POINTS, Estimator.CONDITIONAL, 4))
        .isGreaterThan(OverflowBound.LARGEST_LOG);
  }

  @Test
  void ofGaussCountsTheShiftOfTheTiltedEstimator() {
    Ensemble ensemble = Ensemble.of(Activation.GAUSS, 1, 2, 0.5);
    double log = 9 * 0.5 - 0.25 + 9 * 2 * 0.5 - 4 * 0.04;
    double sum = 0.25 + 4 * Math.exp(2 * log);
    assertThat(OverflowBound.logLargest(ensemble, 10, POINTS, Estimator.CONDITIONAL, 4))
        .isCloseTo(4 * Math.log(15 * sum * sum), within(1e-12));
    InputPoints close = Line.of(-0.02, 0.05);
    double shifted = 0.25 + 4 * Math.exp(2 * (9 * 0.5 + 5 * 0.25 + 9 * 2 * 0.05 - 4 * 0.0004));
    assertThat(OverflowBound.logLargest(ensemble, 10, close, Estimator.TILTED, 6))
        .isCloseTo(4 * Math.log(15 * shifted * shifted * shifted), within(1e-12));
  }

  /** A unit shifted by 4 σ_W²x; what its network's weight makes of it is smaller. */
  @Test
  void ofGaussCountsTheShiftOfWeights() {
    Ensemble ensemble = Ensemble.of(Activation.GAUSS, 1, 2, 0);
    double log = 9 * 6 + 3 * 36; // 9 σ_W x + 4 (σ_W x)² − (σ_W x)²
    assertThat(OverflowBound.logLargest(ensemble, 10, Line.of(3), Estimator.TILTED, 4))
        .isCloseTo(Math.log(15 * 16) + 4 * log, within(1e-9));
  }

  /** Contributions without their weights do not fit into a double: then biases alone are tilted. */
  @Test
  void directionsAreNotAllowedTooFarOut() {
    Ensemble ensemble = Ensemble.of(Activation.GAUSS, 1, 1, 0.5);
    InputPoints fit = Line.of(-4, 0, 4);
    assertThat(OverflowBound.allowsDirections(ensemble, fit, false)).isTrue();
    assertThat(OverflowBound.logLargest(ensemble, 10, fit, Estimator.TILTED, 4)).isLessThan(690);
    InputPoints tooFar = Line.of(-8, 8);
    assertThat(OverflowBound.allowsDirections(ensemble, tooFar, false)).isFalse();
    double unit = 9 * 0.5 + 3 * 0.25 + 9 * 8 - 64;
    double covariance = 0.25 + Math.exp(2 * unit);
    assertThat(OverflowBound.logLargest(ensemble, 10, tooFar, Estimator.TILTED, 4))
        .isCloseTo(4 * Math.log(15 * covariance * covariance), within(1e-9));
  }

  @Test
  void staysFiniteWhereTheNumbersDoNot() {
    Ensemble ensemble = Ensemble.of(Activation.GAUSS, 1, 100, 50);
    double bound = OverflowBound.logLargest(ensemble, 10, Line.of(0, 100), Estimator.TILTED, 6);
    assertThat(bound).isFinite().isGreaterThan(690);
  }

  @Test
  void ofNothingIsMinusInfinity() {
    Ensemble ensemble = Ensemble.of(Activation.RELU, 1, 1, 0);
    assertThat(OverflowBound.logLargest(ensemble, 10, Line.of(0), Estimator.PLAIN, 4))
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(OverflowBound.logLargest(ensemble, 10, Line.of(0), Estimator.CONDITIONAL, 4))
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @ParameterizedTest
  @MethodSource("wickstream.physics.Activation#named")
  void allowsTheParametersOfThePaper(Activation activation) {
    for (Estimator estimator : List.of(Estimator.PLAIN, Estimator.CONDITIONAL)) {
      Ensemble ensemble = Ensemble.of(activation, 1, 20, 1);
      assertThat(OverflowBound.logLargest(ensemble, 10, activation.defaultPoints(), estimator, 6))
          .isLessThan(690);
    }
  }
}
