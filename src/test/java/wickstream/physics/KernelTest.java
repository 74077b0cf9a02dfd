package wickstream.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("bits")
class KernelTest {

  static Stream<ReferenceRow> reference() {
    return ReferenceRow.all("kernels.json").stream();
  }

  /** Two rows come from an arccos near 1 and are themselves good to 1e-14 only. */
  @ParameterizedTest
  @MethodSource("reference")
  void agreesWithReference(ReferenceRow row) {
    int dIn = row.has("d_in") ? (int) row.number("d_in") : 1;
    Ensemble ensemble =
        Ensemble.of(row.activation("kernel"), dIn, row.number("sigma_w"), row.number("sigma_b"));
    double kernel = Kernel.of(ensemble).full(row.vector("x"), row.vector("y"));
    assertThat(kernel).isCloseTo(row.number("K"), relative(row.number("K"), 2e-14));
  }

  /** K_W from the formulas with arcsin and arccos as they stand, in 90 digits (mpmath). */
  @ParameterizedTest
  @CsvSource({
    "relu,  1.0,  0.001, 0.7,    -0.4,      9.0065808132800272642e-10",
    "relu,  1.0,  0.001, 0.7,    0.7000001, 0.24500053499999998935",
    "relu,  2.0,  0.5,   1.5,    -1.5,      0.069963332208873980949",
    "relu,  1.0,  0.5,   0.25,   -1.0,      0.099471839432434584856",
    "relu,  100,  0.001, 1e5,    -1e5,      4.2441318157838758855e-13",
    "relu,  0.05, 20,    0.001,  -0.001,    0.49999999999687506214",
    "erf,   1.0,  0.3,   1e5,    1e5,       0.99999363380227648546",
    "erf,   1.0,  0.3,   1e5,    -1e5,      -0.99999257580146421148",
    "erf,   100,  20,    0.012,  0.0120001, 9682.4262967930525598",
    "erf,   1.0,  20,    0.3,    0.3,       0.96818915146309694845",
    "erf,   0.05, 0,     0.001,  -0.002,    -1.5915494110245862108e-11",
    "gauss, 3.0,  0.5,   0.7,    -0.4,      0.038860560068697722355",
  })
  void keepsItsDigitsWhereAnglesAreNearTheirEnds(
      Activation activation, double sigmaW, double sigmaB, double x, double y, double expected) {
    Kernel kernel = Kernel.of(Ensemble.of(activation, 1, sigmaW, sigmaB));
    assertThat(kernel.weightPart(x, y)).isCloseTo(expected, relative(expected, 4e-15));
    assertThat(kernel.weightPart(new double[] {x}, new double[] {y}))
        .isCloseTo(expected, relative(expected, 4e-15));
  }

  /**
   * K_W of tanh as σ_W² ∬ tanh tanh over two normal variables by the trapezoidal rule in 30 digits
   * (mpmath), with steps for errors below 1e-20.
   */
  @ParameterizedTest
  @CsvSource({
    "tanh,  1, 0.3, 0.7, -0.4, -0.11087657956371700243",
    "tanh,  2, 0.5, 0.2, 0.8, 1.1838149313296185886",
    "tanh,  1, 0, 0.5, 0.5, 0.17351614343237185095",
    "tanh,  0.05, 0, 0.001, -0.002, -1.2499999843750006473e-11",
    "tanh,  1, 3, 0.3, 0.3, 0.74633059236892639843",
    "tanh,  3, 0.1, 2, -1.5, -7.5959984237263270437",
    "tanh,  1, 0.3, 0.002, 0.012, 0.076961178578390694115",
    "tanh,  2, 1, 1.5, 1.5000001, 3.0290651346848292026",
  })
  void ofTanhAgreesWithADoubleIntegral(
      Activation activation, double sigmaW, double sigmaB, double x, double y, double expected) {
    Kernel kernel = Kernel.of(Ensemble.of(activation, 1, sigmaW, sigmaB));
    assertThat(kernel.weightPart(x, y)).isCloseTo(expected, relative(expected, 5e-15));
  }

  /** σ_W E[h(x)h(y)] depends on |x|, |y|, x·y and σ_W/√d alone: a rotated pair of points in R¹⁶. */
  @Test
  void ofTanhDependsOnInvariantsAlone() {
    double[] x = new double[16];
    double[] y = new double[16];
    x[3] = 0.42;
    x[9] = 0.56;
    y[3] = -0.24;
    y[9] = -0.32;
    double inMany = Kernel.of(Ensemble.of(Activation.TANH, 16, 4, 0.3)).weightPart(x, y);
    double onALine = Kernel.of(Ensemble.of(Activation.TANH, 1, 1, 0.3)).weightPart(0.7, -0.4);
    assertThat(inMany).isCloseTo(16 * onALine, relative(inMany, 5e-15));
  }

  /** For σ_W → ∞ tanh is a sign: K_W/σ_W² → (2/π) arcsin of the correlation. */
  @Test
  void ofTanhTendsToThatOfASign() {
    double kernel =
        Kernel.of(Ensemble.of(Activation.TANH, 2, 1e9, 0))
            .weightPart(new double[] {1, 0}, new double[] {0.5, Math.sqrt(0.75)});
    assertThat(kernel).isCloseTo(1e18 / 3, relative(1e18 / 3, 1e-9));
  }

  /**
   * Several hidden layers, by the recursion c → σ_b² + K_W (Lee et al., arXiv 1711.00165, eq. 5) of
   * the formulas with arcsin and arccos as they stand, in 40 digits (mpmath).
   */
  @ParameterizedTest
  @CsvSource({
    "relu, 1.0, 0.5, 2, 0.25, -1.0, 0.1990829928854374992639",
    "relu, 2.0, 0.1, 3, 0.7, -0.4, 4.52577363590302501571",
    "relu, 1.0, 0.001, 2, 0.7, 0.7000001, 0.1225007675",
    "relu, 1.5, 0, 3, -0.3, 1.25, 0.5931463042244820061699",
    "erf, 1.0, 0.3, 2, 100000, -100000, -0.3879165712055119717078",
    "erf, 2.0, 0.5, 3, 0.012, 0.0120001, 2.422792459353514786206",
    "erf, 1.5, 0, 4, 0.001, -0.002, -0.0003029767195641289548038",
  })
  void followsTheRecursionOfLayers(
      Activation activation,
      double sigmaW,
      double sigmaB,
      int depth,
      double x,
      double y,
      double expected) {
    Kernel kernel = Kernel.of(Ensemble.of(activation, 1, sigmaW, sigmaB).withDepth(depth));
    assertThat(kernel.weightPart(x, y)).isCloseTo(expected, relative(expected, 1e-14));
    assertThat(kernel.weightPart(new double[] {y}, new double[] {x}))
        .isCloseTo(expected, relative(expected, 1e-14));
  }

  /** As above, with points of R³ whose angle is 0 or π to a few digits. */
  @Test
  void keepsItsDigitsInThreeDimensions() {
    double[] x = {0.5, -1.0, 2.0};
    assertThat(
            Kernel.of(Ensemble.of(Activation.RELU, 3, 1.5, 0.25))
                .weightPart(x, new double[] {0.5, -1.0, 2.000001}))
        .isCloseTo(4.5000016875000002359, relative(4.5, 4e-15));
    assertThat(
            Kernel.of(Ensemble.of(Activation.RELU, 3, 1.5, 0))
                .weightPart(x, new double[] {-0.5, 1.0, -2.001}))
        .isCloseTo(4.5358452712579732927e-12, relative(4.5e-12, 1e-12)); // y is off by 1e-16/1e-3
    assertThat(
            Kernel.of(Ensemble.of(Activation.ERF, 3, 1.5, 0.25))
                .weightPart(new double[] {50, -100, 200}, new double[] {50, -100, 200.001}))
        .isCloseTo(2.24278146732399263, relative(2.24, 4e-15));
  }

  @ParameterizedTest
  @MethodSource("wickstream.physics.Activation#named")
  void isSymmetricAndItsDiagonalNotNegative(Activation activation) {
    Random random = new Random(7);
    for (int trial = 0; trial < 2000; trial++) {
      int dIn = 1 + trial % 3;
      double sigmaB = trial % 5 == 0 ? 0 : random.nextDouble() * 3;
      Kernel kernel = Kernel.of(Ensemble.of(activation, dIn, 0.1 + random.nextDouble(), sigmaB));
      double[] x = random.doubles(dIn, -2, 2).toArray();
      double[] y = random.doubles(dIn, -2, 2).toArray();
      double xx = kernel.full(x, x);
      double yy = kernel.full(y, y);
      double xy = kernel.full(x, y);
      assertThat(kernel.full(y, x)).isEqualTo(xy);
      assertThat(xx).isNotNegative();
      assertThat(xy * xy).as("Cauchy-Schwarz").isLessThanOrEqualTo(xx * yy * (1 + 1e-14));
    }
  }

  @Test
  void ofReluVanishesAtTheOriginAndAcrossItWithoutBias() {
    Kernel kernel = Kernel.of(Ensemble.of(Activation.RELU, 2, 1.5, 0));
    double[] origin = {0, 0};
    double[] x = {0.3, -0.4};
    assertThat(kernel.full(origin, origin)).isZero();
    assertThat(kernel.full(origin, x)).isZero();
    assertThat(kernel.full(x, new double[] {-0.3, 0.4})).isZero();
    assertThat(kernel.full(x, x)).isCloseTo(1.5 * 1.5 / 2 * 1.125 * 0.25, within(1e-16));
  }

  @ParameterizedTest
  @MethodSource("wickstream.physics.Activation#named")
  void isContinuousAtVanishingBias(Activation activation) {
    Kernel without = Kernel.of(Ensemble.of(activation, 1, 1.3, 0));
    Kernel with = Kernel.of(Ensemble.of(activation, 1, 1.3, 1e-8));
    // Step has no scale: its kernel across 0 is an angle, here of some 1e-8. Quadratic's is 30.
    double tolerance =
        activation.equals(Activation.STEP)
            ? 2e-8
            : activation.formula().isPresent() ? 4e-14 : 2e-15;
    for (double x : new double[] {-1.1, -0.2, 0.3, 2}) {
      assertThat(with.full(new double[] {x}, new double[] {0.7}))
          .isCloseTo(without.full(new double[] {x}, new double[] {0.7}), within(tolerance));
    }
  }

  @Test
  void listsPairsInTheOrderOfMultisets() {
    InputPoints points = InputPoints.ofDimension(2, List.of(List.of(0.1, 0.2), List.of(1.0, 0.5)));
    Kernel kernel = Kernel.of(Ensemble.of(Activation.RELU, 2, 1.5, 0.3));
    double[] a = points.point(0);
    double[] b = points.point(1);
    assertThat(kernel.pairs(points))
        .containsExactly(kernel.full(a, a), kernel.full(a, b), kernel.full(b, b));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> kernel.pairs(Line.of(1)))
        .withMessage("points must have d-in = 2 coordinates, had 1");
  }

  private static Offset<Double> relative(double value, double tolerance) {
    return within(Math.abs(value) * tolerance);
  }
}
