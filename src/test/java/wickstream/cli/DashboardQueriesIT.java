package wickstream.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wickstream.dashboards.EveryQuery;

/** What dashboards and rules ask of Prometheus, against the packaged daemon at work. */
class DashboardQueriesIT {
  @TempDir private Path directory;

  @Test
  void aDaemonAtWorkAnswersEveryQuery() throws IOException {
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      daemon.submit(
          "done",
          "campaign { widths = [5, 50], sigma-w = [1.0, 1.5], stop.relative-error = 0.02 }");
      daemon.await("done", "finished");
      daemon.submit(
          "deviation",
          """
          campaign {
            widths = [5, 50], sigma-w = [1.0, 1.5]
            stop { observable = m4, relative-error = 0.05 }
          }
          """);
      daemon.await("deviation", "finished");
      daemon.submit(
          "trained",
          """
          campaign {
            ensemble.activation = erf
            widths = [5], sigma-w = [1.5], points = [-1, 0.5, 2], orders = [2, 4]
            training { data = [[-1, 1]], times = [1] }
            stop { observable = connected4, at-time = 1, relative-error = 0.1 }
          }
          """);
      daemon.await("trained", "finished");
      daemon.submit(
          "long",
          "campaign { widths = [50, 100], sigma-w = [1.0, 2.0], stop.relative-error = 1e-4 }");
      daemon.awaitProgress("long");
      EveryQuery.everyQueryAnswers(
          daemon.uri("/"), Files.createDirectory(directory.resolve("prometheus")));
    }
  }
}
