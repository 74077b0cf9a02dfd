package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TailShapeTest {
  private static final double[] FIXED = {
    0.05, 0.11, 0.18, 0.27, 0.33, 0.48, 0.61, 0.79, 0.95, 1.2, 1.44, 1.9, 2.3, 3.1, 4.2, 5.9, 8.8,
    14.5, 27.0, 88.0
  };

  /** The quantile function of the generalised Pareto distribution of scale 1. */
  private static double pareto(double u, double shape) {
    return shape == 0 ? -Math.log1p(-u) : Math.expm1(-shape * Math.log1p(-u)) / shape;
  }

  private static double[] paretoSeries(long seed, int count, double shape) {
    return new Random(seed).doubles(count).map(u -> pareto(u, shape)).toArray();
  }

  private static double shapeOf(double[] series) {
    return TailShape.of(
        CentralMoments.of(series, series.length), ExtremeValues.startingAt(0).plus(series));
  }

  /** From an implementation of loo's gpdfit in Python, with its weakly informative prior. */
  @Test
  void agreesWithTheReferenceImplementation() {
    assertThat(TailShape.shape(FIXED)).isCloseTo(0.986752234013906, within(1e-13));
    double[] roots = IntStream.rangeClosed(1, 40).mapToDouble(i -> Math.sqrt(i / 40.0)).toArray();
    assertThat(TailShape.shape(roots)).isCloseTo(-1.0882054080744328, within(1e-12));
    double[] quantiles =
        IntStream.rangeClosed(1, 25)
            .mapToDouble(i -> Math.pow(1 - (i - 0.5) / 25, -0.7) - 1)
            .toArray();
    assertThat(TailShape.shape(quantiles)).isCloseTo(0.6469691671562052, within(1e-13));
  }

  /**
   * The mean fit of 200 samples of 1000. The fit scatters by about (1+k)/√n, so the mean by 0.005
   * at most; the prior draws it by (0.5−k)/101 and the fit itself is biased by a little less: 0.02
   * is allowed beyond the prior, five of the errors included.
   */
  @ParameterizedTest
  @ValueSource(doubles = {-0.2, 0, 0.3, 0.7, 1.2})
  void recoversTheShapeOfParetoExceedances(double shape) {
    double[] fits = new double[200];
    for (int r = 0; r < fits.length; r++) {
      double[] exceedances = paretoSeries(r, 1000, shape);
      Arrays.sort(exceedances);
      fits[r] = TailShape.shape(exceedances);
    }
    CentralMoments moments = CentralMoments.of(fits, fits.length);
    double drawn = shape + (0.5 - shape) * 10 / 1010;
    assertThat(moments.mean()).isCloseTo(drawn, within(0.02));
    assertThat(Math.sqrt(moments.variance()))
        .isLessThan(1.3 * (1 + Math.abs(shape)) / Math.sqrt(1000));
  }

  /** 3000 exceedances: an error of (1+k)/√3000; five of them are exceeded in 6e-7 of all cases. */
  @ParameterizedTest
  @ValueSource(doubles = {-0.2, 0, 0.3, 0.7, 1.2})
  void recoversTheShapeOfTheTailOfASeries(double shape) {
    double error = (1 + Math.abs(shape)) / Math.sqrt(3000);
    assertThat(shapeOf(paretoSeries(61, 1_000_000, shape))).isCloseTo(shape, within(5 * error));
  }

  @Test
  void bothTailsCount() {
    double[] right = paretoSeries(62, 200_000, 0.7);
    double[] left = Arrays.stream(right).map(y -> -y).toArray();
    assertThat(shapeOf(left)).isCloseTo(shapeOf(right), within(1e-9));
  }

  @Test
  void normalContributionsHaveALightTail() {
    assertThat(shapeOf(SeriesOf.normals(63, 100_000, 5, 2))).isBetween(-0.4, 0.2);
  }

  @Test
  void doesNotDependOnUnitsOrOrigin() {
    double[] series = paretoSeries(64, 20_000, 0.5);
    double shape = shapeOf(series);
    for (double scale : new double[] {1e-12, 1e-3, 1e6, -1}) {
      double[] scaled = Arrays.stream(series).map(y -> scale * y).toArray();
      assertThat(shapeOf(scaled)).isCloseTo(shape, within(1e-9));
    }
    double[] moved = Arrays.stream(series).map(y -> y + 100).toArray();
    assertThat(shapeOf(moved)).isCloseTo(shape, within(1e-9));
  }

  @Test
  void usesTheLargestFifthOrThreeRoots() {
    double[] series = paretoSeries(65, 50, 0.4);
    CentralMoments moments = CentralMoments.of(series, 50);
    double[] largest =
        Arrays.stream(series).map(y -> Math.abs(y - moments.mean())).sorted().skip(39).toArray();
    double[] exceedances = Arrays.stream(largest).skip(1).map(d -> d - largest[0]).toArray();
    assertThat(exceedances).hasSize(10);
    assertThat(shapeOf(series)).isEqualTo(TailShape.shape(exceedances));
  }

  @Test
  void neverUsesMoreThanTheTailHolds() {
    assertThat(shapeOf(paretoSeries(66, 3_000_000, 0.3))).isCloseTo(0.3, within(0.11));
  }

  @Test
  void fewerThanFiveExceedancesHaveNoShape() {
    assertThat(shapeOf(new double[0])).isNaN();
    assertThat(shapeOf(paretoSeries(67, 24, 0.5))).isNaN();
    assertThat(shapeOf(paretoSeries(67, 30, 0.5))).isFinite();
  }

  @Test
  void equalDeviationsHaveNoShape() {
    double[] alternating = new double[1000];
    Arrays.setAll(alternating, i -> i % 2);
    assertThat(shapeOf(alternating)).isNaN();
    assertThat(shapeOf(new double[1000])).isNaN();
    double[] oneApart = new double[1000];
    oneApart[5] = 1;
    assertThat(shapeOf(oneApart)).isNaN();
  }

  @Test
  void seriesThatAreNotNumbersHaveNoShape() {
    double[] none = new double[30];
    Arrays.fill(none, Double.NaN);
    double[] one = none.clone();
    one[3] = 1;
    for (double[] series : List.of(none, one)) {
      CentralMoments moments = CentralMoments.of(series, series.length);
      assertThat(TailShape.of(moments, ExtremeValues.startingAt(0).plus(series))).isNaN();
    }
  }
}
