package wickstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.daemon.Daemon;
import wickstream.daemon.DaemonSettings;
import wickstream.daemon.Timekeeper;
import wickstream.sampling.Kernels;

/** What is said of bodies and parameters that are not as they should be. */
class BodyTest {
  private static final String CAMPAIGNS = "/api/v1/campaigns";
  private static final String ESTIMATES = "/api/v1/estimates?name=x";
  private static final String GRID = "campaign { widths = [5], sigma-w = [1] }\n";
  private static final String ADVICE =
      "curl sends a file as it is by -H 'Content-Type: text/plain' --data-binary @FILE";

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private static Path directory;
  private static Daemon daemon;
  private static HttpServer server;
  private static InetSocketAddress place;

  @BeforeAll
  static void start() throws InterruptedException {
    DaemonSettings settings = new DaemonSettings(directory.resolve("runs"), 1, 1, 100, 10);
    daemon = Daemon.prepare(settings, Kernels.choose(Optional.empty()), Timekeeper.NONE);
    server = new HttpServer(daemon, Optional.empty(), "127.0.0.1");
    place = server.bind("127.0.0.1", 0);
    daemon.begin("http://127.0.0.1:" + place.getPort());
  }

  @AfterAll
  static void stop() throws InterruptedException {
    server.close();
    assertThat(daemon.stop(Duration.ofSeconds(20))).isTrue();
    daemon.close();
  }

  private static HttpResponse<String> send(String method, String path, String type, String body)
      throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + place.getPort() + path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static JsonNode problem(int status, String method, String path, String type, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> response = send(method, path, type, body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return new ObjectMapper().readTree(response.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e-100000000", "1e-999999999", "1e-99999999999999999999"})
  void aNumberOfAHundredMillionDigitsIsRefusedAtOnce(String number)
      throws IOException, InterruptedException {
    String text =
        "{\"campaign\": {\"widths\": [5], \"sigma-w\": [1],"
            + " \"points\": {\"grid\": {\"from\": %s, \"to\": 1, \"count\": 3}}}}"
                .formatted(number);
    for (String path : new String[] {ESTIMATES, CAMPAIGNS + "?name=x"}) {
      JsonNode problem = problem(422, "POST", path, "application/json", text);
      assertThat(problem.get("field").asText()).isEqualTo("campaign.points.grid.from");
      assertThat(problem.get("value").asText()).isEqualTo(number);
      assertThat(problem.get("detail").asText())
          .endsWith("must be 0 or at least 4.9E-324 in size, was " + number);
    }
  }

  @Test
  void aPriorityIsAWholeNumber() throws IOException, InterruptedException {
    assertThat(send("POST", CAMPAIGNS + "?name=y", "text/plain", GRID).statusCode()).isEqualTo(201);
    String digits = "9".repeat(5000);
    for (String number : List.of("1e-999999999", "1e999999999", "99999999999", "5.5", digits)) {
      String body = "{\"priority\": " + number + "}";
      problem(400, "PATCH", CAMPAIGNS + "/y", "application/json", body);
    }
    for (String number : List.of("1e-999999999", "1e999999999", "99999999999", "5.5")) {
      problem(400, "POST", CAMPAIGNS + "?name=z&priority=" + number, "text/plain", GRID);
    }
  }

  @Test
  void aLongParameterIsShortened() throws IOException, InterruptedException {
    String path = CAMPAIGNS + "?name=x&priority=" + "9".repeat(1000);
    assertThat(problem(400, "POST", path, "text/plain", GRID).get("detail").asText())
        .isEqualTo(
            "priority must be a whole number from -100 to 100, was %s..."
                .formatted("9".repeat(60)));
  }

  /** Clients would take it for an option, and a path for a directory. */
  @ParameterizedTest
  @ValueSource(strings = {"-x", "--help", "-", ".", "..", ".x"})
  void aNameIsNoOptionAndNoDirectory(String name) throws IOException, InterruptedException {
    JsonNode problem = problem(422, "POST", CAMPAIGNS + "?name=" + name, "text/plain", GRID);
    assertThat(problem.get("field").asText()).isEqualTo("campaign.name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x.", "x..", "_", "0", "a--b"})
  void whateverNameIsTakenCanBeReached(String name) throws IOException, InterruptedException {
    assertThat(send("POST", CAMPAIGNS + "?name=" + name, "text/plain", GRID).statusCode())
        .isEqualTo(201);
    assertThat(send("GET", CAMPAIGNS + "/" + name, "text/plain", "").statusCode()).isEqualTo(200);
  }

  /** As curl -d @FILE sends them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "# a campaigncampaign {  widths = [5]  sigma-w = [1] }",
        "campaign {  widths = [5]  sigma-w = [1]}",
        "campaign {  widths = [5], // narrow  sigma-w = [1]}",
      })
  void aTextWithoutItsLineEndsGetsAdvice(String text) throws IOException, InterruptedException {
    assertThat(problem(422, "POST", ESTIMATES, "text/plain", text).get("detail").asText())
        .endsWith(": the body is one line; if it was a file of several, " + ADVICE);
  }

  @Test
  void anotherMistakeGetsNone() throws IOException, InterruptedException {
    String text = "campaign { widths = [0], sigma-w = [1], store.url = \"jdbc:x://y\" }";
    assertThat(problem(422, "POST", ESTIMATES, "text/plain", text).toString())
        .doesNotContain("curl");
    assertThat(problem(422, "POST", ESTIMATES, "text/plain", "campaign {\n widths").toString())
        .doesNotContain("curl");
  }

  @Test
  void aFormGetsAdvice() throws IOException, InterruptedException {
    String type = "application/x-www-form-urlencoded";
    assertThat(problem(415, "POST", ESTIMATES, type, GRID).get("detail").asText())
        .isEqualTo("the body must be application/json or text/plain, was " + type + ": " + ADVICE);
  }
}
