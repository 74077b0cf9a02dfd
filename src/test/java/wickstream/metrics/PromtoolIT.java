package wickstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wickstream.campaign.SamplingThreads;
import wickstream.daemon.CampaignProgress;
import wickstream.daemon.CampaignState;
import wickstream.daemon.DaemonStatus;

/** Prometheus' own opinion of the meters; without its promtool CI fails. */
final class PromtoolIT {
  private static final String PROMTOOL = "promtool";

  @TempDir private Path directory;

  private static void requirePromtool() {
    boolean there =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(place -> Files.isExecutable(Path.of(place, PROMTOOL)));
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(there, "promtool is not installed");
    }
    assertThat(there).as("promtool is installed").isTrue();
  }

  private String complaints(String text) throws IOException, InterruptedException {
    Path in = Files.writeString(directory.resolve("metrics"), text);
    Path out = directory.resolve("out");
    int exitCode =
        new ProcessBuilder(PROMTOOL, "check", "metrics")
            .redirectInput(in.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start()
            .waitFor();
    return Files.readString(out) + (exitCode == 0 ? "" : "exit code " + exitCode);
  }

  private static DaemonStatus status() {
    return Statuses.of(
        IntStream.range(0, 3)
            .mapToObj(i -> Statuses.campaign("c" + i, CampaignState.RUNNING, Statuses.running(100)))
            .toArray(CampaignProgress[]::new));
  }

  @Test
  void hasNoComplaint() throws IOException, InterruptedException {
    requirePromtool();
    Latencies latencies = new Latencies();
    latencies.bags(1, 123_456);
    try (Meters meters =
        new Meters(
            new CampaignView(PromtoolIT::status, Duration.ofDays(1)),
            List.of(new SamplingThreads("sampling", 2, Runnable::run)),
            latencies,
            () -> 1,
            ClusterView.NONE,
            Map.of("version", "0.1.0", "kernel", "scalar", "java", "17"))) {
      System.gc(); // whose pauses are meters only once there was one
      assertThat(complaints(Scrape.of(meters).text())).isEmpty();
    }
  }
}
