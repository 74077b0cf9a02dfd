package wickstream.physics.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import wickstream.physics.Activation;
import wickstream.physics.Ball;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Line;
import wickstream.physics.Multisets;
import wickstream.physics.OneUnit;
import wickstream.physics.ReferenceRow;
import wickstream.physics.RelativeDifference;
import wickstream.physics.WickPairings;

class ExactCorrelatorsTest {

  static Stream<ReferenceRow> exactCouplings() {
    return ReferenceRow.exactCouplings();
  }

  /**
   * To 2e-12 everywhere but for gauss at σ_b = 0, where the 15 terms of some six-point functions
   * nearly cancel, and for cos at one point, where κ3 is 0 and the reference the rounding of its
   * subtractions.
   */
  @ParameterizedTest
  @MethodSource("exactCouplings")
  void agreeWithReference(ReferenceRow row) {
    ExactCorrelators exact = ExactCorrelators.of(row.ensemble(), row.points(), true).orElseThrow();
    Multisets quads = Multisets.of(row.points().count(), 4);
    for (ReferenceRow quad : row.table("connected4TimesN")) {
      double expected = quad.number("value");
      assertThat(exact.connected4()[quads.indexOf(quad.indices())])
          .as(quad.name())
          .isCloseTo(expected, within(Math.abs(expected) * 2e-14));
    }
    boolean cancels =
        row.ensemble().activation() == Activation.GAUSS && row.ensemble().sigmaB() == 0;
    double noise =
        row.ensemble().activation() == Activation.COS
            ? 1e-14 * Math.pow(row.ensemble().sigmaW(), 6)
            : 0;
    Multisets sextets = Multisets.of(row.points().count(), 6);
    for (ReferenceRow sextet : row.table("connected6TimesN2")) {
      double expected = sextet.number("value");
      assertThat(exact.connected6()[sextets.indexOf(sextet.indices())])
          .as(sextet.name())
          .isCloseTo(expected, within(Math.abs(expected) * (cancels ? 5e-11 : 5e-13) + noise));
    }
    double mean = row.number("meanConnected6TimesN2");
    assertThat(Arrays.stream(exact.connected6()).average().orElseThrow())
        .isCloseTo(mean, within(Math.abs(mean) * 5e-13));
    assertThat(Ball.mean(exact.connected().fourth()).relativeError()).isLessThan(5e-12);
    assertThat(Ball.mean(exact.connected().sixth()).relativeError()).isLessThan(2e-11);
  }

  /** Against moments by brute force, combined in the way the formulas are written. */
  @ParameterizedTest
  @CsvSource({
    "gauss, 0.7, 0.5",
    "erf, 1.5, 0.8",
    "erf, 0.5, 2",
    "relu, 1.5, 0.8",
    "relu, 1, 0.1",
    "cos, 0.7, 0.5",
    "cos, 2, 0",
    "tanh, 1.5, 0.8",
    "tanh, 0.5, 2",
    "tanh, 4, 0.3",
    "sin, 1.5, 0.8",
    "gelu, 1.5, 0.8",
    "silu, 0.5, 2",
    "softplus, 1.5, 0.8",
    "sigmoid, 1.5, 0.8",
    "elu, 1.5, 0.8",
    "leaky-relu, 1.5, 0.8",
    "leaky-relu(0.2), 1, 0.1",
    "abs, 1.5, 0.8",
    "step, 1.5, 0.8",
    "linear, 1.5, 0.8",
    "quadratic, 0.7, 0.5",
    "z*tanh(z) + 0.1 z^2, 1.5, 0.8",
  })
  void agreeWithBruteForce(Activation activation, double sigmaW, double sigmaB) {
    Ensemble ensemble = Ensemble.of(activation, 1, sigmaW, sigmaB);
    InputPoints points = Line.of(-0.6, 0.3, 0.9);
    ExactCorrelators exact = ExactCorrelators.of(ensemble, points, true).orElseThrow();
    OneUnit unit = new OneUnit(ensemble, points);
    for (int[] x :
        List.of(new int[] {0, 1, 1, 2}, new int[] {0, 0, 2, 2}, new int[] {1, 1, 1, 1})) {
      double expected = 0;
      for (int[][] pairs : WickPairings.of(4)) {
        expected += unit.moment(x) - unit.moment(of(x, pairs[0])) * unit.moment(of(x, pairs[1]));
      }
      expected *= Math.pow(sigmaW, 4);
      assertThat(exact.connected4()[Multisets.of(3, 4).indexOf(x)])
          .isCloseTo(expected, within(Math.abs(expected) * 1e-11));
    }
    for (int[] x : List.of(new int[] {0, 1, 1, 2, 2, 2}, new int[] {1, 1, 1, 2, 2, 2})) {
      double expected = 0;
      for (int[][] pairs : WickPairings.of(6)) {
        double a = unit.moment(of(x, pairs[0]));
        double b = unit.moment(of(x, pairs[1]));
        double c = unit.moment(of(x, pairs[2]));
        double ab = unit.moment(of(x, pairs[0], pairs[1]));
        double ac = unit.moment(of(x, pairs[0], pairs[2]));
        double bc = unit.moment(of(x, pairs[1], pairs[2]));
        expected += unit.moment(x) - ab * c - ac * b - bc * a + 2 * a * b * c;
      }
      expected *= Math.pow(sigmaW, 6);
      assertThat(exact.connected6()[Multisets.of(3, 6).indexOf(x)])
          .isCloseTo(expected, within(Math.abs(expected) * 1e-10));
    }
  }

  private static int[] of(int[] x, int[]... pairs) {
    return Arrays.stream(pairs).flatMapToInt(Arrays::stream).map(leg -> x[leg]).toArray();
  }

  /**
   * Gauss at σ_b = 0 from M(S) = exp(σ_W²(|Σx|²/2 − Σ|x|²)) in 50 digits, where moments may be
   * subtracted without harm.
   */
  @Test
  void ofGaussDoNotCancelWithoutBias() {
    double sigmaW = 1.5;
    InputPoints points = Activation.GAUSS.defaultPoints();
    ExactCorrelators exact =
        ExactCorrelators.of(Ensemble.of(Activation.GAUSS, 1, sigmaW, 0), points, true)
            .orElseThrow();
    DecimalMoments moments = new DecimalMoments(points, sigmaW);
    Multisets quads = Multisets.of(6, 4);
    for (int k = 0; k < quads.size(); k++) {
      double expected = moments.connected4(quads.indices(k)) * Math.pow(sigmaW, 4);
      assertThat(exact.connected4()[k])
          .as("%s", Arrays.toString(quads.indices(k)))
          .isCloseTo(expected, within(Math.abs(expected) * 1e-11 + DecimalMoments.NOISE));
    }
    Multisets sextets = Multisets.of(6, 6);
    for (int k = 0; k < sextets.size(); k++) {
      double expected = moments.connected6(sextets.indices(k)) * Math.pow(sigmaW, 6);
      assertThat(exact.connected6()[k])
          .as("%s", Arrays.toString(sextets.indices(k)))
          .isCloseTo(expected, within(Math.abs(expected) * 1e-10 + DecimalMoments.NOISE));
    }
  }

  /**
   * One point: h² = 1 + cos 2b0, so that Var h² = 1/2 and κ3(h², h², h²) = 0, whatever σ_W, σ_b and
   * x are; at nearby points no digit is lost.
   */
  @Test
  void ofCosAtOnePointAreThoseOfThePhaseAlone() {
    Ensemble ensemble = Ensemble.of(Activation.COS, 1, 2, 0.7);
    ExactCorrelators exact = ExactCorrelators.of(ensemble, Line.of(0.3), true).orElseThrow();
    assertThat(exact.connected4()[0]).isCloseTo(16 * 3 * 0.5, within(1e-14));
    assertThat(exact.connected6()[0]).isZero();
  }

  /** κ3 of distant cosines where the hyperbolic functions of the closed form would overflow. */
  @Test
  void ofCosHoldAtDistantPoints() {
    InputPoints points = Line.of(0, 1, 60);
    ExactCorrelators exact =
        ExactCorrelators.of(Ensemble.of(Activation.COS, 1, 1, 0), points, true).orElseThrow();
    // h_c is independent of the others: Cov(h_a h_b, h_c²) = 0, Cov(h_a h_c, h_b h_c) = M(ab)
    double ab = Math.exp(-0.5);
    assertThat(exact.connected4()[Multisets.of(3, 4).indexOf(0, 1, 2, 2)])
        .isCloseTo(2 * ab, within(1e-15));
    // of the 15 pairings of aabbcc 4 are like (aa)(bc)(bc), 8 like (ab)(ac)(bc), the others 0
    double aabb = 1 + Math.exp(-2) / 2;
    assertThat(exact.connected6()[Multisets.of(3, 6).indexOf(0, 0, 1, 1, 2, 2)])
        .isCloseTo(4 * (aabb - 1) + 8 * (aabb - ab * ab), within(1e-14));
  }

  /** All that is left of κ3 when points shrink is its lowest order. */
  @Test
  void ofGaussWithoutBiasScaleWithTheFourthPowerOfSmallPoints() {
    Ensemble ensemble = Ensemble.of(Activation.GAUSS, 1, 1, 0);
    double h = 1e-6;
    ExactCorrelators exact = ExactCorrelators.of(ensemble, Line.of(h), true).orElseThrow();
    // P = Q = R = 4h²: N·G_c4 = 3P, N²·G_c6 = 15·3P²
    assertThat(exact.connected4()[0]).isCloseTo(12 * h * h, within(h * h * 1e-10));
    double leading = 720 * h * h * h * h;
    assertThat(exact.connected6()[0]).isCloseTo(leading, within(leading * 1e-10));
  }

  /** Half of the units are off at x &gt; 0, the others normal: E[h⁴] = 3/2, E[h⁶] = 15/2. */
  @Test
  void ofReluWithoutBiasAreThoseOfHalfANormal() {
    Ensemble ensemble = Ensemble.of(Activation.RELU, 1, 2, 0);
    ExactCorrelators exact = ExactCorrelators.of(ensemble, Line.of(0.5, -0.5), true).orElseThrow();
    assertThat(exact.connected4()[0]).isCloseTo(16 * 3 * (1.5 - 0.25), within(1e-13));
    assertThat(exact.connected4()[2]).as("opposite signs").isCloseTo(-16 * 0.25, within(1e-14));
    double kappa3 = 7.5 - 3 * 1.5 * 0.5 + 2 * 0.125;
    assertThat(exact.connected6()[0]).isCloseTo(64 * 15 * kappa3, within(1e-11));
  }

  /** The largest difference seen is 1.1e-12, of tanh. */
  @ParameterizedTest
  @CsvSource({"gauss", "erf", "relu", "cos", "tanh"})
  void areContinuousAtVanishingBias(Activation activation) {
    InputPoints points = Line.of(0.2, 0.5, 1.0);
    ExactCorrelators without =
        ExactCorrelators.of(Ensemble.of(activation, 1, 1.5, 0), points, true).orElseThrow();
    ExactCorrelators with =
        ExactCorrelators.of(Ensemble.of(activation, 1, 1.5, 1e-7), points, true).orElseThrow();
    assertThat(RelativeDifference.of(with.connected4(), without.connected4())).isLessThan(3e-12);
    assertThat(RelativeDifference.of(with.connected6(), without.connected6())).isLessThan(3e-12);
  }

  @Test
  void areAbsentWhereTheyAreNotKnown() {
    InputPoints plane = InputPoints.ofDimension(2, List.of(List.of(0.1, 0.2)));
    assertThat(ExactCorrelators.of(Ensemble.of(Activation.TANH, 2, 1, 1), plane, true)).isEmpty();
    assertThat(ExactCorrelators.of(Ensemble.of(Activation.COS, 2, 1, 1), plane, true)).isPresent();
    assertThat(ExactCorrelators.of(Ensemble.of(Activation.GAUSS, 2, 1, 1), plane, true))
        .isPresent();
    for (Activation activation : List.of(Activation.ERF, Activation.TANH)) {
      Ensemble deep = Ensemble.of(activation, 1, 1, 0).withDepth(2);
      assertThat(ExactCorrelators.of(deep, Line.of(1), true)).isEmpty();
    }
    Ensemble relu = Ensemble.of(Activation.RELU, 1, 1, 0.1).withDepth(2);
    assertThat(ExactCorrelators.of(relu, Line.of(1, 2), true)).as("biased, on a ray").isEmpty();
    assertThat(ExactCorrelators.of(Ensemble.of(Activation.GAUSS, 1, 1, 20), Line.of(1), true))
        .as("e^4800")
        .isEmpty();
    assertThat(ExactCorrelators.of(Ensemble.of(Activation.ERF, 1, 100, 20), Line.of(1e4), false))
        .as("a grid of 10^10 nodes")
        .isEmpty();
  }

  /** Gauss moments of one unit in 50 digits. */
  private static final class DecimalMoments {
    /** What is left of 50 digits after the subtractions, where the value is zero. */
    static final double NOISE = 1e-45;

    private static final MathContext DIGITS = new MathContext(50);
    private final InputPoints points;
    private final BigDecimal variance;
    private final Map<List<Integer>, BigDecimal> known = new HashMap<>();

    DecimalMoments(InputPoints points, double sigmaW) {
      this.points = points;
      this.variance = new BigDecimal(sigmaW).pow(2);
    }

    double connected4(int[] x) {
      BigDecimal sum = BigDecimal.ZERO;
      for (int[][] pairs : WickPairings.of(4)) {
        BigDecimal product = moment(of(x, pairs[0])).multiply(moment(of(x, pairs[1])));
        sum = sum.add(moment(x)).subtract(product);
      }
      return sum.doubleValue();
    }

    double connected6(int[] x) {
      BigDecimal sum = BigDecimal.ZERO;
      for (int[][] pairs : WickPairings.of(6)) {
        BigDecimal a = moment(of(x, pairs[0]));
        BigDecimal b = moment(of(x, pairs[1]));
        BigDecimal c = moment(of(x, pairs[2]));
        sum =
            sum.add(moment(x))
                .subtract(moment(of(x, pairs[0], pairs[1])).multiply(c))
                .subtract(moment(of(x, pairs[0], pairs[2])).multiply(b))
                .subtract(moment(of(x, pairs[1], pairs[2])).multiply(a))
                .add(a.multiply(b).multiply(c).multiply(BigDecimal.valueOf(2)));
      }
      return sum.doubleValue();
    }

    private BigDecimal moment(int[] s) {
      return known.computeIfAbsent(Arrays.stream(s).sorted().boxed().toList(), key -> computed(s));
    }

    private BigDecimal computed(int[] s) {
      BigDecimal sum = BigDecimal.ZERO;
      BigDecimal squares = BigDecimal.ZERO;
      for (int a : s) {
        BigDecimal x = new BigDecimal(points.coordinate(a, 0));
        sum = sum.add(x);
        squares = squares.add(x.pow(2));
      }
      BigDecimal half = sum.pow(2).multiply(new BigDecimal("0.5"));
      return exp(variance.multiply(half.subtract(squares)));
    }

    private static BigDecimal exp(BigDecimal x) {
      BigDecimal term = BigDecimal.ONE;
      BigDecimal sum = term;
      for (int k = 1; k < 40; k++) {
        term = term.multiply(x).divide(BigDecimal.valueOf(k), DIGITS);
        sum = sum.add(term);
      }
      return sum.round(DIGITS);
    }
  }
}
