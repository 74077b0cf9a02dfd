package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.FDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HomogeneityTestTest {
  private static final int NUMBERS = 6;
  private static final int BAG_SIZE = 8;

  /** Straight line and parabola over six numbers. */
  private static final List<double[]> DIRECTIONS =
      List.of(
          scaled(1 / Math.sqrt(70), -5, -3, -1, 1, 3, 5),
          scaled(1 / Math.sqrt(84), 5, -1, -4, -4, -1, 5));

  private static final Function<Means, double[]> MEANS =
      means -> IntStream.range(0, NUMBERS).mapToDouble(means::componentMean).toArray();

  private static double[] scaled(double factor, double... numbers) {
    return IntStream.range(0, numbers.length).mapToDouble(i -> factor * numbers[i]).toArray();
  }

  /** Numbers 1 + slope·(k − 5/2), whose noise is for the most part common to all. */
  private static Totals totals(Random random, int bags, double slope) {
    Totals totals = Totals.startingAt("s", 0);
    for (int bag = 0; bag < bags; bag++) {
      double[][] series = new double[NUMBERS][BAG_SIZE];
      for (int n = 0; n < BAG_SIZE; n++) {
        double common = 2 * random.nextGaussian();
        for (int k = 0; k < NUMBERS; k++) {
          series[k][n] = 1 + slope * (k - 2.5) + common + 0.3 * random.nextGaussian();
        }
      }
      totals = totals.plus(SeededBags.bag("s", bag, series));
    }
    return totals;
  }

  /**
   * Equal numbers are called different in one of twenty cases at 5 %: 2000 trials, four standard
   * errors of 0.0049, a false alarm once in 16 000. With 130 bags some blocks hold two and some
   * one.
   */
  @ParameterizedTest
  @ValueSource(ints = {20, 130})
  void falseAlarmsAreAsRareAsPromised(int bags) {
    Random random = new Random(bags);
    int trials = bags == 20 ? 2000 : 500;
    double alarms = 0;
    for (int trial = 0; trial < trials; trial++) {
      HomogeneityTest homogeneityTest =
          HomogeneityTest.of(totals(random, bags, 0), MEANS, DIRECTIONS, new double[0]);
      alarms += homogeneityTest.probability() < 0.05 ? 1 : 0;
    }
    assertThat(alarms / trials).isCloseTo(0.05, within(4 * Math.sqrt(0.05 * 0.95 / trials)));
  }

  /** T² against F with p and B − p degrees of freedom, as Hotelling (1931) has it. */
  @Test
  void probabilityIsThatOfHotelling() {
    HomogeneityTest homogeneityTest =
        HomogeneityTest.of(totals(new Random(1), 25, 0.02), MEANS, DIRECTIONS, new double[0]);
    double f = homogeneityTest.hotelling() * (25 - 2) / (2 * (25.0 - 1));
    assertThat(homogeneityTest.probability())
        .isCloseTo(1 - new FDistribution(2, 23).cumulativeProbability(f), within(1e-12));
  }

  @Test
  void oneDirectionIsStudentsTest() {
    Totals totals = totals(new Random(2), 30, 0.01);
    double[] z =
        totals.blocks().stream()
            .map(block -> MEANS.apply(block.sums()))
            .mapToDouble(
                u ->
                    IntStream.range(0, NUMBERS).mapToDouble(k -> u[k] * DIRECTIONS.get(0)[k]).sum())
            .toArray();
    CentralMoments moments = CentralMoments.of(z, z.length);
    double t = moments.mean() / moments.estimate().standardError();
    HomogeneityTest homogeneityTest =
        HomogeneityTest.of(totals, MEANS, DIRECTIONS.subList(0, 1), new double[0]);
    assertThat(homogeneityTest.hotelling()).isCloseTo(t * t, within(1e-9 * t * t));
  }

  /** Far below the noise that all numbers share: 2/√(8·60) = 0.09 each. */
  @Test
  void aTrendIsSeenAndItsSpreadMeasured() {
    Totals totals = totals(new Random(3), 60, 0.05);
    double[] exact = scaled(0.05, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5);
    HomogeneityTest homogeneityTest = HomogeneityTest.of(totals, MEANS, DIRECTIONS, exact);
    assertThat(homogeneityTest.probability()).isLessThan(1e-6);
    double spread = 0.05 * Math.sqrt(3.5);
    assertThat(homogeneityTest.exact().orElseThrow()).isCloseTo(spread, within(1e-15));
    assertThat(homogeneityTest.spread().value())
        .as("four standard errors")
        .isCloseTo(spread, within(4 * homogeneityTest.spread().standardError()));
    assertThat(homogeneityTest.spread().standardError()).isLessThan(0.02);
  }

  /** Noise alone has no spread: the square of it is unbiased. */
  @Test
  void noiseAddsNothingToTheSpread() {
    Random random = new Random(4);
    double below = 0;
    int trials = 400;
    for (int trial = 0; trial < trials; trial++) {
      HomogeneityTest homogeneityTest =
          HomogeneityTest.of(totals(random, 30, 0), MEANS, DIRECTIONS, new double[0]);
      below += homogeneityTest.spread().value() == 0 ? 1 : 0;
    }
    assertThat(below / trials)
        .as("χ² with five degrees of freedom is below its mean in 58 of 100 cases")
        .isCloseTo(0.584, within(4 * Math.sqrt(0.25 / trials)));
  }

  @Test
  void fewBlocksTellNothing() {
    HomogeneityTest homogeneityTest =
        HomogeneityTest.of(totals(new Random(5), 3, 0), MEANS, DIRECTIONS, new double[0]);
    assertThat(homogeneityTest.hotelling()).isNaN();
    assertThat(homogeneityTest.probability()).isNaN();
    assertThat(homogeneityTest.exact()).isEmpty();
    assertThat(
            HomogeneityTest.of(totals(new Random(6), 1, 0), MEANS, DIRECTIONS, new double[0])
                .spread())
        .isEqualTo(Estimate.NONE);
  }

  /**
   * The same number in every network, computed in six ways: rounding alone, which is not zero on
   * average. Once its probability was 4e-6.
   */
  @Test
  void whatDoublesDoNotResolveIsNotTested() {
    Random random = new Random(7);
    Totals totals = Totals.startingAt("s", 0);
    for (int bag = 0; bag < 60; bag++) {
      double[][] series = new double[NUMBERS][BAG_SIZE];
      for (int n = 0; n < BAG_SIZE; n++) {
        double number = 1 + random.nextGaussian();
        for (int k = 0; k < NUMBERS; k++) {
          series[k][n] = number * (0.1 * (k + 1)) * (0.3 * (k + 1)) / (0.03 * (k + 1) * (k + 1));
        }
      }
      totals = totals.plus(SeededBags.bag("s", bag, series));
    }
    double third = 1 / 3.0;
    double[] exact = {third, third + 1e-16, third, third, third - 1e-16, third};
    HomogeneityTest homogeneityTest = HomogeneityTest.of(totals, MEANS, DIRECTIONS, exact);
    assertThat(homogeneityTest.resolution()).isBetween(1e-12, 5e-12);
    assertThat(homogeneityTest.spread()).isEqualTo(new Estimate(0, homogeneityTest.resolution()));
    assertThat(homogeneityTest.exact()).hasValue(0);
    assertThat(homogeneityTest.directions()).isZero();
    assertThat(homogeneityTest.hotelling()).isNaN();
    assertThat(homogeneityTest.probability()).isNaN();
  }

  /** A trend of a millionth is seen, though the noise that all numbers share is much larger. */
  @Test
  void whatDoublesResolveIsTested() {
    Random random = new Random(8);
    Totals totals = Totals.startingAt("s", 0);
    for (int bag = 0; bag < 60; bag++) {
      double[][] series = new double[NUMBERS][BAG_SIZE];
      for (int n = 0; n < BAG_SIZE; n++) {
        double common = 1 + random.nextGaussian();
        for (int k = 0; k < NUMBERS; k++) {
          series[k][n] = common + 1e-6 * (k - 2.5) + 1e-7 * random.nextGaussian();
        }
      }
      totals = totals.plus(SeededBags.bag("s", bag, series));
    }
    HomogeneityTest homogeneityTest = HomogeneityTest.of(totals, MEANS, DIRECTIONS, new double[0]);
    assertThat(homogeneityTest.directions()).isEqualTo(2);
    assertThat(homogeneityTest.probability()).isLessThan(1e-6);
  }
}
