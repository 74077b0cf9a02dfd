package wickstream.physics.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static wickstream.physics.theory.CloseFunctions.assertAmongLast;
import static wickstream.physics.theory.CloseFunctions.assertClose;
import static wickstream.physics.theory.CloseFunctions.byPairs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Line;
import wickstream.physics.ReferenceRow;
import wickstream.physics.Training;
import wickstream.physics.Training.Example;

class PosteriorTheoryTest {
  private static final Ensemble ERF = Ensemble.of(Activation.ERF, 1, 1.5, 0.3);
  private static final InputPoints SIX = Line.of(-1, 0.3, 1.2, 0.8, -0.4, 2);
  private static final List<Example> THREE =
      List.of(example(-1, 1), example(0.3, -0.5), example(1.2, 0.7));

  private static Example example(double x, double... targets) {
    return new Example(List.of(x), Arrays.stream(targets).boxed().toList());
  }

  private static PosteriorTheory theory(
      Ensemble ensemble, InputPoints points, List<Example> examples, double noiseVariance) {
    return PosteriorTheory.of(ensemble, points, examples, noiseVariance).orElseThrow();
  }

  static Stream<ReferenceRow> posterior() {
    return ReferenceRow.all("posterior.json").stream();
  }

  /** Orders 1/N of the reference are finite differences. */
  @ParameterizedTest
  @MethodSource("posterior")
  void agreesWithReference(ReferenceRow row) {
    PosteriorTheory theory = theory(ERF, SIX, THREE, row.number("noiseVariance"));
    TrainedFunctions of = theory.output(0);
    JsonNode fields = row.fields();
    assertClose(of.mean(), row.vector("mean"), 2e-14);
    assertClose(of.covariance(), byPairs(fields.get("covariance")), 1e-13);
    assertClose(of.meanOrder1(), row.vector("meanOrder1"), 2e-6);
    assertClose(of.covarianceOrder1(), byPairs(fields.get("covarianceOrder1")), 2e-6);
    assertAmongLast(of.connected4Order1(), fields.get("connected4Order1"), 4, 1e-9);
    double variance = row.number("varianceOfLogWeightOrder1");
    assertThat(theory.varianceOfLogWeightOrder1()).isCloseTo(variance, within(1e-8 * variance));
  }

  /** The logarithm of the weight, but for a constant. */
  private static double logWeight(RealMatrix noisy, Training seen) {
    LUDecomposition solution = new LUDecomposition(noisy);
    double sum = 0;
    for (int output = 0; output < seen.outputs(); output++) {
      RealVector y = MatrixUtils.createRealVector(seen.targets(output));
      sum -=
          (y.dotProduct(solution.getSolver().solve(y)) + Math.log(solution.getDeterminant())) / 2;
    }
    return sum;
  }

  /** Two outputs with different targets, and an input that is seen twice. */
  @ParameterizedTest
  @CsvSource({"erf, 1, 1.5", "erf, 2, 1.5", "relu, 2, 1.5", "gauss, 1, 0.5"})
  void agreesWithDifferences(Activation activation, int depth, double sigmaW) {
    Ensemble ensemble = Ensemble.of(activation, 1, sigmaW, 0.4).withDepth(depth);
    InputPoints points = Line.of(-0.6, 0.9);
    List<Example> examples =
        List.of(example(-1.5, 1, 0.2), example(0.9, -0.5, 2), example(-1.5, 0.3, 0.4));
    double noiseVariance = 0.2;
    Training seen = new Training(examples, OptionalDouble.empty(), List.of(0.0));
    InputPoints all = seen.pointsWith(points);
    LayerStatistics layer = LeadingOrder.of(ensemble, all).orElseThrow().last();
    for (int output = 0; output < 2; output++) {
      DifferenceExpansion differences =
          DifferenceExpansion.ofNoisy(
              layer, seen.positions(all), seen.targets(output), noiseVariance);
      TrainedFunctions expected =
          differences.functions(2, c -> new double[] {logWeight(differences.noisy(c), seen)});
      assertClose(theory(ensemble, points, examples, noiseVariance).output(output), expected, 1e-7);
    }
  }

  /** What is seen through much noise says nothing, through little what flow learns at last. */
  @Test
  void tendsToThePriorAndToWhatIsLearnt() {
    TrainedFunctions prior =
        TrainedTheory.of(ERF, SIX, new Training(THREE, OptionalDouble.empty(), List.of(0.0)))
            .orElseThrow()
            .at(0, 0);
    PosteriorTheory blurred = theory(ERF, SIX, THREE, 1e12);
    assertClose(blurred.output(0), prior, 1e-7);
    assertThat(blurred.varianceOfLogWeightOrder1()).isLessThan(1e-16);
    TrainedFunctions learnt =
        TrainedTheory.of(
                ERF,
                SIX,
                new Training(THREE, OptionalDouble.empty(), List.of(Double.POSITIVE_INFINITY)))
            .orElseThrow()
            .at(0, 0);
    TrainedFunctions sharp = theory(ERF, SIX, THREE, 1e-9).output(0);
    assertClose(sharp.mean(), learnt.mean(), 1e-6);
    assertClose(sharp.covariance(), learnt.covariance(), 1e-6);
    assertClose(sharp.connected3Order1(), learnt.connected3Order1(), 1e-6);
    assertClose(sharp.connected4Order1(), learnt.connected4Order1(), 1e-6);
  }

  @Test
  void refusesNoNoise() {
    for (double noise : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> PosteriorTheory.of(ERF, SIX, THREE, noise))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("noise-variance must be finite and above 0, was " + noise);
    }
  }
}
