package wickstream.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("bits")
class ElementaryTest {

  private static final int DRAWS = 4000;
  private static final double HIGHEST_EXPONENT = 709.782712893384;

  /** The doubles up to 1e5 closest to a multiple of pi/2: the first is 6.2e-19 from 29 pi/2. */
  private static final double[] NEAREST_TO_MULTIPLES = {
    45.553093477052, 91.106186954104, 182.212373908208, 364.424747816416
  };

  @Test
  void referenceReproducesPublishedDigits() {
    assertDigits(HighPrecision.exp(1), "2.71828182845904523536028747135266249775724709");
    assertDigits(HighPrecision.exp(-700.5), "5.98019611863979120641210733049510004798077289e-305");
    assertDigits(HighPrecision.log(10), "2.30258509299404568401799145468436420760110149");
    assertDigits(HighPrecision.sin(1), "0.841470984807896506652502321630298999622563061");
    assertDigits(HighPrecision.cos(99999), "-0.509875372417900876230069861095162163644915409");
    assertDigits(HighPrecision.erf(1), "0.842700792949714869341220635082609259296066998");
    assertDigits(HighPrecision.atan(2), "1.10714871779409050301706546017853704007004764540");
    assertDigits(HighPrecision.tanh(0.5), "0.462117157260009758502318483643672548730289280");
    assertDigits(HighPrecision.tanh(3), "0.995054753686730451331880185255488475097813855");
    assertDigits(HighPrecision.erf(4), "0.999999984582742099719981147840326513115951428");
  }

  @Test
  void expIsWithinNineTenthsOfAnUlp() {
    DoubleStream arguments =
        join(
            uniform(11, -708, HIGHEST_EXPONENT),
            uniform(12, -1, 1),
            bothSigns(logUniform(13, -70, 9)),
            DoubleStream.of(0.0, -0.0, 1, -1, -708, Math.nextUp(-708.0), HIGHEST_EXPONENT),
            DoubleStream.of(Double.MIN_VALUE, -Double.MIN_VALUE, 0x1p-53, -0x1p-54),
            halfOdd(-1021, 1023).map(n -> n * 0.6931471805599453));
    assertWithin(0.9, Elementary::exp, HighPrecision::exp, arguments);
  }

  @Test
  void logIsWithin84HundredthsOfAnUlp() {
    DoubleStream arguments =
        join(
            logUniform(21, -1022, 1023.99),
            logUniform(22, -1074, -1022),
            uniform(23, 0.6, 1.6),
            bothSigns(logUniform(24, -52, -1.1)).map(d -> 1 + d),
            DoubleStream.of(Math.nextUp(1.0), Math.nextDown(1.0), 2, 0.5, 10),
            DoubleStream.of(Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE),
            DoubleStream.of(Math.nextDown(Math.sqrt(0.5)), Math.sqrt(0.5), Math.sqrt(2)));
    assertWithin(0.84, Elementary::log, HighPrecision::log, arguments);
  }

  @Test
  void sinIsWithinFourFifthsOfAnUlp() {
    assertWithin(0.8, Elementary::sin, HighPrecision::sin, angles(31));
  }

  @Test
  void cosIsWithinFourFifthsOfAnUlp() {
    DoubleStream arguments = join(angles(41), DoubleStream.of(0.0, -0.0));
    assertWithin(0.8, Elementary::cos, HighPrecision::cos, arguments);
  }

  @Test
  void erfIsWithinElevenTenthsOfAnUlp() {
    DoubleStream arguments =
        join(
            uniform(51, -6.1, 6.1),
            uniform(52, 0.9, 2),
            bothSigns(logUniform(53, -1074, 3)),
            DoubleStream.of(1, -1, Math.nextDown(1.0), Math.nextUp(1.0)),
            DoubleStream.of(5.9, 5.92, 5.93, Math.nextDown(6.0), 6),
            DoubleStream.of(Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL));
    assertWithin(1.1, Elementary::erf, HighPrecision::erf, arguments);
  }

  @Test
  void atanIsWithinThirteenTenthsOfAnUlp() {
    DoubleStream arguments =
        join(
            new SplittableRandom(60).doubles(DRAWS / 4, -4, 4),
            bothSigns(
                new SplittableRandom(61).doubles(DRAWS / 8, -60, 60).map(e -> Math.pow(2, e))),
            DoubleStream.of(1, -1, Math.nextUp(1.0), Math.nextDown(1.0), 0x1.a827999fcef32p-2),
            DoubleStream.of(1e300, -1e-300, Double.MAX_VALUE));
    assertWithin(1.3, Elementary::atan, HighPrecision::atan, arguments);
    assertSameBits(Elementary.atan(-0.0), -0.0);
    assertThat(Elementary.atan(Double.NEGATIVE_INFINITY)).isEqualTo(-Math.PI / 2);
    assertThat(Elementary.atan(Double.NaN)).isNaN();
  }

  @Test
  void tanhIsWithinTwelveTenthsOfAnUlp() {
    DoubleStream arguments =
        join(
            uniform(54, -20.1, 20.1),
            uniform(55, 0.9, 2),
            uniform(56, -1, 1),
            bothSigns(logUniform(57, -1074, 5)),
            DoubleStream.of(1, -1, Math.nextDown(1.0), Math.nextUp(1.0)),
            DoubleStream.of(19.06, 19.07, Math.nextDown(20.0), 20),
            DoubleStream.of(Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL));
    assertWithin(1.2, Elementary::tanh, HighPrecision::tanh, arguments);
  }

  /** fdlibm's tanh is good to an ulp or two: the two never differ by more than three. */
  @Test
  void tanhAgreesWithStrictMath() {
    join(uniform(58, -21, 21), bothSigns(logUniform(59, -60, 4.5)))
        .forEach(
            x ->
                assertThat(Math.abs(Elementary.tanh(x) - StrictMath.tanh(x)))
                    .isLessThanOrEqualTo(3 * Math.ulp(StrictMath.tanh(x))));
  }

  @Test
  void expOutsideItsRange() {
    assertThat(Elementary.exp(0.0)).isEqualTo(1.0);
    assertThat(Elementary.exp(-0.0)).isEqualTo(1.0);
    assertSameBits(Elementary.exp(Math.nextDown(-708.0)), 0.0);
    assertSameBits(Elementary.exp(-1e300), 0.0);
    assertSameBits(Elementary.exp(Double.NEGATIVE_INFINITY), 0.0);
    assertThat(Elementary.exp(HIGHEST_EXPONENT)).isFinite();
    assertThat(Elementary.exp(Math.nextUp(HIGHEST_EXPONENT))).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Elementary.exp(Double.MAX_VALUE)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Elementary.exp(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Elementary.exp(Double.NaN)).isNaN();
    assertThat(Elementary.exp(Double.longBitsToDouble(0x7ff0000000000001L))).isNaN();
  }

  @Test
  void logOutsideItsRange() {
    assertSameBits(Elementary.log(1.0), 0.0);
    assertThat(Elementary.log(0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Elementary.log(-0.0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(Elementary.log(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(Elementary.log(-Double.MIN_VALUE)).isNaN();
    assertThat(Elementary.log(-1.0)).isNaN();
    assertThat(Elementary.log(Double.NEGATIVE_INFINITY)).isNaN();
    assertThat(Elementary.log(Double.NaN)).isNaN();
  }

  @Test
  void sinAndCosOutsideTheirRange() {
    assertSameBits(Elementary.sin(0.0), 0.0);
    assertSameBits(Elementary.sin(-0.0), -0.0);
    assertSameBits(Elementary.cos(-0.0), 1.0);
    double[] refused = {
      Math.nextUp(1e5), -Math.nextUp(1e5), 1e300, Double.POSITIVE_INFINITY, Double.NaN
    };
    for (double x : refused) {
      assertThat(Elementary.sin(x)).as("sin %s", x).isNaN();
      assertThat(Elementary.cos(x)).as("cos %s", x).isNaN();
    }
  }

  @Test
  void erfSaturatesAndKeepsTheSignOfZero() {
    assertSameBits(Elementary.erf(0.0), 0.0);
    assertSameBits(Elementary.erf(-0.0), -0.0);
    for (double x : new double[] {6, 7, 1e10, Double.MAX_VALUE, Double.POSITIVE_INFINITY}) {
      assertThat(Elementary.erf(x)).as("erf %s", x).isEqualTo(1.0);
      assertThat(Elementary.erf(-x)).as("erf %s", -x).isEqualTo(-1.0);
    }
    assertThat(Elementary.erf(Double.NaN)).isNaN();
  }

  @Test
  void tanhSaturatesAndKeepsTheSignOfZero() {
    assertSameBits(Elementary.tanh(0.0), 0.0);
    assertSameBits(Elementary.tanh(-0.0), -0.0);
    for (double x : new double[] {20, 21, 1e10, Double.MAX_VALUE, Double.POSITIVE_INFINITY}) {
      assertThat(Elementary.tanh(x)).as("tanh %s", x).isEqualTo(1.0);
      assertThat(Elementary.tanh(-x)).as("tanh %s", -x).isEqualTo(-1.0);
    }
    assertThat(Elementary.tanh(Double.NaN)).isNaN();
  }

  @Test
  void sinErfAndTanhAreOddAndCosIsEvenToTheLastBit() {
    DoubleStream.concat(uniform(61, 0, 7), uniform(62, 0, 1e5))
        .forEach(
            x -> {
              assertSameBits(Elementary.sin(-x), -Elementary.sin(x));
              assertSameBits(Elementary.cos(-x), Elementary.cos(x));
              assertSameBits(Elementary.erf(-x), -Elementary.erf(x));
              assertSameBits(Elementary.tanh(-x), -Elementary.tanh(x));
            });
  }

  /**
   * The bits of 20001 equally spaced values. They may change only with the definition of a
   * function, never with the JDK, the processor or the compiler that ran the test.
   */
  @Test
  void bitsAreTheSameEverywhere() {
    assertThat(fingerprint(Elementary::exp, 0x1p-4)).isEqualTo(0x95671b042d315a32L);
    assertThat(fingerprint(x -> Elementary.log(x + 626), 0x1p-4)).isEqualTo(0xa053da2d13c84c89L);
    assertThat(fingerprint(Elementary::sin, 0x1.3p-4)).isEqualTo(0x4d8d5624b8664428L);
    assertThat(fingerprint(Elementary::cos, 0x1.3p-4)).isEqualTo(0xd156ddfe0e87262bL);
    assertThat(fingerprint(Elementary::erf, 0x1.5p-11)).isEqualTo(0x38302712b1c1357fL);
    assertThat(fingerprint(Elementary::tanh, 0x1.2p-9)).isEqualTo(0xcc6c3ccde5823578L);
    assertThat(fingerprint(Elementary::atan, 0x1.2p-11)).isEqualTo(0x3a688ce23e206365L);
  }

  private static long fingerprint(DoubleUnaryOperator function, double step) {
    long hash = 1;
    for (int i = -10000; i <= 10000; i++) {
      long bits = Double.doubleToRawLongBits(function.applyAsDouble(i * step));
      hash = 0x9e3779b97f4a7c15L * (hash ^ bits ^ (hash >>> 32));
    }
    return hash;
  }

  private static void assertWithin(
      double ulps,
      DoubleUnaryOperator function,
      DoubleFunction<BigDecimal> reference,
      DoubleStream arguments) {
    arguments.forEach(
        x ->
            assertThat(HighPrecision.errorInUlps(function.applyAsDouble(x), reference.apply(x)))
                .as("error in ulps at %s", Double.toHexString(x))
                .isLessThanOrEqualTo(ulps));
  }

  private static void assertDigits(BigDecimal computed, String published) {
    BigDecimal expected = new BigDecimal(published);
    assertThat(computed).isCloseTo(expected, within(expected.abs().movePointLeft(44)));
  }

  private static void assertSameBits(double actual, double expected) {
    assertThat(Double.doubleToRawLongBits(actual)).isEqualTo(Double.doubleToRawLongBits(expected));
  }

  /** Anywhere in the range, near zero, and next to multiples of pi/2. */
  private static DoubleStream angles(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    DoubleStream besideMultiples =
        DoubleStream.generate(
                () ->
                    random.nextInt(-63661, 63662) * (Math.PI / 2)
                        + Math.scalb(random.nextDouble(), -random.nextInt(60)))
            .limit(DRAWS);
    DoubleStream multiples =
        IntStream.range(1, 63662)
            .filter(n -> n < 500 || n % 31 == 0)
            .mapToDouble(n -> n * (Math.PI / 2));
    return join(
        uniform(seed + 1, -1e5, 1e5),
        uniform(seed + 2, -7, 7),
        bothSigns(logUniform(seed + 3, -1074, 16)),
        besideMultiples,
        multiples,
        DoubleStream.of(NEAREST_TO_MULTIPLES),
        DoubleStream.of(1e5, -1e5, Math.PI / 4, Math.nextUp(Math.PI / 4), Double.MIN_VALUE));
  }

  private static DoubleStream uniform(long seed, double low, double high) {
    return new SplittableRandom(seed).doubles(DRAWS, low, high);
  }

  /** Uniform in the exponent and in the significand, between 2^low and about 2^high. */
  private static DoubleStream logUniform(long seed, double low, double high) {
    return uniform(seed, low, high)
        .map(e -> Math.scalb(1 + (e - Math.floor(e)), (int) Math.floor(e)));
  }

  private static DoubleStream bothSigns(DoubleStream sizes) {
    return sizes.flatMap(x -> DoubleStream.of(x, -x));
  }

  private static DoubleStream halfOdd(int from, int to) {
    return IntStream.range(from, to).mapToDouble(n -> n + 0.5);
  }

  private static DoubleStream join(DoubleStream... streams) {
    return Stream.of(streams).flatMapToDouble(stream -> stream);
  }
}
