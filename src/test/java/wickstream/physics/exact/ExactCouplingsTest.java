package wickstream.physics.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.FreeGreens;
import wickstream.physics.InputPoints;
import wickstream.physics.Line;
import wickstream.physics.Multisets;
import wickstream.physics.Observable;
import wickstream.physics.OneUnit;
import wickstream.physics.ReferenceRow;
import wickstream.physics.quadrature.CouplingIntegrals;
import wickstream.random.RandomPoints;

@Tag("bits")
class ExactCouplingsTest {

  static Stream<ReferenceRow> exactCouplings() {
    return ReferenceRow.exactCouplings();
  }

  @ParameterizedTest
  @MethodSource("exactCouplings")
  void agreeWithReference(ReferenceRow row) {
    boolean sixth = row.has("meanU6TimesN2");
    int points = row.points().count();
    ExactCouplings exact = ExactCouplings.of(row.ensemble(), row.points(), sixth).orElseThrow();
    close(exact.u4(1), row.number("meanU4TimesN"));
    close(Arrays.stream(exact.eachU4(1)).min().orElseThrow(), row.number("minU4TimesN"));
    close(Arrays.stream(exact.eachU4(1)).max().orElseThrow(), row.number("maxU4TimesN"));
    for (ReferenceRow quad : row.table("connected4TimesN")) {
      int k = Multisets.of(points, 4).indexOf(quad.indices());
      close(exact.u4(1, k), quad.number("u4TimesN"));
      close(exact.deviation4(1, k), quad.number("value"));
    }
    assertThat(exact.relativeError(1)).isLessThan(1e-11);
    if (!sixth) {
      return;
    }
    close(exact.u6(1).orElseThrow(), row.number("meanU6TimesN2"));
    for (ReferenceRow sextet : row.table("connected6TimesN2")) {
      int k = Multisets.of(points, 6).indexOf(sextet.indices());
      close(exact.u6(1, k).orElseThrow(), sextet.number("u6TimesN2"));
    }
    double z0 = row.number("Z0");
    close(exact.u4Canonical(1).orElseThrow(), row.number("meanU4TimesN") / (z0 * z0));
    close(exact.u6Canonical(1).orElseThrow(), row.number("meanU6TimesN2") / (z0 * z0 * z0));
  }

  private static void close(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(Math.abs(expected) * 3e-14));
  }

  /** The table of scaling laws: d log/d log σ_W with a bias and points small against 1/σ_W. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void scaleWithSigmaW(int d) {
    List<List<Double>> xs = new ArrayList<>();
    for (int a = 0; a < 3; a++) {
      List<Double> x = new ArrayList<>(Collections.nCopies(d, 1e-4 * a));
      x.set(0, 2e-4 * a * a - 1e-4);
      xs.add(x);
    }
    InputPoints points = InputPoints.ofDimension(d, xs);
    Offset<Double> tolerance = within(1e-3);
    assertThat(slope(points, exact -> exact.u4(10))).isCloseTo(d - 4, tolerance);
    assertThat(slope(points, exact -> exact.u4Canonical(10).orElseThrow()))
        .isCloseTo(4 - d, tolerance);
    assertThat(slope(points, exact -> exact.u6(10).orElseThrow())).isCloseTo(d - 6, tolerance);
    assertThat(slope(points, exact -> exact.u6Canonical(10).orElseThrow()))
        .isCloseTo(6 - 2 * d, tolerance);
  }

  private static double slope(InputPoints points, ToDoubleFunction<ExactCouplings> coupling) {
    double step = 0.01;
    double above = Math.log(Math.abs(coupling.applyAsDouble(gauss(points, Math.exp(step)))));
    double below = Math.log(Math.abs(coupling.applyAsDouble(gauss(points, Math.exp(-step)))));
    return (above - below) / (2 * step);
  }

  private static ExactCouplings gauss(InputPoints points, double sigmaW) {
    Ensemble ensemble = Ensemble.of(Activation.GAUSS, points.dIn(), sigmaW, 0.5);
    return ExactCouplings.of(ensemble, points, true).orElseThrow();
  }

  /** At σ_b = 0 the law changes: u4 ∝ σ_W^{d−2}, with both signs among the multisets. */
  @Test
  void scaleDifferentlyWithoutBias() {
    InputPoints points = Activation.GAUSS.defaultPoints();
    ExactCouplings one =
        ExactCouplings.of(Ensemble.of(Activation.GAUSS, 1, 1, 0), points, false).orElseThrow();
    ExactCouplings two =
        ExactCouplings.of(Ensemble.of(Activation.GAUSS, 1, 2, 0), points, false).orElseThrow();
    assertThat(Math.log(two.u4(1) / one.u4(1)) / Math.log(2)).isCloseTo(-1, within(1e-2));
    assertThat(Arrays.stream(one.eachU4(1)).min().orElseThrow()).isNegative();
    assertThat(Arrays.stream(one.eachU4(1)).max().orElseThrow()).isPositive();
  }

  /** One point: u4, u6, m4, m6 from K, M(4), M(6) and the integrals by hand. */
  @ParameterizedTest
  @CsvSource({"gauss", "erf", "relu", "cos", "tanh"})
  void ofOnePointFollowFromItsMoments(Activation activation) {
    Ensemble ensemble = Ensemble.of(activation, 1, 1.5, 0.8);
    InputPoints points = Line.of(0.6);
    OneUnit unit = new OneUnit(ensemble, points);
    double v = 1.5 * 1.5;
    double m2 = unit.moment(0, 0);
    double m4 = unit.moment(0, 0, 0, 0);
    double m6 = unit.moment(0, 0, 0, 0, 0, 0);
    double k = 0.64 + v * m2;
    int n = 7;
    double connected4 = 3 * v * v * (m4 - m2 * m2) / n;
    double connected6 = 15 * v * v * v * (m6 - 3 * m4 * m2 + 2 * m2 * m2 * m2) / (n * n);
    CouplingIntegrals integrals = CouplingIntegrals.of(ensemble, points, true).orElseThrow();
    double u4 = -connected4 / integrals.i4()[0];
    double u6 = (u4 * u4 * integrals.jSum()[0] - connected6) / integrals.i6()[0];
    double deviation6 = 15 * k * connected4 + connected6;
    ExactCouplings exact = ExactCouplings.of(ensemble, points, true).orElseThrow();
    near(exact.u4(n), u4);
    near(exact.u6(n).orElseThrow(), u6);
    near(exact.deviation4(n, 0), connected4);
    near(exact.deviation6(n, 0).orElseThrow(), deviation6);
    near(exact.m4(n).orElseThrow(), connected4 / (3 * k * k));
    near(exact.m6(n).orElseThrow(), deviation6 / (15 * k * k * k));
  }

  private static void near(double actual, double expected) {
    assertThat(actual).isCloseTo(expected, within(Math.abs(expected) * 1e-10));
  }

  @Test
  void areMeansOverMultisets() {
    InputPoints points = Line.of(0.2, 0.5, 1.1);
    ExactCouplings exact =
        ExactCouplings.of(Ensemble.of(Activation.RELU, 1, 1.5, 0.3), points, true).orElseThrow();
    double u4 = 0;
    double m4 = 0;
    double[] free4 =
        FreeGreens.of(Ensemble.of(Activation.RELU, 1, 1.5, 0.3), points, Multisets.of(3, 4));
    for (int k = 0; k < 15; k++) {
      u4 += exact.u4(20, k) / 15;
      m4 += exact.deviation4(20, k) / free4[k] / 15;
    }
    double u6 = 0;
    double m6 = 0;
    double[] free6 =
        FreeGreens.of(Ensemble.of(Activation.RELU, 1, 1.5, 0.3), points, Multisets.of(3, 6));
    for (int k = 0; k < 28; k++) {
      u6 += exact.u6(20, k).orElseThrow() / 28;
      m6 += exact.deviation6(20, k).orElseThrow() / free6[k] / 28;
    }
    near(exact.u4(20), u4);
    near(exact.m4(20).orElseThrow(), m4);
    near(exact.u6(20).orElseThrow(), u6);
    near(exact.m6(20).orElseThrow(), m6);
  }

  @Test
  void dependOnTheWidthAsTheirOrderSays() {
    ExactCouplings exact =
        ExactCouplings.of(
                Ensemble.of(Activation.GAUSS, 1, 1.5, 0.5), Activation.GAUSS.defaultPoints(), true)
            .orElseThrow();
    near(exact.u4(100), exact.u4(1) / 100);
    near(exact.u6(100).orElseThrow(), exact.u6(1).orElseThrow() / 1e4);
    near(exact.m4(100).orElseThrow(), exact.m4(1).orElseThrow() / 100);
    assertThat(exact.m6(1000).orElseThrow() * 1000)
        .isNotCloseTo(exact.m6(1).orElseThrow(), within(1e-3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> exact.u6(0))
        .withMessage("width must be at least 1, was 0");
  }

  @Test
  void sayWhatTheyDoNotHave() {
    InputPoints points = Line.of(-0.5, 0.5);
    ExactCouplings fourth =
        ExactCouplings.of(Ensemble.of(Activation.ERF, 1, 1, 0.5), points, false).orElseThrow();
    assertThat(fourth.u6(3)).isEmpty();
    assertThat(fourth.u6(3, 0)).isEmpty();
    assertThat(fourth.m6(3)).isEmpty();
    assertThat(fourth.deviation6(3, 0)).isEmpty();
    assertThat(fourth.u4Canonical(3)).isEmpty();
    assertThat(fourth.u6Canonical(3)).isEmpty();
    assertThat(fourth.m4(3)).isPresent();
    InputPoints plane = InputPoints.ofDimension(2, List.of(List.of(0.1, 0.2)));
    assertThat(ExactCouplings.of(Ensemble.of(Activation.TANH, 2, 1, 1), plane, true)).isEmpty();
  }

  /** I4 of relu vanishes between points of both signs, and that of erf is for d_in = 1. */
  @Test
  void haveDeviationsWhereThereAreNoIntegrals() {
    ExactCouplings relu =
        ExactCouplings.of(Ensemble.of(Activation.RELU, 1, 1, 0), Line.of(-0.5, 0.5), true)
            .orElseThrow();
    assertThat(relu.u4(3)).isNaN();
    assertThat(relu.u6(3)).isEmpty();
    assertThat(relu.m4(3)).as("G0 vanishes, too").isEmpty();
    assertThat(relu.connected4(3)).isPresent();
    InputPoints plane = InputPoints.ofDimension(2, List.of(List.of(0.1, 0.2), List.of(0.3, -1.0)));
    ExactCouplings erf =
        ExactCouplings.of(Ensemble.of(Activation.ERF, 2, 1, 1), plane, true).orElseThrow();
    assertThat(erf.known(Observable.U4, 3)).isEmpty();
    assertThat(erf.known(Observable.U6, 3)).isEmpty();
    assertThat(erf.u4Canonical(3)).isEmpty();
    assertThat(erf.m4(3)).isPresent();
    assertThat(erf.m6(3)).isPresent();
    assertThat(erf.connected6(3)).isPresent();
    assertThat(erf.relativeError(3)).isBetween(1e-16, 1e-11);
  }

  /** Points in R¹² and the same in the coordinates of their span. */
  @ParameterizedTest
  @ValueSource(strings = {"gauss", "cos"})
  void aRotationChangesNoCoupling(Activation activation) {
    InputPoints points = InputPoints.ofDimension(12, RandomPoints.gaussian(5, 3, 12, 0.5));
    Ensemble ensemble = Ensemble.of(activation, 12, 1.3, 0.4);
    List<Integer> orders = List.of(2, 4, 6);
    Theory before = Theory.of(ensemble, points, orders);
    Theory after = Theory.of(ensemble, points.inFewestCoordinates(), orders);
    assertThat(after.points().coordinates()).isEqualTo(3);
    for (Observable observable : Observable.untrained()) {
      double expected = before.exact(observable, 10).orElseThrow();
      assertThat(after.exact(observable, 10).orElseThrow())
          .as(observable.label())
          .isCloseTo(expected, within(1e-12 * Math.abs(expected)));
    }
  }
}
