package wickstream.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("bits")
class RotatedPointsTest {

  private record Case(String name, double[][] points) {
    InputPoints original() {
      return InputPoints.ofDimension(points[0].length, points);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static double[][] normal(long seed, int count, int d) {
    Random random = new Random(seed);
    double[][] points = new double[count][d];
    for (double[] point : points) {
      Arrays.setAll(point, k -> random.nextGaussian());
    }
    return points;
  }

  /** Each point the first one, and a share of itself. */
  private static double[][] nearFirst(double share, double[][] points) {
    for (int a = 1; a < points.length; a++) {
      double[] point = points[a];
      Arrays.setAll(point, k -> points[0][k] + share * point[k]);
    }
    return points;
  }

  private static double[][] multiples(double[] point, double... factors) {
    return Arrays.stream(factors)
        .mapToObj(factor -> Arrays.stream(point).map(x -> factor * x).toArray())
        .toArray(double[][]::new);
  }

  private static double[][] concatenated(double[][] first, double[][] second) {
    return Stream.concat(Arrays.stream(first), Arrays.stream(second)).toArray(double[][]::new);
  }

  private static double[][] scaled(double[][] points, double... factors) {
    for (int a = 0; a < points.length; a++) {
      double factor = factors[a];
      points[a] = Arrays.stream(points[a]).map(x -> factor * x).toArray();
    }
    return points;
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("a single point", normal(1, 1, 50)),
        new Case("random", normal(2, 10, 70)),
        new Case("one dimension more than points", normal(3, 30, 31)),
        new Case("in 100 000 dimensions", normal(4, 10, 100_000)),
        new Case("nearly collinear", nearFirst(1e-7, normal(5, 6, 200))),
        new Case("collinear to rounding", nearFirst(1e-13, normal(6, 6, 200))),
        new Case("one direction", multiples(normal(7, 1, 90)[0], 1, 2, -3, 1e-9, 0.1)),
        new Case(
            "two directions, and the origin",
            concatenated(
                multiples(normal(8, 1, 40)[0], 0, 1, -1), multiples(normal(9, 1, 40)[0], 1, 5))),
        new Case("of all sizes", scaled(normal(10, 5, 60), 1e-150, 1, 1e150, 1e-30, 1e30)),
        new Case("along negative axes", new double[][] {{0, 0, -1, 0}, {0, -2, 0, 0}}));
  }

  /** Σ x_k y_k as if in twice the precision (Ogita, Rump and Oishi, 2005). */
  private static double product(double[] x, double[] y) {
    double sum = 0;
    double lost = 0;
    for (int k = 0; k < x.length; k++) {
      double term = x[k] * y[k];
      double next = sum + term;
      double back = next - sum;
      lost += Math.fma(x[k], y[k], -term) + (sum - (next - back)) + (term - back);
      sum = next;
    }
    return sum + lost;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void productsOfAllPairsStay(Case of) {
    InputPoints rotated = of.original().inFewestCoordinates();
    int count = of.points().length;
    double[] lengths =
        Arrays.stream(of.points()).mapToDouble(x -> Math.sqrt(product(x, x))).toArray();
    assertThat(rotated.dIn()).isEqualTo(of.points()[0].length);
    assertThat(rotated.coordinates()).isLessThanOrEqualTo(count);
    for (int a = 0; a < count; a++) {
      for (int b = 0; b <= a; b++) {
        double rounding = 1e-14 * lengths[a] * lengths[b];
        assertThat(rotated.dot(a, b))
            .as("points %d and %d", a, b)
            .isCloseTo(product(of.points()[a], of.points()[b]), within(rounding));
      }
    }
  }

  /** A Cholesky factor of the products would know differences of 1e-7 to one part in a hundred. */
  @Test
  void differencesOfNearlyCollinearPointsKeepTheirDigits() {
    double[][] points = nearFirst(1e-7, normal(5, 6, 200));
    InputPoints rotated = InputPoints.ofDimension(200, points).inFewestCoordinates();
    for (int a = 1; a < points.length; a++) {
      double[] there = points[a];
      double[] here = rotated.point(a);
      double[] origin = rotated.point(0);
      double expected = distance(points[0], there);
      assertThat(distance(origin, here)).isCloseTo(expected, within(3e-8 * expected));
    }
  }

  private static double distance(double[] x, double[] y) {
    double square = 0;
    for (int k = 0; k < x.length; k++) {
      square += (x[k] - y[k]) * (x[k] - y[k]);
    }
    return Math.sqrt(square);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void eachPointOpensOneAxisAtMost(Case of) {
    InputPoints rotated = of.original().inFewestCoordinates();
    int used = 0;
    for (int a = 0; a < rotated.count(); a++) {
      for (int k = used + 1; k < rotated.coordinates(); k++) {
        assertThat(rotated.coordinate(a, k)).isZero();
      }
      used += used < rotated.coordinates() && rotated.coordinate(a, used) != 0 ? 1 : 0;
    }
    assertThat(used).isEqualTo(rotated.coordinates());
    assertThat(rotated.inFewestCoordinates()).isEqualTo(rotated);
  }

  @Test
  void noMoreCoordinatesThanTheSpanHasDimensions() {
    assertThat(
            cases().map(of -> of.original().inFewestCoordinates().coordinates()).limit(9).toList())
        .containsExactly(1, 10, 30, 10, 6, 6, 1, 2, 5);
  }

  @Test
  void pointsOfFewCoordinatesStayAsTheyAre() {
    InputPoints square = InputPoints.ofDimension(2, new double[][] {{1, 2}, {3, 4}, {0, 1}});
    assertThat(square.inFewestCoordinates()).isEqualTo(square);
    InputPoints plane = InputPoints.ofDimension(4, new double[][] {{1, 2, 0, 0}, {3, 4, 0, 0}});
    assertThat(plane.inFewestCoordinates())
        .isEqualTo(InputPoints.ofDimension(4, new double[][] {{1, 2}, {3, 4}}));
    assertThat(plane.coordinate(1, 3)).isZero();
  }

  @Test
  void pointsThatAreTheSameToRoundingAreRefused() {
    double[][] apart = {{0, 3, 4}, {1e-14, 3, 4}};
    assertThat(InputPoints.ofDimension(3, apart).inFewestCoordinates().coordinates()).isEqualTo(2);
    InputPoints same = InputPoints.ofDimension(3, new double[][] {{0, 3, 4}, {1e-20, 3, 4}});
    assertThatIllegalArgumentException()
        .isThrownBy(same::inFewestCoordinates)
        .withMessage("points[1] must differ from the points before it, was 5.0 again");
  }

  /** The kernel is a function of the products alone: of one layer and of several. */
  @ParameterizedTest
  @MethodSource("wickstream.physics.Activation#named")
  void theKernelStays(Activation activation) {
    for (int depth = 1; depth <= (activation.canBeDeep() ? 3 : 1); depth++) {
      for (double[][] points : new double[][][] {normal(12, 5, 40), normal(13, 3, 500)}) {
        int d = points[0].length;
        InputPoints original = InputPoints.ofDimension(d, points);
        Kernel kernel = Kernel.of(Ensemble.of(activation, d, 1.3, 0.4).withDepth(depth));
        double[] before = kernel.pairs(original);
        double[] after = kernel.pairs(original.inFewestCoordinates());
        for (int k = 0; k < before.length; k++) {
          assertThat(after[k]).isCloseTo(before[k], within(2e-14 * Math.abs(before[k])));
        }
      }
    }
  }

  /** Free Green functions and the bound on overflow take the same. */
  @Test
  void overflowIsBoundedAlike() {
    InputPoints points = InputPoints.ofDimension(80, normal(14, 4, 80));
    Ensemble ensemble = Ensemble.of(Activation.GAUSS, 80, 2, 0.5);
    double before = OverflowBound.logLargest(ensemble, 10, points, Estimator.CONDITIONAL, 4);
    double after =
        OverflowBound.logLargest(
            ensemble, 10, points.inFewestCoordinates(), Estimator.CONDITIONAL, 4);
    assertThat(after).isCloseTo(before, within(1e-12 * before));
  }

  /** Bits that never change, on any machine and JDK. */
  @Test
  void bitsArePinned() {
    InputPoints rotated = InputPoints.ofDimension(100, normal(15, 2, 100)).inFewestCoordinates();
    assertThat(Arrays.stream(rotated.point(1)).mapToObj(Double::toHexString))
        .containsExactly("-0x1.0ec966e1df407p0", "0x1.1800a2debc46bp3");
  }
}
