package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a daemon does with requests that nobody in good faith would send: it refuses them. */
@Tag("full")
class AbuseIT {
  private static final int REQUESTS = 10_000;
  private static final int CLIENTS = 4;
  private static final long SEED = 20_221_122;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");
  private static final Pattern TRACE = Pattern.compile("\\tat |Exception|wickstream\\.[a-z]+\\.");
  private static final String VICTIM =
      "campaign { widths = [50, 100], sigma-w = [1.0, 1.5], stop.relative-error = 1.2e-3 }";

  @TempDir private Path directory;

  /** Everything that comes back for some bytes, until the other side has nothing more to say. */
  private static String exchange(int port, byte[] request) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      try {
        out.write(request);
        out.flush();
        socket.shutdownOutput();
      } catch (IOException e) {
        // It was refused before it was sent as a whole; the answer says why.
      }
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Integer> statuses(String answer) {
    List<Integer> statuses = new ArrayList<>();
    Matcher matcher = STATUS.matcher(answer);
    while (matcher.find()) {
      statuses.add(Integer.parseInt(matcher.group(1)));
    }
    return statuses;
  }

  /** HTTP says 501 to a method and 505 to a version that nobody knows; all else is the client's. */
  private static boolean isRefusal(int status) {
    return status >= 400 && status < 500 || status == 501 || status == 505;
  }

  @Test
  void tenThousandHostileRequestsAreRefusedAndChangeNoBit() throws IOException {
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      daemon.submit("victim", VICTIM);
      int port = daemon.uri("/").getPort();
      Map<Integer, Integer> counts = new ConcurrentHashMap<>();
      IntStream.range(0, CLIENTS)
          .mapToObj(client -> CompletableFuture.runAsync(() -> abuse(port, client, counts)))
          .toList()
          .forEach(CompletableFuture::join);
      assertThat(counts.values().stream().mapToInt(Integer::intValue).sum())
          .isGreaterThanOrEqualTo(REQUESTS);
      assertThat(counts).as("how they were refused").hasSizeGreaterThan(8);
      assertThat(daemon.json("/api/v1/campaigns").get("campaigns")).hasSize(1);
      daemon.await("victim", "finished");
      assertThat(daemon.program().standardError()).doesNotContain("ERROR").doesNotContain("\tat ");
      assertThat(daemon.directory("..").toFile().list()).containsExactly("runs");

      Files.writeString(directory.resolve("victim.conf"), VICTIM);
      Program.in(directory).run("run", "victim.conf", "--out", "foreground");
      ObjectMapper json = new ObjectMapper();
      assertThat(
              json.readTree(daemon.directory("victim").resolve("results.json").toFile())
                  .get("shards"))
          .isEqualTo(
              json.readTree(directory.resolve("foreground/results.json").toFile()).get("shards"));
    }
  }

  private static void abuse(int port, int client, Map<Integer, Integer> counts) {
    Hostility hostility = new Hostility(SEED + client, "127.0.0.1:" + port);
    for (int i = 0; i < REQUESTS / CLIENTS; i++) {
      byte[] request = hostility.next();
      String answer = exchange(port, request);
      List<Integer> statuses = statuses(answer);
      assertThat(statuses)
          .as("client %d, request %d: %s", client, i, shortened(request))
          .isNotEmpty()
          .allMatch(AbuseIT::isRefusal);
      assertThat(TRACE.matcher(answer).find()).as("%s: %s", shortened(request), answer).isFalse();
      statuses.forEach(status -> counts.merge(status, 1, Integer::sum));
    }
  }

  private static String shortened(byte[] request) {
    String text = new String(request, StandardCharsets.ISO_8859_1);
    return text.length() < 300 ? text : text.substring(0, 300) + "…";
  }

  @Test
  void bodiesBeyondTheLimitAreNotRead() {
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      assertThat(daemon.post("/api/v1/campaigns", "#".repeat(2 << 20)).statusCode()).isEqualTo(413);
      String endless =
          "POST /api/v1/campaigns HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\n"
              + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
      String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
      String answer =
          exchange(
              daemon.uri("/").getPort(),
              (endless + chunk.repeat(40)).getBytes(StandardCharsets.ISO_8859_1));
      assertThat(statuses(answer)).allMatch(status -> status == 413);
    }
  }

  @Test
  void gridsAndCampaignsAreBounded() {
    try (RunningDaemon daemon =
        RunningDaemon.in(directory, "--max-shards", "10", "--max-campaigns", "2")) {
      String eleven = "campaign { widths = [5], sigma-w = { from = 1.0, to = 2.0, step = 0.1 } }";
      assertThat(daemon.post("/api/v1/campaigns?name=grid", eleven))
          .satisfies(
              response -> {
                assertThat(response.statusCode()).isEqualTo(422);
                assertThat(response.body()).contains("at most 10 shards here, made 11");
              });
      daemon.submit("one", VICTIM);
      daemon.submit("two", VICTIM);
      assertThat(daemon.post("/api/v1/campaigns?name=three", VICTIM).statusCode()).isEqualTo(429);
    }
  }
}
