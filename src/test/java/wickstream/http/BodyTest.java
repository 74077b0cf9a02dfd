package wickstream.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.daemon.CampaignState;
import wickstream.daemon.Daemon;
import wickstream.daemon.DaemonSettings;
import wickstream.daemon.LatencyRecorder;
import wickstream.sampling.ComputeBackend;

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
    DaemonSettings settings =
        new DaemonSettings(directory.resolve("runs"), 1, 1, 100, 10, 64 << 20);
    daemon =
        Daemon.prepare(settings, ComputeBackend.choose(Optional.empty()), LatencyRecorder.NONE);
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
    return CLIENT.send(request(method, path, type, body), BodyHandlers.ofString());
  }

  private static HttpRequest request(String method, String path, String type, String body) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + place.getPort() + path))
        .timeout(Duration.ofSeconds(60))
        .header("Content-Type", type)
        .method(method, BodyPublishers.ofString(body))
        .build();
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

  /** What fits into the memory that the program has, but not into what campaigns may take of it. */
  @Test
  void whatDoesNotFitIntoMemoryIsRefused() throws IOException, InterruptedException {
    String text = "campaign { widths = [5], sigma-w = [1], bag-size = 1000000 }";
    JsonNode problem = problem(422, "POST", ESTIMATES, "text/plain", text);
    assertThat(problem.get("field").asText()).isEqualTo("campaign.bag-size");
    assertThat(problem.get("detail").asText())
        .endsWith(
            "= 1000000 needs about 196 MB of memory, allowed are 64 MB: use smaller bags, or set WICKSTREAM_JAVA_OPTS=-Xmx...");
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

  static Stream<Arguments> heavyTexts() {
    return HeavyTexts.all().stream().map(heavy -> arguments(heavy.what(), heavy));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("heavyTexts")
  void whatWouldTakeMinutesIsRefusedAtOnce(String what, HeavyTexts.Heavy heavy)
      throws IOException, InterruptedException {
    String text = heavy.text();
    for (String path : List.of(ESTIMATES, CAMPAIGNS + "?name=x")) {
      String detail = problem(422, "POST", path, "text/plain", text).get("detail").asText();
      assertThat(detail).contains(heavy.why()).doesNotContain("\n");
    }
    if (daemon.status().campaign("base").isEmpty()) {
      send("POST", CAMPAIGNS + "?name=base", "text/plain", GRID);
    }
    problem(422, "POST", CAMPAIGNS + "/base/extend", "text/plain", text);
    assertThat(send("GET", "/health/ready", "text/plain", "").statusCode()).isEqualTo(200);
  }

  /** Clients that do not wait for each other are served or told to come again, never left alone. */
  @Test
  void aCampaignIsCancelledWhileManyAsk() throws IOException, InterruptedException {
    String endless = GRID.replace("}", ", stop.relative-error = 1e-6 }");
    assertThat(
            send("POST", CAMPAIGNS + "?name=amid&priority=100", "text/plain", endless).statusCode())
        .isEqualTo(201);
    String slow = "campaign { widths = [5], sigma-w = [1], ensemble.activation = erf }";
    List<CompletableFuture<HttpResponse<String>>> asked =
        IntStream.range(0, 40)
            .mapToObj(
                client ->
                    CLIENT.sendAsync(
                        request("POST", ESTIMATES, "text/plain", slow), BodyHandlers.ofString()))
            .toList();
    assertThat(send("POST", CAMPAIGNS + "/amid/cancel", "text/plain", "").statusCode())
        .isEqualTo(200);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                daemon.status().campaign("amid").orElseThrow().state() == CampaignState.CANCELLED);
    assertThat(asked.stream().map(CompletableFuture::join).map(HttpResponse::statusCode))
        .containsOnly(200, 503);
  }

  /** Signs that count where they mean something, and nowhere else. */
  @Test
  void commentsAndQuotesMayHoldAnything() throws IOException, InterruptedException {
    String text =
        "# ${a} += \"\n// ${b}\ncampaign { widths = [5, 6], sigma-w = [1]\n"
            + "#"
            + "[{".repeat(5000)
            + "\n name = \"c\", points = [0.1, # ${c}\n 0.2] }";
    assertThat(send("POST", ESTIMATES, "text/plain", text).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"priority\": 5} x",
        "{\"priority\": 5}{}",
        "{\"priority\": 5}]",
        "{\"priority\": 5, \"priority\": 5}",
        "{\"priority\": 5, \"priority\": 6}",
        "",
        "null",
        "5"
      })
  void aPriorityIsGivenOnce(String body) throws IOException, InterruptedException {
    send("POST", CAMPAIGNS + "?name=once", "text/plain", GRID);
    problem(400, "PATCH", CAMPAIGNS + "/once", "application/json", body);
    problem(400, "PATCH", CAMPAIGNS + "/once", "text/plain", body);
  }

  @Test
  void whatSaysItIsJsonIs() throws IOException, InterruptedException {
    String twice = "{\"campaign\": {\"widths\": [5], \"widths\": [6], \"sigma-w\": [1]}}";
    assertThat(problem(400, "POST", ESTIMATES, "application/json", twice).get("detail").asText())
        .isEqualTo(
            "the body must be one JSON value without repeated members:"
                + " Duplicate field 'widths', at line 1");
    problem(400, "POST", ESTIMATES, "application/json", GRID);
    String once = twice.replace("\"widths\": [6], ", "");
    problem(400, "POST", ESTIMATES, "application/json", once + "}");
    assertThat(send("POST", ESTIMATES, "application/json", once).statusCode()).isEqualTo(200);
  }
}
