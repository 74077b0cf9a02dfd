package wickstream.metrics;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * How long something takes, in nanoseconds, to two significant digits between a microsecond and an
 * hour. Recording neither waits nor allocates. Each value is recorded once and handed to two
 * readers, who do not disturb one another: a log, which takes what is new, and a meter, which wants
 * all there ever was.
 */
final class Latency {
  private static final long LEAST = TimeUnit.MICROSECONDS.toNanos(1);
  private static final long MOST = TimeUnit.HOURS.toNanos(1);
  private static final int DIGITS = 2;

  private final Recorder recorder = new Recorder(LEAST, MOST, DIGITS);
  private final LongAdder sum = new LongAdder();
  private final Histogram all = new Histogram(LEAST, MOST, DIGITS);
  private Histogram fresh = new Histogram(LEAST, MOST, DIGITS);
  private Histogram taken;

  /** Counts a latency so many times; one out of range counts as the end of the range. */
  void record(int count, long nanoseconds) {
    long clamped = Math.min(Math.max(0, nanoseconds), MOST);
    recorder.recordValueWithCount(clamped, count);
    sum.add(count * clamped);
  }

  /** What was recorded since this was last asked for. */
  synchronized Histogram interval() {
    collect();
    Histogram interval = fresh;
    fresh = new Histogram(LEAST, MOST, DIGITS);
    return interval;
  }

  /** All that was ever recorded. */
  synchronized Histogram total() {
    collect();
    return all.copy();
  }

  /** The exact sum of all that was ever recorded, of a moment not before that of a total. */
  double totalSeconds() {
    return sum.sum() * 1e-9;
  }

  private void collect() {
    taken = recorder.getIntervalHistogram(taken);
    all.add(taken);
    fresh.add(taken);
  }
}
