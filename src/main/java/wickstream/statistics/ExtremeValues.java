package wickstream.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The extreme values of a series over neighbouring bags: as many of the smallest and of the largest
 * as {@link TailShape} can ask for, whatever the mean turns out to be. Immutable.
 *
 * <p>The fit asks for the m(n) = min(n/5, 3√n) + 1 largest |y − ȳ| of n values. As m grows with n,
 * a value that it does not ask for now may be among them later, so a few more are kept. The bags up
 * to a power of two, which hold c values, leave the m(c) + 40 smallest and largest ones. The bags
 * after them, up to the next power of two, leave what lies beyond or on the innermost of these;
 * then everything is cut down again, and nothing that does not lie beyond is kept ever after. So
 * there are never more than about 4 m(n) values. Which ones these are depends on the bag that each
 * came in, not on the order in which bags came or were merged.
 *
 * <p>A value that the fit asks for is missing only if the first c of n values hold more than m(c) +
 * 40 of the m(n) most extreme ones at one end. With independent values of one distribution, the
 * number of these is hypergeometric: its mean is μ ≈ m(c) √(c/n), its variance below μ (1 − c/n).
 * By Bernstein's inequality it exceeds μ + √(2 s μ (1 − c/n)) + s/3 with a probability below
 * exp(−s), and that bound is largest for n/c ≈ 1 + 2 s/m(c), where it is m(c) + s + s/3. With s =
 * 30 this befalls one look in 10¹³. Where extreme values come in clusters it is more often, and
 * then the fit has the values next to the few least extreme that it asks for: the same ones on any
 * machine, as everything here follows from the bags alone.
 */
public final class ExtremeValues {
  /** The most values that are kept at either end of any bags, as the fit never asks for more. */
  public static final int CAPACITY = 4096;

  private static final int MARGIN = 40;

  /** How many values may be there in vain: cutting them down takes longer than adding them. */
  private static final int MAX_SURPLUS = 1024;

  private final long firstBag;
  private final long nextBag;
  private final Kept early;
  private final List<Kept> late;

  private ExtremeValues(long firstBag, long nextBag, Kept early, List<Kept> late) {
    this.firstBag = firstBag;
    this.nextBag = nextBag;
    this.early = early;
    this.late = List.copyOf(late);
  }

  /** The extreme values of no bags, before bag {@code firstBag}. */
  public static ExtremeValues startingAt(long firstBag) {
    return new ExtremeValues(firstBag, firstBag, Kept.NOTHING, List.of());
  }

  /**
   * Extreme values from their parts, as {@link #early} and {@link #late} give them.
   *
   * @throws IllegalArgumentException if bags of these indices have no such parts
   */
  public static ExtremeValues of(long firstBag, long nextBag, Kept early, List<Kept> late) {
    boolean isPlaced = 0 <= firstBag && firstBag <= nextBag;
    long firstLate = firstBag == 0 ? Long.highestOneBit(nextBag) : firstBag;
    boolean isSorted = isSorted(early.low()) && isSorted(early.high());
    boolean isCut = early.low().length > 0 && early.high().length > 0;
    if (!isPlaced
        || firstBag > 0 && early.count() > 0
        || !isSorted
        || !early.isWhole() && !isCut
        || late.size() != periods(firstLate, nextBag)) {
      throw new IllegalArgumentException(
          "a tail must hold the extreme values of bags %d until %d".formatted(firstBag, nextBag));
    }
    return new ExtremeValues(firstBag, nextBag, early, late);
  }

  /**
   * Extreme values of all bags before one from the {@link #CAPACITY} smallest and the {@link
   * #CAPACITY} largest, ascending; of fewer values, from all of them twice.
   *
   * @param count how many values there were
   * @throws IllegalArgumentException if so many bags and values do not leave these
   */
  public static ExtremeValues ofBothEnds(long nextBag, long count, double[] low, double[] high) {
    boolean isWhole = low.length == count && low.length < CAPACITY && Arrays.equals(low, high);
    boolean isFull = low.length == CAPACITY && high.length == CAPACITY && count >= CAPACITY;
    if (!(isWhole || isFull) || !isSorted(low) || !isSorted(high) || !isBelow(low, high)) {
      throw new IllegalArgumentException(
          "a tail must hold the smallest and the largest of %d values, ascending".formatted(count));
    }
    int twice = (int) Math.max(0, low.length + high.length - count);
    double[] once = joined(low, Arrays.copyOfRange(high, twice, high.length));
    return of(
        0,
        nextBag,
        Kept.of(count, once),
        Long.bitCount(nextBag) < 2 ? List.of() : List.of(Kept.NOTHING));
  }

  private static boolean isSorted(double[] values) {
    return IntStream.range(1, values.length)
        .allMatch(i -> Double.compare(values[i - 1], values[i]) <= 0);
  }

  private static boolean isBelow(double[] low, double[] high) {
    return IntStream.range(0, low.length).allMatch(i -> Double.compare(low[i], high[i]) <= 0);
  }

  /** The index after the last bag before the next power of two. */
  static long endOfPeriod(long bag) {
    return bag == 0 ? 1 : 2 * Long.highestOneBit(bag);
  }

  /** Of how many periods there are bags in a range. */
  private static int periods(long firstBag, long nextBag) {
    int periods = 0;
    for (long bag = firstBag; bag < nextBag; bag = endOfPeriod(bag)) {
      periods++;
    }
    return periods;
  }

  /** How many values are kept at either end of so many. */
  private static int kept(long count) {
    return Math.min(CAPACITY, TailShape.exceedances(count) + 1 + MARGIN);
  }

  /** The tail of these bags and the next one, whose values are left as they are. */
  public ExtremeValues plus(double[] values) {
    return plus(1, values.length, values);
  }

  /**
   * The tail of these bags and the next ones.
   *
   * @param bags how many they are, up to the next power of two at most
   * @param count how many values they hold
   * @param candidates those values that lie beyond {@link #bounds}, and any others
   */
  ExtremeValues plus(long bags, long count, double[] candidates) {
    long end = nextBag + bags;
    if (end > endOfPeriod(nextBag)) {
      throw new IllegalArgumentException(
          "bags %d until %d must lie between two powers of two".formatted(nextBag, end));
    }
    boolean isNewPeriod = nextBag == firstBag || Long.bitCount(nextBag) <= 1;
    List<Kept> parts = new ArrayList<>(late);
    Kept before = isNewPeriod ? Kept.NOTHING : parts.remove(parts.size() - 1);
    Kept now = before.plus(bounds().split(count, candidates));
    if (firstBag == 0 && end == endOfPeriod(nextBag)) {
      return new ExtremeValues(0, end, settled(now), List.of());
    }
    int most = mostLate();
    boolean isTooMuch = Math.max(now.low().length, now.high().length) > 2 * most + MAX_SURPLUS;
    parts.add(isTooMuch ? cut(now) : now);
    return new ExtremeValues(firstBag, end, early, parts);
  }

  /** What is kept of the early bags and those of a period after them that is over. */
  private Kept settled(Kept period) {
    Kept all = early.plus(cut(period));
    int most = kept(all.count());
    return early.isWhole()
        ? Kept.of(all.count(), all.low())
        : new Kept(all.count(), smallest(all.low(), most), largest(all.high(), most));
  }

  /** The tail of these bags and those after them. */
  public ExtremeValues plus(ExtremeValues later) {
    if (later.firstBag == 0) {
      return later;
    }
    ExtremeValues sum = this;
    for (Kept part : later.late) {
      long end = Math.min(later.nextBag, endOfPeriod(sum.nextBag));
      sum = sum.plus(end - sum.nextBag, part.count(), part.low());
    }
    return sum;
  }

  /** The extreme values of several series of the same kind, to which nothing can be added. */
  static ExtremeValues pooled(List<ExtremeValues> parts) {
    long count = parts.stream().mapToLong(ExtremeValues::count).sum();
    double[] values =
        parts.stream().map(ExtremeValues::all).flatMapToDouble(Arrays::stream).toArray();
    return new ExtremeValues(0, 1, Kept.of(count, values), List.of());
  }

  /**
   * Beyond what a value of any later bag must lie to be among the extreme ones; none while that is
   * not known. They never widen as bags are added.
   */
  Bounds bounds() {
    return early.isWhole()
        ? Bounds.NONE
        : new Bounds(
            Math.nextUp(early.low()[early.low().length - 1]), Math.nextDown(early.high()[0]));
  }

  /** How many values at either end are kept of a period that is not over. */
  private int mostLate() {
    return early.isWhole() ? CAPACITY : kept(2 * early.count());
  }

  /** What is kept of a period, ascending. */
  private Kept cut(Kept period) {
    return early.isWhole()
        ? new Kept(period.count(), ends(period.low(), CAPACITY), period.high())
        : new Kept(
            period.count(), smallest(period.low(), mostLate()), largest(period.high(), mostLate()));
  }

  private static double[] joined(double[] some, double[] others) {
    double[] all = Arrays.copyOf(some, some.length + others.length);
    System.arraycopy(others, 0, all, some.length, others.length);
    return all;
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private static double[] smallest(double[] values, int most) {
    double[] sorted = sorted(values);
    return Arrays.copyOf(sorted, Math.min(most, sorted.length));
  }

  private static double[] largest(double[] values, int most) {
    double[] sorted = sorted(values);
    return Arrays.copyOfRange(sorted, Math.max(0, sorted.length - most), sorted.length);
  }

  /** At most so many of the smallest and of the largest values, ascending. */
  static double[] ends(double[] values, int each) {
    double[] sorted = sorted(values);
    return sorted.length <= 2 * each
        ? sorted
        : joined(Arrays.copyOf(sorted, each), largest(sorted, each));
  }

  /** The index of the first bag. */
  public long firstBag() {
    return firstBag;
  }

  /** The index after the last bag. */
  public long nextBag() {
    return nextBag;
  }

  /** How many values all bags held. */
  public long count() {
    return early.count() + late.stream().mapToLong(Kept::count).sum();
  }

  /** What is kept of the bags from bag 0 to the last power of two, ascending. */
  public Kept early() {
    return early;
  }

  /** What is kept, ascending, of the other bags: of those between two powers of two together. */
  public List<Kept> late() {
    return late.stream().map(this::cut).toList();
  }

  /** All that is kept, in any order. */
  private double[] all() {
    return Stream.concat(Stream.of(early), late.stream())
        .flatMap(part -> Stream.of(part.low(), part.high()))
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  /** The smallest values, ascending: as many as {@link TailShape} asks for. */
  public double[] low() {
    return smallest(all(), TailShape.exceedances(count()) + 1);
  }

  /** The largest values, ascending: as many. */
  public double[] high() {
    return largest(all(), TailShape.exceedances(count()) + 1);
  }

  /** The largest |y − mean|, ascending, at most {@code most} of them. */
  public double[] largestDeviations(double mean, int most) {
    double[] deviations = Arrays.stream(all()).map(y -> Math.abs(y - mean)).sorted().toArray();
    int kept = Math.min(most, deviations.length);
    return Arrays.copyOfRange(deviations, deviations.length - kept, deviations.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExtremeValues that
        && firstBag == that.firstBag
        && nextBag == that.nextBag
        && early.equals(that.early)
        && late().equals(that.late());
  }

  @Override
  public int hashCode() {
    return Objects.hash(nextBag, early);
  }

  /**
   * What is kept of some bags. The arrays must not change.
   *
   * @param count how many values they held
   * @param low the smallest of them; all that is kept, if bounds are not known yet
   * @param high the largest of the others
   */
  public record Kept(long count, double[] low, double[] high) {
    /** What is kept of no bags. */
    public static final Kept NOTHING = new Kept(0, new double[0], new double[0]);

    public Kept {
      if (low.length + high.length > count) {
        throw new IllegalArgumentException(
            "of %d values cannot be kept %d".formatted(count, low.length + high.length));
      }
    }

    /** What is kept of so many values, among which these are the smallest and the largest ones. */
    private static Kept of(long count, double[] values) {
      double[] ends = ends(values, ExtremeValues.kept(count));
      int low = ends.length == count ? ends.length : ends.length / 2;
      return new Kept(count, Arrays.copyOf(ends, low), largest(ends, ends.length - low));
    }

    private boolean isWhole() {
      return low.length == count;
    }

    private Kept plus(Kept other) {
      return new Kept(count + other.count, joined(low, other.low), joined(high, other.high));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Kept that
          && count == that.count
          && Arrays.equals(low, that.low)
          && Arrays.equals(high, that.high);
    }

    @Override
    public int hashCode() {
      return Objects.hash(count, Arrays.hashCode(low), Arrays.hashCode(high));
    }
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

    /**
     * The same, those below and those above apart, of so many; none are above if all may lie so.
     */
    private Kept split(long count, double[] values) {
      double[] beyond = beyond(values);
      if (equals(NONE)) {
        return new Kept(count, beyond, Kept.NOTHING.high());
      }
      double[] apart = new double[beyond.length];
      int below = 0;
      int above = beyond.length;
      for (double y : beyond) {
        if (Double.compare(y, low) < 0) {
          apart[below++] = y;
        } else {
          apart[--above] = y;
        }
      }
      return new Kept(
          count, Arrays.copyOf(apart, below), Arrays.copyOfRange(apart, above, apart.length));
    }

    // Comparisons as in sorting, so that zeros of both signs and NaN have their places too. Nearly
    // all values of a long series are neither, and every network's pass through here.

    private double[] outside(double[] values) {
      double[] found = Kept.NOTHING.low();
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
