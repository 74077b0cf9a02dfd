package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.campaign.CampaignStatus.Phase;
import wickstream.persistence.CampaignArchive;
import wickstream.persistence.Database;
import wickstream.persistence.JdbcCheckpointStore;
import wickstream.persistence.ResultsDatabase;
import wickstream.persistence.WriterFence;
import wickstream.results.ShardResult;
import wickstream.results.TrainedTime;
import wickstream.statistics.Assessment;
import wickstream.statistics.Objection;

/** What is known of a campaign again after its process has gone, and when it goes on. */
class StoredStatusTest {
  private static final Duration OFTEN = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final long HELD = 30;

  private static ActorTestKit kit;

  private final Threads sampling = Threads.fair(2);
  private final Threads judging = Threads.fair(2);

  private final List<JdbcCheckpointStore> stores = new ArrayList<>();

  @TempDir private Path directory;

  @BeforeAll
  static void beginActors() {
    kit = ActorTestKit.create();
  }

  @AfterAll
  static void endActors() {
    kit.shutdownTestKit();
  }

  @AfterEach
  void close() {
    sampling.close();
    judging.close();
    stores.forEach(JdbcCheckpointStore::close);
  }

  private static CampaignPlan plan(String... overrides) {
    return Campaigns.plan(Campaigns.CONVERGING, overrides);
  }

  /** A run that keeps its state in the directory. */
  private Stage begin(BagSource.Factory bags, String... overrides) {
    JdbcCheckpointStore store =
        JdbcCheckpointStore.hold(
            ResultsDatabase.open(Database.in(directory)),
            plan(overrides).config(),
            new JdbcCheckpointStore.Writer("test", "process 1", WriterFence.NONE));
    stores.add(store);
    return Stage.begin(
        kit,
        plan(overrides),
        Stage.resources(4, 2, judging.executor()),
        bags,
        new CheckpointPolicy(store, OFTEN, LONG));
  }

  private BagSource.Factory local() {
    return BagSource.Factory.local(sampling.executor());
  }

  /** What another process would know. */
  private CampaignStatus stored(String... overrides) {
    try (ResultsDatabase other = ResultsDatabase.open(Database.in(directory))) {
      CampaignArchive archive = new CampaignArchive(other, "test");
      return StoredStatus.of(plan(overrides), archive.keptShards(), archive.tally());
    }
  }

  private static List<List<Assessment>> histories(CampaignStatus status) {
    return status.shards().stream().map(ShardStatus::history).toList();
  }

  /** A run in which the first two shards are judged once and then cannot go on. */
  private Stage beginHeld(String... overrides) {
    HeldBags bags = new HeldBags(index -> index >= HELD);
    Stage stage = begin(bags, overrides);
    stage.eventually(
        () ->
            assertThat(stage.status().shards())
                .extracting(ShardStatus::networks)
                .startsWith(50 * HELD, 50 * HELD, 0L));
    return stage;
  }

  /**
   * @param isUnseen whether the points are so far apart that what matters is too rare to be seen
   */
  private static String[] overrides(String observable, boolean isUnseen) {
    String target = "stop.observable=" + observable;
    return isUnseen
        ? new String[] {target, "points=[-1, 1]", "sigma-w=[5]", "stop.relative-error=0.005"}
        : new String[] {target};
  }

  @ParameterizedTest
  @CsvSource({"u4, false", "u6, false", "u4, true"})
  void isThatOfTheRunItself(String observable, boolean isUnseen) {
    String[] overrides = overrides(observable, isUnseen);
    Stage stage = begin(local(), overrides);
    stage.outcome(LONG);
    CampaignStatus ended = stage.status();
    CampaignStatus stored = stored(overrides);
    assertThat(ended.shards())
        .allMatch(shard -> shard.assessment().orElseThrow().tail().isHeavy() == isUnseen);
    assertThat(histories(stored)).isEqualTo(histories(ended)).allMatch(known -> known.size() > 1);
    assertThat(stored.store().saves()).isEqualTo(ended.store().saves()).isPositive();
    for (int i = 0; i < ended.shards().size(); i++) {
      assertThat(stored.shards().get(i).lastJudgement())
          .isEqualTo(ended.shards().get(i).lastJudgement());
      assertThat(stored.shards().get(i).expectedNetworks())
          .hasValue(ended.shards().get(i).networks());
    }
  }

  /** Identities change with the last digits, and what has ended is still what it was. */
  @Test
  void whatAnEarlierVersionMeasuredIsKnownByItsPlaceInTheGrid() {
    Stage stage = begin(local());
    List<ShardResult> results = stage.outcome(LONG).shards();
    CampaignStatus ended = stage.status();
    stores.remove(0).close();
    renameShards();
    CampaignStatus stored = stored();
    assertThat(stored.shards()).extracting(ShardStatus::id).isEqualTo(plan().ids());
    assertThat(stored.shards())
        .extracting(ShardStatus::lastJudgement)
        .isEqualTo(ended.shards().stream().map(ShardStatus::lastJudgement).toList());
    try (ResultsDatabase database = ResultsDatabase.open(Database.in(directory))) {
      assertThat(StoredResults.ended(plan(), new CampaignArchive(database, "test")).shards())
          .extracting(shard -> shard.value("u4"))
          .isEqualTo(results.stream().map(shard -> shard.value("u4")).toList());
    }
  }

  private void renameShards() {
    try (Connection sql =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("wickstream.db"));
        Statement statement = sql.createStatement()) {
      for (String table : List.of("shards", "couplings", "checkpoints")) {
        statement.executeUpdate("UPDATE " + table + " SET shard = 'earlier ' || shard");
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void numbersOfTrainedNetworksAreThoseOfTheRunItself() {
    String[] overrides = {
      "training={ data = [[0.01, 1]], times = [0, 1, infinity] }",
      "orders=[2, 4]",
      "widths=[5]",
      "stop.observable=connected4",
      "stop.at-time=1"
    };
    Stage stage = begin(local(), overrides);
    List<ShardResult> results = stage.outcome(LONG).shards();
    CampaignStatus ended = stage.status();
    CampaignStatus stored = stored(overrides);
    for (int i = 0; i < results.size(); i++) {
      LastJudgement known = ended.shards().get(i).lastJudgement().orElseThrow();
      assertThat(known.trained())
          .extracting(TrainedTime::timeText)
          .containsExactly("0", "1", "infinity");
      assertThat(known.trained()).allMatch(at -> at.functions().isEmpty());
      assertThat(known.trained())
          .extracting(TrainedTime::means)
          .isEqualTo(results.get(i).trained().stream().map(TrainedTime::means).toList());
      assertThat(known.target()).isEqualTo(known.trained().get(1).means().get("connected4"));
      assertThat(stored.shards().get(i).lastJudgement()).contains(known);
    }
  }

  /** There are no couplings in the database of shards that were running. */
  @ParameterizedTest
  @CsvSource({"u4, false", "u6, false", "u4, true"})
  void knowsTheLastJudgementsOfARunThatWasKilled(String observable, boolean isUnseen) {
    String[] overrides = overrides(observable, isUnseen);
    Stage stage = beginHeld(overrides);
    stage.eventually(
        () ->
            assertThat(stored(overrides).shards())
                .extracting(ShardStatus::networks)
                .startsWith(50 * HELD, 50 * HELD, 0L));
    for (int i = 0; i < 2; i++) {
      ShardStatus running = stage.status().shards().get(i);
      ShardStatus killed = stored(overrides).shards().get(i);
      assertThat(killed.phase()).isEqualTo(Phase.WAITING);
      assertThat(killed.history()).isEqualTo(running.history()).hasSize(1);
      LastJudgement known = killed.lastJudgement().orElseThrow();
      assertThat(known.assessment()).isEqualTo(running.assessment().orElseThrow());
      assertThat(known.target().low())
          .isEqualTo(running.lastJudgement().orElseThrow().target().low());
      assertThat(known.target().high())
          .isEqualTo(running.lastJudgement().orElseThrow().target().high());
      assertThat(known.u4())
          .isEqualTo(observable.equals("u4") ? Optional.of(known.target()) : Optional.empty());
      assertThat(known.assessment().tail().objection().isPresent()).isEqualTo(isUnseen);
    }
    stage.cancel("enough");
    stage.outcome(LONG);
  }

  /** Some networks later than they were judged, what speaks against them still does. */
  @Test
  void knowsWhatSpeaksAgainstShardsThatWerePaused() {
    String[] overrides = overrides("u4", true);
    Stage stage = beginHeld(overrides);
    stage.cancel("paused");
    List<ShardResult> results = stage.outcome(LONG).shards();
    for (int i = 0; i < 2; i++) {
      Assessment paused = stored(overrides).shards().get(i).assessment().orElseThrow();
      assertThat(paused.networks()).isEqualTo(50 * HELD);
      assertThat(paused.tail()).isEqualTo(results.get(i).tail());
      assertThat(paused.tail().objection().map(Objection::kind))
          .contains(Objection.Kind.KNOWN_MEAN_MISSED);
    }
  }

  @Test
  void aRunGoesOnWithWhatIsKnown() {
    Stage first = beginHeld();
    first.cancel("enough");
    first.outcome(LONG);
    CampaignStatus before = first.status();

    HeldBags held = new HeldBags(index -> true);
    Stage second = begin(held);
    second.eventually(() -> assertThat(held.waiting()).isPositive());
    second.eventually(
        () ->
            assertThat(second.status().shards().subList(0, 2))
                .allMatch(shard -> shard.networks() == 50 * HELD));
    CampaignStatus resumed = second.status();
    assertThat(resumed.store().saves()).isGreaterThanOrEqualTo(before.store().saves());
    for (int i = 0; i < 2; i++) {
      ShardStatus shard = resumed.shards().get(i);
      assertThat(shard.history()).isEqualTo(before.shards().get(i).history()).hasSize(1);
      // Of all networks that there are, although they have not been judged.
      LastJudgement known = shard.lastJudgement().orElseThrow();
      assertThat(known.assessment().networks()).isEqualTo(50 * HELD);
      assertThat(known.target().exact()).isPresent();
      assertThat(shard.remaining()).as("nothing has been drawn yet").isEmpty();
    }
    held.letGo();
    second.outcome(LONG);
    assertThat(histories(second.status())).isEqualTo(undisturbed());
  }

  private List<List<Assessment>> undisturbed() {
    Stage stage = Stage.begin(kit, plan(), Stage.resources(4, 2, judging.executor()), local());
    stage.outcome(LONG);
    return histories(stage.status());
  }

  @Test
  void earlierJudgementsAreHeldAgainstTheTargetOfNow() {
    begin(local()).outcome(LONG);
    List<List<Assessment>> before = histories(stored());
    List<List<Assessment>> after = histories(stored("stop.relative-error=0.005"));
    for (int i = 0; i < before.size(); i++) {
      for (int j = 0; j < before.get(i).size(); j++) {
        Assessment old = before.get(i).get(j);
        Assessment now = after.get(i).get(j);
        assertThat(now.estimate()).isEqualTo(old.estimate());
        double nearer = Math.abs(old.estimate().value()) - old.estimate().standardError();
        assertThat(old.tolerance()).isEqualTo(0.02 * nearer);
        assertThat(now.tolerance()).isEqualTo(0.005 * nearer);
      }
    }
  }

  @Test
  void budgetsAreKnown() {
    List<ShardStatus> shards =
        StoredStatus.unknown(plan("stop.max-networks=49999", "stop.max-time=90s")).shards();
    assertThat(shards)
        .extracting(ShardStatus::allowance)
        .containsOnly(new ShardStatus.Allowance(49_950, Optional.of(Duration.ofSeconds(90))));
  }
}
