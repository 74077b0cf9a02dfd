package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtremeValuesTest {

  private static ExtremeValues of(double[] series) {
    return ExtremeValues.EMPTY.plus(series);
  }

  private static double[] bruteForce(double[] series, double mean, int most) {
    double[] sorted = Arrays.stream(series).map(y -> Math.abs(y - mean)).sorted().toArray();
    int kept = Math.min(Math.min(most, ExtremeValues.CAPACITY), sorted.length);
    return Arrays.copyOfRange(sorted, sorted.length - kept, sorted.length);
  }

  private static void assertLargestDeviations(double[] series, double mean) {
    ExtremeValues tail = of(series);
    for (int most :
        new int[] {0, 1, 2, 100, 1000, ExtremeValues.CAPACITY, ExtremeValues.CAPACITY + 1}) {
      assertThat(tail.largestDeviations(mean, series.length, most))
          .as("%d entries, %d largest", series.length, most)
          .containsExactly(bruteForce(series, mean, most));
    }
  }

  /** In one piece, in random pieces one after the other, and in pieces merged at random. */
  private static ExtremeValues inPieces(
      Random random, double[] series, int from, int to, int depth) {
    if (depth == 0 || to - from < 2) {
      ExtremeValues tail = ExtremeValues.EMPTY;
      int at = from;
      while (at < to) {
        int end = Math.min(to, at + 1 + random.nextInt(3000));
        tail = tail.plus(Arrays.copyOfRange(series, at, end));
        at = end;
      }
      return tail;
    }
    int cut = from + random.nextInt(to - from + 1);
    ExtremeValues left = inPieces(random, series, from, cut, depth - 1);
    ExtremeValues right = inPieces(random, series, cut, to, depth - 1);
    return random.nextBoolean() ? left.plus(right) : right.plus(left);
  }

  private static void assertSameHoweverItCame(double[] series) {
    ExtremeValues whole = of(series);
    Random random = new Random(series.length);
    for (int trial = 0; trial < 20; trial++) {
      double[] shuffled = SeriesOf.shuffled(trial, series);
      ExtremeValues pieces = inPieces(random, shuffled, 0, shuffled.length, trial % 5);
      assertThat(pieces).isEqualTo(whole).hasSameHashCodeAs(whole);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 100, 4095, 4096, 4097, 6000, 8191, 8192, 8193, 30_000})
  void contentDoesNotDependOnSplittingMergingOrOrder(int count) {
    assertSameHoweverItCame(SeriesOf.normals(count, count, 0, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 5000, 20_000})
  void contentDoesNotDependOnOrderWithManyTies(int count) {
    double[] dice = new Random(7).ints(count, 1, 7).asDoubleStream().toArray();
    assertSameHoweverItCame(dice);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {1, 2, 3, 100, 4095, 4096, 4097, 5000, 6143, 8000, 8191, 8192, 8193, 9000, 50_000})
  void largestDeviationsAreThoseOfTheWholeSeries(int count) {
    double[] series = SeriesOf.normals(count, count, 2, 3);
    double mean = Arrays.stream(series).average().orElseThrow();
    assertLargestDeviations(series, mean);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 5000, 8192, 20_000})
  void largestDeviationsAreRightWhereverTheMeanTurnsOutToBe(int count) {
    double[] skewed = Arrays.stream(SeriesOf.normals(21, count, 0, 1)).map(Math::exp).toArray();
    for (double mean : new double[] {-1e6, -1, 0, 0.5, 1, 1.7, 10, 1e6}) {
      assertLargestDeviations(skewed, mean);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 4096, 5000, 8192, 20_000})
  void tiesCountAsOftenAsTheyCame(int count) {
    double[] dice = new Random(8).ints(count, 1, 7).asDoubleStream().toArray();
    assertLargestDeviations(dice, 3.5);
    assertLargestDeviations(new double[count], 0);
    assertLargestDeviations(new double[count], 1);
  }

  @Test
  void zerosOfEitherSignAreTheSameDeviation() {
    double[] zeros = new double[6000];
    Arrays.fill(zeros, 0, 3000, -0.0);
    assertThat(of(zeros).largestDeviations(0, 6000, 6000)).hasSize(4096).containsOnly(0.0);
    assertThat(of(zeros).largestDeviations(0.5, 6000, 6000)).hasSize(4096).containsOnly(0.5);
  }

  @Test
  void emptyIsNeutralBitForBit() {
    ExtremeValues tail = of(SeriesOf.normals(22, 9000, 0, 1));
    assertThat(tail.plus(ExtremeValues.EMPTY)).isEqualTo(tail);
    assertThat(ExtremeValues.EMPTY.plus(tail)).isEqualTo(tail);
    assertThat(tail.plus(new double[0])).isEqualTo(tail);
    assertThat(ExtremeValues.EMPTY.plus(ExtremeValues.EMPTY)).isEqualTo(ExtremeValues.EMPTY);
    assertThat(ExtremeValues.EMPTY.largestDeviations(0, 0, 10)).isEmpty();
  }

  @Test
  void plusChangesNeitherTheSeriesNorTheTail() {
    double[] series = SeriesOf.normals(23, 5000, 0, 1);
    double[] copy = series.clone();
    ExtremeValues tail = of(series);
    tail.plus(new double[] {-100, 100});
    assertThat(series).containsExactly(copy);
    assertThat(tail).isEqualTo(of(copy)).isNotEqualTo(tail.plus(new double[] {100}));
  }

  /** Zeros of both signs differ in the order of sorting, and so must in that of keeping. */
  @Test
  void zerosOfBothSignsKeepTheirPlaces() {
    double[] zeros = new double[ExtremeValues.CAPACITY];
    Arrays.fill(zeros, -0.0);
    assertThat(of(zeros).plus(new double[] {0.0})).isEqualTo(of(new double[] {0.0}).plus(zeros));
  }

  @Test
  void infinitiesAndNaNAreKeptAtBothEndsOfAShortSeries() {
    double[] odd = {1, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
    assertThat(of(odd).largestDeviations(0, 4, 4)).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 4096, 4097, 9000})
  void isMadeAgainFromWhatItKeeps(int count) {
    ExtremeValues tail =
        of(SeriesOf.normals(24, count, 0, 1)).plus(new double[] {-100, 100, Double.NaN});
    ExtremeValues again = ExtremeValues.of(tail.low(), tail.high());
    assertThat(again).isEqualTo(tail);
    assertThat(again.size()).isEqualTo(tail.size()).isEqualTo(tail.low().length);
    double[] more = SeriesOf.normals(25, 5000, 1, 2);
    assertThat(again.plus(more)).isEqualTo(tail.plus(more));
    tail.low()[0] = 99;
    tail.high()[0] = 99;
    assertThat(again).isEqualTo(tail);
  }

  @Test
  void refusesWhatNoSeriesLeaves() {
    double[] full = SeriesOf.normals(26, ExtremeValues.CAPACITY, 0, 1);
    Arrays.sort(full);
    double[] above = Arrays.stream(full).map(y -> y + 1).toArray();
    double[] tooMany = new double[ExtremeValues.CAPACITY + 1];
    assertThat(ExtremeValues.of(full, above).size()).isEqualTo(ExtremeValues.CAPACITY);
    assertRefused(above, full);
    assertRefused(tooMany, tooMany);
    assertRefused(full, new double[0]);
    assertRefused(new double[] {1, 2}, new double[] {1, 3});
    assertRefused(new double[] {2, 1}, new double[] {2, 1});
    assertRefused(new double[] {0.0, -0.0}, new double[] {0.0, -0.0});
  }

  private static void assertRefused(double[] low, double[] high) {
    assertThatThrownBy(() -> ExtremeValues.of(low, high))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the smallest and the largest values of one series");
  }
}
