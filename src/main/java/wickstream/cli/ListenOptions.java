package wickstream.cli;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import wickstream.config.BadInput;
import wickstream.config.ClusterConfig;
import wickstream.http.HttpServer;

/** Where {@code serve} listens, and the token that its clients must show. */
final class ListenOptions {
  static final int SHORTEST_TOKEN = 16;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description =
          "where to listen; 127.0.0.1 by default, which only this machine can reach. Any other needs a token")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "P",
      description = "which port; 7870 by default, 0 for any that is free")
  private int port = 7870;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "a file that holds the token, at least 16 characters on one line, which others must not be able to read")
  private Path tokenFile;

  String host() {
    return host;
  }

  void requireAllowed() {
    OptionValues.requireBetween("--port", 0, OptionValues.LARGEST_PORT, port);
  }

  InetSocketAddress bind(HttpServer server) throws InterruptedException {
    return server.bind(host, port);
  }

  /** The token, without which none but this machine may be served. */
  Optional<String> token() {
    Optional<String> token =
        tokenFile == null ? fromEnvironment() : Optional.of(TokenFile.read(tokenFile));
    if (token
        .filter(text -> text.length() < SHORTEST_TOKEN || !text.matches("[!-~]+"))
        .isPresent()) {
      throw new BadInput(
          "the token must be at least %d characters without spaces".formatted(SHORTEST_TOKEN));
    }
    if (!HttpServer.isLoopback(host)) {
      if (token.isEmpty()) {
        throw new BadInput(
            "--host %s can be reached by others: give a token by --token-file or WICKSTREAM_TOKEN, or listen on 127.0.0.1"
                .formatted(host));
      }
      System.err.println(
          "wickstream: listening on %s without TLS: others on the way can read the token; put a proxy with TLS in front"
              .formatted(host));
    }
    return token;
  }

  private static Optional<String> fromEnvironment() {
    return Optional.ofNullable(System.getenv("WICKSTREAM_TOKEN")).filter(text -> !text.isBlank());
  }

  /** Where the API is. */
  static String url(InetSocketAddress bound) {
    return url(bound.getAddress().getHostAddress(), bound.getPort());
  }

  /** Where other coordinators reach the API. */
  static String urlAmongNodes(InetSocketAddress bound, Optional<ClusterConfig> cluster) {
    return cluster
        .filter(config -> bound.getAddress().isAnyLocalAddress())
        .map(config -> url(config.host(), bound.getPort()))
        .orElse(url(bound));
  }

  private static String url(String host, int port) {
    return "http://%s:%d/".formatted(host.contains(":") ? "[" + host + "]" : host, port);
  }
}
