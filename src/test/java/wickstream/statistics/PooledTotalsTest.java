package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PooledTotalsTest {
  private static final ToDoubleFunction<Means> MEAN = means -> means.seriesMean(0);
  private static final ToDoubleFunction<Means> CURVED = means -> Math.exp(means.seriesMean(0));

  /** Totals as of their own seed, by the bags they take. */
  private static Totals part(long seed, int bags) {
    Totals totals = Totals.startingAt("s", 0);
    for (int i = 0; i < bags; i++) {
      double[] series = SeriesOf.normals(seed << 32 | i, 5, 1, 0.5);
      totals = totals.plus(SeededBags.bag("s", i, series));
    }
    return totals;
  }

  private static void assertClose(Estimate actual, Estimate expected, double relative) {
    assertThat(actual.value() / expected.value()).isCloseTo(1, within(relative));
    assertThat(actual.standardError() / expected.standardError()).isCloseTo(1, within(relative));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 96, 97, 1000})
  void ofOneHasItsEstimates(int bags) {
    Totals one = part(1, bags);
    Totals pooled = Totals.pooled(List.of(one));
    assertThat(Jackknife.estimate(pooled, CURVED)).isEqualTo(Jackknife.estimate(one, CURVED));
    assertThat(pooled.sums()).isEqualTo(one.sums());
    int most = TailShape.exceedances(one.networks()) + 1;
    assertThat(pooled.tail(0).largestDeviations(1, most))
        .containsExactly(one.tail(0).largestDeviations(1, most));
    assertThat(pooled.shard()).isEqualTo("s");
    assertThat(pooled.bags()).isEqualTo(bags);
    assertThat(pooled.networks()).isEqualTo(one.networks());
  }

  @Test
  void meansAreThoseOfAllNetworks() {
    List<Totals> parts = List.of(part(1, 300), part(2, 7), part(3, 100));
    Totals pooled = Totals.pooled(parts);
    double series = 0;
    double component = 0;
    for (Totals part : parts) {
      series += part.networks() * part.sums().seriesMean(0);
      component += part.networks() * part.sums().componentMean(0);
    }
    assertThat(pooled.bags()).isEqualTo(407);
    assertThat(pooled.networks()).isEqualTo(5 * 407);
    assertThat(pooled.sums().networks()).isEqualTo(5 * 407);
    assertThat(pooled.sums().seriesMean(0)).isCloseTo(series / (5 * 407), within(1e-14));
    assertThat(pooled.sums().componentMean(0)).isCloseTo(component / (5 * 407), within(1e-14));
    assertThat(pooled.tail(0).count()).isEqualTo(5 * 407);
    assertThat(pooled.tail(0))
        .isEqualTo(Totals.pooled(List.of(parts.get(2), parts.get(0), parts.get(1))).tail(0));
  }

  @Test
  void blocksAreFewContiguousAndNeverOfTwoParts() {
    List<Totals> parts =
        IntStream.rangeClosed(1, 9).mapToObj(seed -> part(seed, 37 * seed)).toList();
    List<Block> blocks = Totals.pooled(parts).blocks();
    assertThat(blocks).hasSizeBetween(Totals.MAX_BLOCKS / 2, Totals.MAX_BLOCKS);
    List<Long> ends = new ArrayList<>();
    long next = 0;
    for (Block block : blocks) {
      assertThat(block.firstBag()).isEqualTo(next);
      next = block.nextBag();
      ends.add(next);
    }
    long end = 0;
    for (Totals part : parts) {
      end += part.bags();
      assertThat(ends).contains(end);
    }
    assertThat(next).isEqualTo(end);
  }

  @Test
  void asManyPartsAsBlocksBecomeABlockEach() {
    List<Totals> parts =
        IntStream.rangeClosed(1, Totals.MAX_BLOCKS)
            .mapToObj(seed -> part(seed, seed % 3 + 1))
            .toList();
    assertThat(Totals.pooled(parts).blocks())
        .extracting(Block::bags)
        .containsExactlyElementsOf(parts.stream().map(Totals::bags).toList());
  }

  /**
   * 2000 bags in one piece make 63 blocks, and two halves 126 of half the size. A variance from g
   * blocks scatters by √(2/(g−1)), 18 % and 13 %; as both come of the same bags, their ratio
   * scatters by the root of the difference of the squares, 13 %, and that of sums over 50 repeats
   * by 1.8 %, so that of the errors by 0.9 %: five times that is left by chance in 6e-7 of all
   * cases.
   */
  @Test
  void theErrorOfTwoHalvesIsThatOfTheWhole() {
    double ofWhole = 0;
    double ofHalves = 0;
    for (int seed = 0; seed < 50; seed++) {
      double[] series = SeriesOf.normals(seed, 2000 * 5, 1, 0.5);
      Estimate whole = Jackknife.estimate(SeededBags.cutEqually(series, 2000), CURVED);
      Estimate halves = Jackknife.estimate(pooledHalves(series), CURVED);
      assertThat(halves.value()).isCloseTo(whole.value(), within(0.01 * whole.standardError()));
      ofWhole += whole.standardError() * whole.standardError();
      ofHalves += halves.standardError() * halves.standardError();
    }
    assertThat(Math.sqrt(ofHalves / ofWhole)).isCloseTo(1, within(5 * 0.009));
  }

  private static Totals pooledHalves(double[] series) {
    int half = series.length / 2;
    return Totals.pooled(
        List.of(
            SeededBags.cutEqually(Arrays.copyOf(series, half), 1000),
            SeededBags.cutEqually(Arrays.copyOfRange(series, half, 2 * half), 1000)));
  }

  @Test
  void momentsAndTailOfTwoHalvesAreThoseOfTheWhole() {
    double[] series = SeriesOf.normals(51, 2000 * 5, 1, 0.5);
    Totals whole = SeededBags.cutEqually(series, 2000);
    Totals pooled = pooledHalves(series);
    TailDiagnosis expected = TailDiagnosis.of(whole, List.of(0));
    TailDiagnosis diagnosis = TailDiagnosis.of(pooled, List.of(0));
    assertClose(
        new Quantity.SeriesMean(0).estimate(pooled),
        new Quantity.SeriesMean(0).estimate(whole),
        1e-13);
    assertThat(diagnosis.varianceOfVariance() / expected.varianceOfVariance())
        .isCloseTo(1, within(1e-12));
    assertThat(diagnosis.shape()).isCloseTo(expected.shape(), within(1e-8));
  }

  @Test
  void theOrderOfThePartsMattersToRoundingAlone() {
    List<Totals> parts =
        new ArrayList<>(List.of(part(1, 200), part(2, 91), part(3, 1000), part(4, 3)));
    Totals first = Totals.pooled(parts);
    for (int trial = 0; trial < 10; trial++) {
      Collections.shuffle(parts, new Random(trial));
      Totals other = Totals.pooled(parts);
      assertClose(Jackknife.estimate(other, CURVED), Jackknife.estimate(first, CURVED), 1e-12);
      assertThat(other.tail(0)).isEqualTo(first.tail(0));
      assertThat(other.blocks()).hasSameSizeAs(first.blocks());
    }
  }

  @Test
  void theStoppingRuleAssessesThem() {
    Totals pooled = Totals.pooled(List.of(part(1, 200), part(2, 91)));
    Quantity mean = new Quantity.FunctionOfMeans(MEAN, List.of(0));
    StoppingRule rule =
        new StoppingRule(
            mean,
            Rules.relative(0.1),
            Rules.bags(20, 1000),
            Rules.SEQUENCE,
            Optional.empty(),
            Rules.unchecked(Rules.SEQUENCE));
    Assessment assessment = rule.assess(pooled);
    assertThat(assessment.networks()).isEqualTo(291 * 5);
    assertThat(assessment.estimate()).isEqualTo(mean.estimate(pooled));
    assertThat(assessment.isReached()).isTrue();
  }

  @Test
  void nothingIsAddedToThem() {
    Totals one = part(1, 4);
    Totals pooled = Totals.pooled(List.of(one));
    String message = "pooled totals of shard s cannot be added up with others";
    assertThat(pooled.isPooled()).isTrue();
    assertThat(one.isPooled()).isFalse();
    assertThat(pooled).isNotEqualTo(one);
    Stream.<Runnable>of(
            () -> pooled.plus(SeededBags.bag("s", 4, new double[] {1})),
            () -> pooled.plus(Totals.startingAt("s", 4)),
            () -> Totals.startingAt("s", 0).plus(pooled))
        .forEach(
            adding ->
                assertThatThrownBy(adding::run)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(message));
  }

  @Test
  void emptyPartsAddNothing() {
    Totals one = part(1, 4);
    Totals empty = Totals.startingAt("s", 7);
    assertThat(Totals.pooled(List.of(empty, one, empty))).isEqualTo(Totals.pooled(List.of(one)));
    assertThat(Totals.pooled(List.of(empty, empty)).bags()).isZero();
  }

  @Test
  void strangersAreRefused() {
    Totals one = SeededBags.sequential("s", 0, 3);
    assertRefused(
        List.of(one, SeededBags.sequential("t", 0, 3)),
        "totals of shards s and t cannot be pooled");
    assertRefused(
        List.of(one, Totals.startingAt("t", 0)), "totals of shards s and t cannot be pooled");
    assertRefused(List.of(one, part(1, 3)), "bags of shard s must all measure the same");
    assertRefused(List.of(), "between 1 and 128 totals can be pooled, were 0");
    assertRefused(
        Collections.nCopies(129, one), "between 1 and 128 totals can be pooled, were 129");
  }

  private static void assertRefused(List<Totals> parts, String message) {
    assertThatThrownBy(() -> Totals.pooled(parts))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
