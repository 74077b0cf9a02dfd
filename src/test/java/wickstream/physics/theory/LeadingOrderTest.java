package wickstream.physics.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Kernel;
import wickstream.physics.Line;
import wickstream.physics.Multisets;
import wickstream.physics.ReferenceRow;
import wickstream.physics.RelativeDifference;
import wickstream.physics.exact.ExactCorrelators;

class LeadingOrderTest {

  static Stream<ReferenceRow> deepTheory() {
    return ReferenceRow.all("deep-theory.json").stream();
  }

  static Stream<ReferenceRow> nearlyCoincident() {
    return ReferenceRow.all("deep-theory-near.json").stream();
  }

  private static InputPoints points(ReferenceRow row) {
    List<List<Double>> points = new ArrayList<>();
    row.fields().get("points").forEach(point -> points.add(numbers(point)));
    return InputPoints.ofDimension(points.get(0).size(), points);
  }

  private static List<Double> numbers(JsonNode array) {
    List<Double> numbers = new ArrayList<>();
    array.forEach(x -> numbers.add(x.asDouble()));
    return numbers;
  }

  private static LayerStatistics last(ReferenceRow row) {
    InputPoints points = points(row);
    Ensemble ensemble =
        Ensemble.of(
                row.activation("activation"),
                points.dIn(),
                row.number("sigmaW"),
                row.number("sigmaB"))
            .withDepth((int) row.number("depth"));
    return LeadingOrder.of(ensemble, points).orElseThrow().last();
  }

  private static double[] kernel(ReferenceRow row, Multisets pairs) {
    double[] kernel = new double[pairs.size()];
    for (int k = 0; k < kernel.length; k++) {
      int[] ab = pairs.indices(k);
      kernel[k] = row.fields().get("kernel").get(ab[0]).get(ab[1]).asDouble();
    }
    return kernel;
  }

  private static double[][] covariance(ReferenceRow row) {
    List<double[]> rows = new ArrayList<>();
    row.fields()
        .get("covarianceOrder1")
        .forEach(r -> rows.add(numbers(r).stream().mapToDouble(x -> x).toArray()));
    return rows.toArray(double[][]::new);
  }

  /** The reference claims 1e-9, of G¹ that is small by cancelling less. */
  @ParameterizedTest
  @MethodSource("deepTheory")
  void agreesWithReference(ReferenceRow row) {
    LayerStatistics last = last(row);
    Multisets pairs = Multisets.of(last.points(), 2);
    assertThat(RelativeDifference.of(last.kernel(), kernel(row, pairs))).isLessThan(2e-14);
    assertThat(RelativeDifference.of(last.kernelCorrection(), row.vector("kernelOrder1")))
        .isLessThan(1e-8);
    double[][] covariance = covariance(row);
    for (int k = 0; k < pairs.size(); k++) {
      assertThat(RelativeDifference.of(last.covariance()[k], covariance[k])).isLessThan(3e-9);
    }
    Multisets quads = Multisets.of(last.points(), 4);
    double[] connected = new double[quads.size()];
    for (int k = 0; k < connected.length; k++) {
      String name = Arrays.toString(quads.indices(k)).replaceAll("[\\[\\],]", "");
      connected[k] = row.fields().get("connected4Order1").get(name).asDouble();
    }
    assertThat(RelativeDifference.of(last.connected4(), connected)).isLessThan(3e-9);
  }

  /**
   * Nearly coincident points and saturated units, against decimals: erf at the default points and
   * at depth 8, with and without bias. Of relu 1e-8 is lost where points are 6e-8 apart: rounding
   * over the angle between them. Terms of G¹ below 1e-12 are left out.
   */
  @ParameterizedTest
  @MethodSource("nearlyCoincident")
  void keepsItsDigitsAtNearlyCoincidentPoints(ReferenceRow row) {
    LayerStatistics last = last(row);
    boolean isRelu = row.activation("activation") == Activation.RELU;
    assertThat(RelativeDifference.of(last.kernel(), kernel(row, Multisets.of(last.points(), 2))))
        .isLessThan(3e-15);
    double[] correction = row.vector("kernelOrder1");
    for (int k = 0; k < correction.length; k++) {
      assertThat(last.kernelCorrection()[k]).isCloseTo(correction[k], within(1e-11));
    }
    double[][] covariance = covariance(row);
    for (int k = 0; k < correction.length; k++) {
      assertThat(RelativeDifference.of(last.covariance()[k], covariance[k]))
          .isLessThan(isRelu ? 1.5e-8 : 3e-12);
    }
  }

  /** relu's fluctuations at criticality: V = 5L K² after L layers, at points on a ray. */
  @Test
  void ofCriticalReluGrowLinearlyWithDepth() {
    Ensemble ensemble = Ensemble.of(Activation.RELU, 2, Math.sqrt(2), 0).withDepth(64);
    InputPoints ray =
        InputPoints.ofDimension(
            2, List.of(List.of(0.3, 0.4), List.of(0.6, 0.8), List.of(1.2, 1.6)));
    List<LayerStatistics> layers = LeadingOrder.of(ensemble, ray).orElseThrow().layers();
    assertThat(layers).hasSize(64);
    for (int l = 1; l <= layers.size(); l++) {
      LayerStatistics layer = layers.get(l - 1);
      double[] k = layer.kernel();
      for (int a = 0; a < k.length; a++) {
        assertThat(layer.kernelCorrection()[a]).isCloseTo(0, within(1e-12 * l * k[a]));
        for (int b = 0; b < k.length; b++) {
          assertThat(layer.covariance()[a][b] / (k[a] * k[b]))
              .isCloseTo(5.0 * l, within(1e-11 * l));
        }
      }
    }
  }

  /**
   * relu at one point is exact at every width: with δ = C/K − 1 of a layer, δ ← c (δ + (1 + δ) t),
   * Var t = 5/N and c = 1 − σ_b²/K, so that N Var δ ← c² (N Var δ + 5) to first order.
   */
  @Test
  void ofReluAtOnePointAreThoseOfTheExactRecursion() {
    double sigmaB = 0.4;
    Ensemble ensemble = Ensemble.of(Activation.RELU, 1, 1.3, sigmaB).withDepth(7);
    double expected = 0;
    for (LayerStatistics layer : LeadingOrder.of(ensemble, Line.of(0.7)).orElseThrow().layers()) {
      double kernel = layer.kernel()[0];
      double share = 1 - sigmaB * sigmaB / kernel;
      expected = share * share * (expected + 5);
      double connected = 3 * expected * kernel * kernel;
      assertThat(layer.connected4()[0]).isCloseTo(connected, within(1e-13 * connected));
      assertThat(layer.kernelCorrection()[0]).isZero();
    }
  }

  /** One hidden layer, where four-point functions are exact: by quadrature over weight and bias. */
  @ParameterizedTest
  @MethodSource("wickstream.physics.Activation#named")
  void ofOneLayerAreExact(Activation activation) {
    Ensemble ensemble = Ensemble.of(activation, 1, 1.4, 0.3);
    InputPoints points = Line.of(-0.6, 0.3, 0.9);
    double[] exact = ExactCorrelators.of(ensemble, points, false).orElseThrow().connected4();
    LeadingOrder theory = LeadingOrder.of(ensemble, points).orElseThrow();
    assertThat(RelativeDifference.of(theory.last().connected4(), exact)).isLessThan(3e-9);
    assertThat(theory.last().kernel()).containsExactly(Kernel.of(ensemble).pairs(points));
    assertThat(theory.m2(1)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"gauss, 3", "cos, 3"})
  void ofGaussianKernelsAreExactInAnyDimension(Activation activation, int dIn) {
    Ensemble ensemble = Ensemble.of(activation, dIn, 1.2, 0.4);
    InputPoints points =
        InputPoints.ofDimension(dIn, List.of(List.of(0.5, -0.1, 1.0), List.of(0.2, 0.9, -0.3)));
    double[] exact = ExactCorrelators.of(ensemble, points, false).orElseThrow().connected4();
    assertThat(
            RelativeDifference.of(
                LeadingOrder.of(ensemble, points).orElseThrow().last().connected4(), exact))
        .isLessThan(1e-14);
  }

  /** Points of a line in the plane, σ_W larger by √2, so that G_c⁽⁴⁾ of one layer is 4 times it. */
  @ParameterizedTest
  @ValueSource(strings = {"erf", "relu", "tanh"})
  void dependsOnTheGramMatrixAlone(Activation activation) {
    LayerStatistics onLine =
        LeadingOrder.of(Ensemble.of(activation, 1, 1.2, 0.3), Line.of(0.5, -1, 1.5))
            .orElseThrow()
            .last();
    LayerStatistics inPlane =
        LeadingOrder.of(
                Ensemble.of(activation, 2, 1.2 * Math.sqrt(2), 0.3),
                InputPoints.ofDimension(
                    2, List.of(List.of(0.3, 0.4), List.of(-0.6, -0.8), List.of(0.9, 1.2))))
            .orElseThrow()
            .last();
    double[] scaled = Arrays.stream(onLine.connected4()).map(g -> 4 * g).toArray();
    assertThat(RelativeDifference.of(inPlane.connected4(), scaled)).isLessThan(1e-11);
  }

  /** The covariance is symmetric and has no direction of negative variance. */
  @Test
  void covariancesAreSymmetric() {
    Ensemble ensemble = Ensemble.of(Activation.TANH, 1, 1.5, 0.2).withDepth(3);
    double[][] v =
        LeadingOrder.of(ensemble, Line.of(0.3, 1, -0.8)).orElseThrow().last().covariance();
    for (int a = 0; a < v.length; a++) {
      for (int b = 0; b < v.length; b++) {
        assertThat(v[a][b]).isEqualTo(v[b][a]);
        assertThat(v[a][b] * v[a][b]).isLessThanOrEqualTo(v[a][a] * v[b][b] * (1 + 1e-12));
      }
    }
  }

  @Test
  void isEmptyForManyPointsAndLayers() {
    InputPoints many =
        InputPoints.ofDimension(
            1,
            Stream.iterate(1.0, x -> x + 1)
                .limit(LeadingOrder.MAX_POINTS + 1)
                .map(x -> List.of(x))
                .toList());
    Ensemble ensemble = Ensemble.of(Activation.ERF, 1, 1.5, 0.2);
    assertThat(LeadingOrder.of(ensemble, many)).isEmpty();
    assertThat(LeadingOrder.of(ensemble.withDepth(65), Line.of(1))).isEmpty();
  }

  /** Slopes at 0 are 2/√π, 1; relu halves E[z²]. */
  @Test
  void criticalityIsWhereSmallCovariancesAreKept() {
    assertThat(Criticality.of(Activation.ERF).orElseThrow().sigmaW())
        .isCloseTo(Math.sqrt(Math.PI) / 2, within(1e-15));
    assertThat(Criticality.of(Activation.TANH).orElseThrow().sigmaW()).isCloseTo(1, within(1e-15));
    assertThat(Criticality.of(Activation.RELU).orElseThrow().sigmaW()).isEqualTo(Math.sqrt(2));
    assertThat(Criticality.of(Activation.GAUSS)).isEmpty();
    for (Activation activation : List.of(Activation.ERF, Activation.RELU, Activation.TANH)) {
      Criticality critical = Criticality.of(activation).orElseThrow();
      assertThat(critical.sigmaB()).isZero();
      Kernel kernel = Kernel.of(Ensemble.of(activation, 1, critical.sigmaW(), 0));
      assertThat(kernel.ofLayer(1e-9, 1e-9, 1e-9) / 1e-9).isCloseTo(1, within(1e-8));
    }
  }
}
