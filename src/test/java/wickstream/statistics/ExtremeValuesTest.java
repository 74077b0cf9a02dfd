package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.statistics.ExtremeValues.Kept;

class ExtremeValuesTest {
  private static final int BAG = 10;

  private static double[] bag(double[] series, long index, int bagSize) {
    int from = (int) index * bagSize;
    return Arrays.copyOfRange(series, from, from + bagSize);
  }

  /** The bags of a range, one after the other. */
  private static ExtremeValues sequential(double[] series, int bagSize, long from, long to) {
    ExtremeValues tail = ExtremeValues.startingAt(from);
    for (long index = from; index < to; index++) {
      tail = tail.plus(bag(series, index, bagSize));
    }
    return tail;
  }

  private static ExtremeValues of(double[] series, int bagSize) {
    return sequential(series, bagSize, 0, series.length / bagSize);
  }

  /** Cuts a range at random again and again and merges the parts in that association. */
  private static ExtremeValues inPieces(Random random, double[] series, long from, long to) {
    if (to - from < 2 || random.nextInt(10) == 0) {
      return sequential(series, BAG, from, to);
    }
    long cut = from + random.nextInt((int) (to - from) + 1);
    return inPieces(random, series, from, cut).plus(inPieces(random, series, cut, to));
  }

  /** The values of every bag in another order. */
  private static double[] shuffledInBags(long seed, double[] series) {
    double[] shuffled = new double[series.length];
    for (int from = 0; from < series.length; from += BAG) {
      double[] bag = SeriesOf.shuffled(seed + from, bag(series, from / BAG, BAG));
      System.arraycopy(bag, 0, shuffled, from, BAG);
    }
    return shuffled;
  }

  private static void assertSameHoweverItCame(double[] series, long firstBag) {
    long end = series.length / BAG;
    ExtremeValues whole = sequential(series, BAG, firstBag, end);
    Random random = new Random(series.length);
    for (int trial = 0; trial < 10; trial++) {
      ExtremeValues pieces = inPieces(random, shuffledInBags(trial, series), firstBag, end);
      assertThat(pieces).isEqualTo(whole).hasSameHashCodeAs(whole);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "0, 2", "0, 3", "0, 127", "0, 128", "0, 129", "0, 2500", "1, 3", "5, 2000"})
  void contentDoesNotDependOnSplittingMergingOrOrder(long firstBag, int bags) {
    assertSameHoweverItCame(SeriesOf.normals(bags, bags * BAG, 0, 1), firstBag);
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "0, 700", "0, 2000", "3, 2000"})
  void contentDoesNotDependOnOrderWithManyTies(long firstBag, int bags) {
    double[] dice = new Random(7).ints(bags * BAG, 1, 7).asDoubleStream().toArray();
    assertSameHoweverItCame(dice, firstBag);
    double[] rare =
        new Random(8).ints(bags * BAG, -40, 1).mapToDouble(i -> Math.max(i, -1)).toArray();
    assertSameHoweverItCame(rare, firstBag);
    assertSameHoweverItCame(new double[bags * BAG], firstBag);
  }

  @Test
  void contentDoesNotDependOnOrderWithOddNumbers() {
    double[] odd = {0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1};
    double[] series = new Random(9).ints(20_000, 0, 6).mapToDouble(i -> odd[i]).toArray();
    assertSameHoweverItCame(series, 0);
    assertSameHoweverItCame(series, 7);
  }

  private static double[] bruteForce(double[] series, double mean, int most) {
    double[] sorted = Arrays.stream(series).map(y -> Math.abs(y - mean)).sorted().toArray();
    return Arrays.copyOfRange(sorted, sorted.length - most, sorted.length);
  }

  /** At every length, what the fit asks for is what the whole series has. */
  private static void assertHoldsWhatTheFitUses(double[] series, int bagSize, double mean) {
    ExtremeValues tail = ExtremeValues.startingAt(0);
    for (int n = bagSize; n <= series.length; n += bagSize) {
      tail = tail.plus(Arrays.copyOfRange(series, n - bagSize, n));
      if (n % (9 * bagSize) == 0 || n < 20 * bagSize) {
        int most = TailShape.exceedances(n) + 1;
        assertThat(tail.largestDeviations(mean, most))
            .as("%d values", n)
            .containsExactly(bruteForce(Arrays.copyOf(series, n), mean, most));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 40, 200, 1000})
  void holdsWhatTheFitUsesAtEveryLength(int bagSize) {
    double[] normals = SeriesOf.normals(bagSize, 100 * bagSize, 2, 3);
    double[] skewed = Arrays.stream(normals).map(Math::exp).toArray();
    for (double mean : new double[] {-1e6, 0, 2, 10}) {
      assertHoldsWhatTheFitUses(normals, bagSize, mean);
      assertHoldsWhatTheFitUses(skewed, bagSize, mean);
    }
  }

  @Test
  void holdsWhatTheFitUsesOfVeryLongSeries() {
    double[] series = SeriesOf.normals(31, 2_000_000, 0, 1);
    ExtremeValues tail = of(series, 25_000);
    int most = TailShape.exceedances(series.length) + 1;
    assertThat(most).isEqualTo(ExtremeValues.CAPACITY);
    assertThat(tail.largestDeviations(0.5, most)).containsExactly(bruteForce(series, 0.5, most));
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 500, 20_000})
  void tiesCountAsOftenAsTheyCame(int count) {
    double[] dice = new Random(8).ints(count, 1, 7).asDoubleStream().toArray();
    assertHoldsWhatTheFitUses(dice, 50, 3.5);
    assertHoldsWhatTheFitUses(dice, 50, 1);
    assertHoldsWhatTheFitUses(new double[count], 50, 0);
    assertHoldsWhatTheFitUses(new double[count], 50, 1);
  }

  /** The bound that the class states: about 4 m(n), m(n) = 3√n, and a margin. */
  @ParameterizedTest
  @CsvSource({"1000, 1", "1000, 2", "1000, 3", "1000, 63", "1000, 64", "1000, 900", "50, 2000"})
  void keepsNoMoreThanItNeeds(int bagSize, int bags) {
    int n = bags * bagSize;
    ExtremeValues tail = of(SeriesOf.normals(n, n, 0, 1), bagSize);
    long kept = keptOf(tail);
    assertThat(kept).isLessThan((long) (4.2 * 3 * Math.sqrt(n) + 200)).isLessThanOrEqualTo(n);
    assertThat(tail.count()).isEqualTo(n);
  }

  private static long keptOf(ExtremeValues tail) {
    return Stream.concat(Stream.of(tail.early()), tail.late().stream())
        .mapToLong(part -> part.low().length + part.high().length)
        .sum();
  }

  @Test
  void aSeriesOfEqualValuesGrowsNoTail() {
    ExtremeValues tail = of(new double[1_000_000], 1000);
    assertThat(keptOf(tail)).isLessThan(8000); // m(n) and the margin, both ends, twice
  }

  @Test
  void emptyIsNeutralBitForBit() {
    double[] series = SeriesOf.normals(22, 9000, 0, 1);
    ExtremeValues tail = of(series, BAG);
    assertThat(tail.plus(ExtremeValues.startingAt(900))).isEqualTo(tail);
    assertThat(ExtremeValues.startingAt(0).plus(tail)).isEqualTo(tail);
    ExtremeValues later = sequential(series, BAG, 5, 900);
    assertThat(ExtremeValues.startingAt(5).plus(later)).isEqualTo(later);
    assertThat(ExtremeValues.startingAt(0).largestDeviations(0, 10)).isEmpty();
  }

  @Test
  void plusChangesNeitherTheSeriesNorTheTail() {
    double[] series = SeriesOf.normals(23, 5000, 0, 1);
    double[] copy = series.clone();
    ExtremeValues tail = of(series, 100);
    tail.plus(new double[] {-100, 100});
    assertThat(series).containsExactly(copy);
    assertThat(tail).isEqualTo(of(copy, 100)).isNotEqualTo(tail.plus(new double[] {100}));
  }

  /** So others may leave out what does not lie beyond those of long ago. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-3, -1e-3, 1})
  void boundsNeverWiden(double drift) {
    double[] series = SeriesOf.normals(27, 20_000, 0, 1);
    Arrays.setAll(series, i -> series[i] + i * drift);
    ExtremeValues tail = ExtremeValues.startingAt(0);
    ExtremeValues.Bounds before = new ExtremeValues.Bounds(1e99, -1e99);
    for (long index = 0; index < 2000; index++) {
      tail = tail.plus(bag(series, index, BAG));
      if (!Double.isNaN(tail.bounds().low())) {
        assertThat(tail.bounds().low()).isLessThanOrEqualTo(before.low());
        assertThat(tail.bounds().high()).isGreaterThanOrEqualTo(before.high());
        before = tail.bounds();
      }
    }
    assertThat(before.high()).isGreaterThan(-1e99);
  }

  @Test
  void aStretchEndsAtAPowerOfTwo() {
    ExtremeValues tail = of(SeriesOf.normals(24, 50, 0, 1), BAG);
    assertThat(ExtremeValues.endOfPeriod(0)).isEqualTo(1);
    assertThat(ExtremeValues.endOfPeriod(5)).isEqualTo(8);
    assertThat(ExtremeValues.endOfPeriod(8)).isEqualTo(16);
    assertThatThrownBy(() -> tail.plus(4, 4, new double[4]))
        .hasMessage("bags 5 until 9 must lie between two powers of two");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 1", "0, 128", "0, 129", "0, 900", "3, 3", "3, 900"})
  void isMadeAgainFromItsParts(long firstBag, long bags) {
    double[] series = SeriesOf.normals(24, 10_000, 0, 1);
    ExtremeValues tail = sequential(series, BAG, firstBag, bags);
    ExtremeValues again = ExtremeValues.of(firstBag, bags, tail.early(), tail.late());
    assertThat(again).isEqualTo(tail);
    ExtremeValues more = sequential(series, BAG, bags, 1000);
    assertThat(again.plus(more)).isEqualTo(tail.plus(more));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1000, 4095, 4096, 5000, 8192, 20_000})
  void goesOnFromBothEndsOfEarlierVersions(int count) {
    double[] series = SeriesOf.normals(count, 100_000, 1, 2);
    double[] sorted = Arrays.stream(series).limit(count).sorted().toArray();
    int size = Math.min(count, ExtremeValues.CAPACITY);
    ExtremeValues tail =
        ExtremeValues.ofBothEnds(
            3, count, Arrays.copyOf(sorted, size), Arrays.copyOfRange(sorted, count - size, count));
    assertThat(tail.count()).isEqualTo(count);
    for (int from = count; from <= series.length; from += 500) {
      if (from % 7 == 0 || from == count) {
        int most = TailShape.exceedances(from) + 1;
        assertThat(tail.largestDeviations(1, most))
            .containsExactly(bruteForce(Arrays.copyOf(series, from), 1, most));
      }
      if (from + 500 <= series.length) {
        tail = tail.plus(Arrays.copyOfRange(series, from, from + 500));
      }
    }
  }

  @Test
  void refusesWhatNoBagsLeave() {
    double[] one = {1};
    double[] none = new double[0];
    Kept some = new Kept(100, one, new double[] {2});
    assertThat(ExtremeValues.of(0, 4, some, List.of()).nextBag()).isEqualTo(4);
    assertRefused(-1, 4, some, List.of());
    assertRefused(0, 5, some, List.of());
    assertRefused(0, 4, some, List.of(some));
    assertRefused(3, 2, Kept.NOTHING, List.of());
    assertRefused(3, 4, some, List.of(some));
    assertRefused(3, 5, Kept.NOTHING, List.of(some));
    assertRefused(0, 4, new Kept(100, one, none), List.of());
    assertRefused(0, 4, new Kept(100, none, one), List.of());
    assertRefused(0, 4, new Kept(100, new double[] {2, 1}, one), List.of());
    assertRefused(0, 4, new Kept(100, one, new double[] {0.0, -0.0}), List.of());
    assertThatThrownBy(() -> new Kept(1, one, one)).hasMessage("of 1 values cannot be kept 2");
  }

  private static void assertRefused(long firstBag, long nextBag, Kept early, List<Kept> late) {
    assertThatThrownBy(() -> ExtremeValues.of(firstBag, nextBag, early, late))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a tail must hold the extreme values of bags %d until %d", firstBag, nextBag);
  }

  @Test
  void refusesBothEndsThatNoSeriesLeaves() {
    double[] full = SeriesOf.normals(26, ExtremeValues.CAPACITY, 0, 1);
    Arrays.sort(full);
    double[] above = Arrays.stream(full).map(y -> y + 1).toArray();
    double[] tooMany = new double[ExtremeValues.CAPACITY + 1];
    assertThat(ExtremeValues.ofBothEnds(4, 9000, full, above).count()).isEqualTo(9000);
    assertEndsRefused(9000, above, full);
    assertEndsRefused(9000, tooMany, tooMany);
    assertEndsRefused(9000, full, new double[0]);
    assertEndsRefused(100, full, above);
    assertEndsRefused(2, new double[] {1, 2}, new double[] {1, 3});
    assertEndsRefused(3, new double[] {1, 2}, new double[] {1, 2});
    assertEndsRefused(2, new double[] {2, 1}, new double[] {2, 1});
    assertEndsRefused(2, new double[] {0.0, -0.0}, new double[] {0.0, -0.0});
  }

  private static void assertEndsRefused(long count, double[] low, double[] high) {
    assertThatThrownBy(() -> ExtremeValues.ofBothEnds(4, count, low, high))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the smallest and the largest of %d values", count);
  }
}
