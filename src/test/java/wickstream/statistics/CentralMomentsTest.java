package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CentralMomentsTest {
  private static final double[] NORMALS = SeriesOf.normals(11, 400, 0.5, 2);
  private static final double[] SKEWED =
      Arrays.stream(SeriesOf.normals(12, 400, 0, 1)).map(Math::exp).toArray();

  private static CentralMoments of(double... series) {
    return CentralMoments.of(series, series.length);
  }

  private static CentralMoments oneByOne(double[] series) {
    return Arrays.stream(series)
        .mapToObj(CentralMomentsTest::of)
        .reduce(CentralMoments.EMPTY, CentralMoments::plus);
  }

  private static void assertExact(CentralMoments moments, double[] series, double relative) {
    assertExact(moments, ExactMoments.of(series), relative);
  }

  private static void assertExact(CentralMoments moments, ExactMoments exact, double relative) {
    double spread = Math.sqrt(exact.centralSum(2) / exact.count());
    assertThat(moments.count()).isEqualTo(exact.count());
    assertThat(moments.mean()).isCloseTo(exact.mean(), within(relative * spread));
    assertThat(moments.m2() / exact.centralSum(2)).isCloseTo(1, within(relative));
    assertThat(moments.m3())
        .isCloseTo(exact.centralSum(3), within(relative * exact.absoluteThirdSum()));
    assertThat(moments.m4() / exact.centralSum(4)).isCloseTo(1, within(relative));
  }

  private static void assertSame(CentralMoments a, CentralMoments b, double relative) {
    double sigma = Math.sqrt(b.m2() / b.count());
    assertThat(a.count()).isEqualTo(b.count());
    assertThat(a.mean()).isCloseTo(b.mean(), within(relative * sigma));
    assertThat(a.m2() / b.m2()).isCloseTo(1, within(relative));
    assertThat(a.m3()).isCloseTo(b.m3(), within(relative * sigma * b.m2()));
    assertThat(a.m4() / b.m4()).isCloseTo(1, within(relative));
  }

  @Test
  void oneSeriesHasTheMomentsOfTwoExactPasses() {
    assertExact(of(NORMALS), NORMALS, 1e-14);
    assertExact(of(SKEWED), SKEWED, 1e-14);
  }

  @Test
  void entriesAddedOneByOneHaveTheMomentsOfTwoExactPasses() {
    assertExact(oneByOne(NORMALS), NORMALS, 1e-13);
    assertExact(oneByOne(SKEWED), SKEWED, 1e-13);
  }

  @Test
  void onlyTheFirstEntriesCount() {
    double[] padded = SeriesOf.joined(NORMALS, new double[] {1e9, Double.NaN});
    assertThat(CentralMoments.of(padded, NORMALS.length)).isEqualTo(of(NORMALS));
    assertThat(CentralMoments.of(padded, 0)).isEqualTo(CentralMoments.EMPTY);
  }

  @Test
  void emptyIsNeutralBitForBit() {
    CentralMoments moments = of(SKEWED);
    assertThat(CentralMoments.EMPTY.plus(moments)).isEqualTo(moments);
    assertThat(moments.plus(CentralMoments.EMPTY)).isEqualTo(moments);
    assertThat(CentralMoments.EMPTY.plus(CentralMoments.EMPTY)).isEqualTo(CentralMoments.EMPTY);
  }

  @Test
  void splitAnywhereEqualsWhole() {
    for (double[] series : new double[][] {NORMALS, SKEWED}) {
      ExactMoments exact = ExactMoments.of(series);
      for (int cut = 0; cut <= series.length; cut++) {
        CentralMoments left = CentralMoments.of(series, cut);
        CentralMoments right = of(Arrays.copyOfRange(series, cut, series.length));
        assertExact(left.plus(right), exact, 3e-14);
      }
    }
  }

  @Test
  void orderDoesNotMatterUpToRounding() {
    for (int seed = 0; seed < 20; seed++) {
      assertSame(oneByOne(SeriesOf.shuffled(seed, SKEWED)), of(SKEWED), 1e-13);
    }
  }

  @Test
  void mergingIsSymmetricUpToRounding() {
    CentralMoments a = of(NORMALS);
    CentralMoments b = of(Arrays.copyOf(SKEWED, 7));
    assertSame(a.plus(b), b.plus(a), 3e-15);
  }

  @Test
  void wildlyDifferentSizesAndMeansMerge() {
    double[] few = SeriesOf.normals(13, 3, 1e6, 10);
    double[] many = SeriesOf.normals(14, 20_000, -1, 0.1);
    double[] all = SeriesOf.joined(few, many);
    assertExact(of(few).plus(of(many)), all, 1e-13);
    assertExact(of(many).plus(of(few)), all, 1e-13);
  }

  @Test
  void aSingleOutlierAtTheEndMerges() {
    double[] all = SeriesOf.joined(SeriesOf.normals(15, 20_000, 0, 1e-3), new double[] {1e5});
    assertExact(CentralMoments.of(all, 20_000).plus(of(1e5)), all, 1e-13);
    assertExact(of(1e5).plus(CentralMoments.of(all, 20_000)), all, 1e-13);
  }

  @Test
  void equalMeansMergeWithoutCrossTerms() {
    CentralMoments merged = of(-1, 1).plus(of(-2, 0, 2));
    assertThat(merged).isEqualTo(new CentralMoments(5, 0, 10, 0, 34));
  }

  @Test
  void varianceAndErrorAreUnbiasedAndOneEntryHasNone() {
    assertThat(of(1, 2, 3, 4).variance()).isCloseTo(5.0 / 3, within(1e-15));
    assertThat(of(1, 2, 3, 4).estimate().value()).isEqualTo(2.5);
    assertThat(of(1, 2, 3, 4).estimate().standardError())
        .isCloseTo(Math.sqrt(5.0 / 12), within(1e-15));
    assertThat(of(7).variance()).isNaN();
    assertThat(of(7).estimate().value()).isEqualTo(7);
    assertThat(of(7).estimate().standardError()).isNaN();
    assertThat(CentralMoments.EMPTY.variance()).isNaN();
  }

  @Test
  void varianceOfVarianceIsTheFormula() {
    ExactMoments exact = ExactMoments.of(SKEWED);
    double expected = exact.centralSum(4) / Math.pow(exact.centralSum(2), 2) - 1.0 / SKEWED.length;
    assertThat(of(SKEWED).varianceOfVariance()).isCloseTo(expected, within(1e-15));
  }

  @Test
  void varianceOfVarianceOfOneOutlierAmongManyIsNearlyOne() {
    double[] series = new double[10_000];
    series[77] = 1;
    assertThat(of(series).varianceOfVariance()).isCloseTo(1, within(1e-3));
  }

  @Test
  void twoValuesTakenEquallyOftenHaveNoVarianceOfVariance() {
    assertThat(of(1, -1, 1, -1).varianceOfVariance()).isZero();
  }

  @Test
  void varianceOfVarianceDoesNotDependOnUnits() {
    double[] scaled = Arrays.stream(SKEWED).map(y -> 1e-12 * y).toArray();
    assertThat(of(scaled).varianceOfVariance() / of(SKEWED).varianceOfVariance())
        .isCloseTo(1, within(1e-13));
  }

  @Test
  void varianceOfVarianceOfAConstantIsZeroAndOfNothingUnknown() {
    assertThat(of(3, 3, 3).varianceOfVariance()).isZero();
    assertThat(of(3).varianceOfVariance()).isZero();
    assertThat(CentralMoments.EMPTY.varianceOfVariance()).isNaN();
    assertThat(of(1, Double.NaN).varianceOfVariance()).isNaN();
  }

  /** 0.1 ten times over has a mean that is off by an ulp. */
  @Test
  void roundingOfAConstantIsNotTakenForATail() {
    double[] tenths = new double[1000];
    Arrays.fill(tenths, 0.1);
    assertThat(of(tenths).varianceOfVariance()).isCloseTo(0, within(1e-15));
  }

  @Test
  void effectiveSampleSizeCountsEqualWeights() {
    assertThat(of(2, 2, 2, 2, 2).effectiveSampleSize()).isCloseTo(5, within(1e-14));
    assertThat(of(1, 0, 0, 0).effectiveSampleSize()).isCloseTo(1, within(1e-14));
    assertThat(of(3, 1).effectiveSampleSize()).isCloseTo(1.6, within(1e-14));
    assertThat(of(3, 1, 0, 0, 0).effectiveSampleSize()).isCloseTo(1.6, within(1e-14));
  }

  @Test
  void effectiveSampleSizeDoesNotDependOnTheUnitOfTheWeights() {
    double[] scaled = Arrays.stream(SKEWED).map(w -> 1e30 * w).toArray();
    assertThat(of(scaled).effectiveSampleSize() / of(SKEWED).effectiveSampleSize())
        .isCloseTo(1, within(1e-14));
  }

  /** Fourth powers of 1e-81 underflow: what cannot be known must not look tame. */
  @Test
  void varianceOfVarianceIsUnknownWhereFourthPowersLeaveTheRangeOfADouble() {
    double[] tiny = {1e-81, -1e-81, 1e-81, -1e-81};
    double[] huge = {1e81, -1e81, 1e81, -1e81};
    assertThat(CentralMoments.of(tiny, 4).varianceOfVariance()).isNaN();
    assertThat(CentralMoments.of(huge, 4).varianceOfVariance()).isNaN();
  }
}
