package wickstream.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients may leave unread. */
class UnreadBytesTest {
  private static final String EVENTS = "GET /api/v1/campaigns/x/events HTTP/1.1\r\nHost: 127.0.0.1";
  private static final String SHARDS = "GET /api/v1/campaigns/x/shards HTTP/1.1\r\nHost: 127.0.0.1";

  private static final int SHARDS_OF_MANY = 10_000;

  @TempDir private Path directory;

  private static EventText text(int bytes) {
    return EventText.of("x", OptionalLong.empty(), "a".repeat(bytes));
  }

  @Test
  void whatIsSharedCountsOnce() {
    UnreadBytes unread = new UnreadBytes(1000);
    EventText one = text(300);
    EventText two = text(300);
    for (int i = 0; i < 100; i++) {
      assertThat(unread.take(List.of(one))).isTrue();
    }
    assertThat(unread.bytes()).isEqualTo(one.size());
    assertThat(unread.take(List.of(two))).isTrue();
    assertThat(unread.take(List.of(text(300), text(300)))).as("more than half").isFalse();
    assertThat(unread.take(List.of(text(400)))).as("more than all").isFalse();
    assertThat(unread.bytes()).isEqualTo(one.size() + two.size());
    for (int i = 0; i < 100; i++) {
      assertThat(unread.bytes()).isGreaterThan(two.size());
      unread.give(one, one.size());
    }
    assertThat(unread.bytes()).isEqualTo(two.size());
    assertThatThrownBy(() -> unread.check(501)).hasMessageContaining("WICKSTREAM_JAVA_OPTS");
    unread.take(List.of(text(400)));
    assertThatThrownBy(() -> unread.check(400)).hasMessageContaining("try again in a moment");
  }

  private static RawDaemon daemon(Path directory, long unreadBytes, int shards) throws Exception {
    return daemon(directory, unreadBytes, shards, Duration.ofSeconds(2));
  }

  private static RawDaemon daemon(Path directory, long unreadBytes, int shards, Duration patience)
      throws Exception {
    String widths =
        IntStream.rangeClosed(1, shards / 2)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(","));
    String campaign =
        "campaign { widths = [%s], sigma-w = [1, 2], bag-size = 8, stop.relative-error = 1e-4 }"
            .formatted(widths);
    RawDaemon daemon =
        RawDaemon.in(
            directory, new HttpServer.Limits(Connections.Limits.USUAL, unreadBytes, patience));
    String head =
        "POST /api/v1/campaigns?name=x HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\n"
            + "Content-Length: %d\r\nConnection: close\r\n\r\n".formatted(campaign.length());
    try (Socket socket = daemon.open(head + campaign)) {
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(RawDaemon.status(answer)).as(answer).isEqualTo(201);
    }
    return daemon;
  }

  private static String shards(RawDaemon daemon) throws IOException {
    return daemon.exchange(SHARDS);
  }

  @Test
  void whoDoesNotReadIsLetGo() throws Exception {
    try (RawDaemon daemon = daemon(directory, 64 << 20, SHARDS_OF_MANY)) {
      List<Socket> sockets = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        sockets.add(daemon.open((i % 2 == 0 ? EVENTS : SHARDS) + "\r\n\r\n"));
      }
      Awaitility.await().until(() -> daemon.server().watchers() > 0);
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> daemon.server().watchers() == 0 && daemon.server().unreadBytes() == 0);
      assertThat(shards(daemon)).startsWith("HTTP/1.1 200");
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  /** The second client begins with what was made for the first, and is told what changed since. */
  @Test
  void aSnapshotHasEveryShardAndChangesFollow() throws Exception {
    try (RawDaemon daemon = daemon(directory, 64 << 20, SHARDS_OF_MANY, Duration.ofSeconds(60));
        Socket one = daemon.open(EVENTS + "\r\n\r\n");
        Socket two = daemon.open(EVENTS + "\r\n\r\n")) {
      for (Socket socket : List.of(one, two)) {
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        assertThat(shards(lines)).hasSize(SHARDS_OF_MANY);
        JsonNode changed = shards(lines);
        while (changed.isEmpty()) { // its pace alone
          changed = shards(lines);
        }
        assertThat(changed).hasSizeLessThan(SHARDS_OF_MANY / 2);
      }
    }
  }

  /** Those of the next status. */
  private static JsonNode shards(BufferedReader lines) throws IOException {
    String line = lines.readLine();
    while (!line.equals("event: status")) {
      line = lines.readLine();
    }
    return new ObjectMapper().readTree(lines.readLine().substring("data: ".length())).get("shards");
  }

  @Test
  void whatDoesNotFitIsRefused() throws Exception {
    try (RawDaemon daemon = daemon(directory, 1 << 20, 2000)) {
      assertThat(shards(daemon)).startsWith("HTTP/1.1 503").contains("WICKSTREAM_JAVA_OPTS");
      assertThat(daemon.exchange(EVENTS)).startsWith("HTTP/1.1 503").contains("Retry-After");
    }
  }

  @Test
  void askingForTheHeadCostsNothing() throws Exception {
    try (RawDaemon daemon = daemon(directory, 64 << 20, SHARDS_OF_MANY)) {
      assertThat(daemon.exchange(SHARDS.replace("GET", "HEAD"))).startsWith("HTTP/1.1 200");
      assertThat(daemon.exchange(EVENTS.replace("GET", "HEAD"))).startsWith("HTTP/1.1 200");
      Awaitility.await()
          .until(() -> daemon.server().watchers() == 0 && daemon.server().unreadBytes() == 0);
    }
  }
}
