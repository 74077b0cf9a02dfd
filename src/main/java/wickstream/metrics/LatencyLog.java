package wickstream.metrics;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of latencies in the log format of HdrHistogram, which its tools read: every ten seconds,
 * and at the end, one line tagged {@code bag} and one tagged {@code judgement}, each the histogram
 * of what was recorded since the line before, in nanoseconds. HdrHistogram's log processor takes
 * lines of one tag, {@code -tag bag}, and none that begins before the log does. The file is for
 * people: that it cannot be written any more, because the disk is full or for whatever reason,
 * disturbs nothing.
 */
public final class LatencyLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LatencyLog.class);
  private static final String FILE = "latency.hlog";
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final long began = System.currentTimeMillis();
  private final PrintStream out;
  private final HistogramLogWriter writer;
  private final Tagged bags;
  private final Tagged judgements;
  private final ScheduledExecutorService timer;
  private boolean failed;

  /** A log on a stream, which is written when it is closed. */
  LatencyLog(PrintStream out, Latencies latencies) {
    this.out = out;
    this.writer = new HistogramLogWriter(out);
    this.bags = new Tagged("bag", latencies.bags());
    this.judgements = new Tagged("judgement", latencies.judgements());
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "latency-log");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Begins the log of a run, replacing that of an earlier one.
   *
   * @param directory that of the run
   * @throws IOException if there can be no such file
   */
  public static LatencyLog begin(Path directory, Latencies latencies) throws IOException {
    LatencyLog log =
        new LatencyLog(
            new PrintStream(
                Files.newOutputStream(
                    directory.resolve(FILE),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS),
                false,
                "US-ASCII"),
            latencies);
    log.writeHeading();
    log.timer.scheduleWithFixedDelay(
        log::write, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    return log;
  }

  private void writeHeading() {
    writer.outputComment(
        "[Latencies of bags and judgements in nanoseconds; column of maxima in ms]");
    writer.outputLogFormatVersion();
    writer.outputStartTime(began);
    writer.setBaseTime(began);
    writer.outputLegend();
    out.flush();
  }

  private synchronized void write() {
    if (failed) {
      return;
    }
    try {
      bags.write(writer, began);
      judgements.write(writer, began);
      out.flush();
    } catch (RuntimeException e) {
      failed = true;
      LOG.warn("Latencies are no longer logged, which affects nothing else: {}", e.toString());
    }
  }

  /** Writes what was recorded since the last time. */
  @Override
  public void close() {
    timer.shutdown();
    write();
    out.close();
  }

  /** What is recorded in one place, and how its lines are tagged. */
  private record Tagged(String tag, Latency latency) {
    void write(HistogramLogWriter writer, long began) {
      Histogram interval = latency.interval();
      interval.setStartTimeStamp(Math.max(began, interval.getStartTimeStamp()));
      interval.setTag(tag);
      writer.outputIntervalHistogram(interval);
    }
  }
}
