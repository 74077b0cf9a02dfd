package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many clients that watch, and one that never reads. */
@Tag("full")
class WatchersIT {
  private static final int WATCHERS = 500;

  /** What a watcher may cost in memory, in bytes: its connection and the last thing it was sent. */
  private static final long MAX_BYTES_EACH = 200_000;

  private static final String LONG =
      "campaign { widths = [100, 200], sigma-w = [1.0, 2.0], stop.relative-error = 1e-4 }";

  @TempDir private Path directory;

  private static Socket watch(RunningDaemon daemon) {
    return watch(daemon, "events");
  }

  private static Socket watch(RunningDaemon daemon, String what) {
    try {
      Socket socket = new Socket("127.0.0.1", daemon.uri("/").getPort());
      socket
          .getOutputStream()
          .write(
              "GET /api/v1/campaigns/long/%s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
                  .formatted(what)
                  .getBytes(StandardCharsets.US_ASCII));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double meter(RunningDaemon daemon, String name) {
    return daemon.meters(name).sum();
  }

  @Test
  void watchersThatDoNotReadCostNextToNothing() throws IOException {
    List<Socket> watchers = new ArrayList<>();
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      daemon.submit("long", LONG);
      daemon.awaitProgress("long");
      double before = daemon.liveBytes();
      for (int i = 0; i < WATCHERS; i++) {
        watchers.add(watch(daemon));
      }
      Awaitility.await().until(() -> meter(daemon, "wickstream_sse_clients") == WATCHERS);
      double networks = meter(daemon, "wickstream_networks_total");
      Awaitility.await().until(() -> meter(daemon, "wickstream_networks_total") > 1.2 * networks);
      assertThat(daemon.liveBytes() - before).isLessThan((double) WATCHERS * MAX_BYTES_EACH);
      for (Socket watcher : watchers) {
        watcher.close();
      }
      Awaitility.await().until(() -> meter(daemon, "wickstream_sse_clients") == 0);
      assertThat(daemon.campaign("long").get("state").asText()).isEqualTo("running");
    }
  }

  /** Each would hold a snapshot of ten megabytes, and all of them more than there is. */
  @Test
  void unreadSnapshotsOfTenThousandShardsFitIntoLittleMemory() throws IOException {
    String widths =
        IntStream.rangeClosed(1, 5000).mapToObj(Integer::toString).collect(Collectors.joining(","));
    Program small = Program.in(directory).with("WICKSTREAM_JAVA_OPTS", "-Xmx512m");
    try (RunningDaemon daemon = RunningDaemon.of(small, directory)) {
      daemon.submit(
          "long",
          "campaign { widths = [%s], sigma-w = [1, 2], points = [-0.5, 0.5], orders = [2, 4], bag-size = 8, stop.relative-error = 0.1 }"
              .formatted(widths));
      daemon.awaitProgress("long");
      double before = daemon.liveBytes();
      List<Socket> watchers = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        watchers.add(watch(daemon, i % 10 == 9 ? "shards" : "events"));
        assertThat(daemon.get("/health/live").statusCode()).isEqualTo(200);
        JsonNode known = daemon.campaign("long").get("version");
        if (i % 2 == 0) { // not all of them at the same moment
          daemon.await("long", campaign -> !campaign.get("version").equals(known));
        }
      }
      // What may be unread, and half as much for what measures meanwhile.
      assertThat(daemon.liveBytes() - before).isLessThan(1.5 * 64e6);
      Awaitility.await().until(() -> meter(daemon, "wickstream_sse_clients") > 0);
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> meter(daemon, "wickstream_sse_clients") == 0);
      assertThat(daemon.campaign("long").get("state").asText()).isEqualTo("running");
      assertThat(daemon.json("/api/v1/campaigns/long/shards").get("shards")).hasSize(10_000);
      assertThat(daemon.program().standardError()).doesNotContain("ERROR").doesNotContain("\tat ");
      for (Socket watcher : watchers) {
        watcher.close();
      }
    }
  }

  /** More than there may be connections, each with a byte now and then. */
  @Test
  void slowConnectionsDoNotSilenceTheHealth() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      for (int i = 0; i < 2100; i++) {
        Socket socket = new Socket("127.0.0.1", daemon.uri("/").getPort());
        slow.add(socket);
        socket.getOutputStream().write('G');
      }
      HttpClient another = HttpClient.newHttpClient();
      HttpRequest health = daemon.request("/health/ready").timeout(Duration.ofSeconds(5)).build();
      assertThat(another.send(health, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> daemon.get("/api/v1").statusCode() == 200);
      for (Socket socket : slow) {
        socket.setSoTimeout(10_000);
        assertThat(hasEnded(socket)).isTrue();
        socket.close();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean hasEnded(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void thereIsAnEndToThem() {
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      daemon.submit("long", LONG);
      List<Socket> watchers = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        watchers.add(watch(daemon));
      }
      Awaitility.await().until(() -> meter(daemon, "wickstream_sse_clients") == 1000);
      assertThat(daemon.get("/api/v1/events").statusCode()).isEqualTo(503);
      assertThat(watchers).hasSize(1000);
    }
  }
}
