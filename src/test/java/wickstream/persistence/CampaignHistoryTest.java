package wickstream.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wickstream.config.CampaignConfig;
import wickstream.config.CampaignFile;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.results.CampaignResult;
import wickstream.results.ShardResult;
import wickstream.results.export.ResultJson;
import wickstream.statistics.Estimate;
import wickstream.statistics.Grant;
import wickstream.statistics.NetworksNeeded;
import wickstream.statistics.Objection;
import wickstream.statistics.TailDiagnosis;
import wickstream.statistics.Verdict;

/** What a database remembers of a campaign from one run to the next, beside what was measured. */
class CampaignHistoryTest {
  private static final String SHARD = RandomTotals.SHARD;
  private static final RandomTotals TOTALS = new RandomTotals(3, 2, 10);
  private static final CampaignConfig CONFIG =
      CampaignFile.parse(
              "campaign { widths = [5], sigma-w = [1.5], points = [0.5, 1] }",
              "sample.conf",
              List.of())
          .campaign();

  @TempDir private Path directory;
  private final SetClock clock = new SetClock();
  private ResultsDatabase database;
  private JdbcCheckpointStore store;

  @BeforeEach
  void open() {
    database = ResultsDatabase.open(Database.in(directory));
    store = hold();
  }

  @AfterEach
  void close() {
    store.close();
    database.close();
  }

  private JdbcCheckpointStore hold() {
    return JdbcCheckpointStore.hold(
        ResultsDatabase.open(Database.in(directory)),
        CONFIG,
        new JdbcCheckpointStore.Writer("test", "process 1", WriterFence.NONE),
        clock,
        clock::ticks);
  }

  private CampaignArchive archive() {
    return new CampaignArchive(database, "sample");
  }

  private static JudgementRecord judgement(long networks) {
    return new JudgementRecord(
        networks, new Estimate(-1.25, 1.0 / networks), new TailDiagnosis(1e-3, 0.25));
  }

  private static ShardSnapshot snapshot(long nextBag, JudgementRecord... judgements) {
    Verdict verdict = new Verdict.Continue(new Grant(nextBag, nextBag + 7), "test");
    return snapshot(result(nextBag, verdict, TailDiagnosis.UNKNOWN), judgements);
  }

  private static ShardSnapshot snapshot(ShardResult result, JudgementRecord... judgements) {
    long nextBag = result.bags();
    Checkpoint checkpoint =
        new Checkpoint(42, TOTALS.of(0, nextBag), nextBag + 7, Duration.ofSeconds(nextBag));
    return new ShardSnapshot(checkpoint, result, List.of(judgements));
  }

  private static ShardResult result(long bags, Verdict verdict, TailDiagnosis tail) {
    return new ShardResult(
        SHARD,
        Ensemble.of(Activation.GAUSS, 1, 1.5, 0.5),
        5,
        Estimator.TILTED,
        verdict,
        bags,
        networks(bags),
        tail,
        Double.NaN,
        0,
        Map.of(),
        Map.of(),
        List.of());
  }

  private static TailDiagnosis tameBut(Objection.Kind kind) {
    return new TailDiagnosis(1e-3, 0.25, Optional.of(new Objection(kind, "m2 is not 0")));
  }

  private static JudgementRecord objectedTo(long networks, Objection.Kind kind) {
    return new JudgementRecord(networks, new Estimate(-1.25, 0.5, 19), tameBut(kind));
  }

  private static long networks(long bags) {
    return TOTALS.of(0, bags).networks();
  }

  private void save(ShardSnapshot... snapshots) {
    store.save(new WriteBatch(List.of(snapshots), List.of()));
  }

  @Test
  void aCampaignThatIsNotThereHasNone() {
    assertThat(store.tally()).isEqualTo(RunTotals.NONE);
    assertThat(archive().tally()).isEqualTo(RunTotals.NONE);
    assertThat(new CampaignArchive(database, "another").tally()).isEqualTo(RunTotals.NONE);
  }

  @Test
  void runsAddUp() {
    save(snapshot(10));
    clock.pass(Duration.ofSeconds(30));
    save(snapshot(20));
    clock.pass(Duration.ofHours(5)); // at rest
    store = hold();
    assertThat(store.tally()).isEqualTo(new RunTotals(2, 0, Duration.ofSeconds(30)));
    clock.pass(Duration.ofMillis(12_345));
    save(snapshot(30));
    assertThat(archive().tally()).isEqualTo(new RunTotals(3, 0, Duration.ofMillis(42_345)));
    assertThat(store.tally().saves()).as("of earlier runs").isEqualTo(2);
  }

  @Test
  void whatHappenedIsNotASave() {
    store.note(new Event(Instant.EPOCH, Optional.empty(), "resumed", "by a test"));
    assertThat(archive().tally()).isEqualTo(RunTotals.NONE);
    assertThat(archive().events(0, 9))
        .extracting(event -> event.event().kind())
        .containsExactly("resumed");
  }

  @Test
  void savesThatFailAreCountedByTheNextThatDoesNot() {
    ShardSnapshot impossible =
        snapshot(10, judgement(100), judgement(100)); // two judgements at once
    assertThatThrownBy(() -> save(impossible)).isInstanceOf(DatabaseFailure.class);
    assertThatThrownBy(() -> save(impossible)).isInstanceOf(DatabaseFailure.class);
    save(snapshot(10));
    store = hold();
    assertThat(store.tally()).isEqualTo(new RunTotals(1, 2, Duration.ZERO));
    assertThatThrownBy(() -> save(impossible)).isInstanceOf(DatabaseFailure.class);
    save(snapshot(10));
    assertThat(archive().tally()).isEqualTo(new RunTotals(2, 3, Duration.ZERO));
  }

  @Test
  void aClockThatIsSetNeitherTakesTimeNorAddsAny() {
    clock.pass(Duration.ofSeconds(30));
    save(snapshot(10));
    store = hold();
    clock.jump(Duration.ofHours(-2));
    save(snapshot(20));
    assertThat(archive().tally().spent()).isEqualTo(Duration.ofSeconds(30));
    clock.jump(Duration.ofDays(30));
    clock.pass(Duration.ofSeconds(1));
    save(snapshot(30));
    assertThat(archive().tally().spent()).isEqualTo(Duration.ofSeconds(31));
  }

  @Test
  void aCampaignThatIsReplacedBeginsAnew() {
    clock.pass(Duration.ofSeconds(30));
    save(snapshot(10, judgement(networks(10))));
    store = hold();
    store.clear();
    assertThat(store.tally()).isEqualTo(RunTotals.NONE);
    assertThat(archive().tally()).isEqualTo(RunTotals.NONE);
    assertThat(archive().keptShards()).isEmpty();
    clock.pass(Duration.ofSeconds(1));
    save(snapshot(10));
    assertThat(archive().tally()).isEqualTo(new RunTotals(1, 0, Duration.ofSeconds(1)));
    assertThat(store.load(SHARD).judgements()).isEmpty();
  }

  @Test
  void aDatabaseOfTheVersionBeforeBeginsToCount() {
    save(snapshot(10));
    database.transaction(
        sql -> {
          for (String column : List.of("saves", "failures", "spent_ms")) {
            Statements.execute(sql, "ALTER TABLE campaigns DROP COLUMN " + column);
          }
          for (String column : List.of("objection", "why")) {
            Statements.execute(sql, "ALTER TABLE shards DROP COLUMN " + column);
          }
          Statements.execute(sql, "DROP TABLE judgements");
          for (String column :
              List.of("theory", "variance_of_variance", "tail_shape", "objection", "why")) {
            Statements.execute(sql, "ALTER TABLE couplings DROP COLUMN " + column);
          }
          return Statements.execute(sql, "DELETE FROM wickstream_schema WHERE version >= 3");
        });
    store.close();
    store = hold();
    assertThat(store.tally()).isEqualTo(RunTotals.NONE);
    assertThat(store.load(SHARD).checkpoint()).contains(snapshot(10).checkpoint());
    save(snapshot(20, judgement(networks(20))));
    assertThat(archive().tally().saves()).isEqualTo(1);
    assertThat(archive().keptShards().get(SHARD).judgements())
        .containsExactly(judgement(networks(20)));
  }

  @Test
  void judgementsComeBackInTheirOrder() {
    JudgementRecord unknown =
        new JudgementRecord(networks(5), Estimate.NONE, TailDiagnosis.UNKNOWN);
    save(snapshot(10, unknown, judgement(networks(10))));
    save(snapshot(20, unknown, judgement(networks(10)), judgement(networks(20))));
    store = hold();
    List<JudgementRecord> all = List.of(unknown, judgement(networks(10)), judgement(networks(20)));
    assertThat(store.load(SHARD).judgements()).isEqualTo(all);
    assertThat(archive().keptShards().get(SHARD).judgements()).isEqualTo(all);
  }

  @ParameterizedTest
  @EnumSource
  void whatSpeaksAgainstASampleComesBack(Objection.Kind kind) {
    JudgementRecord known = objectedTo(networks(10), kind);
    save(snapshot(10, known));
    assertThat(store.load(SHARD).judgements()).containsExactly(known);
    StoredShard running = archive().keptShards().get(SHARD);
    assertThat(running.judgements()).containsExactly(known);
    assertThat(running.tail()).as("of a running shard").isEqualTo(known.tail());

    save(snapshot(result(10, new Verdict.Cancelled("paused"), tameBut(kind))));
    StoredShard ended = archive().keptShards().get(SHARD);
    assertThat(ended.judgements()).isEmpty();
    assertThat(ended.tail()).as("of a shard that has ended").isEqualTo(tameBut(kind));
  }

  @Test
  void theEndKnowsMoreThanTheLastJudgement() {
    TailDiagnosis atEnd = new TailDiagnosis(5e-3, 0.5);
    save(
        snapshot(
            result(20, new Verdict.Cancelled("paused"), atEnd),
            objectedTo(networks(10), Objection.Kind.TOO_FEW)));
    assertThat(archive().keptShards().get(SHARD).tail()).isEqualTo(atEnd);
  }

  /** What is exported from the database is what the run wrote. */
  @ParameterizedTest
  @EnumSource
  void noFiniteNumberOfNetworksIsNotForgotten(NetworksNeeded.Basis basis) throws IOException {
    Verdict verdict =
        new Verdict.HeavyTailed(
            "unseen", Optional.of(new NetworksNeeded(Double.POSITIVE_INFINITY, basis)));
    save(snapshot(result(10, verdict, TailDiagnosis.UNKNOWN)));
    Verdict kept = archive().verdict(SHARD, 10).orElseThrow();
    assertThat(kept).isEqualTo(verdict);
    assertThat(archive().keptShards().get(SHARD).verdict()).contains(verdict);
    assertThat(json(kept))
        .isEqualTo(json(verdict))
        .contains("\"networksNeeded\" : null")
        .contains("\"networksNeededIs\" : \"%s\"".formatted(basis.label()));
  }

  @Test
  void noNumberOfNetworksStaysNone() {
    Verdict verdict = new Verdict.HeavyTailed("unseen", Optional.empty());
    save(snapshot(result(10, verdict, TailDiagnosis.UNKNOWN)));
    assertThat(archive().verdict(SHARD, 10)).contains(verdict);
  }

  private static String json(Verdict verdict) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ShardResult shard = result(10, verdict, TailDiagnosis.UNKNOWN);
    ResultJson.write(new CampaignResult("1.2.3", CONFIG, List.of(shard), Map.of()), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void judgementsAfterTheCheckpointThatIsLeftDoNotCount() {
    save(snapshot(10, judgement(networks(10))));
    save(snapshot(20, judgement(networks(10)), judgement(networks(20))));
    database.transaction(
        sql ->
            Statements.execute(
                sql, "UPDATE checkpoints SET data = ? WHERE next_bag = 20", new byte[9]));
    assertThat(store.load(SHARD).judgements()).containsExactly(judgement(networks(10)));
    save(snapshot(15, judgement(networks(10)), judgement(networks(15))));
    assertThat(archive().keptShards().get(SHARD).judgements())
        .containsExactly(judgement(networks(10)), judgement(networks(15)));
  }

  /** A clock that goes when it is told to. */
  private static final class SetClock extends Clock {
    private Instant now = Instant.parse("2025-01-01T00:00:00Z");
    private long ticks = -7;

    void pass(Duration time) {
      now = now.plus(time);
      ticks += time.toNanos();
    }

    /** Somebody sets it. */
    void jump(Duration time) {
      now = now.plus(time);
    }

    long ticks() {
      return ticks;
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
