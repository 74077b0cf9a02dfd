package wickstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wickstream.daemon.Daemon;
import wickstream.daemon.DaemonSettings;
import wickstream.daemon.LatencyRecorder;
import wickstream.sampling.ComputeBackend;

/** What is served is what the document says, and nothing else. */
class RoutesTest {
  @TempDir private Path directory;

  @Test
  void whatIsServedIsDocumented() {
    DaemonSettings settings = new DaemonSettings(directory.resolve("runs"), 1, 1, 10, 10);
    try (Daemon daemon =
            Daemon.prepare(
                settings, ComputeBackend.choose(Optional.empty()), LatencyRecorder.NONE);
        HttpServer server = new HttpServer(daemon, Optional.empty(), "127.0.0.1")) {
      server.serveMeters("text/plain; charset=utf-8", out -> {});
      assertThat(server.operations())
          .containsExactlyInAnyOrderElementsOf(OpenApi.load().operations());
    }
  }
}
