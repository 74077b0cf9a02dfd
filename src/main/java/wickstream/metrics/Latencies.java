package wickstream.metrics;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Recorder;
import wickstream.campaign.Timings;

/**
 * How long bags and judgements take, in nanoseconds, to two significant digits between a
 * microsecond and an hour. Recording neither waits nor allocates.
 */
public final class Latencies implements Timings {
  private static final long LEAST = TimeUnit.MICROSECONDS.toNanos(1);
  private static final long MOST = TimeUnit.HOURS.toNanos(1);
  private static final int DIGITS = 2;

  private final Recorder bags = new Recorder(LEAST, MOST, DIGITS);
  private final Recorder judgements = new Recorder(LEAST, MOST, DIGITS);

  @Override
  public void bag(long nanoseconds) {
    record(bags, nanoseconds);
  }

  @Override
  public void judgement(long nanoseconds) {
    record(judgements, nanoseconds);
  }

  private static void record(Recorder recorder, long nanoseconds) {
    recorder.recordValue(Math.min(Math.max(0, nanoseconds), MOST));
  }

  Recorder bags() {
    return bags;
  }

  Recorder judgements() {
    return judgements;
  }
}
