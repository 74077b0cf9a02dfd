package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.config.CampaignConfig;
import wickstream.config.CampaignFile;
import wickstream.config.StoreConfig;
import wickstream.persistence.CheckpointStore;
import wickstream.persistence.Database;
import wickstream.persistence.DatabaseFailure;
import wickstream.persistence.Event;
import wickstream.persistence.JdbcCheckpointStore;
import wickstream.persistence.Leadership;
import wickstream.persistence.QueueTable;
import wickstream.persistence.ResultsDatabase;
import wickstream.persistence.WriteBatch;
import wickstream.persistence.WriterFence;

/** Of the coordinators that share a database one writes, and one that was deposed cannot. */
@Tag("full")
final class LeadershipIT {
  private static PostgresServer server;

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

  private static final CampaignConfig CAMPAIGN =
      CampaignFile.parse("campaign { widths = [5], sigma-w = [1.0] }", "c", List.of()).campaign();

  private static final WriteBatch NEWS =
      new WriteBatch(
          List.of(), List.of(new Event(Instant.EPOCH, Optional.empty(), "news", "it goes well")));

  /** The first of its seed nodes would found a cluster after five seconds. */
  private static final Duration LONGER_THAN_PEKKO_WAITS = Duration.ofSeconds(8);

  @TempDir private Path directory;

  private final AtomicInteger deposedTold = new AtomicInteger();

  private static ResultsDatabase open(String url) {
    StoreConfig usual = StoreConfig.IN_RUN_DIRECTORY;
    StoreConfig shared =
        new StoreConfig(
            Optional.of(url), "USER", "PASSWORD", usual.checkpointInterval(), usual.patience());
    return ResultsDatabase.open(
        Database.ofCoordinator(
            shared,
            name ->
                Optional.of(name.equals("USER") ? PostgresServer.USER : PostgresServer.PASSWORD)));
  }

  private static JdbcCheckpointStore hold(ResultsDatabase database, WriterFence fence) {
    return JdbcCheckpointStore.hold(
        database, CAMPAIGN, new JdbcCheckpointStore.Writer("test", "a coordinator", fence));
  }

  @Test
  void whoWasDeposedCannotWrite() {
    String url = server.newDatabase("deposed");
    ResultsDatabase first = open(url);
    Leadership deposed = Leadership.take(first, "the first", () -> deposedTold.incrementAndGet());
    JdbcCheckpointStore held = hold(first, deposed);
    QueueTable queueStore = new QueueTable(first, deposed);
    held.save(NEWS);
    queueStore.save("c", "{}");

    ResultsDatabase second = open(url);
    Leadership leads = Leadership.take(second, "the second", () -> {});
    assertThat(leads.epoch()).isEqualTo(deposed.epoch() + 1);
    // Its connection is gone, and with it its hold of the campaign; a new one helps nothing.
    assertThatThrownBy(() -> held.save(NEWS)).isInstanceOf(DatabaseFailure.class);
    assertThatThrownBy(() -> held.save(NEWS))
        .isInstanceOf(CheckpointStore.TakenOver.class)
        .hasMessageContaining("were taken over by the second");
    assertThat(deposedTold).hasPositiveValue();
    assertThatThrownBy(() -> queueStore.save("c", "{\"wish\": \"cancel\"}"))
        .isInstanceOf(CheckpointStore.TakenOver.class);
    assertThatThrownBy(() -> queueStore.remove("c", true))
        .isInstanceOf(CheckpointStore.TakenOver.class);
    assertThatThrownBy(() -> hold(first, deposed)).isInstanceOf(CheckpointStore.TakenOver.class);

    JdbcCheckpointStore next = hold(second, leads);
    next.save(NEWS);
    assertThat(new QueueTable(second, leads).all()).containsExactly("{}");
    assertThat(server.tables("deposed").eventKinds()).containsExactly("news", "news");
    held.close();
    next.close();
  }

  /** Whoever leads without being the last to have taken the lead would lead nobody. */
  @Test
  void aLeaderThatWasDeposedEnds() {
    String url = server.newDatabase("elsewhere");
    try (RunningCluster cluster = RunningCluster.of(directory, url, 1, List.of())) {
      RunningDaemon coordinator = cluster.coordinator(0);
      cluster.leader(i -> true);
      ResultsDatabase database = open(url);
      Leadership.take(database, "another cluster", () -> {});
      coordinator.post("/api/v1/campaigns?name=c", "campaign { widths = [5], sigma-w = [1.0] }");
      Outcome end = coordinator.program().await();
      assertThat(end.exitCode()).isEqualTo(1);
      assertThat(end.err())
          .contains("Another coordinator has taken the lead")
          .doesNotContain("\tat ");
      assertThat(new QueueTable(database, WriterFence.NONE).all()).isEmpty();
      database.close();
    }
  }

  /**
   * The first of the coordinators, started while it cannot reach the others but can reach the
   * database, neither leads nor takes the lead from the majority. The others are stopped meanwhile.
   */
  @Test
  void whoIsCutOffWhenItStartsDoesNotLead() {
    String url = server.newDatabase("cutoff");
    try (RunningCluster cluster =
        RunningCluster.of(directory, url, 3, List.of("--set", "stable-after=3 seconds"))) {
      cluster.untilAllSeeAll();
      cluster.coordinator(0).program().killed();
      int leader =
          Awaitility.await()
              .atMost(RunningCluster.PATIENCE)
              .until(() -> cluster.leader(i -> i != 0), i -> i != 0);
      Supplier<List<String>> epochs =
          () -> server.tables("cutoff").column("SELECT epoch FROM leadership");
      List<String> epoch = epochs.get();
      List<RunningProgram> others =
          List.of(cluster.coordinator(1).program(), cluster.coordinator(2).program());
      others.forEach(program -> program.signal("STOP"));
      cluster.restart(0);
      Awaitility.await()
          .during(LONGER_THAN_PEKKO_WAITS)
          .atMost(LONGER_THAN_PEKKO_WAITS.multipliedBy(2))
          .until(() -> cluster.service(0).isEmpty() && epochs.get().equals(epoch));
      others.forEach(program -> program.signal("CONT"));
      cluster.untilAllSeeAll();
      assertThat(cluster.leader(i -> true)).isEqualTo(leader);
      assertThat(epochs.get()).isEqualTo(epoch);
    }
  }

  @ParameterizedTest
  @CsvSource({"refused, wrong, password authentication failed", "absent, right, does not exist"})
  void whoMayNotUseTheDatabaseHearsItAtOnce(String name, String password, String why) {
    String url = name.equals("refused") ? server.newDatabase(name) : server.url(name);
    Outcome outcome =
        Program.in(directory)
            .with("WICKSTREAM_STORE_USER", PostgresServer.USER)
            .with(
                "WICKSTREAM_STORE_PASSWORD",
                password.equals("right") ? PostgresServer.PASSWORD : password)
            .run("serve", "--cluster", "--store", url, "--port", "0");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.complaints()).hasSize(1);
    assertThat(outcome.complaints().get(0))
        .startsWith("wickstream: the results database cannot be used: ")
        .contains(why);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aRunInTheForegroundIsNotCutOff() {
    String url = server.newDatabase("foreground");
    ResultsDatabase run =
        ResultsDatabase.open(
            Database.at(
                url, Optional.of(PostgresServer.USER), Optional.of(PostgresServer.PASSWORD)));
    JdbcCheckpointStore held = hold(run, WriterFence.NONE);
    ResultsDatabase coordinator = open(url);
    Leadership leads = Leadership.take(coordinator, "a coordinator", () -> {});
    held.save(NEWS);
    assertThatThrownBy(() -> hold(coordinator, leads))
        .isInstanceOf(DatabaseFailure.class)
        .hasMessageContaining("is in use by a coordinator");
    held.close();
    hold(coordinator, leads).close();
  }
}
