package wickstream.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A Prometheus of its own on a free port of this machine, with our rules. */
public final class Prometheus implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String CONFIGURATION =
      """
      global:
        scrape_interval: 1s
        evaluation_interval: 1s
      rule_files: ["%s"]
      scrape_configs:
        - job_name: wickstream
          static_configs:
            - targets: ["%s"]
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI address;
  private final Path said;
  private final Process process;

  private Prometheus(URI address, Path said, Process process) {
    this.address = address;
    this.said = said;
    this.process = process;
  }

  /**
   * One that looks at a daemon every second, and is ready to be asked.
   *
   * @param directory an empty one, for what it keeps
   */
  public static Prometheus watching(URI daemon, Path directory) {
    Tool program = Tool.named("prometheus");
    try {
      Files.writeString(
          directory.resolve("prometheus.yml"),
          CONFIGURATION.formatted(Rules.FILE.toAbsolutePath(), daemon.getAuthority()));
      URI address = URI.create("http://127.0.0.1:%d/".formatted(freePort()));
      Path said = directory.resolve("log");
      Process process =
          program.start(
              directory,
              said,
              "--config.file=prometheus.yml",
              "--storage.tsdb.path=data",
              "--web.listen-address=" + address.getAuthority());
      Prometheus prometheus = new Prometheus(address, said, process);
      prometheus.awaitReady();
      return prometheus;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady() {
    try {
      Awaitility.await("a ready Prometheus")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(100))
          .failFast(this::expectAlive)
          .ignoreExceptions()
          .until(() -> get("-/ready").statusCode() == 200);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void expectAlive() throws IOException {
    assertThat(process.isAlive()).as("Prometheus: " + Files.readString(said)).isTrue();
  }

  private HttpResponse<String> get(String path) {
    HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE).build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The values of the series with which it answers an expression now; a refusal is a failure. */
  List<Double> query(String expression) {
    List<Double> values = new ArrayList<>();
    for (JsonNode series : series(expression)) {
      values.add(number(series.path("value").path(1).asText()));
    }
    return values;
  }

  /** The series with which it answers an expression now. */
  JsonNode series(String expression) {
    return answer("query?query=" + encoded(expression));
  }

  /** The series with which it answers an expression at each second of a while. */
  JsonNode series(String expression, Instant from, Instant to) {
    return answer(
        "query_range?query=%s&start=%d&end=%d&step=1"
            .formatted(encoded(expression), from.getEpochSecond(), to.getEpochSecond()));
  }

  private static String encoded(String expression) {
    return URLEncoder.encode(expression, StandardCharsets.UTF_8);
  }

  private JsonNode answer(String question) {
    HttpResponse<String> response = get("api/v1/" + question);
    if (response.statusCode() != 200) {
      throw new AssertionError("%s: %s".formatted(question, response.body()));
    }
    try {
      return new JsonMapper().readTree(response.body()).path("data").path("result");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double number(String text) {
    return Double.parseDouble(text.replace("Inf", "Infinity"));
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
