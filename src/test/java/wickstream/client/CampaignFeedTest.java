package wickstream.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import wickstream.api.Campaign;
import wickstream.api.Note;
import wickstream.api.Shard;

/** A campaign is followed to its end, whatever becomes of its daemon meanwhile. */
final class CampaignFeedTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final List<String> told = new ArrayList<>();
  private StubDaemon daemon;

  @BeforeEach
  void start() {
    daemon = StubDaemon.start();
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  private Campaign follow(Duration patience, Runnable whenLost) throws InterruptedException {
    RemoteDaemon remote = new RemoteDaemon(URI.create(daemon.url()), Optional.empty());
    return new CampaignFeed(remote, "x", patience, PAUSE)
        .follow(
            new CampaignFeed.Watcher() {
              @Override
              public void status(Campaign campaign, List<Shard> changed) {
                told.add(campaign.state() + " " + changed.size());
              }

              @Override
              public void note(Note note) {
                told.add(note.message());
              }

              @Override
              public void lost(DaemonFailure why) {
                told.add("lost");
                whenLost.run();
              }

              @Override
              public void found() {
                told.add("found");
              }
            });
  }

  private static String status(String state, String... shards) {
    return Json.status(Json.campaign("x", state, 0), shards);
  }

  @Test
  void endsWithTheCampaign() throws InterruptedException {
    daemon.events(
        "x",
        status("running", Json.running(5), Json.waiting(6)),
        "event: novelty\ndata: {}\n\n",
        Json.note(3, "saved-again", "saved again"),
        status("finished", Json.ended(5, "converged")),
        status("running"));
    assertThat(follow(LONG, () -> {}).state()).isEqualTo("finished");
    assertThat(told).containsExactly("running 2", "saved again", "finished 1");
    assertThat(daemon.request().lastNote()).isEmpty();
  }

  @Test
  void goesOnAfterTheLastNoteThatItHasSeen() throws InterruptedException {
    daemon.events("x", status("running", Json.running(5)), Json.note(17, "a", "first"));
    daemon.events(
        "x", Json.note(18, "b", "second"), status("cancelled", Json.ended(5, "cancelled")));
    assertThat(follow(LONG, () -> {}).state()).isEqualTo("cancelled");
    assertThat(told).containsExactly("running 1", "first", "second", "cancelled 1");
    assertThat(daemon.requests())
        .extracting(StubDaemon.Request::lastNote)
        .containsExactly(Optional.empty(), Optional.of("17"));
  }

  @Test
  void waitsForADaemonThatIsStartedAgain() throws InterruptedException {
    daemon.events("x", status("running", Json.running(5)));
    daemon.refuse("GET /api/v1/campaigns/x/events", 503, "the daemon is about to end");
    int port = daemon.port();
    Runnable restart =
        () -> {
          daemon.close();
          daemon = StubDaemon.startAt(port);
          daemon.refuse("GET /api/v1/campaigns/x/events", 404, "no campaigns are known yet");
          daemon.events("x", status("finished", Json.ended(5, "converged")));
        };
    follow(LONG, restart);
    assertThat(told).containsExactly("running 1", "lost", "found", "finished 1");
  }

  @Test
  void doesNotWaitForEver() {
    daemon.events("x", status("running", Json.running(5)));
    daemon.refuse("GET /api/v1/campaigns/x/events", 503, "the daemon is about to end");
    assertThatThrownBy(() -> follow(SHORT, daemon::close))
        .isInstanceOf(DaemonFailure.class)
        .hasMessageStartingWith("no daemon answers at " + daemon.url());
    assertThat(told).containsExactly("running 1", "lost");
  }

  @Test
  void doesNotListenForEverToOneThatSaysNothing() {
    daemon.events("x", status("running", Json.running(5)));
    daemon.events("x", ": \n\n");
    assertThatThrownBy(() -> follow(SHORT, () -> {}))
        .isInstanceOf(DaemonFailure.class)
        .hasMessage("the daemon says nothing of x any more");
  }

  @Test
  void needsTheCampaignAtFirst() {
    daemon.refuse("GET /api/v1/campaigns/x/events", 404, "there is no campaign x");
    assertThatThrownBy(() -> follow(LONG, () -> {}))
        .isInstanceOf(DaemonFailure.class)
        .hasMessage("there is no campaign x");
  }

  @Test
  void endsWhenTheCampaignIsDeleted() {
    daemon.events(
        "x", status("paused", Json.running(5)), "event: removed\ndata: {\"name\":\"x\"}\n\n");
    assertThatThrownBy(() -> follow(LONG, () -> {}))
        .isInstanceOf(DaemonFailure.class)
        .hasMessage("the campaign x was deleted");
  }
}
