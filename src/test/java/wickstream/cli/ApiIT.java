package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon's HTTP interface as its clients meet it. */
class ApiIT {
  private static final String LONG =
      "campaign { widths = [100, 200], sigma-w = [1.0, 2.0], stop.relative-error = 1e-4 }";
  private static final String SHORT =
      "campaign { widths = [5, 50], sigma-w = [1.0], stop.relative-error = 0.05 }";

  @TempDir private Path directory;

  private static JsonNode problem(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonNode problem = RunningDaemon.parse(response.body());
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("detail").asText()).isNotBlank().doesNotContain("\n");
    return problem;
  }

  @Test
  void mistakesAreNamed() {
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      JsonNode invalid =
          problem(
              daemon.post("/api/v1/campaigns?name=x", "campaign { widths = [0], sigma-w = [1] }"),
              422);
      assertThat(invalid.get("field").asText()).isEqualTo("campaign.widths[0]");
      assertThat(invalid.get("value").asText()).isEqualTo("0");
      assertThat(invalid.get("instance").asText()).isEqualTo("/api/v1/campaigns");
      JsonNode name = problem(daemon.post("/api/v1/campaigns?name=.hidden", SHORT), 422);
      assertThat(name.get("field").asText()).isEqualTo("campaign.name");
      assertThat(name.get("detail").asText()).startsWith("campaign.name must be");
      JsonNode priority = problem(daemon.post("/api/v1/campaigns?priority=high", SHORT), 400);
      assertThat(priority.get("field").asText()).isEqualTo("priority");
      assertThat(priority.get("value").asText()).isEqualTo("high");
      problem(daemon.get("/api/v1/campaigns/nobody"), 404);
      problem(daemon.get("/api/v1/campaigns/nobody/events"), 404);
      HttpResponse<String> method = daemon.post("/api/v1/templates");
      problem(method, 405);
      assertThat(method.headers().firstValue("Allow")).contains("GET");
    }
  }

  @Tag("full")
  @Test
  void whatTheClientHasIsNotSentAgain() {
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      daemon.submit("short", SHORT);
      daemon.await("short", "finished");
      for (String path :
          List.of("", "/shards", "/results.json", "/results.csv", "/greens.csv", "/fits.csv")) {
        HttpResponse<String> whole = daemon.get("/api/v1/campaigns/short" + path);
        String tag = whole.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again =
            daemon.send(
                daemon
                    .request("/api/v1/campaigns/short" + path)
                    .header("If-None-Match", tag)
                    .build());
        assertThat(again.statusCode()).as(path).isEqualTo(304);
        assertThat(again.body()).isEmpty();
      }
      daemon.post("/api/v1/campaigns/short/extend", "widths = [5, 50, 100]");
      daemon.await("short", "finished");
      JsonNode results = daemon.json("/api/v1/campaigns/short/results.json");
      assertThat(results.get("shards")).hasSize(3);
      assertThat(daemon.get("/api/v1/campaigns/short/results.csv").body().lines()).hasSize(4);
      JsonNode fits = daemon.json("/api/v1/campaigns/short/fits");
      assertThat(fits.get("fits")).as("three widths make a line").isEqualTo(results.get("fits"));
      assertThat(fits.get("fits").get(0).get("variable").asText()).isEqualTo("width");
      assertThat(fits.get("fits").get(0).get("points").asInt()).isEqualTo(3);
    }
  }

  @Test
  void everyQuantityCanBeHadOfAllShards() {
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      daemon.submit("short", SHORT);
      daemon.await("short", "finished");
      JsonNode shard = daemon.json("/api/v1/campaigns/short/results.json").get("shards").get(1);
      String values = "/api/v1/campaigns/short/values";
      JsonNode u6 = daemon.json(values + "?quantity=u6");
      assertThat(u6.get("quantities"))
          .extracting(JsonNode::asText)
          .containsExactly(
              "u4",
              "u4Canonical",
              "u6",
              "u6Canonical",
              "m2",
              "m4",
              "m6",
              "connected4",
              "connected6");
      assertThat(u6.get("values")).hasSize(2);
      JsonNode value = u6.get("values").get(1);
      assertThat(value.get("shard")).isEqualTo(shard.get("shard"));
      for (String member : List.of("value", "standardError", "low", "high", "exact")) {
        assertThat(value.get(member))
            .as(member)
            .isEqualTo(shard.get("couplings").get("u6").get(member));
      }
      assertThat(daemon.json(values).get("quantity").asText()).isEqualTo("u4");
      JsonNode unknown = problem(daemon.get(values + "?quantity=u8"), 400);
      assertThat(unknown.get("detail").asText()).startsWith("quantity must be one of u4, ");
    }
  }

  @Test
  void aCampaignCanBeTakenAlong() {
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      daemon.submit("short", SHORT);
      daemon.await("short", "finished");
      String file = daemon.get("/api/v1/campaigns/short/campaign.conf").body();
      assertThat(file).contains("widths = [5, 50]").contains("relative-error = 0.05");
      daemon.submit("again", file);
      daemon.await("again", "finished");
      assertThat(daemon.json("/api/v1/campaigns/again/values").get("values"))
          .isEqualTo(daemon.json("/api/v1/campaigns/short/values").get("values"));
      HttpResponse<String> report = daemon.get("/api/v1/campaigns/short/report.html");
      assertThat(report.body()).startsWith("<!DOCTYPE html>").contains("id=\"width-u4\"");
      assertThat(report.headers().allValues("Content-Security-Policy"))
          .singleElement()
          .asString()
          .startsWith("sandbox;");
      HttpResponse<String> hdf5 = daemon.get("/api/v1/campaigns/short/results.h5");
      assertThat(hdf5.headers().firstValue("Content-Type")).contains("application/x-hdf5");
      assertThat(hdf5.body()).contains("HDF\r\n");
      assertThat(daemon.get("/explain/pull").body()).contains("<h1>Pull", "href=\"theory\"");
      assertThat(daemon.get("/explain").body()).contains("href=\"explain/pull\"");
      assertThat(problem(daemon.get("/explain/pul"), 404).get("detail").asText())
          .startsWith("no page explains this; perhaps ")
          .endsWith("pull");
    }
  }

  @Tag("full")
  @Test
  void resultsOfAnUnfinishedCampaignAreThoseSavedSoFar() {
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      daemon.submit("long", LONG);
      daemon.awaitProgress("long");
      JsonNode results =
          Awaitility.await()
              .until(
                  () -> daemon.json("/api/v1/campaigns/long/results.json"),
                  saved -> saved.get("shards").get(0).get("networks").asLong() > 0);
      assertThat(results.get("schema").asText()).isEqualTo("wickstream-results/1");
      assertThat(results.get("shards")).hasSize(4);
      assertThat(daemon.get("/api/v1/campaigns/long/greens.csv").body())
          .startsWith("shard,width,sigmaW,order,indices");
    }
  }

  /** Reads events until one is as wanted. */
  private static List<String> events(HttpRequest request, Predicate<String> last)
      throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/event-stream");
    List<String> events = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      StringBuilder event = new StringBuilder();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isEmpty()) {
          event.append(line).append('\n');
          continue;
        }
        events.add(event.toString());
        event.setLength(0);
        if (last.test(events.get(events.size() - 1))) {
          return events;
        }
      }
    }
    return events;
  }

  private static List<Long> serials(List<String> events) {
    return events.stream()
        .filter(event -> event.contains("event: note"))
        .map(event -> Long.parseLong(event.replaceAll("(?s).*\nid: (\\d+)\n.*", "$1")))
        .toList();
  }

  @Test
  void watchersMissNothingThatIsNoted() throws IOException, InterruptedException {
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      daemon.submit("short", SHORT);
      String path = "/api/v1/campaigns/short/events";
      List<String> all =
          events(
              daemon.request(path + "?after=0").build(),
              event -> serials(List.of(event)).contains(3L));
      assertThat(all.get(0)).startsWith("event: status\ndata: {\"campaign\":{\"name\":\"short\"");
      assertThat(serials(all)).containsExactly(1L, 2L, 3L);
      daemon.await("short", "finished");
      daemon.terminate();
    }
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      daemon.await("short", known -> known.get("networks").asLong() > 0);
      List<String> rest =
          events(
              daemon.request("/api/v1/campaigns/short/events").header("Last-Event-ID", "1").build(),
              event -> serials(List.of(event)).contains(3L));
      assertThat(serials(rest)).containsExactly(2L, 3L);
    }
  }

  @Tag("full")
  @Test
  void watchersHearOfDeletion() throws IOException, InterruptedException {
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      daemon.submit("short", SHORT);
      daemon.await("short", "finished");
      List<String> events =
          events(
              daemon.request("/api/v1/campaigns/short/events").build(),
              event -> {
                if (event.contains("event: status")) {
                  daemon.delete("/api/v1/campaigns/short");
                }
                return false;
              });
      assertThat(events.get(events.size() - 1))
          .isEqualTo("event: removed\ndata: {\"name\":\"short\"}\n");
    }
  }

  @Test
  void costsAreForetoldAndTemplatesAreGood() {
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      JsonNode templates = daemon.json("/api/v1/templates");
      assertThat(templates).isNotEmpty();
      for (JsonNode template : templates) {
        JsonNode cost =
            RunningDaemon.parse(
                daemon
                    .post(
                        "/api/v1/estimates?name=" + template.get("name").asText(),
                        template.get("text").asText())
                    .body());
        assertThat(cost.get("name")).isEqualTo(template.get("name"));
        assertThat(cost.get("shards").asInt()).isPositive();
        assertThat(cost.get("seconds").isNull() || cost.get("seconds").asDouble() > 0)
            .as(cost.toString())
            .isTrue();
        assertThat(cost.get("note").asText()).isNotEmpty();
      }
      assertThat(daemon.json("/api/v1/campaigns").get("campaigns")).isEmpty();
    }
  }

  /** The whole of 127.0.0.0/8 is this machine. */
  @Test
  void theAddressThatIsAnnouncedAnswers() {
    try (RunningDaemon daemon = RunningDaemon.in(directory, "--host", "127.0.0.2")) {
      assertThat(daemon.uri("/").getHost()).isEqualTo("127.0.0.2");
      assertThat(daemon.get("/api/v1/campaigns").statusCode()).isEqualTo(200);
      assertThat(daemon.get("/").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aTokenIsWantedOfEveryOneElsewhere() throws IOException {
    Outcome without = Program.in(directory).run("serve", "--host", "0.0.0.0", "--port", "0");
    assertThat(without.exitCode()).isEqualTo(2);
    assertThat(without.complaints()).singleElement().asString().contains("give a token");
    assertThat(directory.resolve("runs")).doesNotExist();

    String token = "a-secret-of-some-length";
    Path file = Files.writeString(directory.resolve("token"), token + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Outcome readable = Program.in(directory).run("serve", "--token-file", file.toString());
    assertThat(readable.exitCode()).isEqualTo(2);
    assertThat(readable.complaints())
        .containsExactly(
            "wickstream: --token-file %1$s may be read by others: chmod 600 %1$s, or give the token by WICKSTREAM_TOKEN"
                .formatted(file));
    assertThat(directory.resolve("runs")).doesNotExist();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    try (RunningDaemon daemon =
        RunningDaemon.in(directory, "--host", "0.0.0.0", "--token-file", file.toString())) {
      assertThat(daemon.program().standardError()).contains("without TLS");
      HttpResponse<String> refused = daemon.get("/api/v1/campaigns");
      problem(refused, 401);
      assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
      problem(
          daemon.send(
              daemon.request("/api/v1/campaigns").header("Authorization", "Bearer no").build()),
          401);
      problem(daemon.get("/metrics"), 401);
      assertThat(
              daemon
                  .send(
                      daemon
                          .request("/api/v1/campaigns")
                          .header("Authorization", "Bearer " + token)
                          .build())
                  .statusCode())
          .isEqualTo(200);
      assertThat(daemon.get("/health/live").statusCode()).isEqualTo(200);
      assertThat(daemon.get("/").statusCode()).isEqualTo(200);
      Outcome end = daemon.terminate();
      assertThat(end.out() + end.err()).doesNotContain(token);
    }
  }

  @Test
  void webPagesFromElsewhereCannotDriveIt() {
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      problem(
          daemon.send(
              daemon
                  .request("/api/v1/campaigns")
                  .header("Origin", "http://evil.example")
                  .POST(HttpRequest.BodyPublishers.ofString(SHORT))
                  .build()),
          403);
      problem(
          daemon.send(
              daemon.request("/api/v1/campaigns").header("Sec-Fetch-Site", "cross-site").build()),
          403);
      assertThat(
              daemon
                  .send(
                      daemon
                          .request("/api/v1/campaigns")
                          .header("Origin", "http://127.0.0.1:" + daemon.uri("/").getPort())
                          .build())
                  .statusCode())
          .isEqualTo(200);
      HttpResponse<String> page = daemon.get("/");
      assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("default-src 'none'")
          .doesNotContain("unsafe");
      assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }
  }
}
