package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wickstream.http.HeavyTexts;

/**
 * A daemon with 512 MB whose clients submit what takes long to read: its campaigns go on, and it
 * says that it is well. How many texts are drawn is said by {@code -Dwickstream.fuzz=20000}, and
 * with which seed by {@code -Dwickstream.fuzz-seed=1}.
 */
@Tag("full")
class RequestLoadIT {
  private static final int TEXTS = Integer.getInteger("wickstream.fuzz", 400);
  private static final long SEED = Long.getLong("wickstream.fuzz-seed", 1);
  private static final int CLIENTS = 2;
  private static final Duration PACING = Duration.ofSeconds(5);
  private static final long SLOWEST_HEALTH_MILLIS = 1000;
  private static final Pattern TRACE =
      Pattern.compile("\\tat |Exception|Error|wickstream\\.[a-z]+\\.");

  private static final String LOAD =
      "campaign { seed = 8, widths = [50], sigma-w = [1.5], stop.relative-error = 1e-6 }";
  private static final String VICTIM =
      "campaign { seed = 20221122, widths = [50], sigma-w = [1.0], stop.relative-error = 2e-3 }";

  @TempDir private Path directory;

  private RunningDaemon daemon() {
    Program small = Program.in(directory).with("WICKSTREAM_JAVA_OPTS", "-Xmx512m");
    return RunningDaemon.of(small, directory, "--max-campaigns", "2");
  }

  private static JsonNode shards(Path results) throws IOException {
    return new ObjectMapper().readTree(results.toFile()).get("shards");
  }

  private void assertHasTheBitsOfARun(RunningDaemon daemon, String name) throws IOException {
    Files.writeString(directory.resolve("alone.conf"), VICTIM);
    Outcome run = Program.in(directory).run("run", "alone.conf", "--out", "alone");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(shards(daemon.directory(name).resolve("results.json")))
        .isEqualTo(shards(directory.resolve("alone/results.json")));
  }

  @Test
  void heavyTextsHoldUpNobody() throws IOException {
    try (RunningDaemon daemon = daemon()) {
      daemon.submit("load", LOAD);
      daemon.await("load", "running");
      for (HeavyTexts.Heavy heavy : HeavyTexts.all()) {
        for (String path : List.of("estimates", "campaigns?name=x", "campaigns/load/extend")) {
          HttpResponse<String> answer = daemon.post("/api/v1/" + path, heavy.text());
          assertThat(answer.statusCode()).as(heavy.what()).isEqualTo(422);
          if (!path.endsWith("extend")) { // which may be refused for what it would change
            assertThat(answer.body()).contains(heavy.why());
          }
        }
      }
      assertThat(daemon.get("/health/ready").statusCode()).isEqualTo(200);
      assertThat(daemon.post("/api/v1/campaigns/load/cancel").statusCode()).isEqualTo(200);
      daemon.await("load", "cancelled");
      daemon.submit("victim", VICTIM);
      daemon.await("victim", "finished");
      assertHasTheBitsOfARun(daemon, "victim");
      assertThat(daemon.program().standardError()).doesNotContain("ERROR");
    }
  }

  @Test
  void drawnTextsChangeNoBit() throws Exception {
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    try (RunningDaemon daemon = daemon()) {
      daemon.submit("load", LOAD);
      daemon.awaitProgress("load");
      double alone = pace(daemon, PACING);
      String memoryBefore = memory(daemon);

      AtomicLong slowest = new AtomicLong();
      Map<Integer, Integer> unwell = new ConcurrentHashMap<>();
      clock.scheduleWithFixedDelay(
          () -> look(daemon, slowest, unwell), 0, 100, TimeUnit.MILLISECONDS);
      Map<Integer, Integer> counts = new ConcurrentHashMap<>();
      AtomicLong longest = new AtomicLong();
      daemon.submit("victim", VICTIM);
      long before = networks(daemon);
      long began = System.nanoTime();
      IntStream.range(0, CLIENTS)
          .mapToObj(
              client -> CompletableFuture.runAsync(() -> fuzz(daemon, client, counts, longest)))
          .toList()
          .forEach(CompletableFuture::join);
      double seconds = (System.nanoTime() - began) * 1e-9;
      double during = (networks(daemon) - before) / seconds;
      double after = pace(daemon, PACING);

      System.out.printf(
          "%d texts of seed %d in %.0f s: %s; longest answer %d ms, slowest health %d ms;"
              + " %.0f networks/s, before %.0f, after %.0f; memory %s, before %s%n",
          TEXTS,
          SEED,
          seconds,
          new TreeMap<>(counts),
          longest.get(),
          slowest.get(),
          during,
          alone,
          after,
          memory(daemon),
          memoryBefore);
      assertThat(unwell).as("what health answered but 200").isEmpty();
      assertThat(slowest.get()).as("milliseconds").isLessThan(SLOWEST_HEALTH_MILLIS);
      daemon.post("/api/v1/campaigns/load/cancel");
      daemon.await("load", "cancelled");
      daemon.await("victim", "finished");
      assertHasTheBitsOfARun(daemon, "victim");
      assertThat(daemon.program().standardError()).doesNotContain("ERROR");
    } finally {
      clock.shutdownNow();
    }
  }

  private static void fuzz(
      RunningDaemon daemon, int client, Map<Integer, Integer> counts, AtomicLong longest) {
    ConfigurationFuzz fuzz = new ConfigurationFuzz(SEED + client, "victim");
    for (int i = 0; i < TEXTS / CLIENTS; i++) {
      HttpRequest request = fuzz.next(daemon.uri("/"));
      long began = System.nanoTime();
      HttpResponse<String> answer = daemon.send(request);
      longest.accumulateAndGet((System.nanoTime() - began) / 1_000_000, Math::max);
      counts.merge(answer.statusCode(), 1, Integer::sum);
      assertThat(answer.statusCode())
          .as("client %d, request %d: %s", client, i, answer.body())
          .isIn(200, 400, 409, 422, 429, 503);
      if (answer.statusCode() != 200) {
        assertThat(TRACE.matcher(answer.body()).find()).as(answer.body()).isFalse();
      }
    }
  }

  private static void look(RunningDaemon daemon, AtomicLong slowest, Map<Integer, Integer> unwell) {
    long began = System.nanoTime();
    int status = daemon.get("/health/ready").statusCode();
    slowest.accumulateAndGet((System.nanoTime() - began) / 1_000_000, Math::max);
    if (status != 200) {
      unwell.merge(status, 1, Integer::sum);
    }
  }

  /** Networks a second of all campaigns. */
  private static double pace(RunningDaemon daemon, Duration within) throws InterruptedException {
    long before = networks(daemon);
    long began = System.nanoTime();
    TimeUnit.NANOSECONDS.sleep(within.toNanos());
    return (networks(daemon) - before) / ((System.nanoTime() - began) * 1e-9);
  }

  private static long networks(RunningDaemon daemon) {
    long networks = 0;
    for (JsonNode campaign : daemon.json("/api/v1/campaigns").get("campaigns")) {
      networks += campaign.get("networks").asLong();
    }
    return networks;
  }

  /** What of the heap is in use. */
  private static String memory(RunningDaemon daemon) {
    return "%.0f MB".formatted(daemon.liveBytes() * 1e-6);
  }
}
