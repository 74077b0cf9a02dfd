package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes with certificates of one authority make a cluster; others are kept out. */
@Tag("full")
final class ClusterTlsIT {
  @TempDir private Path directory;

  private String path(String file) {
    return directory.resolve(file).toString();
  }

  /** By the commands of the page: an authority, and a node whose certificate it has signed. */
  private void makeCertificates() {
    try (DocumentSession session = new DocumentSession(directory)) {
      session.type(Document.page("cluster"));
    }
  }

  @Test
  void nodesTrustEachOtherAndNobodyElse() {
    makeCertificates();
    List<String> tls =
        List.of(
            "--set",
            "tls.key-store=\"%s\"".formatted(path("node.p12")),
            "--set",
            "tls.trust-store=\"%s\"".formatted(path("authority.p12")));
    try (PostgresServer server = PostgresServer.start();
        RunningCluster cluster = RunningCluster.of(directory, server.newDatabase("tls"), 1, tls)) {
      cluster.addWorker("auto");
      cluster
          .coordinator(0)
          .submit("c", "campaign { widths = [5], sigma-w = [1.0], stop.relative-error = 0.05 }");
      cluster.coordinator(0).await("c", "finished");
      try (RunningProgram stranger =
          RunningCluster.program(directory)
              .start("worker", "--join", cluster.address(0), "--threads", "1")) {
        stranger.awaitOnStandardError(Pattern.compile("wickstream: still waiting for 127.0.0.1"));
        cluster.untilSeen(
            0, "/api/v1", service -> service.get("cluster").get("workers").asInt() == 1);
        assertThat(stranger.endedBy("TERM").took()).isLessThan(Duration.ofSeconds(8));
      }
    }
  }
}
