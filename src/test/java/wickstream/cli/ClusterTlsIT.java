package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes with certificates of one authority make a cluster; others are kept out. */
@Tag("full")
final class ClusterTlsIT {
  private static final String PASSWORD = "changeit";

  @TempDir private Path directory;

  private void keytool(String... words) {
    List<String> command =
        new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/keytool"));
    command.addAll(List.of(words));
    command.addAll(List.of("-storepass", PASSWORD, "-storetype", "PKCS12", "-noprompt"));
    Commands.run(command);
  }

  private String path(String file) {
    return directory.resolve(file).toString();
  }

  /** As the README says: an authority, and a node whose certificate it has signed. */
  private void makeCertificates() {
    keytool(
        "-genkeypair",
        "-alias",
        "authority",
        "-keystore",
        path("secret.p12"),
        "-keyalg",
        "EC",
        "-dname",
        "CN=wickstream",
        "-ext",
        "bc=ca:true",
        "-validity",
        "3650");
    keytool(
        "-exportcert",
        "-alias",
        "authority",
        "-keystore",
        path("secret.p12"),
        "-rfc",
        "-file",
        path("authority.pem"));
    keytool(
        "-importcert",
        "-alias",
        "authority",
        "-keystore",
        path("authority.p12"),
        "-file",
        path("authority.pem"));
    keytool(
        "-genkeypair",
        "-alias",
        "node",
        "-keystore",
        path("node.p12"),
        "-keyalg",
        "EC",
        "-dname",
        "CN=node",
        "-validity",
        "3650");
    keytool("-certreq", "-alias", "node", "-keystore", path("node.p12"), "-file", path("node.csr"));
    keytool(
        "-gencert",
        "-alias",
        "authority",
        "-keystore",
        path("secret.p12"),
        "-infile",
        path("node.csr"),
        "-outfile",
        path("node.pem"),
        "-rfc",
        "-validity",
        "3650");
    keytool(
        "-importcert",
        "-alias",
        "authority",
        "-keystore",
        path("node.p12"),
        "-file",
        path("authority.pem"));
    keytool(
        "-importcert", "-alias", "node", "-keystore", path("node.p12"), "-file", path("node.pem"));
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
