package wickstream.physics.quadrature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.integration.IterativeLegendreGaussIntegrator;
import org.apache.commons.math3.analysis.integration.UnivariateIntegrator;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import wickstream.numeric.LegendreRule;
import wickstream.numeric.Panel;
import wickstream.physics.Activation;
import wickstream.physics.Ball;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Kernel;
import wickstream.physics.Line;
import wickstream.physics.Multisets;
import wickstream.physics.ReferenceRow;
import wickstream.physics.RelativeDifference;
import wickstream.physics.Splits;

class CouplingIntegralsTest {

  static Stream<ReferenceRow> gaussI4() {
    return ReferenceRow.all("integrals.json").stream();
  }

  static Stream<ReferenceRow> exactCouplings() {
    return ReferenceRow.exactCouplings();
  }

  @ParameterizedTest
  @MethodSource("gaussI4")
  void ofGaussAgreeWithReference(ReferenceRow row) {
    double[] xs = row.vector("points");
    double[] distinct = Arrays.stream(xs).sorted().distinct().toArray();
    int[] indices = Arrays.stream(xs).mapToInt(x -> Arrays.binarySearch(distinct, x)).toArray();
    Ensemble ensemble = Ensemble.of(row.activation("kernel"), 1, row.number("sigma_w"), 0.5);
    double[] i4 = CouplingIntegrals.of(ensemble, Line.of(distinct), false).orElseThrow().i4();
    double expected = row.number("closed_form");
    assertThat(i4[Multisets.of(distinct.length, 4).indexOf(indices)])
        .isCloseTo(expected, within(expected * 1e-14));
  }

  @ParameterizedTest
  @MethodSource("exactCouplings")
  void agreeWithReference(ReferenceRow row) {
    boolean sixth = row.has("meanU6TimesN2");
    CouplingIntegrals integrals =
        CouplingIntegrals.of(row.ensemble(), row.points(), sixth).orElseThrow();
    assertThat(integrals.relativeError()).isLessThan(5e-14);
    Multisets quads = Multisets.of(row.points().count(), 4);
    for (ReferenceRow quad : row.table("connected4TimesN")) {
      double expected = quad.number("I4");
      assertThat(integrals.i4()[quads.indexOf(quad.indices())])
          .as(quad.name())
          .isCloseTo(expected, within(Math.abs(expected) * 3e-14));
    }
    if (!sixth) {
      return;
    }
    Multisets sextets = Multisets.of(row.points().count(), 6);
    for (ReferenceRow sextet : row.table("connected6TimesN2")) {
      int k = sextets.indexOf(sextet.indices());
      assertThat(integrals.i6()[k]).isCloseTo(sextet.number("I6"), relative(sextet.number("I6")));
      assertThat(integrals.jSum()[k])
          .isCloseTo(sextet.number("Jsum"), relative(sextet.number("Jsum")));
    }
    double z0 = row.number("Z0");
    assertThat(integrals.z0().orElseThrow()).isCloseTo(z0, relative(z0));
  }

  /**
   * ∫ over [−1e5, 1e5] of the product of textbook kernels (arcsin, arccos) in 40 digits: mpmath's
   * tanh-sinh quad on panels doubling from the kernel's scale, with breakpoints at 0 and the
   * points.
   */
  @ParameterizedTest
  @CsvSource({
    "relu, 2,    0.5,   0.2 0.4 0.8 1.2,                      7.176858020630518699155026e+26",
    "relu, 1,    0.001, -1.0 0.2 0.2 1.5,                     795804101174.7691206097436",
    "relu, 0.05, 20,    0.2 0.4 0.8 1.2,                      103459128594.8059855685513",
    "relu, 100,  0.001, 0.2 0.2 1.0 1.2,                      6.000000000000249352831945e+53",
    "relu, 2,    0.5,   0.2 0.4 0.4 0.8 1.2 1.2,              1.609599348947638025407314e+38",
    "erf,  1,    0.3,   0.002 0.004 0.008 0.012,              0.0001827889512354043256446646",
    "erf,  2,    0,     0.002 0.004 0.008 0.012,              0.4131084500003364803727585",
    "erf,  100,  20,    0.002 0.004 0.008 0.012,              1599653547948521.870115527",
    "erf,  0.05, 0.001, 0.002 0.002 0.002 0.012,              3.078755684897537290225976e-21",
    "erf,  1,    0.3,   0.002 0.004 0.004 0.008 0.012 0.012,  7.891596267642102189017966e-7",
  })
  void overALargeCutoffAgreeWithMpmath(
      Activation activation, double sigmaW, double sigmaB, String multiset, double expected) {
    double[] xs = Arrays.stream(multiset.split(" ")).mapToDouble(Double::parseDouble).toArray();
    double[] distinct = Arrays.stream(xs).sorted().distinct().toArray();
    int[] indices = Arrays.stream(xs).mapToInt(x -> Arrays.binarySearch(distinct, x)).toArray();
    Ensemble ensemble = new Ensemble(activation, 1, sigmaW, sigmaB, OptionalDouble.of(1e5));
    CouplingIntegrals integrals =
        CouplingIntegrals.of(ensemble, Line.of(distinct), xs.length == 6).orElseThrow();
    double[] values = xs.length == 6 ? integrals.i6() : integrals.i4();
    assertThat(values[Multisets.of(distinct.length, xs.length).indexOf(indices)])
        .isCloseTo(expected, within(expected * 5e-14));
    assertThat(integrals.relativeError()).isLessThan(5e-13);
  }

  /** At σ_b = 0 relu's K_W is σ_W⁴xy/2 for x, y &gt; 0: polynomials. */
  @Test
  void ofReluWithoutBiasArePolynomials() {
    Ensemble ensemble = new Ensemble(Activation.RELU, 1, 2, 0, OptionalDouble.of(50));
    CouplingIntegrals integrals =
        CouplingIntegrals.of(ensemble, Line.of(0.5, 1.5), true).orElseThrow();
    double i4 = Math.pow(8, 4) * Math.pow(50, 5) / 5;
    double i6 = Math.pow(8, 6) * Math.pow(50, 7) / 7;
    double j = 10 * Math.pow(8, 7) * Math.pow(Math.pow(50, 5) / 5, 2);
    assertThat(integrals.i4()[0]).isCloseTo(i4 * 0.0625, within(i4 * 1e-15));
    assertThat(integrals.i4()[2]).isCloseTo(i4 * 0.5625, within(i4 * 1e-14));
    assertThat(integrals.i6()[6]).isCloseTo(i6 * 11.390625, within(i6 * 1e-13));
    assertThat(integrals.jSum()[3]).isCloseTo(j * 0.421875, within(j * 1e-14));
  }

  /** I4 of several hidden layers over [−50, 50]: mpmath's quad of the textbook recursion. */
  @ParameterizedTest
  @CsvSource({
    "relu, 2, 0.5, 2, 433402004512.76463",
    "erf, 1, 0.3, 2, 0.23653997257996992",
    "erf, 1.5, 0, 3, 60.979185564611883",
  })
  void ofSeveralHiddenLayersAgreeWithMpmath(
      Activation activation, double sigmaW, double sigmaB, int depth, double expected) {
    Ensemble ensemble =
        new Ensemble(activation, 1, sigmaW, sigmaB, OptionalDouble.of(50)).withDepth(depth);
    CouplingIntegrals integrals =
        CouplingIntegrals.of(ensemble, Line.of(0.2, 0.4, 0.8, 1.2), false).orElseThrow();
    double actual = integrals.i4()[Multisets.of(4, 4).indexOf(0, 1, 2, 3)];
    assertThat(actual).isCloseTo(expected, within(expected * 1e-13));
    assertThat(integrals.relativeError()).isLessThan(1e-12);
  }

  /** Against integrals nested in integrals, split where the textbook integrand has a kink. */
  @ParameterizedTest
  @CsvSource({"relu, 1.0, 0.5", "relu, 1.0, 0.05", "erf, 2.0, 0.3", "erf, 1.5, 3"})
  void exchangesAgreeWithNestedIntegration(Activation activation, double sigmaW, double sigmaB) {
    double c = 3;
    Ensemble ensemble = new Ensemble(activation, 1, sigmaW, sigmaB, OptionalDouble.of(c));
    double[] xs = {-0.5, 0.4, 1.2};
    int[] sextet = {0, 1, 1, 1, 2, 2};
    CouplingIntegrals integrals = CouplingIntegrals.of(ensemble, Line.of(xs), true).orElseThrow();
    double actual = integrals.jSum()[Multisets.of(3, 6).indexOf(sextet)];
    Kernel kernel = Kernel.of(ensemble);
    double[] ends = {-c, -0.5, 0, 0.4, 1.2, c};
    double expected =
        integral(
            x ->
                integral(
                    y -> kernel.weightPart(x, y) * vertices(kernel, xs, sextet, x, y), ends, x),
            ends,
            0);
    assertThat(actual).isCloseTo(expected, within(Math.abs(expected) * 1e-11));
    assertThat(integrals.relativeError()).isLessThan(1e-12);
  }

  /** J of tanh, whose kernel takes long, by one Gauss-Legendre rule on short panels. */
  @Test
  void exchangesOfTanhAgreeWithATensorRule() {
    double c = 1.5;
    Ensemble ensemble = new Ensemble(Activation.TANH, 1, 1.0, 0.5, OptionalDouble.of(c));
    double[] xs = {-0.5, 0.4, 1.2};
    int[] sextet = {0, 1, 1, 1, 2, 2};
    CouplingIntegrals integrals = CouplingIntegrals.of(ensemble, Line.of(xs), true).orElseThrow();
    Kernel kernel = Kernel.of(ensemble);
    LegendreRule rule = LegendreRule.of(16);
    double expected = 0;
    for (double from = -c; from < c; from += 0.5) {
      Panel rows = new Panel(from, from + 0.5);
      for (double below = -c; below < c; below += 0.5) {
        Panel columns = new Panel(below, below + 0.5);
        for (int i = 0; i < rule.size(); i++) {
          for (int j = 0; j < rule.size(); j++) {
            double x = rows.at(rule.node(i));
            double y = columns.at(rule.node(j));
            double weight = rule.weight(i, rows) * rule.weight(j, columns);
            expected += weight * kernel.weightPart(x, y) * vertices(kernel, xs, sextet, x, y);
          }
        }
      }
    }
    double actual = integrals.jSum()[Multisets.of(3, 6).indexOf(sextet)];
    assertThat(actual).isCloseTo(expected, within(Math.abs(expected) * 1e-12));
  }

  /** Σ over splits of A(x) A'(y). */
  private static double vertices(Kernel kernel, double[] xs, int[] sextet, double x, double y) {
    double[] atX = Arrays.stream(xs).map(a -> kernel.weightPart(x, a)).toArray();
    double[] atY = Arrays.stream(xs).map(a -> kernel.weightPart(y, a)).toArray();
    double sum = 0;
    for (int[] split : Splits.TRIPLES) {
      double product = 1;
      for (int leg = 0; leg < 6; leg++) {
        product *= (leg < 3 ? atX : atY)[sextet[split[leg]]];
      }
      sum += product;
    }
    return sum;
  }

  private static double integral(UnivariateFunction f, double[] ends, double split) {
    UnivariateIntegrator integrator = new IterativeLegendreGaussIntegrator(20, 1e-12, 1e-13);
    double[] sorted =
        DoubleStream.concat(Arrays.stream(ends), DoubleStream.of(split))
            .sorted()
            .distinct()
            .toArray();
    double sum = 0;
    for (int k = 1; k < sorted.length; k++) {
      sum += integrator.integrate(1_000_000, f, sorted[k - 1], sorted[k]);
    }
    return sum;
  }

  /** A cutoff between the points: those outside are no breakpoints, but still legs. */
  @ParameterizedTest
  @CsvSource({"erf, 0.8", "tanh, 0.8", "relu, 0.8", "relu, 0"})
  void mayCutBetweenThePoints(Activation activation, double sigmaB) {
    Ensemble ensemble = new Ensemble(activation, 1, 1.5, sigmaB, OptionalDouble.of(0.7));
    Kernel kernel = Kernel.of(ensemble);
    UnivariateFunction legs =
        x -> Math.pow(kernel.weightPart(x, 0.5) * kernel.weightPart(x, 1.2), 2);
    double expected = integral(legs, new double[] {-0.7, 0, 0.5, 0.7}, 0);
    CouplingIntegrals integrals =
        CouplingIntegrals.of(ensemble, Line.of(0.5, 1.2), false).orElseThrow();
    assertThat(integrals.i4()[2]).isCloseTo(expected, within(expected * 1e-12));
  }

  /**
   * The quadrature of a kernel at widely different scales: two levels agree, and fast. The bounds
   * are larger than that, as the points are of both signs and some integrals cancel.
   */
  @ParameterizedTest
  @CsvSource({
    "erf, 0.05, 0",
    "erf, 100, 0.001",
    "erf, 100, 20",
    "erf, 1, 20",
    "tanh, 0.05, 0",
    "tanh, 100, 0.001",
    "relu, 0.05, 0.001",
    "relu, 100, 0.001",
    "relu, 100, 20",
    "relu, 0.05, 20"
  })
  void areAccurateAtExtremesOfTheEnsemble(Activation activation, double sigmaW, double sigmaB) {
    Ensemble ensemble = new Ensemble(activation, 1, sigmaW, sigmaB, OptionalDouble.of(1e5));
    InputPoints points = Line.of(-1, -0.3, 0.001, 0.2, 1.5, 2.5);
    CutoffIntegrals levels = new CutoffIntegrals(ensemble, points);
    assertThat(
            RelativeDifference.of(
                Ball.values(levels.products(LegendreRule.of(14), true)),
                Ball.values(levels.products(LegendreRule.of(20), true))))
        .isLessThan(1e-12);
    assertThat(
            RelativeDifference.of(
                Ball.values(levels.exchanges(LegendreRule.of(8))),
                Ball.values(levels.exchanges(LegendreRule.of(10)))))
        .isLessThan(1e-12);
    CouplingIntegrals integrals = CouplingIntegrals.of(ensemble, points, true).orElseThrow();
    assertThat(integrals.relativeError()).isLessThan(5e-11);
  }

  @ParameterizedTest
  @CsvSource({"erf", "relu"})
  void areContinuousAtVanishingBias(Activation activation) {
    InputPoints points = Line.of(0.2, 0.5, 1.0);
    Ensemble without = Ensemble.of(activation, 1, 1.5, 0);
    Ensemble with = Ensemble.of(activation, 1, 1.5, 1e-6);
    CouplingIntegrals a = CouplingIntegrals.of(without, points, true).orElseThrow();
    CouplingIntegrals b = CouplingIntegrals.of(with, points, true).orElseThrow();
    assertThat(RelativeDifference.of(b.i4(), a.i4())).isLessThan(1e-10);
    assertThat(RelativeDifference.of(b.i6(), a.i6())).isLessThan(1e-10);
    assertThat(RelativeDifference.of(b.jSum(), a.jSum())).isLessThan(1e-10);
  }

  @Test
  void ofGaussDependOnDifferencesOfPointsAlone() {
    Ensemble ensemble = Ensemble.of(Activation.GAUSS, 1, 1.5, 0.5);
    CouplingIntegrals near = CouplingIntegrals.of(ensemble, Line.of(0, 0.5, 2), true).orElseThrow();
    CouplingIntegrals far =
        CouplingIntegrals.of(ensemble, Line.of(1e6, 1e6 + 0.5, 1e6 + 2), true).orElseThrow();
    assertThat(far.i4()).isEqualTo(near.i4());
    assertThat(far.i6()).isEqualTo(near.i6());
    assertThat(far.jSum()).isEqualTo(near.jSum());
  }

  @Test
  void areAbsentWhereThereAreNone() {
    InputPoints plane = InputPoints.ofDimension(2, List.of(List.of(0.1, 0.2)));
    assertThat(CouplingIntegrals.of(Ensemble.of(Activation.ERF, 2, 1, 1), plane, false)).isEmpty();
    assertThat(CouplingIntegrals.of(Ensemble.of(Activation.RELU, 2, 1, 1), plane, false)).isEmpty();
    InputPoints bothSigns = Line.of(-1, 1);
    assertThat(CouplingIntegrals.of(Ensemble.of(Activation.RELU, 1, 1, 0), bothSigns, false))
        .isEmpty();
    assertThat(CouplingIntegrals.of(Ensemble.of(Activation.GAUSS, 1, 100, 0), bothSigns, false))
        .isEmpty();
  }

  @Test
  void ofSixthOrderAreComputedOnlyWhenAskedFor() {
    InputPoints points = Line.of(0.2, 0.4);
    for (Activation activation : Activation.named()) {
      CouplingIntegrals integrals =
          CouplingIntegrals.of(Ensemble.of(activation, 1, 1, 0.5), points, false).orElseThrow();
      assertThat(integrals.i4()).hasSize(5);
      assertThat(integrals.i6()).isEmpty();
      assertThat(integrals.jSum()).isEmpty();
      assertThat(integrals.z0().isPresent()).isEqualTo(activation.hasGaussianKernel());
    }
  }

  private static Offset<Double> relative(double value) {
    return within(Math.abs(value) * 1e-14);
  }

  /** ∫ dx x² Π K_W(x, x_i), by a rule that knows nothing of kernels; erf has a kink nowhere. */
  @ParameterizedTest
  @CsvSource({"gauss, 20", "cos, 20", "erf, 3", "tanh, 3"})
  void secondMomentsAreThoseOfAnotherQuadrature(Activation activation, double end) {
    OptionalDouble cutoff =
        activation.hasGaussianKernel() ? OptionalDouble.empty() : OptionalDouble.of(end);
    Ensemble ensemble = new Ensemble(activation, 1, 1.2, 0.3, cutoff);
    double[] xs = {0.4, -0.9, 1.3};
    Kernel kernel = Kernel.of(ensemble);
    double[] moments = CouplingIntegrals.secondMoments(ensemble, Line.of(xs));
    Multisets quads = Multisets.of(3, 4);
    UnivariateIntegrator rule = new IterativeLegendreGaussIntegrator(20, 1e-13, 1e-13);
    for (int k = 0; k < quads.size(); k++) {
      int[] indices = quads.indices(k);
      UnivariateFunction product =
          x ->
              Arrays.stream(indices)
                  .mapToDouble(i -> kernel.weightPart(x, xs[i]))
                  .reduce(x * x, (a, b) -> a * b);
      double expected = rule.integrate(1_000_000, product, -end, end);
      assertThat(moments[k]).isCloseTo(expected, within(1e-11 * Math.abs(expected)));
    }
  }

  /** In three dimensions |x|² of a Gaussian about the mean point, by its moments. */
  @Test
  void secondMomentsInSeveralDimensions() {
    Ensemble ensemble = Ensemble.of(Activation.GAUSS, 3, 1.2, 0.3);
    InputPoints points =
        InputPoints.ofDimension(3, List.of(List.of(0.5, -0.1, 0.2), List.of(-0.3, 0.8, 1.0)));
    double i4 = CouplingIntegrals.of(ensemble, points, false).orElseThrow().i4()[1];
    double[] mean = {(3 * 0.5 - 0.3) / 4, (-3 * 0.1 + 0.8) / 4, (3 * 0.2 + 1.0) / 4};
    double square = Arrays.stream(mean).map(x -> x * x).sum() + 3 / (4 * 1.2 * 1.2 / 3);
    assertThat(CouplingIntegrals.secondMoments(ensemble, points)[1])
        .isCloseTo(i4 * square, within(1e-14 * i4 * square));
  }
}
