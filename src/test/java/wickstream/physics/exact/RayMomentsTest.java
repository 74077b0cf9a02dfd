package wickstream.physics.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
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
import wickstream.physics.Observable;
import wickstream.physics.ReferenceRow;
import wickstream.physics.quadrature.CouplingIntegrals;

/** Networks of several hidden layers that are known at every width. */
class RayMomentsTest {

  static Stream<ReferenceRow> deepExact() {
    return ReferenceRow.all("deep-exact.json").stream();
  }

  @ParameterizedTest
  @MethodSource("deepExact")
  void agreeWithReference(ReferenceRow row) {
    boolean isLinear = row.fields().get("activation").asText().equals("linear");
    double slope = isLinear ? 1 : row.number("slope");
    Law law = new Law(slope, row.number("sigmaW"), row.number("sigmaB"), (int) row.number("depth"));
    RayMoments moments = law.at(row.number("x"));
    Ball[] e = moments.moments((int) row.number("width"));
    double k = moments.kernel().value();
    close(k, row.number("g2"), 4e-15);
    close(3 * k * k * (1 + e[2].value()), row.number("g4"), 1e-14);
    close(15 * k * k * k * (1 + 3 * e[2].value() + e[3].value()), row.number("g6"), 1e-14);
    close(3 * k * k * e[2].value(), row.number("connected4"), 1e-12);
    assertConnected6(15 * k * k * k * e[3].value(), row);
  }

  /** The reference has subtracted moments in doubles. */
  private static void assertConnected6(double actual, ReferenceRow row) {
    double rounding = 2e-15 * row.number("g6");
    assertThat(actual)
        .isCloseTo(row.number("connected6"), within(1e-13 * Math.abs(actual) + rounding));
  }

  private static void close(double actual, double expected, double tolerance) {
    assertThat(actual).isCloseTo(expected, within(Math.abs(expected) * tolerance));
  }

  /** An ensemble of units that are linear on either side of 0. */
  private record Law(double slope, double sigmaW, double sigmaB, int depth) {

    RayMoments at(double x) {
      double first = sigmaB * sigmaB + sigmaW * x * sigmaW * x;
      return RayMoments.of(slope, Ball.rounded(first, 4), sigmaB * sigmaB, sigmaW * sigmaW, depth);
    }

    /**
     * E[q_{l+1}^k] = Σ_j C(k,j) σ_b^{2(k−j)} (σ_W²/N)^j E[q_l^j] μ_j with μ_j = E[(Σ_i g(u_i)²)^j]
     * from the moments (2j−1)!!(1 + s^{2j})/2 of a unit, and then Var q and κ3(q), in 120 digits.
     */
    BigDecimal[] cumulants(double x, int width) {
      BigDecimal v = new BigDecimal(sigmaW * sigmaW);
      BigDecimal b = new BigDecimal(sigmaB * sigmaB);
      BigDecimal s2 = new BigDecimal(slope).pow(2);
      BigDecimal half = new BigDecimal("0.5");
      BigDecimal n = BigDecimal.valueOf(width);
      BigDecimal m1 = BigDecimal.ONE.add(s2).multiply(half);
      BigDecimal m2 = BigDecimal.ONE.add(s2.pow(2)).multiply(new BigDecimal("1.5"));
      BigDecimal m3 = BigDecimal.ONE.add(s2.pow(3)).multiply(new BigDecimal("7.5"));
      BigDecimal others = n.subtract(BigDecimal.ONE);
      BigDecimal[] mu = {
        BigDecimal.ONE,
        n.multiply(m1),
        n.multiply(m2).add(n.multiply(others).multiply(m1.pow(2))),
        n.multiply(m3)
            .add(n.multiply(others).multiply(m2).multiply(m1).multiply(BigDecimal.valueOf(3)))
            .add(n.multiply(others).multiply(n.subtract(BigDecimal.valueOf(2))).multiply(m1.pow(3)))
      };
      int[][] binomial = {{1}, {1, 1}, {1, 2, 1}, {1, 3, 3, 1}};
      BigDecimal q1 = new BigDecimal(sigmaB * sigmaB + sigmaW * x * sigmaW * x);
      BigDecimal[] q = {BigDecimal.ONE, q1, q1.pow(2), q1.pow(3)};
      MathContext digits = new MathContext(120);
      for (int l = 0; l < depth; l++) {
        BigDecimal[] next = new BigDecimal[4];
        for (int k = 0; k < 4; k++) {
          next[k] = BigDecimal.ZERO;
          for (int j = 0; j <= k; j++) {
            BigDecimal term = b.pow(k - j).multiply(v.divide(n, digits).pow(j));
            term = term.multiply(q[j]).multiply(mu[j]).multiply(BigDecimal.valueOf(binomial[k][j]));
            next[k] = next[k].add(term, digits);
          }
        }
        q = next;
      }
      BigDecimal variance = q[2].subtract(q[1].pow(2));
      BigDecimal third =
          q[3].subtract(q[1].multiply(q[2]).multiply(BigDecimal.valueOf(3)))
              .add(q[1].pow(3).multiply(BigDecimal.valueOf(2)));
      return new BigDecimal[] {q[1], variance, third};
    }
  }

  /** Var q ~ 1/N is 10⁻⁶ of q² at N = 10⁶ and κ3 10⁻¹² of q³, and neither loses a digit. */
  @ParameterizedTest
  @CsvSource({
    "0, 1.4, 0.5, 2",
    "0, 1.4142135, 0, 16",
    "0, 1.5, 0.01, 64",
    "0.1, 1.2, 0.3, 3",
    "1, 1.1, 0.3, 8"
  })
  void keepTheirDigitsAtAnyWidth(double slope, double sigmaW, double sigmaB, int depth) {
    Law law = new Law(slope, sigmaW, sigmaB, depth);
    for (int width : new int[] {1, 2, 10, 1000, 1_000_000}) {
      RayMoments moments = law.at(0.8);
      Ball[] e = moments.moments(width);
      Ball k = moments.kernel();
      BigDecimal[] expected = law.cumulants(0.8, width);
      assertWithin(k, expected[0], 1e-13);
      assertWithin(k.square().times(e[2]), expected[1], 1e-12);
      assertWithin(k.square().times(k).times(e[3]), expected[2], 1e-12);
    }
  }

  private static void assertWithin(Ball ball, BigDecimal expected, double tolerance) {
    close(ball.value(), expected.doubleValue(), tolerance);
    BigDecimal difference = new BigDecimal(ball.value()).subtract(expected).abs();
    assertThat(difference).isLessThanOrEqualTo(new BigDecimal(ball.error()));
    assertThat(ball.relativeError()).isLessThan(1e-10);
  }

  static Stream<ReferenceRow> deepRelu() {
    return deepExact().filter(row -> row.fields().get("activation").asText().equals("relu"));
  }

  @ParameterizedTest
  @MethodSource("deepRelu")
  void ofReluAreInTheOracle(ReferenceRow row) {
    Ensemble ensemble =
        Ensemble.of(Activation.RELU, 1, row.number("sigmaW"), row.number("sigmaB"))
            .withDepth((int) row.number("depth"));
    InputPoints point = Line.of(row.number("x"));
    int width = (int) row.number("width");
    ExactCouplings exact = ExactCouplings.of(ensemble, point, true).orElseThrow();
    double connected4 = row.number("connected4");
    double connected6 = row.number("connected6");
    double k = row.number("g2");
    close(exact.connected4(width).orElseThrow(), connected4, 1e-12);
    assertConnected6(exact.connected6(width).orElseThrow(), row);
    close(exact.m4(width).orElseThrow(), row.number("g4") / (3 * k * k) - 1, 1e-12);
    close(exact.m6(width).orElseThrow(), row.number("g6") / (15 * k * k * k) - 1, 1e-12);
    CouplingIntegrals integrals = CouplingIntegrals.of(ensemble, point, true).orElseThrow();
    double u4 = -connected4 / integrals.i4()[0];
    double u6 = (u4 * u4 * integrals.jSum()[0] - connected6) / integrals.i6()[0];
    close(exact.u4(width), u4, 1e-12);
    close(exact.u6(width).orElseThrow(), u6, 1e-11);
    assertThat(exact.relativeError(width)).isBetween(1e-16, 1e-8);
  }

  /**
   * Without bias f(λx) = λ f(x): G_c⁽⁴⁾ of points λ_i x is Π λ_i times that of x, in any dimension.
   */
  @Test
  void scaleAlongARay() {
    Ensemble ensemble = Ensemble.of(Activation.RELU, 2, 1.3, 0).withDepth(4);
    InputPoints one = InputPoints.ofDimension(2, List.of(List.of(0.6, -0.8)));
    InputPoints ray =
        InputPoints.ofDimension(
            2, List.of(List.of(0.6, -0.8), List.of(1.2, -1.6), List.of(0.3, -0.4)));
    ExactCouplings atOne = ExactCouplings.of(ensemble, one, true).orElseThrow();
    ExactCouplings onRay = ExactCouplings.of(ensemble, ray, true).orElseThrow();
    int width = 12;
    int quad = Multisets.of(3, 4).indexOf(0, 1, 1, 2);
    close(onRay.deviation4(width, quad), 2 * atOne.deviation4(width, 0), 1e-14);
    int sextet = Multisets.of(3, 6).indexOf(0, 1, 1, 2, 2, 2);
    close(
        onRay.deviation6(width, sextet).orElseThrow(),
        0.5 * atOne.deviation6(width, 0).orElseThrow(),
        1e-14);
    close(onRay.m4(width).orElseThrow(), atOne.m4(width).orElseThrow(), 1e-14);
    assertThat(onRay.known(Observable.U4, width)).as("d_in = 2 has no integrals").isEmpty();
    InputPoints opposite =
        InputPoints.ofDimension(2, List.of(List.of(0.6, -0.8), List.of(-0.6, 0.8)));
    assertThat(ExactCouplings.of(ensemble, opposite, true)).isEmpty();
  }

  /** One layer is both: E δ² and E δ³ of the ray, and 1/N and 1/N² times moments of a unit. */
  @Test
  void ofOneLayerAreThoseOfAUnit() {
    Ensemble ensemble = Ensemble.of(Activation.RELU, 1, 1.3, 0.4);
    ConnectedFunctions ofUnit =
        ExactCorrelators.of(ensemble, Line.of(0.7), true).orElseThrow().connected();
    ConnectedFunctions ofRay = ReluRay.of(ensemble, Line.of(0.7)).orElseThrow().connected(true);
    for (int width : new int[] {1, 30}) {
      WidthScale unit = ofUnit.scale().apply(width);
      WidthScale ray = ofRay.scale().apply(width);
      close(ray.fourth(ofRay.fourth()[0]).value(), unit.fourth(ofUnit.fourth()[0]).value(), 1e-13);
      close(ray.sixth(ofRay.sixth()[0]).value(), unit.sixth(ofUnit.sixth()[0]).value(), 1e-13);
    }
  }
}
