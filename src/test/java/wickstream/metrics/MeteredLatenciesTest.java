package wickstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wickstream.daemon.LatencyRecorder;

class MeteredLatenciesTest {
  @TempDir private Path directory;
  private final Latencies all = new Latencies();
  private final LatencyRecorder latencyRecorder = new MeteredLatencies(all);

  private Path home(String campaign) throws IOException {
    return Files.createDirectories(directory.resolve(campaign));
  }

  private static long logged(Path home) throws IOException {
    File file = home.resolve("latency.hlog").toFile();
    long count = 0;
    try (HistogramLogReader reader = new HistogramLogReader(file)) {
      while (reader.hasNext()) {
        count += ((org.HdrHistogram.Histogram) reader.nextIntervalHistogram()).getTotalCount();
      }
    }
    return count;
  }

  @Test
  void eachCampaignLogsItsOwnAndTheMeterSeesAll() throws IOException {
    try (LatencyRecorder.Running a = latencyRecorder.begin(home("a"));
        LatencyRecorder.Running b = latencyRecorder.begin(home("b"))) {
      a.timings().bags(1, 1000);
      a.timings().judgement(1000);
      b.timings().bags(1, 1000);
    }
    assertThat(logged(home("a"))).isEqualTo(2);
    assertThat(logged(home("b"))).isEqualTo(1);
    assertThat(all.bags().total().getTotalCount()).isEqualTo(2);
    assertThat(all.judgements().total().getTotalCount()).isEqualTo(1);
  }

  @Test
  void goesOnWithoutALog() {
    Path none = directory.resolve("none");
    try (LatencyRecorder.Running running = latencyRecorder.begin(none)) {
      running.timings().bags(1, 1000);
    }
    assertThat(none).doesNotExist();
    assertThat(all.bags().total().getTotalCount()).isEqualTo(1);
  }
}
