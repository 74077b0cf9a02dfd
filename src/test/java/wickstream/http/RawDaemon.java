package wickstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import wickstream.daemon.Daemon;
import wickstream.daemon.DaemonSettings;
import wickstream.daemon.LatencyRecorder;
import wickstream.sampling.ComputeBackend;

/** A daemon in this process, and what it says to bytes. */
final class RawDaemon implements AutoCloseable {
  private final Daemon daemon;
  private final HttpServer server;
  private final InetSocketAddress place;

  private RawDaemon(Daemon daemon, HttpServer server, InetSocketAddress place) {
    this.daemon = daemon;
    this.server = server;
    this.place = place;
  }

  static RawDaemon in(Path directory, HttpServer.Limits limits) throws InterruptedException {
    return in(directory, limits, "127.0.0.1");
  }

  /**
   * @param host where it believes to listen; in truth that is loopback
   */
  static RawDaemon in(Path directory, HttpServer.Limits limits, String host)
      throws InterruptedException {
    DaemonSettings settings = new DaemonSettings(directory.resolve("runs"), 1, 1, 100, 10_000);
    Daemon daemon =
        Daemon.prepare(settings, ComputeBackend.choose(Optional.empty()), LatencyRecorder.NONE);
    HttpServer server = new HttpServer(daemon, Optional.empty(), host, limits);
    InetSocketAddress place = server.bind("127.0.0.1", 0);
    daemon.begin("http://127.0.0.1:" + place.getPort());
    return new RawDaemon(daemon, server, place);
  }

  int port() {
    return place.getPort();
  }

  HttpServer server() {
    return server;
  }

  /** A connection on which some text was sent. */
  Socket open(String text) throws IOException {
    Socket socket = new Socket("127.0.0.1", port());
    socket.setSoTimeout(60_000);
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** All that is answered to a request, whose headers are each on a line and name no Connection. */
  String exchange(String request) throws IOException {
    try (Socket socket = open(request + "\r\nConnection: close\r\n\r\n")) {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The status of an answer. */
  static int status(String answer) {
    assertThat(answer).startsWith("HTTP/1.1 ");
    return Integer.parseInt(answer.substring(9, 12));
  }

  @Override
  public void close() throws InterruptedException {
    server.close();
    assertThat(daemon.stop(Duration.ofSeconds(20))).isTrue();
    daemon.close();
  }
}
