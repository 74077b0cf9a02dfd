package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that talk to a daemon, with the daemon. */
final class DaemonClientIT {
  private static final String TOKEN = "a token of many characters".replace(' ', '-');
  private static final Pattern RUNNING = Pattern.compile("long: 0 of 4 shards");

  @TempDir private Path directory;

  private Program client(RunningDaemon daemon) {
    return Program.in(directory).with("WICKSTREAM_URL", daemon.uri("/").toString());
  }

  private static Outcome succeeds(Program program, String... arguments) {
    Outcome outcome = program.run(arguments);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return outcome;
  }

  @Test
  void aSubmittedCampaignIsThatOfARun() throws IOException {
    Campaigns.tinyIn(directory);
    Program withToken = Program.in(directory).with("WICKSTREAM_TOKEN", TOKEN);
    try (RunningDaemon daemon = RunningDaemon.of(withToken, directory)) {
      Outcome stranger = client(daemon).run("status");
      assertThat(stranger.exitCode()).isEqualTo(2);
      assertThat(stranger.complaints()).singleElement().asString().contains("wants a token");

      Program client = client(daemon).with("WICKSTREAM_TOKEN", TOKEN);
      assertThat(succeeds(client, "submit", "tiny.conf", "--dry-run").out())
          .startsWith("tiny: 4 shards;");
      Outcome watched = succeeds(client, "submit", "tiny.conf", "--set=seed=7", "--watch");
      assertThat(watched.out())
          .contains("4 of 4 shards converged", "tiny is finished")
          .doesNotContain(TOKEN);
      Outcome run =
          succeeds(Program.in(directory), "run", "tiny.conf", "--set=seed=7", "--out=out");
      String row = "20        1";
      assertThat(values(watched, row)).isEqualTo(values(run, row));

      succeeds(client, "results", "tiny", "--format=csv", "--out=fetched.csv");
      assertThat(Files.readString(directory.resolve("fetched.csv")))
          .isEqualTo(Files.readString(directory.resolve("out/results.csv")))
          .isEqualTo(succeeds(client, "results", "tiny", "--format=csv").out());
      assertThat(succeeds(client, "status").out()).contains("tiny", "finished", "4 of 4");
      assertThat(succeeds(client, "status", "tiny", "--json").out())
          .startsWith("{\"campaign\":{\"name\":\"tiny\"")
          .contains("\"shards\":[{\"shard\":");
    }
  }

  /** A row of the table, with one blank between words and without what only one command tells. */
  private static String values(Outcome outcome, String row) {
    return outcome
        .out()
        .lines()
        .filter(line -> line.strip().startsWith(row))
        .findFirst()
        .orElseThrow()
        .strip()
        .replaceAll("\\s+", " ");
  }

  @Test
  void aCampaignDoesAsItIsTold() {
    Campaigns.longIn(directory);
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      Program client = client(daemon);
      String[] endless = {
        "submit", "long.conf", "--set=stop.relative-error=1e-6", "--set=stop.max-networks=1e15"
      };
      assertThat(succeeds(client, endless).out()).startsWith("long is ");
      daemon.awaitProgress("long");
      succeeds(client, "pause", "long");
      daemon.await("long", "paused");
      Outcome again = client.run("pause", "long");
      assertThat(again.exitCode()).isEqualTo(2);
      assertThat(again.complaints()).singleElement().asString().contains("paused");
      succeeds(client, "resume", "long");
      succeeds(client, "priority", "long", "-7");
      assertThat(daemon.campaign("long").get("priority").asInt()).isEqualTo(-7);
      succeeds(client, "cancel", "long");
      daemon.await("long", "cancelled");
      assertThat(client.run("watch", "long").exitCode()).isEqualTo(130);
      assertThat(
              succeeds(client, "extend", "long", "--set=stop.relative-error=0.2", "--watch").out())
          .contains("4 of 4 shards converged");
      succeeds(client, "delete", "long", "--files");
      assertThat(succeeds(client, "status").out()).isEqualTo("There are no campaigns.\n");
      Outcome gone = client.run("status", "long");
      assertThat(gone.exitCode()).isEqualTo(2);
      assertThat(gone.complaints()).singleElement().asString().contains("long");
    }
  }

  @Tag("full")
  @Test
  void watchingOutlastsTheDaemon() {
    Campaigns.longIn(directory);
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      Program client = client(daemon);
      succeeds(client, "submit", "long.conf", "--set=stop.relative-error=1e-6");
      try (RunningProgram watching = client.start("watch", "long")) {
        watching.awaitOnStandardError(RUNNING);
        int port = daemon.uri("/").getPort();
        daemon.program().killed();
        watching.awaitOnStandardError(Pattern.compile("the daemon has gone"));
        try (RunningProgram next =
            Program.in(directory).start("serve", "--port", Integer.toString(port))) {
          watching.awaitOnStandardError(Pattern.compile("the daemon is back"));
          succeeds(client, "cancel", "long");
          Outcome outcome = watching.await();
          assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(130);
          assertThat(outcome.err()).containsOnlyOnce("the daemon is back");
        }
      }
    }
  }

  @Tag("full")
  @Test
  void whatIsNoLongerWatchedGoesOn() {
    Campaigns.longIn(directory);
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      Program client =
          client(daemon)
              .startedBy(
                  "env",
                  "--default-signal=INT",
                  Program.home().resolve("bin/wickstream").toString());
      succeeds(client, "submit", "long.conf", "--set=stop.relative-error=1e-4");
      try (RunningProgram watching = client.start("watch", "long")) {
        watching.awaitOnStandardError(RUNNING);
        Outcome outcome = watching.endedBy("INT");
        assertThat(outcome.exitCode()).isEqualTo(130);
        assertThat(outcome.err()).contains("long goes on").doesNotContain("\tat ");
      }
      assertThat(daemon.campaign("long").get("state").asText()).isEqualTo("running");
    }
  }
}
