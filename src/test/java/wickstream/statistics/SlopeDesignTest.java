package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** A design reaches its error for less work than any other. */
class SlopeDesignTest {
  private static final double NO_MOST = Double.POSITIVE_INFINITY;

  private static SlopeDesign.Point point(int line, double x, double least) {
    return new SlopeDesign.Point(line, x, 1, 1, least, NO_MOST);
  }

  @Test
  void withoutALeastTheEndsOfALineGetAll() {
    SlopeDesign design = new SlopeDesign(List.of(point(0, 0, 0), point(0, 1, 0), point(0, 3, 0)));
    // S = n 3²/4 of n networks at two points
    assertThat(design.counts(0.1).orElseThrow())
        .containsExactly(new double[] {400.0 / 9 / 2, 0, 400.0 / 9 / 2}, within(1e-9));
  }

  @Test
  void theyShareItByTheirSpreadOverTheRootOfTheirWork() {
    SlopeDesign design =
        new SlopeDesign(
            List.of(
                new SlopeDesign.Point(0, 0, 2, 9, 0, NO_MOST),
                new SlopeDesign.Point(0, 1, 1, 4, 0, NO_MOST)));
    double[] networks = design.counts(0.1).orElseThrow();
    assertThat(networks[0] / networks[1]).isCloseTo((2 / 3.0) / (1 / 2.0), within(1e-12));
    assertThat(design.error(networks)).isCloseTo(0.1, within(1e-14));
    assertThat(design.work(networks)).isCloseTo(100 * 8.0 * 8.0, within(1e-8));
  }

  @Test
  void whereTheErrorIsReachedNothingIsAdded() {
    SlopeDesign design = new SlopeDesign(List.of(point(0, 0, 10), point(0, 1, 10)));
    assertThat(design.counts(1).orElseThrow()).containsExactly(10, 10);
  }

  @Test
  void aLineOfOnePointTellsNothing() {
    SlopeDesign design = new SlopeDesign(List.of(point(0, 0, 10), point(1, 1, 10)));
    assertThat(design.counts(1)).isEmpty();
    assertThat(design.error(new double[] {10, 10})).isInfinite();
  }

  @Test
  void aPointThatTellsNothingGetsTheFloorAlone() {
    SlopeDesign design =
        new SlopeDesign(
            List.of(
                point(0, 0, 0),
                point(0, 1, 0),
                new SlopeDesign.Point(0, 2, Double.POSITIVE_INFINITY, 5, 0, NO_MOST)));
    assertThat(design.counts(0.1).orElseThrow())
        .containsExactly(new double[] {200, 200, 0}, within(1e-9));
    assertThat(design.countsWithFloor(0.1, 0.3).orElseThrow())
        .containsExactly(new double[] {200, 200, 0.3 * 400 / 3 / 5}, within(1e-9));
  }

  /** The error is still reached, and nobody is below the floor. */
  @Test
  void aFloorIsPartOfTheDesign() {
    SlopeDesign design =
        new SlopeDesign(
            List.of(
                point(0, 0, 0), point(0, 1, 0), point(0, 2, 0), point(1, 0, 0), point(1, 2, 0)));
    double without = design.work(design.counts(0.01).orElseThrow());
    double[] with = design.countsWithFloor(0.01, 0.2).orElseThrow();
    assertThat(design.error(with)).isCloseTo(0.01, within(1e-12));
    assertThat(Arrays.stream(with).min().orElseThrow())
        .isGreaterThanOrEqualTo(0.2 * without / 5 * (1 - 1e-12));
    assertThat(design.work(with)).isBetween(without, 1.2 * without);
  }

  @Test
  void whatTheMostForbidsOthersDo() {
    SlopeDesign design =
        new SlopeDesign(
            List.of(
                new SlopeDesign.Point(0, 0, 1, 1, 0, 1000),
                new SlopeDesign.Point(0, 1, 1, 1, 0, 50),
                new SlopeDesign.Point(0, 0.9, 1, 1, 0, 1000)));
    double[] networks = design.counts(0.08).orElseThrow();
    assertThat(networks[1]).isEqualTo(50);
    assertThat(networks[2]).isPositive();
    assertThat(design.error(networks)).isCloseTo(0.08, within(1e-12));
    assertThat(design.counts(0.001)).as("beyond the most of all").isEmpty();
  }

  /** No other design of hundreds that reach the same error is cheaper. */
  @RepeatedTest(40)
  void noOtherIsCheaper(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<SlopeDesign.Point> points = points(random);
    SlopeDesign design = new SlopeDesign(points);
    double[] least = points.stream().mapToDouble(SlopeDesign.Point::least).toArray();
    double error = design.error(least) * (0.05 + 0.9 * random.nextDouble());
    double[] best = design.counts(error).orElseThrow();
    assertThat(design.error(best)).isCloseTo(error, within(1e-9 * error));
    for (int i = 0; i < least.length; i++) {
      assertThat(best[i]).isGreaterThanOrEqualTo(least[i]);
    }
    double cheapest = Double.POSITIVE_INFINITY;
    for (int trial = 0; trial < 400; trial++) {
      double[] direction =
          trial % 2 == 0 ? anywhere(random, least.length) : near(random, best, least);
      cheapest = Math.min(cheapest, work(design, least, direction, error));
    }
    assertThat(cheapest).isGreaterThanOrEqualTo(design.work(best) * (1 - 1e-9));
    assertThat(cheapest).as("trials close to it").isLessThan(1.2 * design.work(best));
  }

  private static List<SlopeDesign.Point> points(Random random) {
    List<SlopeDesign.Point> points = new ArrayList<>();
    int lines = 1 + random.nextInt(3);
    for (int line = 0; line < lines; line++) {
      int count = 2 + random.nextInt(4);
      for (int i = 0; i < count; i++) {
        points.add(
            new SlopeDesign.Point(
                line,
                3 * random.nextDouble(),
                0.3 + random.nextDouble(),
                1 + 10 * random.nextDouble(),
                10 + 100 * random.nextDouble(),
                NO_MOST));
      }
    }
    return points;
  }

  private static double[] anywhere(Random random, int size) {
    return random.doubles(size).map(x -> random.nextBoolean() ? 0 : -StrictMath.log(x)).toArray();
  }

  private static double[] near(Random random, double[] best, double[] least) {
    double[] direction = new double[best.length];
    double scale = Arrays.stream(best).max().orElseThrow();
    for (int i = 0; i < best.length; i++) {
      double step = random.nextBoolean() ? 0 : 0.02 * scale * (random.nextDouble() - 0.5);
      direction[i] = Math.max(0, best[i] - least[i] + step);
    }
    return direction;
  }

  /** What it costs to reach the error by adding networks in some proportion. */
  private static double work(SlopeDesign design, double[] least, double[] direction, double error) {
    double low = 0;
    double high = 1;
    while (design.error(along(least, direction, high)) > error) {
      high *= 2;
      if (high > 1e12) {
        return Double.POSITIVE_INFINITY;
      }
    }
    for (int i = 0; i < 100; i++) {
      double middle = (low + high) / 2;
      boolean isEnough = design.error(along(least, direction, middle)) <= error;
      low = isEnough ? low : middle;
      high = isEnough ? middle : high;
    }
    return design.work(along(least, direction, high));
  }

  private static double[] along(double[] least, double[] direction, double far) {
    double[] networks = least.clone();
    for (int i = 0; i < least.length; i++) {
      networks[i] += far * direction[i];
    }
    return networks;
  }

  @Test
  void aPointMustBePossible() {
    assertThatThrownBy(() -> new SlopeDesign.Point(0, 0, 1, 1, 5, 4))
        .hasMessageContaining("at most as many networks as it may have");
    assertThatThrownBy(() -> new SlopeDesign.Point(0, 0, 0, 1, 1, 4))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
