package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("bits")
class TotalsTest {

  /** Cuts a range at random again and again and merges the parts in that association. */
  private static Totals inRandomAssociation(Random random, long firstBag, long endBag) {
    if (endBag - firstBag < 2 || random.nextInt(10) == 0) {
      return SeededBags.sequential("s", firstBag, endBag);
    }
    long cut = firstBag + random.nextInt((int) (endBag - firstBag) + 1);
    return inRandomAssociation(random, firstBag, cut)
        .plus(inRandomAssociation(random, cut, endBag));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "0, 2",
    "0, 95",
    "0, 96",
    "0, 97",
    "0, 98",
    "0, 191",
    "0, 192",
    "0, 193",
    "0, 194",
    "0, 1000",
    "0, 3000",
    "1, 193",
    "7, 500",
    "12345, 1024",
    "4095, 2049",
    "1048575, 400"
  })
  void totalsAreTheSameBitsHoweverTheirBagsWereGrouped(long firstBag, long bags) {
    Totals sequential = SeededBags.sequential("s", firstBag, firstBag + bags);
    Random random = new Random(firstBag + bags);
    for (int trial = 0; trial < 10; trial++) {
      Totals merged = inRandomAssociation(random, firstBag, firstBag + bags);
      assertThat(merged).isEqualTo(sequential).hasSameHashCodeAs(sequential);
      assertThat(merged.sums()).isEqualTo(sequential.sums());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 50, 96, 97, 150, 777})
  void bagByBagAfterAResumeGivesTheSameBits(long resumeAt) {
    Totals sequential = SeededBags.sequential("s", 0, 800);
    Totals before = inRandomAssociation(new Random(resumeAt), 0, resumeAt);
    assertThat(SeededBags.continued(before, 800)).isEqualTo(sequential);
  }

  @Test
  void mergingIsAssociativeForThreeRangesAnywhere() {
    Random random = new Random(31);
    for (int trial = 0; trial < 40; trial++) {
      long start = random.nextInt(1 << 20);
      long second = start + random.nextInt(200);
      long third = second + random.nextInt(200);
      Totals a = SeededBags.sequential("s", start, second);
      Totals b = SeededBags.sequential("s", second, third);
      Totals c = SeededBags.sequential("s", third, third + random.nextInt(200));
      assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 4095, 5461})
  void blocksAreFewAlignedAndCoverTheRange(long firstBag) {
    Totals totals = Totals.startingAt("s", firstBag);
    for (long index = firstBag; index < firstBag + 6000; index++) {
      totals = totals.plus(SeededBags.bag("s", index));
      assertThat(totals.blocks()).hasSizeLessThanOrEqualTo(Totals.MAX_BLOCKS);
      assertCovers(totals, firstBag, index + 1);
    }
  }

  private static void assertCovers(Totals totals, long firstBag, long endBag) {
    long next = firstBag;
    for (Block block : totals.blocks()) {
      assertThat(block.firstBag()).isEqualTo(next);
      assertThat(block.isAligned()).isTrue();
      next = block.nextBag();
    }
    assertThat(next).isEqualTo(endBag);
  }

  @Test
  void manyBagsStillLeaveEnoughBlocksForAJackknife() {
    Totals totals = Totals.startingAt("s", 0);
    for (long index = 0; index < 3000; index++) {
      totals = totals.plus(SeededBags.bag("s", index));
      assertThat(totals.blocks().size()).isGreaterThanOrEqualTo((int) Math.min(index + 1, 48));
    }
  }

  @Test
  void sumsAreTheMomentsOfAllNetworks() {
    int bags = 1000;
    List<Double> first = new ArrayList<>();
    List<Double> second = new ArrayList<>();
    for (long index = 0; index < bags; index++) {
      List<double[]> contributions = SeededBags.bag("s", index).contributions();
      for (int i = 0; i < SeededBags.BAG_SIZE; i++) {
        first.add(contributions.get(0)[i]);
        second.add(contributions.get(1)[i]);
      }
    }
    Totals totals = SeededBags.sequential("s", 0, bags);
    assertMoments(totals, 0, first.stream().mapToDouble(y -> y).toArray());
    assertMoments(totals, 1, second.stream().mapToDouble(y -> y).toArray());
  }

  private static void assertMoments(Totals totals, int s, double[] series) {
    ExactMoments exact = ExactMoments.of(series);
    Sums sums = totals.sums();
    CentralMoments moments = sums.series().get(s);
    double variance = exact.centralSum(2) / (series.length - 1);
    assertThat(sums.networks()).isEqualTo(series.length);
    assertThat(totals.networks()).isEqualTo(series.length);
    assertThat(sums.seriesMean(s)).isCloseTo(exact.mean(), within(1e-14));
    assertThat(sums.componentMean(s)).isCloseTo(exact.mean(), within(1e-14));
    assertThat(moments.m2() / exact.centralSum(2)).isCloseTo(1, within(1e-13));
    assertThat(moments.m4() / exact.centralSum(4)).isCloseTo(1, within(1e-13));
    // The components of one bag come from plain sums, 30 standard deviations from zero.
    assertThat(sums.components().variance(s) / variance).isCloseTo(1, within(1e-11));
    double[] deviations =
        Arrays.stream(series).map(y -> Math.abs(y - exact.mean())).sorted().toArray();
    assertThat(totals.tail(s).largestDeviations(exact.mean(), 200))
        .containsExactly(Arrays.copyOfRange(deviations, series.length - 200, series.length));
  }

  @Test
  void countsBagsAndNetworks() {
    Totals totals = SeededBags.sequential("s", 10, 30);
    assertThat(totals.bags()).isEqualTo(20);
    assertThat(totals.nextBag()).isEqualTo(30);
    assertThat(totals.networks()).isEqualTo(20L * SeededBags.BAG_SIZE);
    assertThat(totals.shard()).isEqualTo("s");
  }

  @Test
  void emptyIsNeutralBitForBit() {
    Totals totals = SeededBags.sequential("s", 3, 140);
    assertThat(Totals.startingAt("s", 3).plus(totals)).isEqualTo(totals);
    assertThat(totals.plus(Totals.startingAt("s", 140))).isEqualTo(totals);
    assertThat(Totals.startingAt("s", 3).plus(Totals.startingAt("s", 3)))
        .isEqualTo(Totals.startingAt("s", 3));
  }

  @Test
  void emptyTotalsHoldNothing() {
    Totals empty = Totals.startingAt("s", 3);
    assertThat(empty.bags()).isZero();
    assertThat(empty.networks()).isZero();
    assertThat(empty.blocks()).isEmpty();
    assertThat(empty.tail(0)).isEqualTo(ExtremeValues.startingAt(3));
    assertThatThrownBy(empty::sums)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("totals of shard s hold no bags");
  }

  @Test
  void bagsOfAnotherShardAreRefused() {
    Totals totals = SeededBags.sequential("mine", 0, 10);
    String message = "bags of shard other cannot be added to totals of shard mine";
    assertThatThrownBy(() -> totals.plus(SeededBags.bag("other", 10)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> totals.plus(SeededBags.sequential("other", 10, 20)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThat(totals).isEqualTo(SeededBags.sequential("mine", 0, 10));
  }

  @Test
  void bagsThatAreNotTheNextAreRefused() {
    Totals totals = SeededBags.sequential("s", 0, 10);
    for (long wrong : new long[] {0, 9, 11, 1000}) {
      String message = "bag 10 of shard s must come next, came " + wrong;
      assertThatThrownBy(() -> totals.plus(SeededBags.bag("s", wrong)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(message);
      assertThatThrownBy(() -> totals.plus(SeededBags.sequential("s", wrong, wrong + 5)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(message);
    }
    assertThat(totals).isEqualTo(SeededBags.sequential("s", 0, 10));
  }

  @Test
  void evenAnEmptyRangeMustBeginWhereTheOtherEnds() {
    Totals totals = SeededBags.sequential("s", 0, 10);
    assertThatThrownBy(() -> totals.plus(Totals.startingAt("s", 11)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bag 10 of shard s must come next, came 11");
  }

  @Test
  void addingLeavesTheOperandsAsTheyWere() {
    Totals a = SeededBags.sequential("s", 0, 100);
    Totals b = SeededBags.sequential("s", 100, 250);
    LongStream.range(0, 3).forEach(i -> a.plus(b));
    a.plus(SeededBags.bag("s", 100));
    assertThat(a).isEqualTo(SeededBags.sequential("s", 0, 100)).isNotEqualTo(b);
    assertThat(b).isEqualTo(SeededBags.sequential("s", 100, 250));
  }

  @Test
  void bagsThatMeasureSomethingElseAreRefused() {
    Totals totals = SeededBags.sequential("s", 0, 1);
    Bag oneSeries = SeededBags.bag("s", 1, new double[] {1, 2, 3, 4, 5});
    assertThatThrownBy(() -> totals.plus(oneSeries))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bags of shard s must all measure the same components and series");
    Totals others = Totals.startingAt("s", 1).plus(oneSeries);
    assertThatThrownBy(() -> totals.plus(others)).isInstanceOf(IllegalArgumentException.class);
    assertThat(totals).isEqualTo(SeededBags.sequential("s", 0, 1));
  }

  private static List<ExtremeValues> tailsOf(Totals totals) {
    return IntStream.range(0, totals.seriesCount()).mapToObj(totals::tail).toList();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "7, 0", "0, 1", "0, 96", "0, 97", "0, 193", "7, 500", "4095, 2049"})
  void fromTheirPartsTheyGrowAsIfNeverTakenApart(long firstBag, long bags) {
    Totals whole = SeededBags.sequential("s", firstBag, firstBag + bags);
    Totals again = Totals.of("s", firstBag, firstBag + bags, whole.blocks(), tailsOf(whole));
    assertThat(again).isEqualTo(whole);
    assertThat(SeededBags.continued(again, firstBag + bags + 200))
        .isEqualTo(SeededBags.continued(whole, firstBag + bags + 200));
  }

  @Test
  void partsThatNoBagsMakeAreRefused() {
    Totals totals = SeededBags.sequential("s", 0, 97);
    List<ExtremeValues> tails = tailsOf(totals);
    List<Block> blocks = totals.blocks();
    List<Block> single = SeededBags.sequential("s", 0, 96).blocks();
    List<Block> joinable = Stream.concat(single.stream(), blocks.stream().skip(48)).toList();
    List<Block> tooLarge = List.of(blocks.get(0).join(blocks.get(1)));
    List<Block> notAligned = SeededBags.sequential("s", 1, 3).blocks();
    List<Block> joined = List.of(notAligned.get(0).join(notAligned.get(1)));
    assertRefused(0, 96, blocks, tails, "blocks of shard s must be those of bags 0 until 96");
    assertRefused(1, 97, blocks, tails, "blocks of shard s must be those of bags 1 until 97");
    assertRefused(0, 97, blocks.subList(1, 49), tails, "blocks of shard s must be");
    assertRefused(0, 97, reversed(blocks), tails, "blocks of shard s must be");
    assertRefused(0, 97, joinable, tails, "blocks of shard s must be");
    assertRefused(0, 4, tooLarge, tails, "blocks of shard s must be");
    assertRefused(1, 3, joined, tails, "blocks of shard s must be");
    assertRefused(0, 1, List.of(), List.of(), "blocks of shard s must be");
    assertRefused(-1, -1, List.of(), List.of(), "blocks of shard s must be");
  }

  private static void assertRefused(
      long firstBag, long nextBag, List<Block> blocks, List<ExtremeValues> tails, String message) {
    assertThatThrownBy(() -> Totals.of("s", firstBag, nextBag, blocks, tails))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  private static List<Block> reversed(List<Block> blocks) {
    List<Block> reversed = new ArrayList<>(blocks);
    Collections.reverse(reversed);
    return reversed;
  }

  @Test
  void partsThatDoNotGoTogetherAreRefused() {
    Totals totals = SeededBags.sequential("s", 0, 1);
    Block other = new Block(1, 1, SeededBags.bag("s", 1, new double[] {1, 2, 3}).sums());
    assertRefused(
        0,
        2,
        List.of(totals.blocks().get(0), other),
        tailsOf(totals),
        "bags of shard s must all measure the same components and series");
    assertRefused(
        0,
        1,
        totals.blocks(),
        List.of(ExtremeValues.startingAt(0)),
        "totals of shard s must have a tail of each of 2 series, had 1");
    assertRefused(
        0,
        0,
        List.of(),
        List.of(ExtremeValues.startingAt(0)),
        "totals of shard s must have a tail of each of 0 series, had 1");
  }

  @Test
  void tailsOfOtherBagsAreRefused() {
    Totals totals = SeededBags.sequential("s", 0, 2);
    assertRefused(
        0,
        2,
        totals.blocks(),
        tailsOf(SeededBags.sequential("s", 0, 1)),
        "tail 0 of shard s must be that of 10 values in bags 0 until 2");
  }
}
