package wickstream.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.awaitility.Awaitility;

/** The packaged daemon under way on a port of its own; closing it ends it. */
final class RunningDaemon implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("wickstream is ready at (\\S+)");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final Path data;
  private final RunningProgram program;
  private final URI uri;

  private RunningDaemon(Path data, RunningProgram program) {
    this.data = data;
    this.program = program;
    this.uri = URI.create(program.awaitOnStandardOutput(READY));
  }

  /** Starts a daemon whose campaigns are in DATA/runs. */
  static RunningDaemon in(Path directory, String... options) {
    return of(Program.in(directory), directory, options);
  }

  static RunningDaemon of(Program program, Path directory, String... options) {
    List<String> words = new ArrayList<>(List.of("serve", "--port", "0"));
    words.addAll(List.of(options));
    return new RunningDaemon(
        directory.resolve("runs"), program.start(words.toArray(String[]::new)));
  }

  /** The directory of a campaign. */
  Path directory(String campaign) {
    return data.resolve(campaign);
  }

  URI uri(String path) {
    return uri.resolve(path);
  }

  RunningProgram program() {
    return program;
  }

  /** An answer with its body as text. */
  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(60));
  }

  HttpResponse<String> get(String path) {
    return send(request(path).build());
  }

  /** The object at a path, which has to be there. */
  JsonNode json(String path) {
    HttpResponse<String> response = get(path);
    if (response.statusCode() != 200) {
      throw new AssertionError(path + ": " + response.statusCode() + " " + response.body());
    }
    return parse(response.body());
  }

  static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  HttpResponse<String> post(String path, String body) {
    return send(
        request(path)
            .header("Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** Tells something that needs no words. */
  HttpResponse<String> post(String path) {
    return send(request(path).POST(HttpRequest.BodyPublishers.noBody()).build());
  }

  HttpResponse<String> delete(String path) {
    return send(request(path).DELETE().build());
  }

  /** Submits a campaign, which has to be accepted. */
  JsonNode submit(String name, String text) {
    HttpResponse<String> response = post("/api/v1/campaigns?name=" + name, text);
    if (response.statusCode() != 201) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return parse(response.body());
  }

  JsonNode campaign(String name) {
    return json("/api/v1/campaigns/" + name);
  }

  /**
   * What the samples of a meter say now.
   *
   * @param series the name of the meter, alone or with the first of its labels as they are written
   */
  DoubleStream meters(String series) {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(series))
        .filter(line -> series.contains("{") || " {".indexOf(line.charAt(series.length())) >= 0)
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)));
  }

  /** How many bytes of its heap are in use, as a collection of garbage finds. */
  double liveBytes() {
    DoubleSupplier collections =
        () -> meters("jvm_gc_pause_seconds_count{action=\"end of major GC\"").sum();
    double before = collections.getAsDouble();
    Commands.run(List.of("jcmd", Long.toString(program.pid()), "GC.run"));
    Awaitility.await().atMost(PATIENCE).until(() -> collections.getAsDouble() > before);
    return meters("jvm_gc_live_data_size_bytes").sum();
  }

  /** Waits until a campaign is as wanted. */
  JsonNode await(String name, Predicate<JsonNode> wanted) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> campaign(name), wanted);
  }

  /** Waits until a campaign is in a state. */
  JsonNode await(String name, String state) {
    return await(name, campaign -> campaign.get("state").asText().equals(state));
  }

  /** Waits until a campaign has measured something in this run and saved it. */
  JsonNode awaitProgress(String name) {
    return await(
        name,
        campaign ->
            campaign.get("networks").asLong() > 0
                && campaign.get("checkpoint").get("saves").asLong() > 0);
  }

  /** Ends it as a system does that shuts down. */
  Outcome terminate() {
    return program.endedBy("TERM");
  }

  @Override
  public void close() {
    program.close();
  }
}
