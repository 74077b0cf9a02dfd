package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A campaign of a cluster, whose workers have different kernels, ends with the bits of a single
 * machine, whatever is lost on the way: coordinators, workers and PostgreSQL are processes of their
 * own, which the test kills, stops and restarts.
 */
final class ClusterIT {
  /** Nodes are given up after this long out of reach; the default is longer. */
  private static final List<String> IMPATIENT = List.of("--set", "stable-after=3 seconds");

  /** Longer than it takes until a node that does not answer is given up. */
  private static final Duration STOPPED = Duration.ofSeconds(25);

  /** It takes a few seconds, but the machine may have other work. */
  private static final Duration GOODBYE = Duration.ofSeconds(20);

  /** More networks than any machine draws meanwhile. */
  private static final long ENDLESS = 1_000_000_000_000L;

  private static final String CAMPAIGN =
      """
      campaign {
        seed = 5
        widths = [20, 100], sigma-w = [1.0, 2.0], bag-size = 1000, orders = [2, 4]
        stop { relative-error = 1e-9, max-networks = %d }
      }
      """;

  private static PostgresServer server;

  @TempDir private Path directory;

  @BeforeAll
  static void startServer() {
    server = PostgresServer.start();
  }

  @AfterAll
  static void endServer() {
    if (server != null) {
      server.close();
    }
  }

  private static Predicate<JsonNode> more(long networks) {
    return campaign -> campaign.get("networks").asLong() > networks;
  }

  private static Predicate<JsonNode> nodes(int coordinators, int workers) {
    return service ->
        service.get("cluster").get("coordinators").asInt() == coordinators
            && service.get("cluster").get("workers").asInt() == workers
            && service.get("cluster").get("unreachable").asInt() == 0;
  }

  @Tag("full")
  @Test
  void whateverIsLostTheBitsAreThoseOfOneMachine() throws IOException, InterruptedException {
    String url = server.newDatabase("cluster");
    JsonNode results;
    Map<String, Duration> healed = new LinkedHashMap<>();
    try (RunningCluster cluster = RunningCluster.of(directory, url, 3, IMPATIENT)) {
      RunningProgram dying = cluster.addWorker("scalar");
      cluster.addWorker("scalar");
      int first = cluster.leader(i -> true);
      int other = (first + 1) % 3;
      cluster.untilAllSeeAll();
      cluster.untilSeen(other, "/api/v1", nodes(3, 2));
      cluster.coordinator(other).submit("c", CAMPAIGN.formatted(ENDLESS)); // which passes it on
      String campaign = "/api/v1/campaigns/c";
      cluster.untilSeen(other, campaign, more(0));

      dying.killed();
      healed.put("worker killed", cluster.untilSeen(other, "/api/v1", nodes(3, 1)));
      cluster.addWorker("scalar");
      cluster.untilSeen(other, "/api/v1", nodes(3, 2));

      long before = networks(cluster, other);
      cluster.coordinator(first).program().killed();
      healed.put("leader killed", cluster.untilSeen(other, campaign, more(before)));
      int second = cluster.leader(i -> i != first);
      assertThat(second).isNotEqualTo(first);
      cluster.restart(first);
      cluster.untilAllSeeAll(); // or the one that is left with it would not know of a majority
      cluster.untilSeen(first, "/api/v1", nodes(3, 2));

      long saves = saves(cluster, first);
      server.stop();
      server.resume();
      healed.put(
          "PostgreSQL restarted",
          cluster.untilSeen(
              first, campaign, c -> c.get("checkpoint").get("saves").asLong() > saves));

      before = networks(cluster, first);
      RunningDaemon cutOff = cluster.coordinator(second);
      cutOff.program().signal("STOP");
      long stopped = System.nanoTime();
      int witness = second == first ? other : first;
      healed.put("leader cut off", cluster.untilSeen(witness, campaign, more(before)));
      assertThat(cluster.leader(i -> i != second)).isNotEqualTo(second);
      Thread.sleep(Math.max(0, STOPPED.minusNanos(System.nanoTime() - stopped).toMillis()));
      cutOff.program().signal("CONT");
      Outcome end = cutOff.program().await();
      assertThat(end.exitCode()).isEqualTo(1);
      assertThat(end.complaints()).anyMatch(line -> line.contains("have given this one up"));

      cluster.coordinator(witness).post(campaign + "/cancel");
      cluster.untilSeen(witness, campaign, c -> c.get("state").asText().equals("cancelled"));
      results = cluster.coordinator(witness).json(campaign + "/results.json");
    }
    System.out.println("Healed after: " + healed);
    for (JsonNode shard : results.get("shards")) {
      expectSameBagsAlone(shard);
    }
  }

  private void expectSameBagsAlone(JsonNode shard) throws IOException {
    long networks = shard.get("networks").asLong();
    assertThat(networks).isPositive();
    Files.writeString(directory.resolve("c.conf"), CAMPAIGN.formatted(networks));
    String width = "--set=widths=[%d]".formatted(shard.get("width").asInt());
    String sigmaW = "--set=sigma-w=[%s]".formatted(shard.get("sigmaW").asText());
    Outcome alone =
        Program.in(directory)
            .run("run", "c.conf", "--out=alone", "--force", width, sigmaW, "--quiet");
    assertThat(alone.exitCode()).isEqualTo(3);
    String same = Files.readString(directory.resolve("alone/results.json"));
    Shards.expectSameBags(shard, RunningDaemon.parse(same).get("shards").get(0));
  }

  private static long networks(RunningCluster cluster, int asked) {
    return cluster.coordinator(asked).campaign("c").get("networks").asLong();
  }

  private static long saves(RunningCluster cluster, int asked) {
    return cluster.coordinator(asked).campaign("c").get("checkpoint").get("saves").asLong();
  }

  /** Who is told to end hands over, within seconds. */
  @Test
  void whoIsToldToEndHandsOver() {
    String url = server.newDatabase("drained");
    try (RunningCluster cluster = RunningCluster.of(directory, url, 2, List.of())) {
      RunningProgram leaving = cluster.addWorker("auto");
      cluster.addWorker("auto");
      int leader = cluster.leader(i -> true);
      int other = 1 - leader;
      cluster.coordinator(leader).submit("c", CAMPAIGN.formatted(ENDLESS));
      cluster.untilSeen(other, "/api/v1/campaigns/c", more(0));

      Outcome worker = leaving.endedBy("TERM");
      assertThat(worker.exitCode()).isEqualTo(143);
      assertThat(worker.complaints()).noneMatch(line -> line.contains("\tat "));
      assertThat(worker.took()).isLessThan(GOODBYE);
      cluster.untilSeen(other, "/api/v1", nodes(2, 1));

      long before = networks(cluster, other);
      Outcome coordinator = cluster.coordinator(leader).terminate();
      assertThat(coordinator.exitCode()).isEqualTo(143);
      assertThat(coordinator.took()).isLessThan(GOODBYE);
      assertThat(coordinator.complaints()).noneMatch(line -> line.contains("could be stopped"));
      Duration handedOver = cluster.untilSeen(other, "/api/v1/campaigns/c", more(before));
      System.out.println(
          "Worker ended in %s, leader in %s, the other went on %s later"
              .formatted(worker.took(), coordinator.took(), handedOver));
      assertThat(handedOver).isLessThan(GOODBYE);
      assertThat(cluster.leader(i -> true)).isEqualTo(other);
    }
  }
}
