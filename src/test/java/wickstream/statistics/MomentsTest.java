package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("bits")
class MomentsTest {
  private static final double[] FIRST = SeriesOf.normals(1, 301, 0.3, 1);
  private static final double[] SECOND = SeriesOf.normals(2, 301, -2, 5);

  /** One vector at a time, the second component being the square of the first. */
  private static Moments oneByOne(double[] series) {
    Moments moments = Moments.empty(2);
    for (double y : series) {
      moments = moments.plus(single(y, y * y));
    }
    return moments;
  }

  private static Moments single(double a, double b) {
    return Moments.ofSums(1, new double[2], new double[] {a, b}, new double[] {a * a, b * b});
  }

  private static Moments scalarSums(double... series) {
    return aboutShift(0, series);
  }

  /** Sums added up one after the other. */
  private static Moments aboutShift(double shift, double... series) {
    double sum = 0;
    double squares = 0;
    for (double y : series) {
      sum += y - shift;
      squares += (y - shift) * (y - shift);
    }
    return Moments.ofSums(
        series.length, new double[] {shift}, new double[] {sum}, new double[] {squares});
  }

  private static void assertSame(Moments actual, Moments expected, double relative) {
    assertThat(actual.count()).isEqualTo(expected.count());
    assertThat(actual.dimension()).isEqualTo(expected.dimension());
    for (int k = 0; k < expected.dimension(); k++) {
      double spread = Math.sqrt(expected.variance(k));
      assertThat(actual.mean(k)).isCloseTo(expected.mean(k), within(relative * spread));
      assertThat(actual.variance(k) / expected.variance(k)).isCloseTo(1, within(relative));
    }
  }

  private static void assertExact(Moments moments, double[] series, double relative) {
    ExactMoments exact = ExactMoments.of(series);
    double variance = exact.centralSum(2) / (series.length - 1);
    assertThat(moments.count()).isEqualTo(series.length);
    assertThat(moments.mean(0)).isCloseTo(exact.mean(), within(relative * Math.sqrt(variance)));
    assertThat(moments.variance(0) / variance).isCloseTo(1, within(relative));
    assertThat(moments.standardError(0))
        .isCloseTo(Math.sqrt(variance / series.length), within(relative * Math.sqrt(variance)));
  }

  @Test
  void sumsGiveTheMomentsOfTwoExactPasses() {
    assertExact(scalarSums(FIRST), FIRST, 1e-14);
    assertExact(scalarSums(SECOND), SECOND, 1e-14);
  }

  @Test
  void vectorsAddedOneByOneGiveTheMomentsOfTwoExactPasses() {
    assertExact(oneByOne(FIRST), FIRST, 1e-13);
    assertExact(oneByOne(SECOND), SECOND, 1e-13);
  }

  @Test
  void mergingDoesNotLoseDigitsFarFromZero() {
    double[] far = SeriesOf.normals(3, 2000, 1e6, 1);
    assertExact(oneByOne(far), far, 1e-8);
  }

  @Test
  void componentsDoNotMix() {
    Moments both = oneByOne(FIRST);
    double[] squares = Arrays.stream(FIRST).map(y -> y * y).toArray();
    assertThat(both.mean(1)).isCloseTo(ExactMoments.of(squares).mean(), within(1e-13));
  }

  @Test
  void emptyIsNeutralBitForBit() {
    Moments moments = oneByOne(FIRST);
    assertThat(Moments.empty(2).plus(moments)).isEqualTo(moments);
    assertThat(moments.plus(Moments.empty(2))).isEqualTo(moments);
    assertThat(Moments.empty(2).plus(Moments.empty(2))).isEqualTo(Moments.empty(2));
  }

  @Test
  void splitAnywhereEqualsWhole() {
    Moments whole = oneByOne(FIRST);
    for (int cut = 0; cut <= FIRST.length; cut++) {
      Moments left = oneByOne(Arrays.copyOfRange(FIRST, 0, cut));
      Moments right = oneByOne(Arrays.copyOfRange(FIRST, cut, FIRST.length));
      assertSame(left.plus(right), whole, 1e-13);
    }
  }

  @Test
  void orderDoesNotMatterUpToRounding() {
    for (int seed = 0; seed < 20; seed++) {
      assertSame(oneByOne(SeriesOf.shuffled(seed, SECOND)), oneByOne(SECOND), 2e-13);
    }
  }

  @Test
  void mergingIsSymmetricUpToRounding() {
    Moments a = oneByOne(FIRST);
    Moments b = oneByOne(Arrays.copyOf(SECOND, 17));
    assertSame(a.plus(b), b.plus(a), 1e-15);
  }

  @Test
  void verySmallAndVeryLargeSamplesMerge() {
    double[] few = SeriesOf.normals(4, 2, 1e4, 1);
    double[] many = SeriesOf.normals(5, 100_000, 0, 1);
    double[] all = SeriesOf.joined(few, many);
    assertExact(scalarSums(few).plus(scalarSums(many)), all, 1e-11);
    assertExact(scalarSums(many).plus(scalarSums(few)), all, 1e-11);
  }

  @Test
  void plusChangesNeitherOperand() {
    Moments a = oneByOne(FIRST);
    Moments b = oneByOne(SECOND);
    a.plus(b);
    assertThat(a).isEqualTo(oneByOne(FIRST)).hasSameHashCodeAs(oneByOne(FIRST));
    assertThat(b).isEqualTo(oneByOne(SECOND));
    assertThat(a).isNotEqualTo(b);
  }

  @Test
  void refusesAnotherDimension() {
    Moments two = oneByOne(FIRST);
    assertThatThrownBy(() -> two.plus(Moments.empty(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("moments of 3 components cannot be added to moments of 2");
    assertThatThrownBy(() -> Moments.empty(2).plus(scalarSums(1, 2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(two).isEqualTo(oneByOne(FIRST));
  }

  @Test
  void oneVectorHasNoVariance() {
    Moments one = single(2, 3);
    assertThat(one.mean(1)).isEqualTo(3);
    assertThat(one.variance(0)).isNaN();
    assertThat(one.standardError(0)).isNaN();
    assertThat(Moments.empty(1).variance(0)).isNaN();
  }

  @Test
  void roundingNeverMakesAVarianceNegative() {
    double y = 0.1;
    assertThat(
            Moments.ofSums(3, new double[1], new double[] {3 * y}, new double[] {3 * y * y})
                .variance(0))
        .isBetween(0.0, 1e-17);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 1e2, 1e4, 1e6, 1e8})
  void roundingChangesSumsOfSquaresByNoMoreThanTheBound(double mean) {
    double[] series = SeriesOf.normals(3, 2000, mean, 1);
    double exact = ExactMoments.of(series).centralSum(2);
    double size = exact + series.length * mean * mean;
    assertThat(scalarSums(series).squares()[0])
        .isCloseTo(exact, within(Moments.roundingOfSquares(series.length, size)));
  }

  /** A mean of 10⁸ standard deviations, of which plain sums know no more than that it is large. */
  @Test
  void sumsAboutTheMeanKeepWhatPlainSumsLose() {
    double[] series = SeriesOf.normals(4, 2000, 1e8, 1);
    ExactMoments exact = ExactMoments.of(series);
    Moments plain = scalarSums(series);
    assertThat(Math.abs(plain.squares()[0] / exact.centralSum(2) - 1)).isGreaterThan(0.01);
    Moments moments = aboutShift(plain.mean(0), series);
    assertThat(moments.squares()[0] / exact.centralSum(2)).isCloseTo(1, within(1e-13));
    assertThat(moments.mean(0)).isEqualTo(exact.mean());
  }

  @Test
  void notANumberIsNotHidden() {
    Moments bad = scalarSums(1, Double.NaN).plus(scalarSums(1, 2));
    assertThat(bad.mean(0)).isNaN();
    assertThat(bad.variance(0)).isNaN();
  }

  @Test
  void areMadeAgainFromTheirState() {
    Moments moments = oneByOne(FIRST);
    double[] means = moments.means();
    Moments again = Moments.of(moments.count(), means, moments.squares());
    assertThat(again).isEqualTo(moments);
    means[0] = 99;
    moments.squares()[0] = 99;
    assertThat(again).isEqualTo(moments).isEqualTo(oneByOne(FIRST));
  }

  @Test
  void refuseStateThatIsNone() {
    assertThatThrownBy(() -> Moments.of(-1, new double[2], new double[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "moments must be of a count of at least 0 and as many means as squares, were -1, 2, 2");
    assertThatThrownBy(() -> Moments.of(1, new double[2], new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("were 1, 2, 3");
  }
}
