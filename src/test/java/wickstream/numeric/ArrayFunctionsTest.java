package wickstream.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions of arrays against those of single numbers, bit for bit. */
@Tag("bits")
class ArrayFunctionsTest {
  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    1,
    -1,
    Math.nextDown(1),
    Math.nextUp(1),
    -708,
    Math.nextDown(-708),
    709.782712893384,
    Exp.HIGHEST,
    Math.nextUp(Exp.HIGHEST),
    5.9,
    6,
    -6,
    Math.nextUp(6),
    19.06,
    20,
    Math.nextUp(20),
    1e5,
    Math.nextUp(1e5),
    -99999.5,
    31415.926535897932,
    1e300,
    -1e300,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN
  };

  private static ArrayFunctions fastest() throws ReflectiveOperationException {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
        ? (ArrayFunctions)
            Class.forName("wickstream.numeric.vector.VectorFunctions")
                .getConstructor()
                .newInstance()
        : ArrayFunctions.SCALAR;
  }

  private static long bits(double x) {
    return Double.doubleToLongBits(x);
  }

  private static double[] arguments(int n) {
    SplittableRandom random = new SplittableRandom(n);
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] =
          i % 3 == 0
              ? SPECIAL[random.nextInt(SPECIAL.length)]
              : (random.nextDouble() - 0.5) * Math.scalb(1.0, random.nextInt(12) - 1);
    }
    return x;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 255, 256, 257, 100_000})
  void sameBitsAsOneByOne(int n) throws ReflectiveOperationException {
    ArrayFunctions functions = fastest();
    double[] x = arguments(n);
    double[] exp = x.clone();
    double[] erf = x.clone();
    double[] cos = x.clone();
    double[] tanh = x.clone();
    double[] sin = x.clone();
    double[] log = x.clone();
    functions.sin(sin, n);
    functions.log(log, n);
    functions.exp(exp, n);
    functions.erf(erf, n);
    functions.cos(cos, n);
    functions.tanh(tanh, n);
    for (int i = 0; i < n; i++) {
      assertThat(bits(exp[i])).as("exp(%s)", x[i]).isEqualTo(bits(Elementary.exp(x[i])));
      assertThat(bits(erf[i])).as("erf(%s)", x[i]).isEqualTo(bits(Elementary.erf(x[i])));
      assertThat(bits(cos[i])).as("cos(%s)", x[i]).isEqualTo(bits(Elementary.cos(x[i])));
      assertThat(bits(sin[i])).as("sin(%s)", x[i]).isEqualTo(bits(Elementary.sin(x[i]) + 0.0));
      assertThat(bits(log[i])).as("log(%s)", x[i]).isEqualTo(bits(Elementary.log(x[i])));
      assertThat(bits(tanh[i])).as("tanh(%s)", x[i]).isEqualTo(bits(Elementary.tanh(x[i])));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 1000})
  void expOfASumHasTheBitsOfItsArgument(int n) throws ReflectiveOperationException {
    double[] x = arguments(n);
    double[] y = new SplittableRandom(1).doubles(n, -1, 1).toArray();
    double[] actual = new double[n];
    fastest().exp(1.5, x, 0.3, y, -0.25, actual, n);
    for (int i = 0; i < n; i++) {
      double argument = Math.fma(1.5, x[i], Math.fma(0.3, y[i], -0.25));
      assertThat(bits(actual[i])).isEqualTo(bits(Elementary.exp(argument)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 1000})
  void bothWaysSameBitsAsOneByOne(int n) throws ReflectiveOperationException {
    double[] x = new SplittableRandom(n).doubles(n, -60, 60).toArray();
    double[] up = new double[n];
    double[] down = new double[n];
    double[] expectedUp = new double[n];
    fastest().expBothWays(0.01, x, up, down, n);
    ArrayFunctions.SCALAR.expBothWays(0.01, x, expectedUp, x, n);
    assertThat(up).containsExactly(expectedUp);
    assertThat(down).containsExactly(x);
  }

  /** The polynomial's error is below a sixth of a unit; the sums round three times. */
  @Test
  void bothWaysAreExactToOneAndAHalfUnits() {
    double[] x = new SplittableRandom(1).doubles(100_000, -0.6, 0.6).toArray();
    x[0] = ArrayFunctions.MAX_BOTH_WAYS;
    x[1] = -ArrayFunctions.MAX_BOTH_WAYS;
    x[2] = 0;
    double[] up = new double[x.length];
    double[] down = new double[x.length];
    ArrayFunctions.SCALAR.expBothWays(1, x, up, down, x.length);
    for (int i = 0; i < x.length; i++) {
      assertThat(Math.abs(HighPrecision.errorInUlps(up[i], HighPrecision.exp(x[i]))))
          .isLessThan(1.5);
      assertThat(Math.abs(HighPrecision.errorInUlps(down[i], HighPrecision.exp(-x[i]))))
          .isLessThan(1.5);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 8, 100})
  void leavesTheRestOfTheArrayAlone(int n) throws ReflectiveOperationException {
    double[] x = arguments(300);
    double[] exp = x.clone();
    double[] erf = x.clone();
    double[] cos = x.clone();
    double[] tanh = x.clone();
    fastest().exp(exp, n);
    fastest().erf(erf, n);
    fastest().cos(cos, n);
    fastest().tanh(tanh, n);
    for (int i = n; i < x.length; i++) {
      assertThat(bits(exp[i])).isEqualTo(bits(x[i]));
      assertThat(bits(erf[i])).isEqualTo(bits(x[i]));
      assertThat(bits(cos[i])).isEqualTo(bits(x[i]));
      assertThat(bits(tanh[i])).isEqualTo(bits(x[i]));
    }
  }
}
