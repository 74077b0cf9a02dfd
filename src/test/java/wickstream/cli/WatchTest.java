package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.client.CampaignFeed;
import wickstream.client.Json;
import wickstream.client.RemoteDaemon;
import wickstream.client.StubDaemon;

/** A campaign of a daemon is shown as it gets on, and its end is the command's. */
final class WatchTest {
  @TempDir private Path directory;
  private StubDaemon daemon;

  @BeforeEach
  void start() {
    daemon = StubDaemon.start();
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  private static String status(String state, int converged, String... shards) {
    return Json.status(Json.campaign("tiny", state, converged), shards);
  }

  @Test
  void tellsOfShardsAsTheyEndAndOfTheValues() {
    daemon.events(
        "tiny",
        status("queued", 0, Json.waiting(5), Json.waiting(50)),
        status("running", 0, Json.running(50), Json.running(5)),
        Json.note(4, "not-saved", "the campaign's state cannot be saved: disk full"),
        status("running", 1, Json.ended(50, "converged")),
        Json.note(5, "ended", "converged: as asked"),
        status("finished", 4, Json.ended(5, "converged")));
    Outcome outcome = Invocation.of("watch", "tiny", "--url", daemon.url());
    assertThat(outcome.err())
        .isEqualTo(
            """
            tiny: queued at place 2, 0 of 4 shards, 100.0M hidden units/s, 3 s so far, about 12 s to go
            tiny: 0 of 4 shards, 100.0M hidden units/s, 3 s so far, about 12 s to go
            the campaign's state cannot be saved: disk full
            N = 50, sigma_W = 1: 20 000 networks, u4 = -1.280 ± 0.013 (1 %, wanted 1 %), converged
            N = 5, sigma_W = 1: 20 000 networks, u4 = -1.280 ± 0.013 (1 %, wanted 1 %), converged
            tiny: finished, 4 of 4 shards, 100.0M hidden units/s, 3 s so far, about 12 s to go
            """);
    assertThat(outcome.out())
        .isEqualTo(
            """
             N  sigma_W      u4 ± error      exact   pull    verdict  networks
             5        1  -1.280 ± 0.013    -1.2829  +0.23  converged    20 000
            50        1  -1.280 ± 0.013    -1.2829  +0.23  converged    20 000

            4 of 4 shards converged; 123 000 networks, 1.20e7 hidden units in 3.2 s
            tiny is finished
            """);
    assertThat(outcome.exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"finished, 4, 0", "finished, 3, 3", "cancelled, 3, 130", "failed, 0, 2"})
  void endsAsARunWould(String state, int converged, int exitCode) {
    daemon.events("tiny", status(state, converged, Json.ended(5, "converged")));
    Outcome outcome = Invocation.of("watch", "tiny", "--url", daemon.url());
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(exitCode);
    assertThat(outcome.out()).endsWith("tiny is " + state + "\n");
  }

  @Test
  void followsASubmission() {
    daemon.answer("POST /api/v1/campaigns", Json.campaign("tiny", "queued", 0));
    daemon.events("tiny", status("finished", 4, Json.ended(5, "converged")));
    Outcome outcome =
        Invocation.of(
            "submit", Campaigns.tinyIn(directory).toString(), "--watch", "--url", daemon.url());
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .startsWith("tiny is queued at place 2\n")
        .endsWith("tiny is finished\n");
  }

  @Test
  void saysThatThereIsNoSuchCampaign() {
    daemon.refuse("GET /api/v1/campaigns/tiny/events", 404, "there is no campaign tiny");
    Outcome outcome = Invocation.of("watch", "tiny", "--url", daemon.url());
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(outcome.err()).isEqualTo("wickstream: there is no campaign tiny\n");
  }

  @Test
  void saysThatItWaitsForTheDaemon() {
    daemon.events("tiny", status("running", 0, Json.running(5)));
    daemon.refuse("GET /api/v1/campaigns/tiny/events", 503, "the daemon is about to end");
    daemon.events("tiny", status("finished", 4, Json.ended(5, "converged")));
    Outcome outcome = Invocation.of("watch", "tiny", "--url", daemon.url());
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.err())
        .containsOnlyOnce("the daemon has gone")
        .containsOnlyOnce("the daemon is back");
  }

  @Test
  void isRedrawnInPlaceOnATerminal() {
    daemon.events(
        "tiny",
        status("running", 0, Json.running(5), Json.running(50), Json.waiting(7)),
        Json.note(4, "not-saved", "disk full"),
        status("running", 1, Json.ended(50, "converged")),
        status("finished", 4, Json.ended(5, "converged")));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    WatchView view =
        new WatchView(
            new Screen(new PrintStream(bytes, true, StandardCharsets.UTF_8), true, () -> 60));
    String url = daemon.url();
    assertThat(followed(url, view)).isEqualTo("finished");
    view.clear();
    assertThat(bytes.toString(StandardCharsets.UTF_8).replace("\r", "").replace("\033", "^"))
        .isEqualTo(
            """
            ^[?7l█░░░░░░░░ 1.0 × target, 12 s to go, 20 %, 0 of 4 shards^[K
            N = 5, sigma_W = 1: 1.0 × target, u4 = -1.280 ± 0.013^[K
            N = 50, sigma_W = 1: 1.0 × target, u4 = -1.280 ± 0.013^[K
            ^[?7h^[J^[3A^[Jdisk full
            ^[?7l█░░░░░░░░ 1.0 × target, 12 s to go, 20 %, 1 of 4 shards^[K
            N = 5, sigma_W = 1: 1.0 × target, u4 = -1.280 ± 0.013^[K
            ^[?7h^[J^[2A^[J""");
  }

  private static String followed(String url, WatchView view) {
    try {
      return new CampaignFeed(
              new RemoteDaemon(URI.create(url), Optional.empty()),
              "tiny",
              Duration.ofSeconds(10),
              Duration.ofMillis(10))
          .follow(view)
          .state();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
