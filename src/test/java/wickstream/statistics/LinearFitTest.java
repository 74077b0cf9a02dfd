package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.FDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.correlation.Covariance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Six numbers by a constant and a straight line, seen in five directions. */
class LinearFitTest {
  private static final int NUMBERS = 6;
  private static final double[] CONSTANT = {1, 1, 1, 1, 1, 1};
  private static final double[] LINE = {-5, -3, -1, 1, 3, 5};
  private static final double[] PARABOLA = {5, -1, -4, -4, -1, 5};
  private static final double[] CUBIC = {-5, 7, 4, -4, -7, 5};
  private static final double[] QUARTIC = {1, -3, 2, 2, -3, 1};
  private static final List<double[]> TERMS = List.of(CONSTANT, LINE);
  private static final List<double[]> DIRECTIONS = units(CONSTANT, LINE, PARABOLA, CUBIC, QUARTIC);

  private static List<double[]> units(double[]... rows) {
    return Arrays.stream(rows)
        .map(
            row -> {
              double length = Math.sqrt(Arrays.stream(row).map(x -> x * x).sum());
              return Arrays.stream(row).map(x -> x / length).toArray();
            })
        .toList();
  }

  /** Blocks of these numbers and noise, for the most part common to all of a block. */
  private static BlockSample sample(Random random, int blocks, double[] numbers) {
    List<double[]> sample = new ArrayList<>();
    for (int b = 0; b < blocks; b++) {
      double common = 2 * random.nextGaussian();
      double tilt = random.nextGaussian();
      double[] block =
          IntStream.range(0, NUMBERS)
              .mapToDouble(
                  k ->
                      numbers[k]
                          + common * (1 + 0.1 * k * k)
                          + tilt * k
                          + 0.3 * (1 + k) * random.nextGaussian())
              .toArray();
      sample.add(block);
    }
    return BlockSample.of(sample);
  }

  private static double[] numbers(double constant, double slope, double curvature) {
    return IntStream.range(0, NUMBERS)
        .mapToDouble(k -> constant + slope * LINE[k] + curvature * PARABOLA[k])
        .toArray();
  }

  private static LinearFit generalised(BlockSample sample) {
    return LinearFit.generalised(BlockDirections.resolved(sample, DIRECTIONS), TERMS);
  }

  private static LinearFit equallyWeighted(BlockSample sample) {
    return LinearFit.equallyWeighted(sample, TERMS, DIRECTIONS.subList(0, 2));
  }

  /**
   * A model that holds is ruled out in one of twenty cases at 5 %, however few the blocks: 4000
   * trials, four standard errors of 0.0034, a false alarm once in 16 000.
   */
  @ParameterizedTest
  @ValueSource(ints = {8, 20, 100})
  void falseAlarmsAreAsRareAsPromised(int blocks) {
    Random random = new Random(blocks);
    int trials = 4000;
    double alarms = 0;
    for (int trial = 0; trial < trials; trial++) {
      LinearFit fit = generalised(sample(random, blocks, numbers(3, 0.5, 0)));
      alarms += fit.probability() < 0.05 ? 1 : 0;
    }
    assertThat(alarms / trials).isCloseTo(0.05, within(4 * Math.sqrt(0.05 * 0.95 / trials)));
  }

  /**
   * Student's intervals of 90 % around coefficients hold the true ones that often, with either kind
   * of weights: 4000 trials, four standard errors of 0.0047, a false alarm once in 16 000 for each
   * of 12 numbers.
   */
  @ParameterizedTest
  @ValueSource(ints = {8, 20, 100})
  void intervalsOfCoefficientsHoldTheTrueOnes(int blocks) {
    Random random = new Random(~blocks);
    int trials = 4000;
    List<Function<BlockSample, LinearFit>> kinds =
        List.of(LinearFitTest::generalised, LinearFitTest::equallyWeighted);
    double[][] held = new double[2][2];
    for (int trial = 0; trial < trials; trial++) {
      BlockSample sample = sample(random, blocks, numbers(3, 0.5, 0));
      for (int kind = 0; kind < 2; kind++) {
        List<Estimate> coefficients = kinds.get(kind).apply(sample).coefficients();
        held[kind][0] += holds(coefficients.get(0), 3) ? 1.0 / trials : 0;
        held[kind][1] += holds(coefficients.get(1), 0.5) ? 1.0 / trials : 0;
      }
    }
    double error = 4 * Math.sqrt(0.9 * 0.1 / trials);
    for (double[] shares : held) {
      assertThat(shares[0]).isCloseTo(0.9, within(error));
      assertThat(shares[1]).isCloseTo(0.9, within(error));
    }
  }

  private static boolean holds(Estimate estimate, double truth) {
    double errors =
        new TDistribution(null, estimate.degreesOfFreedom()).inverseCumulativeProbability(0.95);
    return Math.abs(estimate.value() - truth) < errors * estimate.standardError();
  }

  /** β, its errors and T² from their formulas, with matrices inverted as they stand. */
  @Test
  void isGeneralisedLeastSquares() {
    int blocks = 25;
    BlockSample sample = sample(new Random(1), blocks, numbers(3, 0.5, 0.2));
    LinearFit fit = generalised(sample);
    RealMatrix d = new Array2DRowRealMatrix(DIRECTIONS.toArray(double[][]::new));
    double[][] all = new double[blocks][];
    Arrays.setAll(all, sample::block);
    RealMatrix z = new Array2DRowRealMatrix(all).multiply(d.transpose());
    RealMatrix precision = inverse(new Covariance(z).getCovarianceMatrix());
    RealMatrix x = d.multiply(new Array2DRowRealMatrix(TERMS.toArray(double[][]::new)).transpose());
    RealMatrix spread = inverse(x.transpose().multiply(precision).multiply(x));
    double[] mean = d.operate(sample.mean());
    double[] beta = spread.multiply(x.transpose()).multiply(precision).operate(mean);
    RealMatrix left =
        new Array2DRowRealMatrix(mean).subtract(new Array2DRowRealMatrix(x.operate(beta)));
    double squared = blocks * left.transpose().multiply(precision).multiply(left).getEntry(0, 0);
    assertThat(fit.degreesOfFreedom()).isEqualTo(3);
    assertThat(fit.chiSquare()).isCloseTo(squared, within(1e-9 * squared));
    double f = squared * (blocks - 3) / (3 * (blocks - 1.0));
    assertThat(fit.probability())
        .isCloseTo(1 - new FDistribution(3, 22).cumulativeProbability(f), within(1e-12));
    double factor = 24.0 / 21 * (1 + squared / 24) / blocks;
    for (int j = 0; j < 2; j++) {
      Estimate coefficient = fit.coefficients().get(j);
      assertThat(coefficient.value()).isCloseTo(beta[j], within(1e-10));
      assertThat(coefficient.standardError())
          .isCloseTo(Math.sqrt(factor * spread.getEntry(j, j)), within(1e-10));
      assertThat(coefficient.degreesOfFreedom()).isEqualTo(21);
      assertThat(fit.coefficientsOf(sample.mean())[j]).isCloseTo(beta[j], within(1e-10));
    }
  }

  private static RealMatrix inverse(RealMatrix matrix) {
    return new LUDecomposition(matrix).getSolver().getInverse();
  }

  @Test
  void aModelThatDoesNotHoldIsRuledOut() {
    LinearFit fit = generalised(sample(new Random(2), 60, numbers(3, 0.5, 0.4)));
    assertThat(fit.probability()).isLessThan(1e-6);
  }

  /**
   * T² depends on the space of the terms alone, however close to each other they are, and whatever
   * the scales of the noise. Once T² of terms that differ by 10⁻⁶ had no right digit.
   */
  @Test
  void termsMayBeClose() {
    Random random = new Random(9);
    List<double[]> blocks = new ArrayList<>();
    for (int b = 0; b < 40; b++) {
      double[] block = new double[NUMBERS];
      for (int i = 0; i < DIRECTIONS.size(); i++) {
        double amplitude = Math.pow(10, -2 * i) * (3 + random.nextGaussian());
        double[] direction = DIRECTIONS.get(i);
        Arrays.setAll(block, k -> block[k] + amplitude * direction[k]);
      }
      blocks.add(block);
    }
    double[] close = IntStream.range(0, NUMBERS).mapToDouble(k -> 1 + 1e-6 * LINE[k]).toArray();
    BlockSample sample = BlockSample.of(blocks);
    double apart = generalised(sample).chiSquare();
    LinearFit together =
        LinearFit.generalised(
            BlockDirections.resolved(sample, DIRECTIONS), List.of(CONSTANT, close));
    assertThat(together.degreesOfFreedom()).isEqualTo(3);
    assertThat(together.chiSquare()).isCloseTo(apart, within(1e-4 * apart));
  }

  @Test
  void aShareOfRoundingIsNone() {
    List<double[]> blocks =
        IntStream.range(0, 20)
            .mapToObj(b -> Arrays.stream(LINE).map(x -> (1 + 0.1 * b) * (0.3 * x) / 0.1).toArray())
            .toList();
    BlockSample sample = BlockSample.of(blocks);
    Estimate share = equallyWeighted(sample).shareUnexplained(sample, TERMS);
    assertThat(share.value()).isZero();
    assertThat(share.standardError()).isEqualTo(1e-12);
  }

  /** Without noise: of orthogonal terms each has what is left of it. */
  @Test
  void theShareUnexplainedIsThatOfTheSquares() {
    double[] numbers = numbers(3, 0.5, 0.4);
    LinearFit fit =
        LinearFit.equallyWeighted(
            BlockSample.of(List.of(numbers)), TERMS, DIRECTIONS.subList(0, 2));
    double left = 0.16 * 84;
    assertThat(fit.coefficientsOf(numbers)).containsExactly(new double[] {3, 0.5}, within(1e-14));
    assertThat(LinearFit.shareUnexplained(numbers, TERMS, fit.coefficientsOf(numbers)))
        .isCloseTo(Math.sqrt(left / (left + 9 * 6 + 0.25 * 70)), within(1e-14));
    assertThat(fit.chiSquare()).isNaN();
    assertThat(fit.coefficients().get(0).standardError()).isNaN();
  }

  /**
   * Of noisy numbers it is the true one within its error, noise taken off: 400 samples of 30
   * blocks, whose mean is known to a twentieth of one error, within five of these (a false alarm
   * once in two million) and a tenth of one error for the bias of a square root.
   */
  @Test
  void noiseAddsNothingToTheShareUnexplained() {
    Random random = new Random(3);
    double[] numbers = numbers(30, 5, 1.5);
    LinearFit known =
        LinearFit.equallyWeighted(
            BlockSample.of(List.of(numbers)), TERMS, DIRECTIONS.subList(0, 2));
    double truth = LinearFit.shareUnexplained(numbers, TERMS, known.coefficientsOf(numbers));
    double pulls = 0;
    int trials = 400;
    for (int trial = 0; trial < trials; trial++) {
      BlockSample sample = sample(random, 30, numbers);
      Estimate share = equallyWeighted(sample).shareUnexplained(sample, TERMS);
      pulls += (share.value() - truth) / share.standardError() / trials;
    }
    assertThat(pulls).isCloseTo(0, within(5 / Math.sqrt(trials) + 0.1));
  }

  /** Without one block or another, the weights of the covariance are measured anew. */
  @Test
  void theErrorOfAShareIsTheJackknifes() {
    int blocks = 12;
    BlockSample sample = sample(new Random(4), blocks, numbers(30, 5, 1.5));
    double[] squares = new double[blocks];
    for (int b = 0; b < blocks; b++) {
      int without = b;
      BlockSample others =
          BlockSample.of(
              IntStream.range(0, blocks)
                  .filter(i -> i != without)
                  .mapToObj(sample::block)
                  .toList());
      double[] coefficients = generalised(others).coefficientsOf(others.mean());
      squares[b] = Math.pow(LinearFit.shareUnexplained(others.mean(), TERMS, coefficients), 2);
    }
    CentralMoments moments = CentralMoments.of(squares, blocks);
    double error = Math.sqrt(11.0 / 12 * moments.m2());
    Estimate share = generalised(sample).shareUnexplained(sample, TERMS);
    assertThat(share.standardError()).isCloseTo(error / (2 * share.value()), within(1e-9));
  }

  /** What is the same in every block but for rounding says nothing; once its T² was infinite. */
  @Test
  void whatDoublesDoNotResolveIsNotTested() {
    Random random = new Random(5);
    List<double[]> blocks = new ArrayList<>();
    for (int b = 0; b < 40; b++) {
      double amplitude = 3 + random.nextGaussian();
      blocks.add(
          Arrays.stream(LINE)
              .map(x -> amplitude * (1 + 0.1 * x) * (1 + 1e-15 * random.nextGaussian()))
              .toArray());
    }
    LinearFit fit = generalised(BlockSample.of(blocks));
    assertThat(fit.isDetermined()).isFalse();
    assertThat(fit.chiSquare()).isNaN();
    assertThat(fit.probability()).isNaN();
    assertThat(fit.coefficients()).containsOnly(Estimate.NONE);
    assertThat(equallyWeighted(BlockSample.of(blocks)).coefficients().get(1).value())
        .isCloseTo(0.3, within(0.1));
  }

  /** Without it the others do not vary, and nothing can be weighted. */
  @Test
  void whatOneBlockAloneShowsHasNoJackknife() {
    Random random = new Random(8);
    List<double[]> blocks = new ArrayList<>(Collections.nCopies(19, new double[NUMBERS]));
    blocks.add(random.doubles(NUMBERS).toArray());
    BlockSample sample = BlockSample.of(blocks);
    LinearFit fit =
        LinearFit.generalised(BlockDirections.resolved(sample, units(CONSTANT)), List.of(CONSTANT));
    assertThat(fit.coefficients().get(0).value()).isFinite();
    assertThat(fit.shareUnexplained(sample, List.of(CONSTANT)).value()).isNaN();
  }

  @Test
  void fewBlocksTellNothing() {
    LinearFit fit = generalised(sample(new Random(6), 3, numbers(3, 0.5, 0)));
    assertThat(fit.isDetermined()).isFalse();
    assertThat(fit.coefficients()).containsOnly(Estimate.NONE);
  }

  /** With four blocks two directions can be weighted, and nothing tested. */
  @Test
  void asManyDirectionsAreUsedAsBlocksAllow() {
    LinearFit fit = generalised(sample(new Random(7), 4, numbers(3, 0.5, 0)));
    assertThat(fit.isDetermined()).isTrue();
    assertThat(fit.degreesOfFreedom()).isZero();
    assertThat(fit.chiSquare()).isNaN();
  }

  /** Terms of which one is a multiple of the other. */
  @Test
  void termsThatAreTheSameHaveNoCoefficients() {
    double[] twice = Arrays.stream(LINE).map(x -> 2 * x).toArray();
    LinearFit fit =
        LinearFit.generalised(
            BlockDirections.resolved(sample(new Random(8), 40, numbers(3, 0.5, 0)), DIRECTIONS),
            List.of(LINE, twice));
    assertThat(fit.isDetermined()).isFalse();
  }

  /** Of linear functions pseudo-values are what blocks have, and unequal blocks are left out. */
  @Test
  void pseudoValuesAreThoseOfBlocks() {
    Totals totals = SeededBags.sequential("s", 0, 131);
    BlockSample sample = BlockSample.of(totals, means -> new double[] {means.componentMean(0)});
    assertThat(sample.size()).isEqualTo(65);
    for (int b = 0; b < 65; b++) {
      assertThat(sample.block(b)[0])
          .isCloseTo(totals.blocks().get(b).sums().componentMean(0), within(1e-12));
    }
  }

  /** The pseudo-values of a square have the jackknife's value as their mean, and its error. */
  @Test
  void pseudoValuesOfAFunctionAreTheJackknifes() {
    Totals totals = SeededBags.sequential("s", 0, 40);
    Function<Means, double[]> square =
        means -> new double[] {means.componentMean(0) * means.componentMean(0)};
    double[] values =
        Jackknife.pseudoValues(totals.blocks(), square).stream().mapToDouble(v -> v[0]).toArray();
    Estimate known = CentralMoments.of(values, 40).estimate();
    Estimate jackknife = Jackknife.estimate(totals, means -> square.apply(means)[0]);
    assertThat(known.value()).isCloseTo(jackknife.value(), within(1e-12));
    assertThat(known.standardError()).isCloseTo(jackknife.standardError(), within(1e-12));
  }
}
