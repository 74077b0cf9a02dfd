package wickstream.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.physics.Training.Example;

/** That no step of the length that is allowed raises a loss. */
class StableStepTest {
  private static final double[] INPUTS = {-1.0, 0.3, 0.9};
  private static final double[] TARGETS = {1.0, -0.5, 0.7};

  private static Training training(double last, int outputs, double size) {
    List<Example> examples = new ArrayList<>();
    double[][] targets = targets(outputs, size);
    for (int x = 0; x < INPUTS.length; x++) {
      List<Double> ofExample = new ArrayList<>();
      for (double target : targets[x]) {
        ofExample.add(target);
      }
      examples.add(new Example(List.of(INPUTS[x]), ofExample));
    }
    return Training.ofAllLayers(examples, last, List.of(last));
  }

  private static double[][] targets(int outputs, double size) {
    double[][] targets = new double[INPUTS.length][outputs];
    for (int x = 0; x < INPUTS.length; x++) {
      for (int i = 0; i < outputs; i++) {
        targets[x][i] = size * TARGETS[(x + i) % TARGETS.length];
      }
    }
    return targets;
  }

  private static double bound(Ensemble ensemble, int width, double last, double size) {
    return StableStep.largest(ensemble, width, training(last, ensemble.dOut(), size));
  }

  private static Ensemble ensemble(Activation activation, int outputs) {
    return Ensemble.of(activation, 1, 1.25, 0.4).withOutputs(outputs);
  }

  private static TextbookNetwork draw(
      Ensemble ensemble, int width, double size, double spread, Well19937c random) {
    double[][] inputs = new double[INPUTS.length][];
    for (int x = 0; x < inputs.length; x++) {
      inputs[x] = new double[] {INPUTS[x]};
    }
    double[] theta = new double[TextbookNetwork.parameters(ensemble, width)];
    int firstBias = theta.length - width;
    for (int p = 0; p < theta.length; p++) {
      boolean isPhase = ensemble.activation() == Activation.COS && p >= firstBias;
      theta[p] = isPhase ? 2 * Math.PI * random.nextDouble() : spread * random.nextGaussian();
    }
    return new TextbookNetwork(ensemble, width, inputs, targets(ensemble.dOut(), size), theta);
  }

  @ParameterizedTest
  @CsvSource({
    "erf, 1, 1",
    "erf, 3, 2",
    "tanh, 2, 1",
    "cos, 2, 1",
    "erf, 16, 1",
    "tanh, 20, 2",
    "cos, 16, 3"
  })
  void noStepRaisesALoss(Activation activation, int width, int outputs) {
    Ensemble ensemble = ensemble(activation, outputs);
    double last = 0.5;
    double rate = last / Math.ceil(last / bound(ensemble, width, last, 3));
    Well19937c random = new Well19937c(7);
    for (int network = 0; network < 4000 / (width + 1); network++) {
      TextbookNetwork drawn = draw(ensemble, width, 3, 1 + network % 3, random);
      double loss = drawn.loss();
      for (int step = 0; step < Math.min(last / rate, 30); step++) {
        drawn.descend(rate, 1);
        assertThat(drawn.loss()).isLessThanOrEqualTo(loss);
        loss = drawn.loss();
      }
    }
  }

  /** Weights up to three times as large as typical ones. */
  @ParameterizedTest
  @CsvSource({"erf, 1, 1", "erf, 4, 1", "erf, 3, 2", "tanh, 3, 1", "tanh, 2, 3", "cos, 3, 1"})
  void noCurvatureOnTheWayIsLarger(Activation activation, int width, int outputs) {
    Ensemble ensemble = ensemble(activation, outputs);
    double last = 0.5;
    for (double size : new double[] {0.1, 30}) {
      double bound = bound(ensemble, width, last, size);
      long stride = (long) (last / bound / 4) + 1;
      Well19937c random = new Well19937c(8);
      double largest = 0;
      for (int network = 0; network < 40; network++) {
        TextbookNetwork drawn = draw(ensemble, width, size, network % 3 + 1, random);
        for (int part = 0; part < 4; part++) {
          largest = Math.max(largest, drawn.largestCurvature());
          drawn.descend(bound, stride);
        }
      }
      assertThat(largest).isBetween(2 / bound / 100, 2 / bound);
    }
  }

  /** Whatever hidden layers do: by τ|y|² at most. */
  @ParameterizedTest
  @CsvSource({"erf, 1, 1", "erf, 4, 2", "tanh, 16, 1", "cos, 3, 1"})
  void readoutsGrowNoMoreThanTheyLearn(Activation activation, int width, int outputs) {
    Ensemble ensemble = ensemble(activation, outputs);
    double size = 3;
    double squares = 0;
    for (double[] targets : targets(outputs, size)) {
      for (double target : targets) {
        squares += target * target;
      }
    }
    double rate = bound(ensemble, width, 1, size);
    Well19937c random = new Well19937c(9);
    for (int network = 0; network < 50; network++) {
      TextbookNetwork drawn = draw(ensemble, width, size, network % 3, random);
      double norm = drawn.squareOfReadout();
      for (int step = 1; step < 30; step++) {
        drawn.descend(rate, 1);
        assertThat(drawn.squareOfReadout()).isLessThan(norm + step * rate * squares);
      }
    }
  }

  @Test
  void farLongerStepsDoRaiseLosses() {
    Ensemble ensemble = ensemble(Activation.ERF, 1);
    double rate = 1000 * bound(ensemble, 3, 0.5, 3);
    Well19937c random = new Well19937c(9);
    int raised = 0;
    for (int network = 0; network < 200; network++) {
      TextbookNetwork drawn = draw(ensemble, 3, 3, 1, random);
      double loss = drawn.loss();
      drawn.descend(rate, 1);
      raised += drawn.loss() > loss ? 1 : 0;
    }
    assertThat(raised).isPositive();
  }

  @Test
  void theGradientIsThatOfTheLoss() {
    for (Activation activation : List.of(Activation.ERF, Activation.TANH, Activation.COS)) {
      Ensemble ensemble = ensemble(activation, 2);
      TextbookNetwork drawn = draw(ensemble, 3, 1, 1, new Well19937c(3));
      double[] gradient = drawn.gradient();
      for (int p = 0; p < gradient.length; p++) {
        assertThat(gradient[p]).isCloseTo(drawn.difference(p), within(1e-8));
      }
    }
  }

  /** So that the narrowest networks and the largest σ_W of a campaign decide. */
  @Test
  void narrowNetworksAndLongTimesTakeShortSteps() {
    double before = 0;
    for (int width : new int[] {1, 2, 4, 16, 64, 256, 1000, 1_000_000}) {
      double bound = bound(ensemble(Activation.ERF, 1), width, 1, 1);
      assertThat(bound).isGreaterThan(before);
      before = bound;
    }
    before = Double.POSITIVE_INFINITY;
    for (double sigmaW : new double[] {0.1, 0.5, 1, 3, 10}) {
      double bound = bound(Ensemble.of(Activation.COS, 1, sigmaW, 0.4), 10, 1, 1);
      assertThat(bound).isLessThan(before);
      before = bound;
    }
    for (double last : new double[] {2, 10, 1000}) {
      double bound = bound(Ensemble.of(Activation.COS, 1, 10, 0.4), 10, last, 1);
      assertThat(bound).isLessThan(before);
      before = bound;
    }
  }

  /** As the documentation gives them: erf, σ_W = 1, σ_b = 0, three examples of size 1, time 1. */
  @ParameterizedTest
  @CsvSource({"16, 0.0152", "64, 0.0303", "256, 0.0637"})
  void itIsLongEnoughToBeOfUse(int width, double expected) {
    Ensemble ensemble = Ensemble.of(Activation.ERF, 1, 1, 0);
    assertThat(bound(ensemble, width, 1, 1)).isCloseTo(expected, within(0.005 * expected));
  }

  @Test
  void thereIsNoStepForWhatIsTooLarge() {
    assertThat(bound(ensemble(Activation.ERF, 1), 10, 1, 1e200)).isZero();
    Training atZero =
        Training.ofAllLayers(List.of(new Example(List.of(0.0), List.of(1e200))), 1, List.of(1.0));
    assertThat(StableStep.largest(Ensemble.of(Activation.ERF, 1, 1, 0), 10, atZero)).isZero();
  }

  @Test
  void whatHasNoBoundIsRefused() {
    assertThatThrownBy(() -> bound(ensemble(Activation.RELU, 1), 10, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> bound(ensemble(Activation.ERF, 1).withDepth(2), 10, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
