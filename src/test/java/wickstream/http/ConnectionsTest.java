package wickstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many connections there may be, and for how long they may keep a request waiting. */
class ConnectionsTest {
  private static final String HEAD = "GET %s HTTP/1.1\r\nHost: 127.0.0.1";
  private static final String LIVE = HEAD.formatted("/health/live");
  private static final String SERVICE = HEAD.formatted("/api/v1");
  private static final Duration FIRST = Duration.ofMillis(2000);
  private static final Duration NEXT = Duration.ofMillis(4000);
  private static final Duration BEYOND = Duration.ofMillis(1000);

  @TempDir private Path directory;
  private RawDaemon daemon;

  @BeforeEach
  void start() throws InterruptedException {
    daemon =
        RawDaemon.in(
            directory,
            new HttpServer.Limits(
                new Connections.Limits(20, 10, 4, FIRST, NEXT, BEYOND),
                1 << 24,
                Duration.ofSeconds(5)));
  }

  @AfterEach
  void stop() throws InterruptedException {
    daemon.close();
  }

  /** Sends a byte at times until the other side ends the connection; how long that took. */
  private static Duration trickle(Socket socket, String text) throws Exception {
    long begin = System.nanoTime();
    socket.setSoTimeout(200);
    for (int i = 0; ; i++) {
      try {
        if (socket.getInputStream().read() < 0) {
          break;
        }
      } catch (java.net.SocketTimeoutException e) {
        try {
          socket.getOutputStream().write(text.charAt(i % text.length()));
        } catch (IOException broken) {
          break;
        }
      } catch (IOException reset) {
        break;
      }
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  @Test
  void aHeadHasToComeInTime() throws Exception {
    try (Socket socket = daemon.open("GET /health/live HTTP/1.1\r\nX-Slow: ")) {
      assertThat(trickle(socket, "x")).isBetween(FIRST.minusMillis(500), FIRST.plusSeconds(30));
    }
    try (Socket socket = daemon.open("")) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void soDoesTheHeadOfTheNext() throws Exception {
    try (Socket socket = daemon.open(LIVE + "\r\n\r\nGET ")) {
      assertThat(trickle(socket, "/")).isBetween(NEXT.minusMillis(500), NEXT.plusSeconds(30));
    }
  }

  @Test
  void whoWatchesMayStay() throws Exception {
    try (Socket socket = daemon.open(HEAD.formatted("/api/v1/events") + "\r\n\r\n")) {
      Awaitility.await().until(() -> daemon.server().watchers() == 1);
      Thread.sleep(NEXT.plus(FIRST).toMillis());
      assertThat(daemon.server().watchers()).isEqualTo(1);
    }
    Awaitility.await().until(() -> daemon.server().watchers() == 0);
  }

  @Test
  void theHealthIsServedHoweverManyConnectionsThereAre() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      sockets.add(daemon.open(HEAD.formatted("/api/v1/events") + "\r\n\r\n"));
    }
    Awaitility.await().until(() -> daemon.server().watchers() == 10);
    for (int i = 0; i < 20; i++) {
      sockets.add(daemon.open("GET"));
      assertThat(RawDaemon.status(daemon.exchange(LIVE))).isEqualTo(200);
    }
    assertThat(daemon.exchange(SERVICE))
        .startsWith("HTTP/1.1 503")
        .contains("as many connections as there may be");
    for (Socket socket : sockets) {
      socket.close();
    }
    Awaitility.await().until(() -> RawDaemon.status(daemon.exchange(SERVICE)) == 200);
  }

  @Test
  void slowOnesDoNotKeepOthersOutForLong() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      sockets.add(daemon.open("GET /health/live HTTP/1.1\r\nX-Slow: "));
    }
    Awaitility.await()
        .atMost(FIRST.plusSeconds(30))
        .until(() -> RawDaemon.status(daemon.exchange(SERVICE)) == 200);
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void anAddressHasAShare() throws Exception {
    Connections connections = new Connections(new Connections.Limits(5, 3, 1, FIRST, NEXT, BEYOND));
    InetAddress one = InetAddress.getByName("192.0.2.1");
    InetAddress two = InetAddress.getByName("2001:db8::1");
    InetAddress sameNetwork = InetAddress.getByName("2001:db8::2");
    for (int i = 0; i < 3; i++) {
      assertThat(connections.enter(one).isBeyond()).isFalse();
    }
    assertThat(connections.enter(one).isBeyond()).isTrue();
    assertThat(connections.enter(two).isBeyond()).isFalse();
    assertThat(connections.enter(sameNetwork).isBeyond()).isFalse();
    assertThat(connections.enter(sameNetwork).isBeyond()).isTrue();
  }

  @Test
  void anIdleOneEnds() throws Exception {
    try (Socket idle = daemon.open(LIVE + "\r\n\r\n")) {
      long begin = System.nanoTime();
      assertThat(new String(idle.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 200");
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isBetween(NEXT.minusMillis(500), NEXT.plusSeconds(30));
    }
  }

  @Test
  void aClosedServerEndsItsConnections() throws Exception {
    try (Socket idle = daemon.open(LIVE + "\r\n\r\n");
        Socket watcher = daemon.open(HEAD.formatted("/api/v1/events") + "\r\n\r\n")) {
      Awaitility.await().until(() -> daemon.server().watchers() == 1);
      daemon.server().unbind();
      assertThat(new String(idle.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 200");
      watcher.getInputStream().readAllBytes();
    }
  }
}
