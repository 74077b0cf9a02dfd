package wickstream.statistics;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The extreme values of a series, kept so that the largest |y − ȳ| are known whatever the mean ȳ
 * turns out to be: the {@link #CAPACITY} smallest and largest. Which values are kept does not
 * depend on the order in which they came or were merged. Immutable.
 */
public final class ExtremeValues {
  /** How many values are kept at either end. */
  public static final int CAPACITY = 4096;

  /**
   * How many values may wait to be sorted in: merging thousands of values for the few that a bag
   * adds would cost more than drawing the bag.
   */
  private static final int MAX_WAITING = 1024;

  private static final double[] NONE = new double[0];

  /** The tail of an empty series. */
  public static final ExtremeValues EMPTY = new ExtremeValues(NONE, NONE, NONE);

  /** The smallest values, ascending. */
  private final double[] low;

  /** The largest values, ascending. */
  private final double[] high;

  /** Values that may belong among both, in any order. */
  private final double[] waiting;

  private ExtremeValues(double[] low, double[] high, double[] waiting) {
    this.low = low;
    this.high = high;
    this.waiting = waiting;
  }

  /**
   * A tail from the values it keeps.
   *
   * @param low the smallest values, ascending as {@link Double#compare} has it
   * @param high as many of the largest, likewise; the same values while there are fewer than {@link
   *     #CAPACITY}
   * @throws IllegalArgumentException if no series has such a tail
   */
  public static ExtremeValues of(double[] low, double[] high) {
    boolean whole = low.length < CAPACITY && Arrays.equals(low, high);
    boolean full = low.length == CAPACITY && high.length == CAPACITY;
    if (!(whole || full) || !isSorted(low) || !isSorted(high) || !isBelow(low, high)) {
      throw new IllegalArgumentException(
          "a tail must hold the smallest and the largest values of one series, ascending");
    }
    return new ExtremeValues(low.clone(), high.clone(), NONE);
  }

  private static boolean isSorted(double[] values) {
    return IntStream.range(1, values.length)
        .allMatch(i -> Double.compare(values[i - 1], values[i]) <= 0);
  }

  private static boolean isBelow(double[] low, double[] high) {
    return IntStream.range(0, low.length).allMatch(i -> Double.compare(low[i], high[i]) <= 0);
  }

  /** The tail of this series followed by more values, which are left as they are. */
  public ExtremeValues plus(double[] values) {
    boolean full = low.length == CAPACITY;
    double[] extreme = bounds().beyond(values);
    if (extreme.length == 0) {
      return this;
    }
    double[] all = Arrays.copyOf(waiting, waiting.length + extreme.length);
    System.arraycopy(extreme, 0, all, waiting.length, extreme.length);
    ExtremeValues tail = new ExtremeValues(low, high, all);
    return full && all.length <= MAX_WAITING ? tail : tail.settled();
  }

  /** Beyond what a value must lie to be among the extreme ones of this series; none while short. */
  Bounds bounds() {
    return low.length == CAPACITY ? new Bounds(low[CAPACITY - 1], high[0]) : Bounds.NONE;
  }

  /** The tail of both series together. */
  public ExtremeValues plus(ExtremeValues other) {
    ExtremeValues mine = settled();
    ExtremeValues others = other.settled();
    if (others.high.length == 0) {
      return mine;
    }
    return mine.high.length == 0 ? others : mine.merged(others.low, others.high);
  }

  /** How many values are kept at either end. */
  public int size() {
    return low.length;
  }

  /** The smallest values, ascending. */
  public double[] low() {
    return settled().low.clone();
  }

  /** The largest values, ascending. */
  public double[] high() {
    return settled().high.clone();
  }

  /** The same tail with nothing waiting. */
  private ExtremeValues settled() {
    return waiting.length == 0 ? this : merged(waiting, waiting);
  }

  private ExtremeValues merged(double[] otherLow, double[] otherHigh) {
    double[] lows = sortedUnion(low, otherLow);
    double[] highs = sortedUnion(high, otherHigh);
    return new ExtremeValues(
        Arrays.copyOf(lows, Math.min(CAPACITY, lows.length)),
        Arrays.copyOfRange(highs, Math.max(0, highs.length - CAPACITY), highs.length),
        NONE);
  }

  private static double[] sortedUnion(double[] a, double[] b) {
    double[] union = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, union, a.length, b.length);
    Arrays.sort(union, a.length, union.length);
    Arrays.sort(union); // two runs: merged in linear time
    return union;
  }

  /**
   * The largest |y − mean|, ascending, at most {@code most} of them and at most {@link #CAPACITY}.
   *
   * @param count the length of the whole series
   */
  public double[] largestDeviations(double mean, long count, int most) {
    return settled().largestOfSorted(mean, count, most);
  }

  private double[] largestOfSorted(double mean, long count, int most) {
    // A short series has values that are kept at both ends: they count once.
    int twice = (int) Math.max(0, low.length + high.length - count);
    double[] deviations =
        DoubleStream.concat(Arrays.stream(low), Arrays.stream(high).skip(twice))
            .map(y -> Math.abs(y - mean))
            .sorted()
            .toArray();
    int kept = Math.min(Math.min(most, CAPACITY), deviations.length);
    return Arrays.copyOfRange(deviations, deviations.length - kept, deviations.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExtremeValues that && settled().equalsSorted(that.settled());
  }

  private boolean equalsSorted(ExtremeValues that) {
    return Arrays.equals(low, that.low) && Arrays.equals(high, that.high);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(settled().high);
  }

  /**
   * What a value must be below, or above, to be among the extreme ones of a series, as {@link
   * Double#compare} has it.
   *
   * @param low the largest of the smallest values; NaN if every value may be among them
   * @param high the smallest of the largest values
   */
  public record Bounds(double low, double high) {
    /** Beyond which every value lies. */
    public static final Bounds NONE = new Bounds(Double.NaN, Double.NEGATIVE_INFINITY);

    /** Those of some values that lie beyond; the array itself if all may. */
    public double[] beyond(double[] values) {
      return Double.isNaN(low) ? values : outside(values);
    }

    // Comparisons as in sorting, so that zeros of both signs and NaN have their places too. Nearly
    // all values of a long series are neither, and every network's pass through here.

    private double[] outside(double[] values) {
      double[] found = ExtremeValues.NONE;
      int count = 0;
      for (double y : values) {
        boolean inside = y > low && y < high;
        if (!inside && (Double.compare(y, low) < 0 || Double.compare(y, high) > 0)) {
          if (count == found.length) {
            found = Arrays.copyOf(found, 2 * count + 16);
          }
          found[count++] = y;
        }
      }
      return Arrays.copyOf(found, count);
    }
  }
}
