package wickstream.metrics;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * How long something takes, in nanoseconds, to two significant digits between a microsecond and an
 * hour. Recording neither waits nor allocates. Each value is recorded for two readers, who do not
 * disturb one another: a log, which takes what is new, and a meter, which wants all there ever was.
 */
final class Latency {
  private static final long LEAST = TimeUnit.MICROSECONDS.toNanos(1);
  private static final long MOST = TimeUnit.HOURS.toNanos(1);
  private static final int DIGITS = 2;

  private final Recorder fresh = new Recorder(LEAST, MOST, DIGITS);
  private final Histogram all = new ConcurrentHistogram(LEAST, MOST, DIGITS);
  private final LongAdder sum = new LongAdder();

  /** Counts a latency so many times; one out of range counts as the end of the range. */
  void record(int count, long nanoseconds) {
    long clamped = Math.min(Math.max(0, nanoseconds), MOST);
    fresh.recordValueWithCount(clamped, count);
    all.recordValueWithCount(clamped, count);
    sum.add(count * clamped);
  }

  /** What was recorded since this was last asked for. */
  Histogram interval() {
    return fresh.getIntervalHistogram();
  }

  /** All that was ever recorded. */
  Histogram total() {
    return all.copy();
  }

  /** The exact sum of all that was ever recorded, of a moment not before that of a total. */
  double totalSeconds() {
    return sum.sum() * 1e-9;
  }
}
