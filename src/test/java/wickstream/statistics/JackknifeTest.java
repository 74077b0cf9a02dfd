package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class JackknifeTest {
  private static final ToDoubleFunction<Means> MEAN = means -> means.seriesMean(0);
  private static final ToDoubleFunction<Means> SQUARE = of(m -> m * m);

  private static ToDoubleFunction<Means> of(DoubleUnaryOperator function) {
    return means -> function.applyAsDouble(means.seriesMean(0));
  }

  private static double[] meansOfBags(double[] series, int bags) {
    int size = series.length / bags;
    double[] means = new double[bags];
    Arrays.setAll(
        means, j -> Arrays.stream(series, j * size, (j + 1) * size).average().orElseThrow());
    return means;
  }

  @Test
  void ofALinearFunctionIsTheMeanWithTheErrorOfTheBlockMeans() {
    double[] series = SeriesOf.normals(41, 40 * 25, 3, 2);
    CentralMoments blocks = CentralMoments.of(meansOfBags(series, 40), 40);
    Estimate estimate =
        Jackknife.estimate(SeededBags.cutEqually(series, 40), means -> 7 - 2 * means.seriesMean(0));
    assertThat(estimate.value()).isCloseTo(7 - 2 * blocks.mean(), within(1e-12));
    assertThat(estimate.standardError())
        .isCloseTo(2 * blocks.estimate().standardError(), within(1e-12));
  }

  @Test
  void ofALinearFunctionWithOneNetworkABlockHasTheErrorOfTheMean() {
    double[] series = SeriesOf.normals(42, 90, 3, 2);
    Estimate expected = CentralMoments.of(series, 90).estimate();
    Estimate estimate = Jackknife.estimate(SeededBags.cutEqually(series, 90), MEAN);
    assertThat(estimate.value()).isCloseTo(expected.value(), within(1e-12));
    assertThat(estimate.standardError()).isCloseTo(expected.standardError(), within(1e-12));
  }

  /** For blocks of one size the bias of ȳ² is estimated as s²/g, s² of the block means. */
  @Test
  void ofASquareTakesAwayExactlyTheVarianceOfTheMean() {
    double[] series = SeriesOf.normals(43, 30 * 10, 0.5, 2);
    CentralMoments blocks = CentralMoments.of(meansOfBags(series, 30), 30);
    Estimate estimate = Jackknife.estimate(SeededBags.cutEqually(series, 30), SQUARE);
    assertThat(estimate.value())
        .isCloseTo(blocks.mean() * blocks.mean() - blocks.variance() / 30, within(1e-12));
  }

  /**
   * The mean of 4000 jackknifed squares is normal around μ² with the error that they show: refuses
   * a right implementation with a probability of 6e-7. Without the correction it would be off by 30
   * of its errors.
   */
  @Test
  void ofASquareIsUnbiased() {
    int repeats = 4000;
    double[] corrected = new double[repeats];
    double[] plain = new double[repeats];
    for (int r = 0; r < repeats; r++) {
      Totals totals = SeededBags.cutEqually(SeriesOf.normals(r, 40, 0.3, 2), 10);
      corrected[r] = Jackknife.estimate(totals, SQUARE).value();
      plain[r] = SQUARE.applyAsDouble(totals.sums());
    }
    Estimate mean = CentralMoments.of(corrected, repeats).estimate();
    Estimate biased = CentralMoments.of(plain, repeats).estimate();
    assertThat(mean.value()).isCloseTo(0.09, within(5 * mean.standardError()));
    assertThat(biased.value()).isGreaterThan(0.09 + 5 * biased.standardError());
  }

  /** Errors from 64 blocks scatter by 1/√(2·63) = 9 %; their mean square over 200 by 0.9 %. */
  @Test
  void ofASmoothFunctionHasTheErrorOfTheDeltaMethod() {
    double sum = 0;
    int repeats = 200;
    for (int r = 0; r < repeats; r++) {
      Totals totals = SeededBags.cutEqually(SeriesOf.normals(1000 + r, 64 * 20, 2, 0.5), 64);
      double error = Jackknife.estimate(totals, of(m -> m * m * m)).standardError();
      sum += error * error;
    }
    double delta = 3 * 2 * 2 * 0.5 / Math.sqrt(64 * 20);
    assertThat(Math.sqrt(sum / repeats) / delta).isCloseTo(1, within(0.03));
  }

  @Test
  void ofBlocksOfDifferentSizesFollowsBusingsFormulas() {
    int[] sizes = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89};
    double[] series = SeriesOf.normals(44, Arrays.stream(sizes).sum(), 1, 0.5);
    for (DoubleUnaryOperator function :
        new DoubleUnaryOperator[] {m -> m, m -> m * m, Math::exp, m -> 1 / (4 + m)}) {
      Estimate expected = byBruteForce(series, sizes, function);
      Estimate estimate = Jackknife.estimate(SeededBags.cut(series, sizes), of(function));
      assertThat(estimate.value() / expected.value()).isCloseTo(1, within(1e-12));
      assertThat(estimate.standardError() / expected.standardError()).isCloseTo(1, within(1e-11));
    }
  }

  /** 161 bags make 80 blocks of two and one of one. */
  @Test
  void blocksThatDoubledAreLeftOutWhole() {
    double[] series = SeriesOf.normals(45, 161 * 4, 1, 0.5);
    Totals totals = SeededBags.cutEqually(series, 161);
    int[] sizes = totals.blocks().stream().mapToInt(block -> (int) block.networks()).toArray();
    assertThat(sizes).hasSize(81).endsWith(8, 4);
    Estimate expected = byBruteForce(series, sizes, Math::exp);
    Estimate estimate = Jackknife.estimate(totals, of(Math::exp));
    assertThat(estimate.value() / expected.value()).isCloseTo(1, within(1e-12));
    assertThat(estimate.standardError() / expected.standardError()).isCloseTo(1, within(1e-11));
  }

  /** Busing, Meijer, van der Leeden (1999), eqs. 5 to 7, from the raw series. */
  private static Estimate byBruteForce(double[] series, int[] sizes, DoubleUnaryOperator function) {
    int g = sizes.length;
    double n = series.length;
    double all = function.applyAsDouble(Arrays.stream(series).average().orElseThrow());
    double[] without = new double[g];
    int from = 0;
    for (int j = 0; j < g; j++) {
      double rest =
          Arrays.stream(series, 0, from).sum()
              + Arrays.stream(series, from + sizes[j], series.length).sum();
      without[j] = function.applyAsDouble(rest / (n - sizes[j]));
      from += sizes[j];
    }
    double value = g * all;
    for (int j = 0; j < g; j++) {
      value -= (n - sizes[j]) / n * without[j];
    }
    double variance = 0;
    for (int j = 0; j < g; j++) {
      double h = n / sizes[j];
      double pseudovalue = h * all - (h - 1) * without[j];
      variance += (pseudovalue - value) * (pseudovalue - value) / (h - 1) / g;
    }
    return new Estimate(value, Math.sqrt(variance));
  }

  @Test
  void componentsAndSeriesAreLeftOutTogether() {
    double[] first = SeriesOf.normals(46, 200, 2, 0.3);
    Totals totals = SeededBags.cutEqually(first, 20);
    Estimate difference =
        Jackknife.estimate(totals, means -> means.seriesMean(0) - means.componentMean(0));
    assertThat(difference.value()).isCloseTo(0, within(1e-12));
    assertThat(difference.standardError()).isCloseTo(0, within(1e-12));
  }

  /**
   * A ratio of correlated means lies within 1.96 errors as often as Student's t of 31 degrees of
   * freedom says, 94.1 %, up to a bias of a per cent: 2000 repeats scatter by 0.53 %, and five
   * times that is left by chance in 6e-7 of all cases.
   */
  @Test
  void ofARatioCoversTheTruthAsOftenAsItsErrorSays() {
    int repeats = 2000;
    int covered = 0;
    Random random = new Random(47);
    for (int r = 0; r < repeats; r++) {
      Totals totals = Totals.startingAt("s", 0);
      for (int bag = 0; bag < 32; bag++) {
        totals = totals.plus(correlatedBag(bag, random));
      }
      Estimate ratio = Jackknife.estimate(totals, m -> m.seriesMean(0) / m.seriesMean(1));
      covered += Math.abs(ratio.value() - 0.5) <= 1.96 * ratio.standardError() ? 1 : 0;
    }
    assertThat((double) covered / repeats).isCloseTo(0.941, within(0.01 + 5 * 0.0053));
  }

  private static Bag correlatedBag(int index, Random random) {
    double[] numerator = new double[20];
    double[] denominator = new double[20];
    for (int i = 0; i < 20; i++) {
      double common = random.nextGaussian();
      numerator[i] = 1 + common + 0.5 * random.nextGaussian();
      denominator[i] = 2 + common;
    }
    return SeededBags.bag("s", index, numerator, denominator);
  }

  @Test
  void ofFewerThanTwoBlocksCannotBeHad() {
    assertThat(Jackknife.estimate(Totals.startingAt("s", 0), MEAN)).isEqualTo(Estimate.NONE);
    assertThat(Jackknife.estimate(SeededBags.sequential("s", 0, 1), MEAN)).isEqualTo(Estimate.NONE);
    assertThat(Jackknife.estimate(SeededBags.sequential("s", 0, 2), MEAN).standardError())
        .isPositive();
  }

  @Test
  void ofAConstantHasNoError() {
    Estimate estimate = Jackknife.estimate(SeededBags.sequential("s", 0, 20), means -> 3);
    assertThat(estimate.value()).isCloseTo(3, within(1e-13));
    assertThat(estimate.standardError()).isCloseTo(0, within(1e-13));
  }
}
