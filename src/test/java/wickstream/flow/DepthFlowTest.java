package wickstream.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.ReferenceRow;
import wickstream.physics.exact.ExactCouplings;
import wickstream.physics.exact.Theory;
import wickstream.physics.theory.LeadingOrder;

class DepthFlowTest {
  private static final InputPoints POINTS =
      InputPoints.ofDimension(1, List.of(List.of(0.5), List.of(1.0), List.of(1.5)));

  static Stream<ReferenceRow> deepTheory() {
    return ReferenceRow.all("deep-theory.json").stream();
  }

  private static DepthFlow flow(Ensemble ensemble, InputPoints points) {
    return DepthFlow.withCouplings(LeadingOrder.of(ensemble, points).orElseThrow());
  }

  /** V/K² = 5L; all multisets share it where the points are on a ray. G¹ = 0. */
  @Test
  void ofReluWithoutBiasesGrowsByFiveALayer() {
    DepthFlow flow = flow(Ensemble.of(Activation.RELU, 1, Math.sqrt(2), 0).withDepth(64), POINTS);
    assertThat(flow.layers()).hasSize(64);
    for (LayerCouplings layer : flow.layers()) {
      double expected = 5 * layer.layer();
      double rounding = 1e-12 * expected;
      assertThat(layer.kernel()).isCloseTo(2 * (0.25 + 1 + 2.25) / 3, within(1e-12));
      assertThat(layer.variance()).isCloseTo(expected, within(rounding));
      assertThat(layer.c4()).isCloseTo(expected, within(rounding));
      assertThat(layer.m4()).isCloseTo(expected, within(rounding));
      assertThat(layer.correction()).isCloseTo(0, within(rounding));
      assertThat(layer.m2()).isCloseTo(0, within(rounding));
    }
  }

  /**
   * Of odd units V/K² grows by 2/3 a layer at criticality, up to terms of order 1/L (Roberts, Yaida
   * and Hanin, 2022, section 5.4), as in linear networks by 2 below, and reaches a limit above.
   */
  @ParameterizedTest
  @CsvSource({
    "erf, 0.886226925452758, 0.6667, 0.005",
    "tanh, 1, 0.6667, 0.005",
    "erf, 0.6, 2, 1e-12",
    "erf, 1.5, 0, 1e-12"
  })
  void ofOddUnitsGrowsAtTheRateOfItsPhase(
      Activation activation, double sigmaW, double rate, double tolerance) {
    InputPoints one = InputPoints.ofDimension(1, List.of(List.of(1.0)));
    List<LayerCouplings> layers =
        DepthFlow.of(
                LeadingOrder.of(Ensemble.of(activation, 1, sigmaW, 0).withDepth(64), one)
                    .orElseThrow())
            .layers();
    assertThat(layers.get(63).variance() - layers.get(62).variance())
        .isCloseTo(rate, within(tolerance));
  }

  /** At N = 10⁹ the terms left out are 1e-7 of the exact values. */
  @Test
  void ofReluIsTheLimitOfExactCouplings() {
    Ensemble deepest = Ensemble.of(Activation.RELU, 1, 1.3, 0).withDepth(4);
    int width = 1_000_000_000;
    for (LayerCouplings layer : flow(deepest, POINTS).layers()) {
      ExactCouplings exact =
          Theory.of(deepest.withDepth(layer.layer()), POINTS, List.of(2, 4)).exact().orElseThrow();
      assertThat(width * exact.u4(width)).isCloseTo(layer.u4(), within(1e-7 * -layer.u4()));
      assertThat(width * exact.m4(width).orElseThrow())
          .isCloseTo(layer.m4(), within(1e-7 * layer.m4()));
    }
  }

  /** One hidden layer has no terms beyond the leading ones; moments of four tanh err by 2e-10. */
  @ParameterizedTest
  @CsvSource({"erf, 1e-12", "tanh, 3e-10"})
  void startsFromTheExactCouplingsOfOneLayer(Activation activation, double error) {
    Ensemble ensemble = Ensemble.of(activation, 1, 1.5, 0.3);
    LayerCouplings first = flow(ensemble.withDepth(2), POINTS).layers().get(0);
    ExactCouplings exact = Theory.of(ensemble, POINTS, List.of(2, 4)).exact().orElseThrow();
    assertThat(first.u4()).isCloseTo(exact.u4(1), within(error * -first.u4()));
    assertThat(first.m4()).isCloseTo(exact.m4(1).orElseThrow(), within(error * first.m4()));
    assertThat(first.c4() * first.freeGreen())
        .isCloseTo(
            exact.connected4(1).orElseThrow(), within(error * exact.connected4(1).orElseThrow()));
    assertThat(first.correction()).isZero();
  }

  /** The reference claims 1e-9. */
  @ParameterizedTest
  @MethodSource("deepTheory")
  void agreesWithReference(ReferenceRow row) {
    List<List<Double>> coordinates = new ArrayList<>();
    row.fields()
        .get("points")
        .forEach(
            point -> {
              List<Double> numbers = new ArrayList<>();
              point.forEach(x -> numbers.add(x.asDouble()));
              coordinates.add(numbers);
            });
    int dIn = coordinates.get(0).size();
    int depth = (int) row.number("depth");
    Ensemble ensemble =
        Ensemble.of(row.activation("activation"), dIn, row.number("sigmaW"), row.number("sigmaB"))
            .withDepth(depth);
    InputPoints points = InputPoints.ofDimension(dIn, coordinates);
    DepthFlow flow = DepthFlow.of(LeadingOrder.of(ensemble, points).orElseThrow());
    LayerCouplings last = flow.layers().get(depth - 1);
    Reference reference = new Reference(row.fields(), coordinates.size());
    assertThat(last.layer()).isEqualTo(depth);
    assertThat(last.u4()).isNaN();
    assertThat(last.kernel()).isCloseTo(reference.kernel(), within(1e-13));
    assertThat(last.variance()).isCloseTo(reference.variance(), within(3e-9));
    assertThat(last.correction()).isCloseTo(reference.correction(), within(1e-8));
    assertThat(last.c4()).isCloseTo(reference.c4(), within(3e-9));
  }

  /**
   * Means over a row of the reference, whose pairs ab, a ≤ b, are in the order aa, ab, …, bb, ….
   */
  private record Reference(JsonNode fields, int points) {
    private double k(int a, int b) {
      return fields.get("kernel").get(a).get(b).asDouble();
    }

    double kernel() {
      double sum = 0;
      for (int a = 0; a < points; a++) {
        sum += k(a, a) / points;
      }
      return sum;
    }

    double variance() {
      double sum = 0;
      for (int a = 0; a < points; a++) {
        int p = single(a);
        double v = fields.get("covarianceOrder1").get(p).get(p).asDouble();
        sum += v / (k(a, a) * k(a, a)) / points;
      }
      return sum;
    }

    double correction() {
      double sum = 0;
      for (int a = 0; a < points; a++) {
        sum += fields.get("kernelOrder1").get(single(a)).asDouble() / k(a, a) / points;
      }
      return sum;
    }

    private int single(int a) {
      int index = 0;
      for (int before = 0; before < a; before++) {
        index += points - before;
      }
      return index;
    }

    double c4() {
      double connected = 0;
      double free = 0;
      for (int a = 0; a < points; a++) {
        for (int b = a; b < points; b++) {
          for (int c = b; c < points; c++) {
            for (int d = c; d < points; d++) {
              connected +=
                  fields
                      .get("connected4Order1")
                      .get("%d %d %d %d".formatted(a, b, c, d))
                      .asDouble();
              free += k(a, b) * k(c, d) + k(a, c) * k(b, d) + k(a, d) * k(b, c);
            }
          }
        }
      }
      return connected / free;
    }
  }
}
