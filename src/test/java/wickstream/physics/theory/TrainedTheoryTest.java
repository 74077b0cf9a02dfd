package wickstream.physics.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static wickstream.physics.theory.CloseFunctions.assertAmongLast;
import static wickstream.physics.theory.CloseFunctions.assertClose;
import static wickstream.physics.theory.CloseFunctions.byPairs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Line;
import wickstream.physics.ReferenceRow;
import wickstream.physics.Training;
import wickstream.physics.Training.Example;

class TrainedTheoryTest {
  private static final double FOREVER = Double.POSITIVE_INFINITY;
  private static final Ensemble ERF = Ensemble.of(Activation.ERF, 1, 1.5, 0.3);
  private static final InputPoints SIX = Line.of(-1, 0.3, 1.2, 0.8, -0.4, 2);
  private static final List<Example> THREE =
      List.of(example(-1, 1), example(0.3, -0.5), example(1.2, 0.7));

  private static Example example(double x, double... targets) {
    return new Example(List.of(x), Arrays.stream(targets).boxed().toList());
  }

  private static Training flow(List<Example> examples, Double... times) {
    return new Training(examples, OptionalDouble.empty(), List.of(times));
  }

  private static TrainedTheory theory(Ensemble ensemble, InputPoints points, Training training) {
    return TrainedTheory.of(ensemble, points, training).orElseThrow();
  }

  /** Means and covariances to order 1/N of the reference are second differences, good to 10⁻⁶. */
  @Test
  void agreesWithReference() {
    List<ReferenceRow> rows = ReferenceRow.all("training.json");
    TrainedTheory theory = theory(ERF, SIX, flow(THREE, 0.0, 1.0, 5.0, FOREVER));
    for (int t = 0; t < rows.size(); t++) {
      TrainedFunctions at = theory.at(t, 0);
      JsonNode row = rows.get(t).fields();
      assertClose(at.mean(), rows.get(t).vector("mean"), 2e-14);
      assertClose(at.covariance(), byPairs(row.get("covariance")), 1e-13);
      assertClose(at.meanOrder1(), rows.get(t).vector("meanOrder1"), 1e-6);
      assertClose(at.covarianceOrder1(), byPairs(row.get("covarianceOrder1")), 1e-6);
      assertAmongLast(at.connected3Order1(), row.get("connected3Order1"), 3, 1e-9);
      assertAmongLast(at.connected4Order1(), row.get("connected4Order1"), 4, 1e-9);
    }
  }

  /** One network: a layer that does not fluctuate. */
  @Test
  void ofOneNetworkAgreesWithReference() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/reference/training.json")) {
      JsonNode network = new ObjectMapper().readTree(in).get("oneNetwork");
      double[] kernel = byPairs(network.get("conditionalCovariance"));
      LayerStatistics layer =
          new LayerStatistics(
              5, kernel, new double[kernel.length], new double[kernel.length][kernel.length]);
      Training training = flow(List.of(example(0, 1), example(1, -0.5)), 0.7, 4.0);
      TrainedTheory theory = TrainedTheory.of(layer, 5, training, new int[] {0, 1});
      for (int t = 0; t < 2; t++) {
        JsonNode row = network.get("rows").get(t);
        assertThat(row.get("time").asDouble()).isEqualTo(training.times().get(t));
        double[] mean = new ReferenceRow("", row).vector("mean");
        assertClose(theory.at(t, 0).mean(), mean, 1e-13);
        assertClose(theory.at(t, 0).covariance(), byPairs(row.get("covariance")), 1e-13);
      }
    }
  }

  private static void assertAgreesWithDifferences(
      Ensemble ensemble, InputPoints points, List<Example> examples, double tolerance) {
    Training training = flow(examples, 0.5, 3.0, FOREVER);
    InputPoints all = training.pointsWith(points);
    LayerStatistics layer = LeadingOrder.of(ensemble, all).orElseThrow().last();
    TrainedTheory theory = theory(ensemble, points, training);
    for (int t = 0; t < training.times().size(); t++) {
      for (int output = 0; output < training.outputs(); output++) {
        TrainedFunctions expected =
            new DifferenceExpansion(
                    layer,
                    training.positions(all),
                    training.targets(output),
                    DifferenceExpansion.flow(training.times().get(t)))
                .functions(points.count());
        assertClose(theory.at(t, output), expected, tolerance);
      }
    }
  }

  /** Two outputs, of which the second has other targets; inputs of examples are no points. */
  @ParameterizedTest
  @CsvSource({"erf, 1, 1.6", "erf, 2, 1.6", "relu, 3, 1.6", "tanh, 2, 1.6", "gauss, 1, 0.5"})
  void agreesWithDifferences(Activation activation, int depth, double sigmaW) {
    Ensemble ensemble = Ensemble.of(activation, 1, sigmaW, 0.4).withDepth(depth);
    assertAgreesWithDifferences(
        ensemble, Line.of(-0.6, 0.9), List.of(example(-1.5, 1, 0.2), example(0.4, -0.5, 2)), 1e-7);
  }

  @Test
  void ofRepeatedInputsAgreesWithDifferences() {
    assertAgreesWithDifferences(
        ERF.withDepth(2),
        Line.of(-0.6, 0.9, 0.3),
        List.of(example(0.9, 1), example(-1.5, 0.4), example(0.9, 0.5), example(0.9, -0.7)),
        1e-7);
  }

  @Test
  void atFirstIsThatOfUntrainedNetworks() {
    for (int depth : new int[] {1, 3}) {
      LayerStatistics layer = LeadingOrder.of(ERF.withDepth(depth), SIX).orElseThrow().last();
      for (Training training :
          List.of(
              flow(THREE, 0.0), new Training(THREE, OptionalDouble.of(0.1), List.of(0.0, 0.1)))) {
        TrainedFunctions at = theory(ERF.withDepth(depth), SIX, training).at(0, 0);
        assertThat(at.mean()).containsOnly(0);
        assertThat(at.meanOrder1()).containsOnly(0);
        assertThat(at.covariance()).containsExactly(layer.kernel());
        assertThat(at.covarianceOrder1()).containsExactly(layer.kernelCorrection());
        assertThat(at.connected3Order1()).containsOnly(0);
        assertThat(at.connected4Order1()).containsExactly(layer.connected4());
      }
    }
  }

  /** Then nothing is left to chance there, at any width. */
  @Test
  void atLastOutputsAreTheTargets() {
    InputPoints atExamples = Line.of(-1, 0.3, 1.2);
    TrainedFunctions at = theory(ERF.withDepth(2), atExamples, flow(THREE, FOREVER)).at(0, 0);
    assertClose(at.mean(), new double[] {1, -0.5, 0.7}, 1e-13);
    assertClose(at.meanOrder1(), new double[3], 1e-9);
    assertClose(at.covariance(), new double[6], 1e-12);
    assertClose(at.covarianceOrder1(), new double[6], 1e-9);
    assertClose(at.connected3Order1(), new double[10], 1e-9);
    assertClose(at.connected4Order1(), new double[15], 1e-9);
  }

  /** Late times tend to the last one. */
  @Test
  void isContinuousAtInfinity() {
    TrainedTheory theory = theory(ERF, SIX, flow(THREE, 1e4, 1e9, FOREVER));
    assertClose(theory.at(0, 0), theory.at(2, 0), 1e-12);
    assertClose(theory.at(1, 0), theory.at(2, 0), 1e-12);
  }

  @Test
  void ofRepeatedInputsTheMeanOfTheirTargetsIsLearnt() {
    List<Example> examples = List.of(example(-1, 0.4), example(0.3, 1), example(0.3, -0.2));
    TrainedFunctions at = theory(ERF, SIX, flow(examples, FOREVER)).at(0, 0);
    assertThat(at.mean()[0]).isCloseTo(0.4, within(1e-14));
    assertThat(at.mean()[1]).isCloseTo(0.4, within(1e-14));
    TrainedFunctions once =
        theory(ERF, SIX, flow(List.of(example(-1, 0.4), example(0.3, 0.4)), FOREVER)).at(0, 0);
    assertClose(at, once, 1e-12);
  }

  /** At finite times examples 10⁻⁹ apart are learnt as if they had one input. */
  @Test
  void nearlyEqualInputsAreLearntAsEqualOnes() {
    List<Example> near = List.of(example(-1, 0.4), example(0.3, 1), example(0.3 + 1e-9, -0.2));
    List<Example> equal = List.of(example(-1, 0.4), example(0.3, 1), example(0.3, -0.2));
    InputPoints points = Line.of(-1, 0.3, 0.9);
    TrainedTheory ofNear = theory(ERF, points, flow(near, 0.5, 20.0));
    TrainedTheory ofEqual = theory(ERF, points, flow(equal, 0.5, 20.0));
    for (int t = 0; t < 2; t++) {
      assertClose(ofNear.at(t, 0), ofEqual.at(t, 0), 1e-7);
    }
  }

  /** As two inputs approach each other it is the slope between them that is learnt. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-2, 4e-3})
  void ofNearInputsTheSlopeIsLearnt(double apart) {
    assertClose(ofSlope(apart), ofSlope(apart / 2), 20 * apart * apart);
  }

  /** Of inputs 10⁻³ apart about two digits are left at infinity, all of them early. */
  @Test
  void saysWhatRoundingLeaves() {
    List<Example> near = List.of(example(0.3, 1), example(0.301, 1.1));
    TrainedTheory theory = theory(ERF, SIX, flow(near, 0.0, 1.0, 1e4, FOREVER));
    assertThat(theory.roundingOfOrder1(0)).isEqualTo(1e-16);
    assertThat(theory.roundingOfOrder1(1)).isBetween(1e-16, 1e-14);
    assertThat(theory.roundingOfOrder1(2)).isBetween(1e-9, 1e-7);
    assertThat(theory.roundingOfOrder1(3)).isBetween(1e-4, 1.0);
    assertThat(theory(ERF, SIX, flow(THREE, FOREVER)).roundingOfOrder1(0)).isLessThan(1e-11);
  }

  private static TrainedFunctions ofSlope(double apart) {
    List<Example> examples =
        List.of(
            example(-1, 0.4),
            example(0.3 - apart, 1 - 2 * apart),
            example(0.3 + apart, 1 + 2 * apart));
    return theory(ERF, Line.of(-0.8, 0.3, 0.9), flow(examples, FOREVER)).at(0, 0);
  }

  @Test
  void descentInTinyStepsIsFlow() {
    Training descent = new Training(THREE, OptionalDouble.of(1e-7), List.of(1.0, 5.0, FOREVER));
    TrainedTheory ofDescent = theory(ERF, SIX, descent);
    TrainedTheory ofFlow = theory(ERF, SIX, flow(THREE, 1.0, 5.0, FOREVER));
    for (int t = 0; t < 3; t++) {
      assertClose(ofDescent.at(t, 0), ofFlow.at(t, 0), 2e-7);
    }
  }

  /** Long steps, of which the largest eigenvalue is overshot: against differences. */
  @Test
  void ofLongStepsAgreesWithDifferences() {
    double rate = 0.4;
    Training training = new Training(THREE, OptionalDouble.of(rate), List.of(2.8));
    LayerStatistics layer = LeadingOrder.of(ERF, SIX).orElseThrow().last();
    TrainedFunctions expected =
        new DifferenceExpansion(
                layer,
                new int[] {0, 1, 2},
                training.targets(0),
                x -> (1 - Math.pow(1 - rate * x, 7)) / x)
            .functions(6);
    assertClose(theory(ERF, SIX, training).at(0, 0), expected, 1e-7);
  }

  @Test
  void isEmptyWhereDescentDiverges() {
    assertThat(
            TrainedTheory.of(ERF, SIX, new Training(THREE, OptionalDouble.of(1), List.of(FOREVER))))
        .isEmpty();
    assertThat(TrainedTheory.of(ERF, SIX, new Training(THREE, OptionalDouble.of(1), List.of(1e5))))
        .isEmpty();
  }

  /** Networks on a ray are told apart at one point: what is null in all of them is not learnt. */
  @Test
  void ofReluOnARayOneNumberIsLearnt() {
    Ensemble relu = Ensemble.of(Activation.RELU, 1, Math.sqrt(2), 0).withDepth(2);
    List<Example> examples = List.of(example(1, 1), example(2, 2), example(3, 5));
    TrainedFunctions at = theory(relu, Line.of(1, 0.5), flow(examples, FOREVER)).at(0, 0);
    assertClose(at.mean(), new double[] {20 / 14.0, 10 / 14.0}, 1e-12);
    assertClose(at.meanOrder1(), new double[2], 1e-9);
    assertClose(at.covarianceOrder1(), new double[3], 1e-9);
  }
}
