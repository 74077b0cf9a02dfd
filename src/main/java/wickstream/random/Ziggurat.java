package wickstream.random;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import wickstream.numeric.Elementary;

/**
 * Standard normals as a pure function of 64 random bits, by a ziggurat whose layers lie wholly
 * under the curve (McFarland, "A modified ziggurat algorithm for generating exponentially and
 * normally distributed pseudorandom numbers", J. Stat. Comput. Simul. 86, 2016).
 *
 * <p>The area under exp(−x²/2), x ≥ 0, is cut into 4096 equal parts. All but a few are boxes [0,
 * X_i] × [f_{i−1}, f_i]: the low 12 bits pick the box, the high 52 the signed coordinate, and one
 * multiplication gives the normal. The rest of the area (what sticks out beside the boxes, and the
 * tail) is drawn exactly, by rejection, from a generator seeded with those 64 bits, so that vector
 * code can compute all lanes as if they were in boxes and repair the few that were not (0.07 %)
 * afterwards.
 */
public final class Ziggurat {
  /**
   * Into how many parts of equal area the half-normal is cut; the low bits of the random word
   * choose one.
   */
  public static final int PARTS = 4096;

  /** No normal is larger in size: the tail's is below the square root of 106 ln 2 from its edge. */
  public static final double LARGEST = 13;

  private static final long PART_MASK = PARTS - 1;
  public static final long ONE_AND_ODD = 0x3FF0000000000001L;

  private static final double[] EDGE = new double[PARTS];
  private static final double[] HEIGHT = new double[PARTS];

  /** How many of the parts are boxes. */
  public static final int BOXES = stackBoxes();

  /** Twice the width of each box, and zero where there is none. */
  public static final double[] SCALE = Arrays.stream(EDGE).map(edge -> 2 * edge).toArray();

  /**
   * Running sums of the areas outside the boxes: first the tail beyond the lowest box, then beside
   * each box going up.
   */
  private static final double[] OUTSIDE = areasOutside();

  private Ziggurat() {}

  /** The standard normal of 64 uniformly random bits. */
  public static double normal(long bits) {
    int part = (int) (bits & PART_MASK);
    return part < BOXES ? coordinate(bits) * SCALE[part] : outside(bits);
  }

  /**
   * The signed coordinate in (−½, ½) in the high 52 bits of a random word: an odd multiple of 2⁻⁵²,
   * so that the lattice is symmetric and misses zero.
   */
  private static double coordinate(long bits) {
    return Double.longBitsToDouble((bits >>> 12) | ONE_AND_ODD) - 1.5;
  }

  private static double outside(long bits) {
    Xoshiro random = Xoshiro.seededBy(bits);
    double sign = random.next() < 0 ? -1 : 1;
    double area = uniform(random) * OUTSIDE[BOXES];
    int place = Arrays.binarySearch(OUTSIDE, area);
    int region = place < 0 ? -place - 1 : place + 1;
    return sign * (region == 0 ? tail(random) : besideBox(region, random));
  }

  /** The part of the curve beyond the lowest box (Marsaglia 1964). */
  private static double tail(Xoshiro random) {
    while (true) {
      double x = -Elementary.log(uniform(random)) / EDGE[0];
      double y = -Elementary.log(uniform(random));
      if (2 * y > x * x) {
        return EDGE[0] + x;
      }
    }
  }

  /**
   * A point under the curve between the edges of box {@code region} and the one below, above the
   * one below.
   */
  private static double besideBox(int region, Xoshiro random) {
    double inner = region < BOXES ? EDGE[region] : 0;
    double top = region < BOXES ? HEIGHT[region] : 1;
    while (true) {
      double x = inner + (EDGE[region - 1] - inner) * uniform(random);
      double y = HEIGHT[region - 1] + (top - HEIGHT[region - 1]) * uniform(random);
      if (y < Elementary.exp(-0.5 * x * x)) {
        return x;
      }
    }
  }

  /** Uniform on the midpoints of 2⁵² cells of (0, 1): never 0, so that it has a logarithm. */
  private static double uniform(Xoshiro random) {
    return ((random.next() >>> 12) + 0.5) * 0x1p-52;
  }

  /**
   * Stacks boxes of area 1/4096 from the bottom up, each as wide as the curve allows, until no more
   * fits.
   */
  private static int stackBoxes() {
    double area = StrictMath.sqrt(StrictMath.PI / 2) / PARTS;
    double edge = 6;
    double height = 0;
    for (int box = 0; box < PARTS; box++) {
      edge = widest(edge, height, area);
      if (edge == 0) {
        return box;
      }
      height += area / edge;
      EDGE[box] = edge;
      HEIGHT[box] = height;
    }
    return PARTS;
  }

  /** The larger root below {@code below} of x (f(x) − height) = area, or 0 if there is none. */
  private static double widest(double below, double height, double area) {
    double peak = last(0, Math.min(below, 1), x -> (1 - x * x) * density(x) > height);
    DoublePredicate fits = x -> x * (density(x) - height) >= area;
    return fits.test(peak) ? last(peak, below, fits) : 0;
  }

  /**
   * The last x in [low, high) of which a condition holds that holds at first and then no more:
   * bisection to the last bit.
   */
  private static double last(double low, double high, DoublePredicate condition) {
    double yes = low;
    double no = high;
    for (double x = 0.5 * (yes + no); x > yes && x < no; x = 0.5 * (yes + no)) {
      if (condition.test(x)) {
        yes = x;
      } else {
        no = x;
      }
    }
    return yes;
  }

  private static double density(double x) {
    return StrictMath.exp(-0.5 * x * x);
  }

  private static double[] areasOutside() {
    double[] sums = new double[BOXES + 1];
    double beside = 0;
    double[] areas = new double[BOXES + 1];
    for (int region = 1; region <= BOXES; region++) {
      double inner = region < BOXES ? EDGE[region] : 0;
      areas[region] = areaAbove(HEIGHT[region - 1], inner, EDGE[region - 1]);
      beside += areas[region];
    }
    // Boxes and the rest make up the whole half-normal, and the boxes' areas are equal by
    // construction.
    areas[0] = StrictMath.sqrt(StrictMath.PI / 2) * (PARTS - BOXES) / PARTS - beside;
    double sum = 0;
    for (int region = 0; region <= BOXES; region++) {
      sum += areas[region];
      sums[region] = sum;
    }
    return sums;
  }

  /**
   * ∫ (f(x) − floor) dx from inner to outer, where f(outer) = floor: Simpson's rule on expm1, which
   * does not cancel.
   */
  private static double areaAbove(double floor, double inner, double outer) {
    int cells = 64;
    double step = (outer - inner) / cells;
    double sum = 0;
    for (int i = 0; i <= cells; i++) {
      double x = inner + i * step;
      double weight = i == 0 || i == cells ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * floor * StrictMath.expm1(0.5 * (outer - x) * (outer + x));
    }
    return sum * step / 3;
  }
}
