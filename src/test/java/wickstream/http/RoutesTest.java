package wickstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.japi.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wickstream.daemon.Daemon;
import wickstream.daemon.DaemonSettings;
import wickstream.daemon.LatencyRecorder;
import wickstream.sampling.ComputeBackend;

/** What is served is what the document says, and nothing else. */
class RoutesTest {
  private static final Path SOURCES = Path.of("src/main/java/wickstream/http");
  private static final Pattern SEGMENTS =
      Pattern.compile("(?:path|pathPrefix|segment|separateOnSlashes)\\(\\s*\"([^\"]+)\"");

  @TempDir private Path directory;

  /** Whatever the sources of the routes name, put together in all ways that could be a path. */
  private static Set<String> paths() throws IOException {
    Set<String> words = new TreeSet<>(Set.of("x"));
    for (String source : List.of("Routes.java", "Api.java")) {
      SEGMENTS
          .matcher(Files.readString(SOURCES.resolve(source)))
          .results()
          .flatMap(match -> Arrays.stream(match.group(1).split("/")))
          .forEach(words::add);
    }
    assertThat(words).contains("metrics", "live", "api", "v1", "campaigns", "fits.csv");
    Set<String> paths = new TreeSet<>();
    for (String prefix : List.of("", "/api/v1", "/api/v1/campaigns/nobody")) {
      List<String> longer = new ArrayList<>(List.of(prefix));
      for (int i = 0; i < 3; i++) {
        paths.addAll(longer);
        longer =
            longer.stream().flatMap(path -> words.stream().map(word -> path + "/" + word)).toList();
      }
    }
    paths.remove("");
    return paths;
  }

  /** The methods that the answer to another one says there are. */
  private static Stream<String> operations(
      Function<HttpRequest, CompletionStage<HttpResponse>> served, String path) throws Exception {
    HttpRequest request = HttpRequest.create("http://127.0.0.1" + path).withMethod(HttpMethods.PUT);
    HttpResponse response = served.apply(request).toCompletableFuture().get();
    assertThat(response.status())
        .as(path)
        .isIn(StatusCodes.NOT_FOUND, StatusCodes.METHOD_NOT_ALLOWED);
    return response.getHeader("Allow").map(HttpHeader::value).stream()
        .flatMap(methods -> Arrays.stream(methods.split(", ")))
        .map(method -> method + " " + path.replaceFirst("^(/api/v1/campaigns)/[^/]+", "$1/{name}"));
  }

  @Test
  void whatIsServedIsDocumented() throws Exception {
    DaemonSettings settings = new DaemonSettings(directory.resolve("runs"), 1, 1, 10, 10);
    try (Daemon daemon =
            Daemon.prepare(
                settings, ComputeBackend.choose(Optional.empty()), LatencyRecorder.NONE);
        HttpServer server = new HttpServer(daemon, Optional.empty(), "127.0.0.1")) {
      server.serveMeters("text/plain; charset=utf-8", out -> {});
      daemon.begin("http://127.0.0.1:1");
      Awaitility.await().until(daemon::isReady);
      Route route = server.route();
      var served = route.handler(daemon.system());
      Set<String> operations = new TreeSet<>();
      for (String path : paths()) {
        operations(served, path).forEach(operations::add);
      }
      assertThat(operations).containsExactlyInAnyOrderElementsOf(OpenApi.load().operations());
    }
  }
}
