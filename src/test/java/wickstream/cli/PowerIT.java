package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A campaign whose target is a power of the whole grid, from its file to its results. */
final class PowerIT {
  private static final String POWER =
      """
      campaign {
        ensemble { activation = gauss, sigma-b = 0.5 }
        widths = [5, 20, 50], sigma-w = [1.0, 1.5, 2.0, 3.0, 5.0]
        orders = [2, 4], bag-size = 200
        stop { power-of = u4, in = sigma-w, error = 0.002 }
      }
      store.checkpoint-interval = 100 milliseconds
      """;
  private static final Pattern BEGUN = Pattern.compile("power: \\d+ shards on");
  private static final int KILLS = 4;
  private static final int KILLED = 128 + 9;

  @TempDir private Path directory;
  private Program program;

  @BeforeEach
  void writeCampaign() throws IOException {
    Campaigns.write(directory.resolve("power.conf"), POWER);
    // Short runs are not worth compiling well.
    program = Program.in(directory).with("WICKSTREAM_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
  }

  private Outcome run(String out, String... more) {
    Outcome outcome = program.run(words(out, more));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return outcome;
  }

  private static String[] words(String out, String... more) {
    List<String> words = new ArrayList<>(List.of("run", "power.conf", "--out=" + out));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  private JsonNode results(String out) throws IOException {
    return new ObjectMapper()
        .readTree(Files.readString(directory.resolve(out).resolve("results.json")));
  }

  @Test
  void endsAsPreciseAsAskedAndGoesOnToMore() throws IOException {
    run("out", "--quiet");
    assertThat(error("out")).isBetween(0.0015, 0.002);
    assertThat(results("out").path("configuration").path("campaign").path("stop"))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"power-of": "u4", "in": "sigma-w", "error": 0.002, "confidence": 0.95,
                     "min-bags": 20, "max-networks": 100000000, "max-time": null}"""));
    run("out", "--quiet", "--resume", "--set=stop.error=0.001");
    assertThat(error("out")).isBetween(0.0008, 0.001);
    assertThat(program.run("report", "out").exitCode()).isZero();
    assertThat(Files.readString(directory.resolve("out/report.html")))
        .contains("the power of <i>u</i><sub>4</sub> in sigma-w to 0.001");
  }

  private double error(String out) throws IOException {
    return StreamSupport.stream(results(out).path("fits").spliterator(), false)
        .filter(fit -> fit.path("quantity").asText().equals("u4"))
        .filter(fit -> fit.path("variable").asText().equals("sigmaW"))
        .filter(fit -> fit.path("width").isNull())
        .findFirst()
        .orElseThrow()
        .path("standardError")
        .asDouble();
  }

  @Test
  void killedAgainAndAgainItGivesTheSameBits() throws IOException {
    run("undisturbed", "--quiet", "--threads=1");
    double seconds = results("undisturbed").path("run").path("seconds").asDouble();
    Random random = new Random(5);
    int struck = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      try (RunningProgram running = program.start(words("out", "--resume", "--threads=2"))) {
        running.awaitOnStandardError(BEGUN);
        await(running, (long) (random.nextDouble() * 1e9 * seconds / 2));
        struck += running.killed().exitCode() == KILLED ? 1 : 0;
      }
    }
    assertThat(struck).as("kills of a running campaign").isPositive();
    run("out", "--quiet", "--resume");
    assertThat(Shards.of(directory.resolve("out")))
        .isEqualTo(Shards.of(directory.resolve("undisturbed")));
  }

  private static void await(RunningProgram running, long nanoseconds) {
    long moment = System.nanoTime() + nanoseconds;
    while (running.isAlive() && System.nanoTime() - moment < 0) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** The daemon gives the same bits, shows the target and goes on to a smaller error. */
  @Test
  void inADaemon() throws IOException {
    run("out", "--quiet");
    try (RunningDaemon daemon = RunningDaemon.of(Program.in(directory), directory)) {
      Program client = Program.in(directory).with("WICKSTREAM_URL", daemon.uri("/").toString());
      Outcome submitted = client.run("submit", "power.conf", "--watch");
      assertThat(submitted.exitCode()).as(submitted.err()).isZero();
      assertThat(submitted.out()).contains("15 of 15 shards converged");
      assertThat(Shards.of(daemon.directory("power")))
          .isEqualTo(Shards.of(directory.resolve("out")));
      JsonNode campaign = daemon.campaign("power");
      assertThat(campaign.path("observable").asText()).isEqualTo("u4");
      assertThat(campaign.path("jointTarget").path("words").asText())
          .isEqualTo("the power of u4 in sigma-w to 0.002");
      assertThat(client.run("status", "power").out())
          .contains("the power of u4 in sigma-w to 0.002 of gauss");
      assertThat(progress(daemon)).allMatch(excess -> excess > 0.7 && excess <= 1);
      assertThat(client.run("extend", "power", "--set", "stop.error=0.0015").exitCode()).isZero();
      daemon.await("power", "finished");
      assertThat(progress(daemon)).allMatch(excess -> excess > 0.7 && excess <= 1);
      daemon.terminate();
    }
    try (RunningDaemon again = RunningDaemon.of(Program.in(directory), directory)) {
      again.await("power", known -> known.path("networks").asLong() > 0);
      assertThat(progress(again)).allMatch(excess -> excess > 0.7 && excess <= 1);
    }
  }

  /** The error of each shard over its tolerance. */
  private static List<Double> progress(RunningDaemon daemon) {
    return StreamSupport.stream(
            daemon.json("/api/v1/campaigns/power/shards").path("shards").spliterator(), false)
        .map(shard -> shard.path("standardError").asDouble() / shard.path("tolerance").asDouble())
        .toList();
  }

  @Test
  void merged() throws IOException {
    run("one", "--quiet");
    run("other", "--quiet", "--set=seed=7");
    Outcome outcome = program.run("merge", "one", "other", "--out=both");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(error("both")).isLessThan(0.0015);
    assertThat(results("both").path("shards").get(0).path("reason").asText())
        .startsWith("the power of u4 in sigma-w is -");
  }

  @Test
  void outOfReachItSaysWhatItWouldTake() throws IOException {
    Outcome outcome =
        program.run(
            words("out", "--quiet", "--set=stop.max-networks=6000", "--set=stop.error=1e-4"));
    assertThat(outcome.exitCode()).isEqualTo(3);
    JsonNode shard = results("out").path("shards").get(0);
    assertThat(shard.path("verdict").asText()).isEqualTo("budget-exhausted");
    assertThat(shard.path("networksNeeded").asDouble()).isGreaterThan(1e6);
    assertThat(shard.path("networksNeededIs").asText()).isEqualTo("from the measured spread");
    assertThat(shard.path("reason").asText())
        .contains("when the budget was spent; it would take", "networks in all");
  }

  @Test
  void allCouplingsAndDeviations() throws IOException {
    run(
        "out",
        "--quiet",
        "--set=stop.power-of=null",
        "--set=stop.in=null",
        "--set=stop.error=null",
        "--set=stop.all=0.1",
        "--set=orders=[2,4,6]",
        "--set=sigma-w=[1.0,2.0]",
        "--set=widths=[5,20]");
    for (JsonNode shard : results("out").path("shards")) {
      for (String name :
          List.of("couplings/u4", "couplings/u6", "deviations/m4", "deviations/m6")) {
        JsonNode value = shard.at("/" + name);
        assertThat(
                value.path("standardError").asDouble() / Math.abs(value.path("value").asDouble()))
            .as(name)
            .isLessThan(0.1);
      }
      assertThat(shard.path("reason").asText()).startsWith("every one of u4, u6, m4, m6 is known");
    }
  }

  @Test
  void whatCannotBeIsRefusedInOneLine() {
    Outcome outcome = program.run(words("out", "--set=stop.in=width", "--set=widths=[5,10]"));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.complaints())
        .singleElement()
        .asString()
        .contains("campaign.widths must have at least 3 values with stop.in = width, had 2");
  }
}
