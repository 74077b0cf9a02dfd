package wickstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogProcessor;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log as HdrHistogram's own reader sees it. */
class LatencyLogTest {
  private static final long HOUR = 3_600_000_000_000L;

  @TempDir private Path directory;
  private final Latencies latencies = new Latencies();

  private Map<String, Histogram> read() throws IOException {
    File file = directory.resolve("latency.hlog").toFile();
    Map<String, Histogram> byTag = new HashMap<>();
    try (HistogramLogReader reader = new HistogramLogReader(file)) {
      while (reader.hasNext()) {
        EncodableHistogram interval = reader.nextIntervalHistogram();
        byTag.computeIfAbsent(interval.getTag(), tag -> new Histogram(2)).add((Histogram) interval);
      }
    }
    return byTag;
  }

  @Test
  void whatIsRecordedIsRead() throws IOException {
    try (LatencyLog log = LatencyLog.begin(directory, latencies)) {
      LongStream.rangeClosed(1, 1000).forEach(step -> latencies.bags(1, step * 1_000_000));
      latencies.judgement(5_000_000);
    }
    Map<String, Histogram> read = read();
    assertThat(read).containsOnlyKeys("bag", "judgement");
    Histogram bags = read.get("bag");
    assertThat(bags.getTotalCount()).isEqualTo(1000);
    assertThat(bags.valuesAreEquivalent(bags.getValueAtPercentile(50), 500_000_000L)).isTrue();
    assertThat(bags.valuesAreEquivalent(bags.getMaxValue(), 1_000_000_000L)).isTrue();
    assertThat(read.get("judgement").getTotalCount()).isEqualTo(1);
  }

  /** The processor begins at the beginning of the log, which what was set up before it precedes. */
  @Test
  void theProcessorOfHdrHistogramReadsOneTag() throws IOException, InterruptedException {
    Thread.sleep(20); // latencies exist for longer than their log
    try (LatencyLog log = LatencyLog.begin(directory, latencies)) {
      latencies.bags(7, 3_000_000);
      latencies.judgement(5_000_000);
    }
    Path percentiles = directory.resolve("percentiles");
    new HistogramLogProcessor(
            new String[] {
              "-i",
              directory.resolve("latency.hlog").toString(),
              "-o",
              percentiles.toString(),
              "-tag",
              "bag"
            })
        .run();
    assertThat(directory.resolve("percentiles.hgrm"))
        .content()
        .contains("Total count    =            7");
  }

  @Test
  void nothingIsLostWhenManyRecordWhileLinesAreWritten() throws IOException {
    try (LatencyLog log = LatencyLog.begin(directory, latencies)) {
      IntStream.range(0, 100_000).parallel().forEach(i -> latencies.bags(1, i));
    }
    assertThat(read().get("bag").getTotalCount()).isEqualTo(100_000);
  }

  @Test
  void whatIsOutOfRangeCountsAsItsEnd() throws IOException {
    try (LatencyLog log = LatencyLog.begin(directory, latencies)) {
      latencies.bags(1, -1); // a clock that went back
      latencies.bags(1, Long.MAX_VALUE);
    }
    Histogram bags = read().get("bag");
    assertThat(bags.getTotalCount()).isEqualTo(2);
    assertThat(bags.getMinValue()).isZero();
    assertThat(bags.valuesAreEquivalent(bags.getMaxValue(), HOUR)).isTrue();
  }

  @Test
  void anEarlierLogIsReplaced() throws IOException {
    whatIsOutOfRangeCountsAsItsEnd();
    LatencyLog.begin(directory, latencies).close();
    assertThat(read().get("bag").getTotalCount()).isZero();
  }

  @Test
  void aLogThatFailsDisturbsNothing() {
    PrintStream broken =
        new PrintStream(OutputStream.nullOutputStream()) {
          @Override
          public PrintStream format(Locale locale, String format, Object... words) {
            throw new IllegalStateException("no line can be written");
          }
        };
    latencies.bags(1, 1000);
    new LatencyLog(broken, latencies).close();
  }

  @Test
  void aMissingDirectoryIsTold() {
    assertThatThrownBy(() -> LatencyLog.begin(directory.resolve("none"), latencies))
        .isInstanceOf(IOException.class);
  }
}
