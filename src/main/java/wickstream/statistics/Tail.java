package wickstream.statistics;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * The extreme values of a series, kept so that the largest |y − ȳ| are known whatever the mean ȳ
 * turns out to be: the {@link #CAPACITY} smallest and largest. Which values are kept does not
 * depend on the order in which they came or were merged. Immutable.
 */
public final class Tail {
  /** How many values are kept at either end. */
  public static final int CAPACITY = 4096;

  /** The tail of an empty series. */
  public static final Tail EMPTY = new Tail(new double[0], new double[0]);

  /** The smallest values, ascending. */
  private final double[] low;

  /** The largest values, ascending. */
  private final double[] high;

  private Tail(double[] low, double[] high) {
    this.low = low;
    this.high = high;
  }

  /** The tail of this series followed by more values, which are left as they are. */
  public Tail plus(double[] values) {
    double[] newLow = low.length < CAPACITY ? values.clone() : below(values, low[CAPACITY - 1]);
    double[] newHigh = high.length < CAPACITY ? values.clone() : above(values, high[0]);
    return newLow.length == 0 && newHigh.length == 0 ? this : merged(newLow, newHigh);
  }

  // Comparisons as in sorting, so that zeros of both signs and NaN have their places too. Nearly
  // all values of a long series are neither, and every network's pass through here.

  private static double[] below(double[] values, double most) {
    double[] found = new double[values.length];
    int count = 0;
    for (double y : values) {
      if (!(y > most) && Double.compare(y, most) < 0) {
        found[count++] = y;
      }
    }
    return Arrays.copyOf(found, count);
  }

  private static double[] above(double[] values, double least) {
    double[] found = new double[values.length];
    int count = 0;
    for (double y : values) {
      if (!(y < least) && Double.compare(y, least) > 0) {
        found[count++] = y;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** The tail of both series together. */
  public Tail plus(Tail other) {
    if (other.high.length == 0) {
      return this;
    }
    return high.length == 0 ? other : merged(other.low, other.high);
  }

  private Tail merged(double[] otherLow, double[] otherHigh) {
    double[] lows = sortedUnion(low, otherLow);
    double[] highs = sortedUnion(high, otherHigh);
    return new Tail(
        Arrays.copyOf(lows, Math.min(CAPACITY, lows.length)),
        Arrays.copyOfRange(highs, Math.max(0, highs.length - CAPACITY), highs.length));
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
    return other instanceof Tail that
        && Arrays.equals(low, that.low)
        && Arrays.equals(high, that.high);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(high);
  }
}
