package wickstream.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What is not in boxes: normals of words whose low 12 bits select one of the last parts follow the
 * normal curve minus all boxes, so that boxes and the rest together make up the curve.
 *
 * <p>Six tests of counts, so some test refuses a right implementation with a probability of 6e-6.
 */
class ZigguratResidualTest {
  private static final int SAMPLES = 20_000_000;
  private static final int CELLS = 4;
  private static final int FINE_CELLS = 64;
  private static final int TAIL_BINS = 400;
  private static final double TAIL_BIN = 0.005;

  private static final double[] ASCENDING = ascendingEdges();

  /** Cells of each region between two edges. */
  private static final long[] besideBoxes = new long[Staircase.boxes() * CELLS];

  /** Place within a region, of all regions together. */
  private static final long[] places = new long[FINE_CELLS];

  private static final long[] tail = new long[TAIL_BINS];
  private static long negative;
  private static long beyondLowestBox;
  private static long beyondSix;

  private static double[] ascendingEdges() {
    double[] edges = Staircase.edges();
    Arrays.sort(edges);
    return edges;
  }

  @BeforeAll
  static void sample() {
    Xoshiro random = Xoshiro.seededBy(201);
    int boxes = Staircase.boxes();
    for (int i = 0; i < SAMPLES; i++) {
      int part = boxes + i % (Ziggurat.PARTS - boxes);
      double x = Ziggurat.normal(random.next() & ~0xFFFL | part);
      negative += x < 0 ? 1 : 0;
      record(Math.abs(x));
    }
  }

  private static void record(double x) {
    double lowest = ASCENDING[ASCENDING.length - 1];
    if (x > lowest) {
      beyondLowestBox++;
      beyondSix += x > 6 ? 1 : 0;
      tail[Math.min(TAIL_BINS - 1, (int) ((x - lowest) / TAIL_BIN))]++;
      return;
    }
    int found = Arrays.binarySearch(ASCENDING, x);
    int region = Staircase.boxes() - (found < 0 ? -found - 1 : found);
    double inner = Staircase.inner(region);
    double place = (x - inner) / (Staircase.inner(region - 1) - inner);
    besideBoxes[(region - 1) * CELLS + cell(place, CELLS)]++;
    places[cell(place, FINE_CELLS)]++;
  }

  private static int cell(double place, int cells) {
    return Math.max(0, Math.min(cells - 1, (int) (place * cells)));
  }

  private static double cellArea(int region, int cell, int cells) {
    double inner = Staircase.inner(region);
    double step = (Staircase.inner(region - 1) - inner) / cells;
    return Staircase.areaBeside(region, inner + cell * step, inner + (cell + 1) * step);
  }

  private static double areaBesideBoxes() {
    double sum = 0;
    for (int region = 1; region <= Staircase.boxes(); region++) {
      sum += cellArea(region, 0, 1);
    }
    return sum;
  }

  @Test
  void whatSticksOutIsWhatTheBoxesLeave() {
    double left = Staircase.HALF_AREA * (4096 - Staircase.boxes()) / 4096;
    double sum = areaBesideBoxes() + Staircase.areaBeyond(Staircase.inner(0));
    assertThat(Math.abs(sum / left - 1)).isLessThan(1e-9);
  }

  @Test
  void bothSignsAreEquallyLikely() {
    GoodnessOfFit.assertHappens("negative", negative, SAMPLES, 0.5);
  }

  @Test
  void theTailTakesItsShare() {
    double lowest = Staircase.inner(0);
    double share =
        Staircase.areaBeyond(lowest) / (Staircase.areaBeyond(lowest) + areaBesideBoxes());
    GoodnessOfFit.assertHappens("beyond the lowest box", beyondLowestBox, SAMPLES, share);
  }

  @Test
  void besideEachBoxTheDensityIsTheCurveMinusTheBoxes() {
    double[] areas = new double[besideBoxes.length];
    for (int i = 0; i < areas.length; i++) {
      areas[i] = cellArea(i / CELLS + 1, i % CELLS, CELLS);
    }
    GoodnessOfFit.assertFollows("beside the boxes", besideBoxes, areas);
  }

  @Test
  void withinTheRegionsTheDensityFallsAsTheCurve() {
    double[] areas = new double[FINE_CELLS];
    for (int region = 1; region <= Staircase.boxes(); region++) {
      for (int cell = 0; cell < FINE_CELLS; cell++) {
        areas[cell] += cellArea(region, cell, FINE_CELLS);
      }
    }
    GoodnessOfFit.assertFollows("place within regions", places, areas);
  }

  @Test
  void beyondTheLowestBoxTheDensityIsTheNormalTail() {
    double lowest = Staircase.inner(0);
    double[] areas = new double[TAIL_BINS];
    for (int bin = 0; bin < TAIL_BINS; bin++) {
      double from = Staircase.areaBeyond(lowest + bin * TAIL_BIN);
      double to = bin == TAIL_BINS - 1 ? 0 : Staircase.areaBeyond(lowest + (bin + 1) * TAIL_BIN);
      areas[bin] = from - to;
    }
    GoodnessOfFit.assertFollows("tail", tail, areas);
  }

  @Test
  void sixSigmaIsReachedAsOftenAsItShould() {
    double share = NormalCurve.beyond(6) / NormalCurve.beyond(Staircase.inner(0));
    assertThat(beyondSix).isPositive();
    GoodnessOfFit.assertHappens("beyond 6", beyondSix, beyondLowestBox, share);
  }
}
