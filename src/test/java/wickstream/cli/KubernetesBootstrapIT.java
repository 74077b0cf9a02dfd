package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes find each other by what an API server of Kubernetes says of their pods, with the
 * configuration of conf/kubernetes. The server is the test's: no cluster is at hand.
 */
@Tag("full")
final class KubernetesBootstrapIT {
  private static final List<String> COORDINATORS = List.of("127.0.0.2", "127.0.0.3", "127.0.0.4");
  private static final String WORKER = "127.0.0.5";
  private static final Pattern MEASURES = Pattern.compile("(wickstream worker measures)");
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path directory;

  private Path configuration;
  private int clusterPort;
  private int managementPort;

  @BeforeEach
  void prepare() throws IOException {
    configuration = Files.writeString(directory.resolve("cluster.conf"), Manifest.clusterConf());
    clusterPort = freePort();
    managementPort = freePort();
  }

  /** The same at all addresses. */
  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A program in a directory of its own. */
  private Program at(String address) {
    try {
      return Program.in(Files.createDirectory(directory.resolve(address)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String[] words(String address, String... words) {
    List<String> all = new ArrayList<>(Arrays.asList(words));
    all.addAll(List.of("--cluster", configuration.toString()));
    for (String setting :
        List.of(
            "host=" + address,
            "port=" + clusterPort,
            "kubernetes.management-port=" + managementPort)) {
      all.addAll(List.of("--set", setting));
    }
    return all.toArray(String[]::new);
  }

  @Test
  void coordinatorsFoundOneClusterThatAWorkerJoins() {
    List<RunningDaemon> coordinators = new ArrayList<>();
    try (PostgresServer postgres = PostgresServer.start();
        KubernetesApi api =
            KubernetesApi.serving(directory, "app=wickstream,role=coordinator", COORDINATORS)) {
      String url = postgres.newDatabase("kubernetes");
      for (String address : COORDINATORS) {
        Program pod = api.known(PostgresServer.known(at(address)));
        coordinators.add(
            RunningDaemon.of(
                pod, pod.directory(), words(address, "--threads", "0", "--store", url)));
      }
      coordinators.forEach(this::awaitReady);
      assertThat(coordinators)
          .allSatisfy(one -> assertThat(one.get("/api/v1/campaigns").statusCode()).isEqualTo(200))
          .filteredOn(this::leads)
          .hasSize(1);
      coordinators.sort(Comparator.comparing(this::leads));
      RunningDaemon follower = coordinators.get(0);
      try (RunningProgram worker = api.known(at(WORKER)).start(words(WORKER, "worker"))) {
        worker.awaitOnStandardOutput(MEASURES);
        follower.submit("tiny", Campaigns.TINY);
        assertThat(follower.await("tiny", "finished").path("networks").asLong()).isPositive();
      }
    } finally {
      coordinators.forEach(RunningDaemon::close);
    }
  }

  private void awaitReady(RunningDaemon coordinator) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(coordinator.get("/health/ready").statusCode())
                    .as(() -> coordinator.program().standardError())
                    .isEqualTo(200));
  }

  private boolean leads(RunningDaemon coordinator) {
    return coordinator.program().standardError().contains("This coordinator leads");
  }

  @Test
  void outsideOfKubernetesANodeSaysThatItNeedsIt() {
    Outcome outcome = at(WORKER).run(words(WORKER, "worker"));
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(outcome.complaints())
        .singleElement()
        .asString()
        .contains("kubernetes.pod-selector", "serviceaccount/ca.crt");
  }
}
