package wickstream.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import wickstream.client.RemoteDaemon;
import wickstream.config.BadInput;

/** Where the daemon is, and its token, for the commands that talk to one. */
final class DaemonOptions {
  private static final String URL = "http://127.0.0.1:7870";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "where the daemon is; by default what WICKSTREAM_URL says, else http://127.0.0.1:7870")
  private String url;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "a file that holds the daemon's token, which others must not be able to read; by default the token is what WICKSTREAM_TOKEN says, if anything")
  private Path tokenFile;

  /** The daemon; whether there is one is not tried yet. */
  RemoteDaemon daemon() {
    URI place =
        url != null
            ? place("--url", url)
            : environment("WICKSTREAM_URL")
                .map(text -> place("WICKSTREAM_URL", text))
                .orElse(URI.create(URL));
    return new RemoteDaemon(place, token());
  }

  private static Optional<String> environment(String variable) {
    return Optional.ofNullable(System.getenv(variable))
        .map(String::strip)
        .filter(s -> !s.isEmpty());
  }

  private static URI place(String source, String text) {
    try {
      URI uri = new URI(text);
      if (uri.getRawUserInfo() != null) {
        throw new BadInput(source + " must be without user and password");
      }
      boolean isPlace =
          ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
              && uri.getHost() != null
              && uri.getPort() <= 65535
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null;
      if (isPlace) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // The message is below.
    }
    throw new BadInput("%s must be such as %s, was %s".formatted(source, URL, text));
  }

  /** The token, which no message may show. */
  private Optional<String> token() {
    Optional<String> token =
        tokenFile == null
            ? environment("WICKSTREAM_TOKEN")
            : Optional.of(TokenFile.read(tokenFile));
    if (token.filter(text -> !text.matches("[!-~]+")).isPresent()) {
      throw new BadInput(
          "%s must hold a token, characters without spaces"
              .formatted(tokenFile == null ? "WICKSTREAM_TOKEN" : "--token-file " + tokenFile));
    }
    return token;
  }
}
