package wickstream.physics.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import wickstream.physics.Activation;
import wickstream.physics.Ball;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Line;

/** The oracle for d_in &gt; 1, where it knows points by their inner products. */
class InnerProductsTest {

  static Stream<Arguments> lines() {
    InputPoints ofErf = Activation.ERF.defaultPoints();
    InputPoints ofRelu = Activation.RELU.defaultPoints();
    InputPoints both = Line.of(-0.6, 0.3, 0.9);
    InputPoints origin = Line.of(0, 0.5, 1);
    return Stream.of(
        Arguments.of(Activation.ERF, 1.5, 0.0, 2, ofErf),
        Arguments.of(Activation.ERF, 1.0, 1.0, 3, ofErf),
        Arguments.of(Activation.ERF, 1.5, 0.8, 3, both),
        Arguments.of(Activation.ERF, 4.0, 2.0, 2, origin),
        Arguments.of(Activation.RELU, 1.4, 0.0, 2, ofRelu),
        Arguments.of(Activation.RELU, 1.4, 0.5, 3, ofRelu),
        Arguments.of(Activation.RELU, 1.0, 1.0, 3, Line.of(0.002, 0.004, 0.012)),
        Arguments.of(Activation.RELU, 1.5, 0.8, 3, both),
        Arguments.of(Activation.RELU, 1.5, 0.0, 2, both),
        Arguments.of(Activation.RELU, 0.7, 0.3, 2, origin));
  }

  /** Points of a line through the origin, farther away by √d: the numbers are those of d_in = 1. */
  @ParameterizedTest
  @MethodSource("lines")
  void onALineAreThoseOfTheLine(
      Activation activation, double sigmaW, double sigmaB, int dIn, InputPoints line) {
    boolean sixth = line.count() == 3 || activation == Activation.RELU;
    ConnectedFunctions expected =
        connected(Ensemble.of(activation, 1, sigmaW, sigmaB), line, sixth);
    double[] direction =
        dIn == 2 ? new double[] {0.6, -0.8} : new double[] {2 / 3.0, -1 / 3.0, 2 / 3.0};
    List<List<Double>> points = new ArrayList<>();
    for (int a = 0; a < line.count(); a++) {
      List<Double> point = new ArrayList<>();
      for (double component : direction) {
        point.add(Math.sqrt(dIn) * line.coordinate(a, 0) * component);
      }
      points.add(point);
    }
    ConnectedFunctions embedded =
        connected(
            Ensemble.of(activation, dIn, sigmaW, sigmaB),
            InputPoints.ofDimension(dIn, points),
            sixth);
    assertSame(embedded.fourth(), expected.fourth());
    assertSame(embedded.sixth(), expected.sixth());
  }

  private static ConnectedFunctions connected(
      Ensemble ensemble, InputPoints points, boolean sixth) {
    return ExactCorrelators.of(ensemble, points, sixth).orElseThrow().connected();
  }

  /** Within both bounds, and these a small part of the largest. */
  private static void assertSame(Ball[] actual, Ball[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double largest = 0;
    for (Ball ball : expected) {
      largest = Math.max(largest, Math.abs(ball.value()));
    }
    for (int k = 0; k < actual.length; k++) {
      double bound = actual[k].error() + expected[k].error();
      assertThat(actual[k].value()).isCloseTo(expected[k].value(), within(bound));
      assertThat(bound).isLessThan(1e-9 * largest);
    }
  }

  @ParameterizedTest
  @CsvSource({"erf, 0.7", "relu, 0.7", "relu, 0", "erf, 0"})
  void doNotChangeUnderRotations(Activation activation, double sigmaB) {
    Ensemble ensemble = Ensemble.of(activation, 3, 1.2, sigmaB);
    double[][] xs = {{0.3, 1, -0.4}, {-1.1, 0.2, 0.5}, {0.6, 0.7, 0.2}, {0.1, -0.3, 1.4}};
    double[][] rotation = {
      {2 / 3.0, -1 / 3.0, 2 / 3.0}, {2 / 3.0, 2 / 3.0, -1 / 3.0}, {-1 / 3.0, 2 / 3.0, 2 / 3.0}
    };
    List<List<Double>> points = new ArrayList<>();
    List<List<Double>> rotated = new ArrayList<>();
    for (double[] x : xs) {
      points.add(List.of(x[0], x[1], x[2]));
      List<Double> image = new ArrayList<>();
      for (double[] row : rotation) {
        image.add(row[0] * x[0] + row[1] * x[1] + row[2] * x[2]);
      }
      rotated.add(image);
    }
    ConnectedFunctions before = connected(ensemble, InputPoints.ofDimension(3, points), false);
    ConnectedFunctions after = connected(ensemble, InputPoints.ofDimension(3, rotated), false);
    assertSame(after.fourth(), before.fourth());
  }

  /** Of relu where they are not on a line, nor without bias in a plane. */
  @Test
  void haveNoSixthOrderInSpace() {
    InputPoints plane =
        InputPoints.ofDimension(
            2, List.of(List.of(0.1, 0.2), List.of(1.0, -0.2), List.of(0.0, 1.0)));
    assertThat(connected(Ensemble.of(Activation.RELU, 2, 1, 0), plane, true).sixth()).hasSize(28);
    assertThat(connected(Ensemble.of(Activation.RELU, 2, 1, 1), plane, true).sixth()).isEmpty();
    assertThat(connected(Ensemble.of(Activation.ERF, 2, 1, 1), plane, true).sixth()).hasSize(28);
    ExactCouplings relu =
        ExactCouplings.of(Ensemble.of(Activation.RELU, 2, 1, 1), plane, true).orElseThrow();
    assertThat(relu.m4(5)).isPresent();
    assertThat(relu.m6(5)).isEmpty();
    assertThat(relu.connected6(5)).isEmpty();
  }

  @Test
  void areAbsentBeyondTheRangeOfADouble() {
    InputPoints points = InputPoints.ofDimension(2, List.of(List.of(1.0, 2.0), List.of(0.0, 1.0)));
    for (Activation activation : List.of(Activation.ERF, Activation.RELU)) {
      for (double sigmaW : new double[] {1e160, 1e90}) {
        assertThat(ExactCorrelators.of(Ensemble.of(activation, 2, sigmaW, 1), points, true))
            .isEmpty();
      }
    }
  }

  /** M = 40 has 123 410 multisets of four. */
  @Test
  void areNotComputedForMinutes() {
    List<List<Double>> many = new ArrayList<>();
    for (int a = 0; a < 40; a++) {
      many.add(List.of(Math.cos(a), Math.sin(2 * a)));
    }
    InputPoints points = InputPoints.ofDimension(2, many);
    assertThat(ExactCorrelators.of(Ensemble.of(Activation.RELU, 2, 1, 1), points, true)).isEmpty();
  }
}
