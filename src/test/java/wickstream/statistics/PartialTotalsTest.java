package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartialTotalsTest {
  private static final int BAGS =
      2500; // of five networks each: more than a tail keeps at both ends

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anyStretchesGiveTheBitsOfSingleBags(long seed) {
    Random random = new Random(seed);
    Totals whole = SeededBags.sequential("s", 0, BAGS);
    Totals totals = Totals.startingAt("s", 0);
    Totals known = totals;
    while (totals.nextBag() < BAGS) {
      long first = totals.nextBag();
      long left = Math.min(BAGS, PartialTotals.endOfStretch(first)) - first;
      long bags = 1 + random.nextInt((int) Math.min(left, random.nextBoolean() ? 20 : 2000));
      if (random.nextBoolean()) { // as at the begin of a grant: others know less
        known = totals;
      }
      totals = totals.plus(partialTotals(first, bags, known.bounds()));
    }
    assertThat(totals).isEqualTo(whole);
    assertThat(totals.blocks()).isEqualTo(whole.blocks());
  }

  private static PartialTotals partialTotals(
      long firstBag, long bags, List<ExtremeValues.Bounds> bounds) {
    Grant range = new Grant(firstBag, firstBag + bags);
    PartialTotals.Builder builder = new PartialTotals.Builder("s", range, bounds);
    for (long index = range.firstBag(); index < range.endBag(); index++) {
      builder.add(SeededBags.bag("s", index));
    }
    return builder.build();
  }

  @Test
  void equalValuesAndOddOnesKeepTheirPlaces() {
    double[] odd = {0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, -1, -1, -1, 1};
    Totals whole = Totals.startingAt("s", 0);
    Totals totals = Totals.startingAt("s", 0);
    for (long index = 0; index < 2000; index++) {
      whole = whole.plus(SeededBags.bag("s", index, odd));
    }
    while (totals.nextBag() < 2000) {
      long first = totals.nextBag();
      long end = Math.min(2000, PartialTotals.endOfStretch(first));
      Grant range = new Grant(first, Math.min(end, first + 400));
      PartialTotals.Builder builder = new PartialTotals.Builder("s", range, totals.bounds());
      for (long index = range.firstBag(); index < range.endBag(); index++) {
        builder.add(SeededBags.bag("s", index, odd));
      }
      totals = totals.plus(builder.build());
    }
    assertThat(totals.tail(0)).isEqualTo(whole.tail(0));
  }

  @Test
  void littleTravelsOfALongSeries() {
    Totals totals = SeededBags.sequential("s", 0, BAGS);
    PartialTotals partialTotals = partialTotals(BAGS, 100, totals.bounds());
    assertThat(partialTotals.extremes())
        .allSatisfy(extremes -> assertThat(extremes.length).isLessThan(500));
    assertThat(partialTotals(BAGS, 100, List.of()).extremes())
        .allSatisfy(extremes -> assertThat(extremes).hasSize(500));
    assertThat(partialTotals.blocks().size()).isLessThan(15); // of up to 32 bags
  }

  @Test
  void aStretchEndsAtAPowerOfTwo() {
    Totals totals = SeededBags.sequential("s", 0, 200);
    PartialTotals acrossIt = partialTotals(200, 57, List.of());
    assertThatThrownBy(() -> totals.plus(acrossIt))
        .hasMessage("bags 200 until 257 must lie between two powers of two");
  }

  @Test
  void aLongStretchKeepsNoMoreThanATail() {
    assertThat(partialTotals(0, BAGS, List.of()).extremes())
        .allSatisfy(
            extremes ->
                assertThat(extremes.length).isLessThanOrEqualTo(4 * ExtremeValues.CAPACITY));
  }

  @Test
  void strangersAreRefused() {
    PartialTotals.Builder builder = new PartialTotals.Builder("s", new Grant(3, 5), List.of());
    assertThatThrownBy(() -> builder.add(SeededBags.bag("other", 3)))
        .hasMessage("bag 3 of shard s must come next, came 3 of shard other");
    assertThatThrownBy(() -> builder.add(SeededBags.bag("s", 4)))
        .hasMessage("bag 3 of shard s must come next, came 4 of shard s");
    builder.add(SeededBags.bag("s", 3));
    builder.add(SeededBags.bag("s", 4));
    assertThatThrownBy(() -> builder.add(SeededBags.bag("s", 5)))
        .isInstanceOf(IllegalArgumentException.class);
    PartialTotals partialTotals = builder.build();
    Totals none = Totals.startingAt("s", 0);
    assertThatThrownBy(() -> none.plus(partialTotals))
        .hasMessage("bag 0 of shard s must come next, came 3");
    assertThatThrownBy(() -> Totals.startingAt("other", 3).plus(partialTotals))
        .hasMessage("bags of shard s cannot be added to totals of shard other");
    assertThatThrownBy(() -> Totals.startingAt("s", 3).plus(partialTotals))
        .hasMessage("totals of shard s must start at bag 0 to be added to, started at 3");
  }

  @Test
  void nothingIsNoStretch() {
    PartialTotals.Builder builder = new PartialTotals.Builder("s", new Grant(3, 5), List.of());
    assertThatThrownBy(builder::build)
        .hasMessage(
            "a stretch of shard s must be the blocks of bags from 3 on, with the extremes of each series");
  }
}
