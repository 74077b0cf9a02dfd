package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon's campaigns: in what order they run, and what becomes of them when it ends. */
class DaemonIT {
  /** Takes minutes; a test ends it before. */
  private static final String LONG =
      "campaign { widths = [100, 200], sigma-w = [1.0, 2.0], stop.relative-error = 1e-4 }";

  /** Takes a second or two. */
  private static final String SHORT =
      "campaign { seed = 3, widths = [5, 50], sigma-w = [1.0, 2.0], stop.relative-error = 0.01 }";

  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(5);

  @TempDir private Path directory;

  private static JsonNode shards(Path results) throws IOException {
    return new ObjectMapper().readTree(results.toFile()).get("shards");
  }

  @Tag("full")
  @Test
  void aCampaignHasTheBitsOfARunInTheForeground() throws IOException {
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      daemon.submit("short", SHORT);
      JsonNode ended = daemon.await("short", "finished");
      assertThat(ended.get("shards").get("converged").asInt()).isEqualTo(4);
      Files.writeString(directory.resolve("short.conf"), SHORT);
      Outcome run = Program.in(directory).run("run", "short.conf", "--out", "foreground");
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(shards(daemon.directory("short").resolve("results.json")))
          .isEqualTo(shards(directory.resolve("foreground/results.json")));
      assertThat(daemon.get("/api/v1/campaigns/short/results.json").body())
          .isEqualTo(Files.readString(daemon.directory("short").resolve("results.json")));
    }
  }

  @Tag("full")
  @Test
  void restGoingOnAndExtensionChangeNoBit() throws IOException {
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      daemon.submit("paused", LONG);
      daemon.awaitProgress("paused");
      assertThat(daemon.post("/api/v1/campaigns/paused/pause").statusCode()).isEqualTo(200);
      long networks = daemon.await("paused", "paused").get("networks").asLong();
      assertThat(networks).isPositive();
      assertThat(daemon.post("/api/v1/campaigns/paused/pause").statusCode()).isEqualTo(409);
      assertThat(daemon.post("/api/v1/campaigns/paused/resume").statusCode()).isEqualTo(200);
      daemon.await("paused", campaign -> campaign.get("networks").asLong() > networks);
      daemon.post("/api/v1/campaigns/paused/cancel");
      daemon.await("paused", "cancelled");
      String easier = "{\"stop\": {\"relative-error\": 0.05, \"max-networks\": 100000000}}";
      assertThat(daemon.post("/api/v1/campaigns/paused/extend", easier).statusCode())
          .isEqualTo(200);
      daemon.await("paused", "finished");

      // What one shard has measured by then depends on when it was stopped; its bags do not.
      JsonNode shard = shards(daemon.directory("paused").resolve("results.json")).get(0);
      long bags = shard.get("bags").asLong();
      Files.writeString(
          directory.resolve("once.conf"),
          LONG.replace("1e-4", "1e-9")
              + "\ncampaign { widths = [100], sigma-w = [1.0], stop.max-networks = %d }"
                  .formatted(1000 * bags));
      Program.in(directory).run("run", "once.conf");
      JsonNode once = shards(directory.resolve("runs/once/results.json")).get(0);
      assertThat(once.get("bags").asLong()).isEqualTo(bags);
      assertThat(shard.get("couplings").get("u4").get("value"))
          .isEqualTo(once.get("couplings").get("u4").get("value"));
    }
  }

  @Tag("full")
  @Test
  void campaignsRunInTheOrderOfTheirPriority() {
    try (RunningDaemon daemon = RunningDaemon.in(directory, "--concurrent", "1")) {
      daemon.submit("first", LONG);
      daemon.await("first", "running");
      daemon.submit("second", SHORT);
      JsonNode waiting = daemon.submit("third", SHORT);
      assertThat(waiting.get("state").asText()).isEqualTo("queued");
      assertThat(waiting.get("position").asInt()).isEqualTo(2);
      daemon.post("/api/v1/campaigns?name=urgent&priority=5", SHORT);
      daemon.await("first", "queued"); // it makes room, and goes on afterwards
      daemon.await("urgent", "finished");
      daemon.await("first", "running");
      assertThat(daemon.campaign("second").get("state").asText()).isEqualTo("queued");
      daemon.post("/api/v1/campaigns/first/pause");
      daemon.await("third", "finished");
      String second = daemon.campaign("second").get("startedAt").asText();
      assertThat(daemon.campaign("third").get("startedAt").asText()).isGreaterThan(second);
      assertThat(daemon.campaign("first").get("state").asText()).isEqualTo("paused");
    }
  }

  /** Its networks take seconds each, and it never has less than all threads could do. */
  @Tag("full")
  @Test
  void aCampaignOfGiantNetworksKeepsNobodyWaiting() {
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      daemon.submit("giant", "campaign { widths = [1000000000], sigma-w = [1.0], bag-size = 8 }");
      daemon.await("giant", campaign -> running(daemon) > 0);
      daemon.submit("short", SHORT);
      JsonNode ended = daemon.await("short", "finished");
      assertThat(ended.get("shards").get("converged").asInt()).isEqualTo(4);
      assertThat(daemon.campaign("giant").get("networks").asLong()).isZero();
      daemon.post("/api/v1/campaigns/giant/cancel");
      daemon.await("giant", campaign -> running(daemon) == 0);
      daemon.await("giant", "cancelled");
    }
  }

  /** How many bags are being measured. */
  private static double running(RunningDaemon daemon) {
    return daemon.meters("wickstream_dispatcher_running_tasks{dispatcher=\"sampling\"}").sum();
  }

  /** Two of 220 MB in 512 MB, of which campaigns may take 358. */
  @Tag("full")
  @Test
  void campaignsThatDoNotFitTogetherRunOneAfterTheOther() {
    String large =
        "campaign { widths = [2, 3], sigma-w = [1.0], orders = [2, 4, 6], bag-size = 50,"
            + " points = { grid = { from = -0.2, to = 0.25, count = 10 } },"
            + " stop { relative-error = 1e-9, max-networks = 10000 } }";
    Program small = Program.in(directory).with("WICKSTREAM_JAVA_OPTS", "-Xmx512m");
    try (RunningDaemon daemon = RunningDaemon.of(small, directory)) {
      daemon.submit("first", large);
      daemon.submit("second", large);
      daemon.await("first", "running");
      assertThat(daemon.campaign("second").get("state").asText()).isEqualTo("queued");
      for (String name : List.of("first", "second")) {
        JsonNode shards = daemon.await(name, "finished").get("shards");
        assertThat(shards.get("failed").asInt()).isZero();
      }
      assertThat(daemon.program().standardError())
          .contains("Campaign second waits for memory: ")
          .doesNotContain("cannot get memory");
    }
  }

  @Tag("full")
  @Test
  void aHundredCampaignsWaitTheirTurn() {
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      List<String> names = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        names.add("c" + i);
        daemon.submit(
            "c" + i,
            "campaign { widths = [5], sigma-w = [1.0], bag-size = 50, stop.relative-error = 0.3 }");
      }
      JsonNode all = daemon.json("/api/v1/campaigns").get("campaigns");
      assertThat(all).hasSize(100);
      names.forEach(name -> daemon.await(name, "finished"));
    }
  }

  @Tag("full")
  @Test
  void whatRanGoesOnAfterARestart() throws IOException {
    long networks;
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      daemon.submit("long", LONG);
      daemon.submit("done", SHORT);
      daemon.await("done", "finished");
      daemon.awaitProgress("long");
      daemon.submit("resting", LONG);
      daemon.post("/api/v1/campaigns/resting/pause");
      daemon.await("resting", "paused");
      Outcome end = daemon.terminate();
      assertThat(end.took()).isLessThan(SHUTDOWN_TIMEOUT);
      assertThat(end.complaints()).allMatch(line -> line.contains(" INFO "));
      networks =
          shards(daemon.directory("long").resolve("results.json")).get(0).get("networks").asLong();
      assertThat(networks).isPositive();
    }
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      daemon.await("long", campaign -> campaign.get("networks").asLong() >= networks);
      daemon.await("long", "running");
      assertThat(daemon.campaign("resting").get("state").asText()).isEqualTo("paused");
      JsonNode done = daemon.await("done", known -> known.get("networks").asLong() > 0);
      assertThat(done.get("state").asText()).isEqualTo("finished");
      assertThat(done.get("shards").get("converged").asInt()).isEqualTo(4);
      assertThat(daemon.json("/api/v1/campaigns/done/shards").get("shards").get(0).get("value"))
          .isEqualTo(
              shards(daemon.directory("done").resolve("results.json"))
                  .get(0)
                  .get("couplings")
                  .get("u4")
                  .get("value"));
    }
  }

  @Test
  void whatRanGoesOnAfterAKill() {
    long networks;
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      daemon.submit("long", LONG);
      networks = daemon.awaitProgress("long").get("networks").asLong();
      daemon.program().killed();
    }
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      daemon.await("long", campaign -> campaign.get("networks").asLong() > networks);
    }
  }

  /** How long it has been running, how often it was saved, and what was known at each judgement. */
  @Tag("full")
  @Test
  void nothingIsForgottenOverRestartAndExtension() throws IOException {
    double seconds;
    long saves;
    JsonNode histories;
    JsonNode running;
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      daemon.submit("done", SHORT);
      daemon.await("done", "finished");
      daemon.submit("long", LONG);
      daemon.await("long", campaign -> histories(daemon, "long").get(0).size() > 1);
      JsonNode ended = daemon.campaign("done");
      seconds = ended.get("seconds").asDouble();
      saves = ended.get("checkpoint").get("saves").asLong();
      histories = histories(daemon, "done");
      assertThat(seconds).isPositive();
      assertThat(saves).isPositive();
      assertThat(histories).allMatch(history -> history.size() > 0);
      running = daemon.campaign("long");
      daemon.terminate();
    }
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      JsonNode resumed =
          daemon.await(
              "long",
              c ->
                  c.get("state").asText().equals("running")
                      && c.get("networksPerSecond").asDouble() > 0);
      assertThat(resumed.get("seconds").asDouble())
          .isGreaterThan(running.get("seconds").asDouble());
      assertThat(resumed.get("checkpoint").get("saves").asLong())
          .isGreaterThanOrEqualTo(running.get("checkpoint").get("saves").asLong());
      assertThat(histories(daemon, "long").get(0).size()).isGreaterThan(1);
      assertThat(shard(daemon, "long").get("value").isNumber()).isTrue();
      daemon.post("/api/v1/campaigns/long/cancel");

      JsonNode done = daemon.await("done", c -> c.get("networks").asLong() > 0);
      // What was shown last may be half a second older than what was saved at the end.
      assertThat(done.get("seconds").asDouble()).isBetween(seconds - 1, seconds + 1);
      assertThat(done.get("checkpoint").get("saves").asLong()).isEqualTo(saves);
      assertThat(histories(daemon, "done")).isEqualTo(histories);
      assertThat(meter(daemon, "wickstream_checkpoint_saves_total{campaign=\"done\"}"))
          .isEqualTo(saves);
      assertThat(meter(daemon, "wickstream_running_seconds_total{campaign=\"done\"}"))
          .isEqualTo(done.get("seconds").asDouble());

      String further = "{\"stop\": {\"relative-error\": 0.006}}";
      assertThat(daemon.post("/api/v1/campaigns/done/extend", further).statusCode()).isEqualTo(200);
      JsonNode extended = daemon.await("done", c -> c.get("state").asText().equals("finished"));
      assertThat(extended.get("seconds").asDouble()).isGreaterThan(done.get("seconds").asDouble());
      assertThat(extended.get("checkpoint").get("saves").asLong()).isGreaterThan(saves);
      for (int i = 0; i < histories.size(); i++) {
        JsonNode now = histories(daemon, "done").get(i);
        assertThat(now.size()).isGreaterThan(histories.get(i).size());
        for (int j = 0; j < histories.get(i).size(); j++) {
          JsonNode old = histories.get(i).get(j);
          assertThat(now.get(j).get(0)).isEqualTo(old.get(0));
          assertThat(now.get(j).get(1)).isEqualTo(old.get(1));
          assertThat(now.get(j).get(2)).isEqualTo(old.get(2));
        }
      }
    }
  }

  private static ArrayNode histories(RunningDaemon daemon, String campaign) {
    ArrayNode histories = JsonNodeFactory.instance.arrayNode();
    daemon
        .json("/api/v1/campaigns/" + campaign + "/shards")
        .get("shards")
        .forEach(shard -> histories.add(shard.get("history")));
    return histories;
  }

  private static JsonNode shard(RunningDaemon daemon, String campaign) {
    return daemon.json("/api/v1/campaigns/" + campaign + "/shards").get("shards").get(0);
  }

  private static double meter(RunningDaemon daemon, String series) {
    return daemon.meters(series).findFirst().orElseThrow();
  }

  @Test
  void oneDirectoryHasOneDaemon() {
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      Outcome second = Program.in(directory).run("serve", "--port", "0");
      assertThat(second.exitCode()).isEqualTo(2);
      assertThat(second.complaints())
          .singleElement()
          .asString()
          .contains("runs is in use by process " + daemon.program().pid());
      Outcome third =
          Program.in(directory)
              .run("serve", "--data", "other", "--port", "" + daemon.uri("/").getPort());
      assertThat(third.exitCode()).isEqualTo(2);
      assertThat(third.complaints()).singleElement().asString().contains("cannot listen on");
    }
  }

  @Test
  void deletedCampaignsLeaveTheirFilesUnlessAsked() {
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      daemon.submit("kept", SHORT);
      daemon.submit("gone", SHORT);
      daemon.await("kept", "finished");
      daemon.await("gone", "finished");
      assertThat(daemon.delete("/api/v1/campaigns/kept").statusCode()).isEqualTo(204);
      assertThat(daemon.delete("/api/v1/campaigns/gone?files=true").statusCode()).isEqualTo(204);
      assertThat(daemon.get("/api/v1/campaigns/kept").statusCode()).isEqualTo(404);
      assertThat(daemon.directory("kept").resolve("results.json")).exists();
      assertThat(daemon.directory("gone")).doesNotExist();
      assertThat(daemon.post("/api/v1/campaigns?name=kept", SHORT).statusCode()).isEqualTo(409);
      assertThat(daemon.post("/api/v1/campaigns?name=gone", SHORT).statusCode()).isEqualTo(201);
      assertThat(daemon.delete("/api/v1/campaigns/gone").statusCode()).isEqualTo(409);
    }
  }
}
