package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wickstream.dashboards.Tool;

/** How the packaged daemon serves its metrics. */
final class MetricsIT {
  @TempDir private Path directory;

  private String fetched(RunningDaemon daemon, String path, String... options) throws IOException {
    Path body = directory.resolve("body");
    Path head = directory.resolve("head");
    String[] words = {
      "-fsS", "-D", head.toString(), "-o", body.toString(), daemon.uri(path).toString()
    };
    String[] all = new String[words.length + options.length];
    System.arraycopy(options, 0, all, 0, options.length);
    System.arraycopy(words, 0, all, options.length, words.length);
    Tool.named("curl").run(directory, all);
    return Files.readString(head).toLowerCase(Locale.ROOT);
  }

  private String body() throws IOException {
    return Files.readString(directory.resolve("body"));
  }

  /** Which begins again where it was, or Prometheus would take old work for new. */
  @Test
  void whatEndedLeavesUntilItIsExtended() throws IOException {
    String networks = "wickstream_networks_total{campaign=\"done\"";
    try (RunningDaemon daemon = RunningDaemon.in(directory, "--metrics-retention", "3s")) {
      daemon.submit(
          "done", "campaign { widths = [5], sigma-w = [1.0], stop.relative-error = 0.02 }");
      Awaitility.await().until(() -> daemon.meters(networks).sum() > 0);
      daemon.await("done", "finished");
      double before = daemon.campaign("done").path("networks").asDouble();
      Awaitility.await().until(() -> daemon.meters(networks).findAny().isEmpty());
      assertThat(daemon.get("/metrics").body()).doesNotContain("campaign=\"done\"");
      assertThat(daemon.meters("wickstream_campaigns{state=\"finished\"}").sum()).isEqualTo(1);
      daemon.post("/api/v1/campaigns/done/extend", "stop.relative-error = 0.001");
      double first =
          Awaitility.await()
              .pollInterval(Duration.ofMillis(20))
              .until(() -> daemon.meters(networks).boxed().findFirst(), Optional::isPresent)
              .orElseThrow();
      assertThat(first).isGreaterThanOrEqualTo(before);
    }
  }

  @Test
  void curlReadsCompressedMetersAndPages() throws IOException {
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      daemon.submit(
          "done", "campaign { widths = [5, 50], sigma-w = [1.0], stop.relative-error = 0.05 }");
      daemon.await("done", "finished");
      for (String path : new String[] {"/metrics", "/", "/api/v1/openapi.json"}) {
        assertThat(fetched(daemon, path)).doesNotContain("content-encoding");
        String plain = body();
        String head = fetched(daemon, path, "--compressed");
        assertThat(head).contains("content-encoding: gzip", "vary: accept-encoding");
        assertThat(length(head)).isLessThan(plain.length() / 2);
        assertThat(body().lines().count()).isEqualTo(plain.lines().count());
      }
      assertThat(fetched(daemon, "/health/live", "--compressed"))
          .as("nothing is gained by compressing a line")
          .doesNotContain("content-encoding");
    }
  }

  private static int length(String head) {
    return Integer.parseInt(
        head.lines()
            .filter(line -> line.startsWith("content-length: "))
            .findFirst()
            .orElseThrow()
            .substring("content-length: ".length()));
  }
}
