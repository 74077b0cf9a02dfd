package wickstream.physics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import wickstream.physics.exact.ConnectedFunctions;
import wickstream.physics.exact.Deviations;
import wickstream.physics.exact.ExactCorrelators;
import wickstream.physics.exact.ExactCouplings;
import wickstream.physics.exact.Theory;

/** Whether the bounds that the oracle gives with its values are bounds. */
class OracleBoundsTest {
  private static final int WIDTH = 7;

  /**
   * Against 120 digits over random extremes. Every number of every multiset and every mean must be
   * within its bound; most must also be known well, or nothing would be said (of relu without bias
   * and with points of both signs some G0 are zero).
   */
  @ParameterizedTest
  @CsvSource({"gauss, 60, 0.95", "cos, 60, 0.95", "relu, 60, 0.8"})
  void holdOverRandomExtremes(Activation activation, int configurations, double leastKnown) {
    Random random = new Random(20260101 + Activation.named().indexOf(activation));
    int present = 0;
    int known = 0;
    for (int i = 0; i < configurations; i++) {
      int dIn = activation == Activation.RELU ? 1 : 1 + random.nextInt(3);
      double sigmaB = pick(random, 0, 1e-6, logUniform(random, 1e-3, 2));
      Ensemble ensemble = Ensemble.of(activation, dIn, logUniform(random, 0.03, 30), sigmaB);
      InputPoints points = points(random, dIn);
      String name = "%d: %s %s".formatted(i, ensemble, points);
      DecimalOracle expected = new DecimalOracle(ensemble, points);
      Optional<ExactCorrelators> correlators = ExactCorrelators.of(ensemble, points, true);
      if (correlators.isEmpty()) {
        continue;
      }
      assertConnected(correlators.get().connected(), points.count(), expected, name);
      Map<Observable, Optional<Ball>> means = means(ensemble, points, correlators.get());
      present += means.size();
      for (Map.Entry<Observable, Optional<Ball>> mean : means.entrySet()) {
        String of = name + " " + mean.getKey();
        known += mean.getValue().isPresent() ? 1 : 0;
        mean.getValue().ifPresent(b -> assertWithin(b, value(expected, mean.getKey()), of));
      }
    }
    assertThat(present).isGreaterThan(configurations / 2);
    assertThat((double) known / present).isGreaterThan(leastKnown);
  }

  /**
   * relu from inner products, at points of an axis of four dimensions: those of d_in = 1, at twice
   * the distance, which rounds nothing.
   */
  @Test
  void holdForInnerProducts() {
    Random random = new Random(20260707);
    int known = 0;
    int configurations = 60;
    for (int i = 0; i < configurations; i++) {
      double sigmaB = pick(random, 0, 1e-6, logUniform(random, 1e-3, 2));
      double sigmaW = logUniform(random, 0.03, 30);
      InputPoints line = points(random, 1);
      List<List<Double>> axis = new ArrayList<>();
      for (int a = 0; a < line.count(); a++) {
        axis.add(List.of(0.0, 2 * line.coordinate(a, 0), 0.0, 0.0));
      }
      ExactCorrelators correlators =
          ExactCorrelators.of(
                  Ensemble.of(Activation.RELU, 4, sigmaW, sigmaB),
                  InputPoints.ofDimension(4, axis),
                  true)
              .orElseThrow();
      Ensemble ofLine = Ensemble.of(Activation.RELU, 1, sigmaW, sigmaB);
      String name = "%d: %s %s".formatted(i, ofLine, line);
      assertConnected(correlators.connected(), line.count(), new DecimalOracle(ofLine, line), name);
      known += Ball.mean(correlators.connected().sixth()).relativeError() < 1e-3 ? 1 : 0;
    }
    assertThat(known).isGreaterThan(configurations * 9 / 10);
  }

  private static Map<Observable, Optional<Ball>> means(
      Ensemble ensemble, InputPoints points, ExactCorrelators correlators) {
    Map<Observable, Optional<Ball>> means = new EnumMap<>(Observable.class);
    if (ensemble.activation() == Activation.RELU) {
      Deviations deviations = Deviations.of(ensemble, points, correlators);
      means.put(Observable.M4, Optional.of(deviations.m4(WIDTH)).filter(Ball::isFinite));
      means.put(Observable.M6, deviations.m6(WIDTH).filter(Ball::isFinite));
      return means;
    }
    Optional<ExactCouplings> exact = ExactCouplings.of(ensemble, points, true);
    for (Observable observable : Observable.untrained()) {
      exact.ifPresent(couplings -> means.put(observable, couplings.known(observable, WIDTH)));
    }
    return means;
  }

  private static BigDecimal value(DecimalOracle oracle, Observable observable) {
    return switch (observable) {
      case U4 -> Decimals.over(oracle.u4(), WIDTH);
      case U6 -> Decimals.over(oracle.u6(), (double) WIDTH * WIDTH);
      case M4 -> oracle.m4(WIDTH);
      case M6 -> oracle.m6(WIDTH);
      default -> throw new AssertionError(observable);
    };
  }

  private static void assertConnected(
      ConnectedFunctions connected, int points, DecimalOracle expected, String name) {
    Multisets quads = Multisets.of(points, 4);
    for (int k = 0; k < quads.size(); k++) {
      BigDecimal value = expected.connected4(quads.indices(k));
      assertWithin(
          connected.fourth()[k].widened(expected.noise().doubleValue()), value, name + " 4:" + k);
    }
    Multisets sextets = Multisets.of(points, 6);
    for (int k = 0; k < sextets.size(); k++) {
      BigDecimal value = expected.connected6(sextets.indices(k));
      assertWithin(
          connected.sixth()[k].widened(expected.noise().doubleValue()), value, name + " 6:" + k);
    }
  }

  private static void assertWithin(Ball ball, BigDecimal expected, String name) {
    assertThat(Decimals.of(ball.value()).subtract(expected).abs())
        .as("%s: %s, true %.17g", name, ball, expected.doubleValue())
        .isLessThanOrEqualTo(Decimals.of(ball.error()));
  }

  /** Three points: near each other, far apart, two near and one far, or opposite. */
  private static InputPoints points(Random random, int dIn) {
    double size = logUniform(random, 1e-3, 10);
    double small = size * logUniform(random, 1e-9, 1e-2);
    int kind = random.nextInt(4);
    List<List<Double>> points = new ArrayList<>();
    List<Double> centre = uniform(random, dIn, size);
    for (int a = 0; a < 3; a++) {
      List<Double> point = new ArrayList<>();
      List<Double> away = uniform(random, dIn, kind == 1 ? size : small);
      for (int k = 0; k < dIn; k++) {
        point.add(
            switch (kind) {
              case 0 -> centre.get(k) + away.get(k);
              case 1 -> away.get(k);
              case 2 -> a == 0 ? -2 * centre.get(k) : centre.get(k) + away.get(k);
              default -> a == 2 ? away.get(k) : (a == 0 ? 1 : -1) * centre.get(k);
            });
      }
      points.add(point);
    }
    return InputPoints.ofDimension(dIn, points);
  }

  private static List<Double> uniform(Random random, int dIn, double size) {
    List<Double> uniform = new ArrayList<>();
    for (int k = 0; k < dIn; k++) {
      uniform.add(size * (2 * random.nextDouble() - 1));
    }
    return uniform;
  }

  private static double logUniform(Random random, double from, double to) {
    return from * Math.pow(to / from, random.nextDouble());
  }

  private static double pick(Random random, double... values) {
    return values[random.nextInt(values.length)];
  }

  static Stream<ReferenceRow> extremes() {
    return ReferenceRow.all("oracle-extremes.json").stream();
  }

  /**
   * u4 and m4 at N = 1 of random extremes of relu, erf and tanh from mpmath: textbook kernels in 70
   * (relu) and 34 digits, integrals by tanh-sinh quadrature, moments by quadrature over the angle
   * (relu) and by the trapezoidal rule.
   */
  @ParameterizedTest
  @MethodSource("extremes")
  void holdForQuadratures(ReferenceRow row) {
    ExactCouplings exact = ExactCouplings.of(row.ensemble(), row.points(), false).orElseThrow();
    for (Observable observable : List.of(Observable.U4, Observable.M4)) {
      if (row.has(observable.label())) {
        Ball ball = exact.known(observable, 1).orElseThrow();
        BigDecimal expected = new BigDecimal(row.fields().get(observable.label()).asText());
        assertWithin(ball, expected, row + " " + observable);
        assertThat(ball.relativeError()).as("%s %s", row, observable).isLessThan(1e-9);
      }
    }
  }

  /** Once 3.856, 487.57, −2.8e11 and 4.2e26, said to be right to 8e-15. */
  @ParameterizedTest
  @CsvSource({"2.25, 3.829", "2.5, 11.03", "3, 162.7", "5.1, 3.95e9"})
  void ofCosBetweenNearAndFarAreRight(double sigmaW, double expected) {
    Ensemble ensemble = Ensemble.of(Activation.COS, 1, sigmaW, 0);
    Theory theory = Theory.of(ensemble, Line.of(-1, 0, 1), List.of(2, 4, 6));
    double m6 = theory.exact(Observable.M6, 5).orElseThrow();
    assertThat(m6 / expected).isBetween(1 - 2e-3, 1 + 2e-3);
    assertThat(theory.exactError(Observable.M6, 5).orElseThrow()).isLessThan(1e-12 * m6);
  }

  @Test
  void areThereWhereValuesAre() {
    Ensemble ensemble = Ensemble.of(Activation.GAUSS, 1, 1, 0);
    Theory theory = Theory.of(ensemble, Line.of(-0.1, 0.1), List.of(2, 4));
    double u4 = theory.exact(Observable.U4, 9).orElseThrow();
    assertThat(theory.exactError(Observable.U4, 9).orElseThrow())
        .isBetween(1e-17 * Math.abs(u4), 1e-12 * Math.abs(u4));
    assertThat(theory.exact(Observable.U6, 9)).as("without sixth order").isEmpty();
    assertThat(theory.exactError(Observable.U6, 9)).isEmpty();
  }

  /** A difference keeps the bounds of what it is taken of, and nothing is divided by a zero. */
  @Test
  void countWhatCancels() {
    Ball difference = new Ball(1, 1e-16).minus(new Ball(1 - 0x1p-50, 1e-16));
    assertThat(difference.error()).isBetween(2e-16, 3e-16);
    assertThat(difference.relativeError()).isBetween(0.2, 0.3);
    assertThat(Ball.exact(1).over(new Ball(1e-17, 1e-16)).isFinite()).isFalse();
    assertThat(Ball.exact(1e16).plus(Ball.exact(1)).error()).isGreaterThanOrEqualTo(1);
    assertThat(Ball.sum(1e16, 1, -1e16)).isEqualTo(new Ball(1, Ball.sum(1e16, 1, -1e16).error()));
    assertThat(Ball.exact(-800).exp().error()).isPositive();
  }
}
