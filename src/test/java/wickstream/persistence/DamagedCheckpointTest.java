package wickstream.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wickstream.config.CampaignConfig;
import wickstream.config.CampaignFile;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.results.ShardResult;
import wickstream.statistics.TailDiagnosis;
import wickstream.statistics.Totals;
import wickstream.statistics.Verdict;

/** What a database gives back when its checkpoints are damaged, swapped or written by two. */
class DamagedCheckpointTest {
  private static final String SHARD = RandomTotals.SHARD;
  private static final String OTHER_SHARD = "fedcba9876543210";
  private static final long SEED = 42;
  private static final RandomTotals TOTALS = new RandomTotals(3, 2, 10);

  @TempDir private Path directory;
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

  /** A writer with a connection of its own. */
  private JdbcCheckpointStore hold(String... overrides) {
    CampaignConfig config =
        CampaignFile.parse(
                "campaign { widths = [5], sigma-w = [1.5], points = [0.5, 1] }",
                "sample.conf",
                List.of(overrides))
            .campaign();
    return JdbcCheckpointStore.hold(
        ResultsDatabase.open(Database.in(directory)),
        config,
        new JdbcCheckpointStore.Writer("test", "process 1", WriterFence.NONE));
  }

  private static Checkpoint checkpoint(long nextBag) {
    return new Checkpoint(SEED, TOTALS.of(0, nextBag), nextBag + 7, Duration.ofSeconds(nextBag));
  }

  private static Checkpoint of(String shard, long seed, long nextBag) {
    return new Checkpoint(seed, Totals.startingAt(shard, nextBag), nextBag, Duration.ZERO);
  }

  private static ShardSnapshot snapshot(Checkpoint checkpoint) {
    return snapshot(checkpoint, checkpoint.totals().shard());
  }

  private static ShardSnapshot snapshot(Checkpoint checkpoint, String shard) {
    Totals totals = checkpoint.totals();
    return new ShardSnapshot(
        checkpoint,
        new ShardResult(
            shard,
            Ensemble.of(Activation.GAUSS, 1, 1.5, 0.5),
            5,
            Estimator.TILTED,
            new Verdict.Cancelled("test"),
            totals.bags(),
            totals.networks(),
            TailDiagnosis.UNKNOWN,
            Double.NaN,
            0,
            Map.of(),
            Map.of(),
            List.of()));
  }

  private static Event event(String kind) {
    return new Event(Instant.EPOCH, Optional.empty(), kind, "happened");
  }

  private void save(Checkpoint... checkpoints) {
    for (Checkpoint checkpoint : checkpoints) {
      store.save(new WriteBatch(List.of(snapshot(checkpoint)), List.of()));
    }
  }

  /** Replaces the data of a checkpoint behind the program's back. */
  private void replace(long nextBag, byte[] data) {
    int changed =
        database.transaction(
            sql ->
                Statements.execute(
                    sql, "UPDATE checkpoints SET data = ? WHERE next_bag = ?", data, nextBag));
    assertThat(changed).isEqualTo(1);
  }

  /** All that the columns of a query hold, row by row. */
  private List<List<Object>> rows(String query) {
    return database.transaction(
        sql -> {
          try (PreparedStatement select = sql.prepareStatement(query);
              ResultSet found = select.executeQuery()) {
            List<List<Object>> rows = new ArrayList<>();
            while (found.next()) {
              rows.add(row(found));
            }
            return rows;
          }
        });
  }

  private static List<Object> row(ResultSet found) throws java.sql.SQLException {
    List<Object> row = new ArrayList<>();
    for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
      Object value = found.getObject(i);
      row.add(value instanceof byte[] data ? Arrays.hashCode(data) : value);
    }
    return row;
  }

  private List<Object> keptBags() {
    return rows("SELECT next_bag FROM checkpoints ORDER BY next_bag").stream()
        .map(row -> row.get(0))
        .toList();
  }

  private void expectPrevious(Checkpoint previous, String what) {
    CheckpointStore.Recovery recovery = store.load(SHARD);
    assertThat(recovery.checkpoint()).as(what).contains(previous);
    assertThat(recovery.damage()).as(what).hasSize(1);
    assertThat(recovery.damage().get(0)).as(what).isNotBlank();
  }

  @Test
  void comeBackWithTheirGrant() {
    save(checkpoint(20), checkpoint(40));
    assertThat(store.load(SHARD))
        .isEqualTo(new CheckpointStore.Recovery(Optional.of(checkpoint(40)), List.of()));
    assertThat(store.load(OTHER_SHARD))
        .isEqualTo(new CheckpointStore.Recovery(Optional.empty(), List.of()));
  }

  @Test
  void truncatedAnywhereThePreviousOneCounts() {
    save(checkpoint(20), checkpoint(40));
    byte[] data = CheckpointFormat.encode(checkpoint(40));
    assertThat(data.length).isGreaterThan(20 * 64);
    for (int length = 0; length < data.length; length += 64) {
      replace(40, Arrays.copyOf(data, length));
      expectPrevious(checkpoint(20), length + " bytes left");
    }
  }

  @Test
  void withAnyBitFlippedThePreviousOneCounts() {
    save(checkpoint(20), checkpoint(40));
    byte[] data = CheckpointFormat.encode(checkpoint(40));
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      int bit = random.nextInt(8 * data.length);
      byte[] flipped = data.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      replace(40, flipped);
      expectPrevious(checkpoint(20), "bit " + bit);
    }
  }

  @Test
  void bothDamagedTheShardBeginsAnew() {
    save(checkpoint(20), checkpoint(40));
    replace(20, new byte[0]);
    replace(40, new byte[3]);
    CheckpointStore.Recovery recovery = store.load(SHARD);
    assertThat(recovery.checkpoint()).isEmpty();
    assertThat(recovery.damage()).hasSize(2);
  }

  @Test
  void afterDamageTwoSoundOnesAreKeptAgain() {
    save(checkpoint(20), checkpoint(40));
    replace(40, new byte[3]);
    expectPrevious(checkpoint(20), "before");
    save(checkpoint(30));
    assertThat(keptBags()).containsExactly(20, 30);
    assertThat(store.load(SHARD).damage()).isEmpty();
    save(checkpoint(40));
    assertThat(keptBags()).containsExactly(30, 40);
    assertThat(store.load(SHARD).checkpoint()).contains(checkpoint(40));
  }

  @Test
  void aSoundOneReplacesADamagedOneOfTheSameBag() {
    save(checkpoint(20), checkpoint(40));
    replace(40, new byte[3]);
    expectPrevious(checkpoint(20), "before");
    save(checkpoint(40));
    assertThat(keptBags()).containsExactly(20, 40);
    assertThat(store.load(SHARD))
        .isEqualTo(new CheckpointStore.Recovery(Optional.of(checkpoint(40)), List.of()));
  }

  @Test
  void afterBeginningAnewTwoSoundOnesAreKeptAgain() {
    save(checkpoint(20), checkpoint(40));
    replace(20, new byte[0]);
    replace(40, new byte[3]);
    store.load(SHARD);
    save(checkpoint(5));
    assertThat(store.load(SHARD).checkpoint()).contains(checkpoint(5));
    save(checkpoint(10));
    assertThat(keptBags()).containsExactly(5, 10);
    assertThat(store.load(SHARD).damage()).isEmpty();
  }

  @Test
  void keepsTheNewestTwo() {
    for (long bag = 1; bag <= 5; bag++) {
      save(checkpoint(bag));
    }
    assertThat(keptBags()).containsExactly(4, 5);
  }

  @Test
  void oneOfAnotherShardIsRefused() {
    save(checkpoint(20), checkpoint(40));
    replace(40, CheckpointFormat.encode(of(OTHER_SHARD, SEED, 40)));
    expectPrevious(checkpoint(20), "another shard");
  }

  @Test
  void oneOfAnotherSeedIsRefused() {
    save(checkpoint(20), checkpoint(40));
    replace(40, CheckpointFormat.encode(of(SHARD, SEED + 1, 40)));
    expectPrevious(checkpoint(20), "another seed");
  }

  /** The last of three snapshots has a checkpoint of a shard that is not there. */
  @Test
  void aBatchIsSavedWholeOrNotAtAll() {
    save(checkpoint(20));
    String everything = everything();
    WriteBatch impossible =
        new WriteBatch(
            List.of(
                snapshot(checkpoint(40)), snapshot(of(OTHER_SHARD, SEED, 10), "0000000000000000")),
            List.of(event("lost")));
    assertThatThrownBy(() -> store.save(impossible))
        .isInstanceOf(DatabaseFailure.class)
        .hasMessageStartingWith(directory.resolve("wickstream.db") + ": ");
    assertThat(everything()).isEqualTo(everything);
    assertThat(store.load(SHARD).checkpoint()).contains(checkpoint(20));
    save(checkpoint(30));
    assertThat(keptBags()).containsExactly(20, 30);
  }

  private String everything() {
    List<String> tables = List.of("campaigns", "shards", "checkpoints", "events");
    return tables.stream().map(table -> rows("SELECT * FROM " + table)).toList().toString();
  }

  @Test
  void aWriterThatWasTakenOverChangesNothing() {
    save(checkpoint(20));
    try (JdbcCheckpointStore late = hold()) {
      String everything = everything();
      WriteBatch batch = new WriteBatch(List.of(snapshot(checkpoint(40))), List.of(event("late")));
      assertThatThrownBy(() -> store.save(batch))
          .isInstanceOf(CheckpointStore.TakenOver.class)
          .hasMessageContaining("was taken over by process 1");
      assertThatThrownBy(store::clear).isInstanceOf(CheckpointStore.TakenOver.class);
      assertThat(everything()).isEqualTo(everything);
      late.save(batch);
      assertThat(late.load(SHARD).checkpoint()).contains(checkpoint(40));
    }
    assertThat(keptBags()).as("the late writer has loaded none").contains(20, 40);
  }

  @Test
  void canBeClearedOfAllThatWasMeasured() {
    save(checkpoint(20), of(OTHER_SHARD, SEED, 10));
    store.clear();
    assertThat(store.load(SHARD).checkpoint()).isEmpty();
    assertThat(rows("SELECT shard FROM shards")).isEmpty();
    assertThat(rows("SELECT shard FROM checkpoints")).isEmpty();
  }

  @Test
  void anotherTargetTakesVerdictsBack() {
    save(checkpoint(20));
    hold("widths=[5, 7]").close();
    assertThat(rows("SELECT verdict FROM shards")).containsExactly(List.of("cancelled"));
    hold("widths=[5, 7]", "stop.relative-error=0.5").close();
    assertThat(rows("SELECT verdict FROM shards")).containsExactly(List.of("continue"));
  }

  @Test
  void anotherConfigurationEndsTheGrantOfEarlierCheckpoints() {
    save(checkpoint(20), checkpoint(40));
    try (JdbcCheckpointStore same = hold()) {
      assertThat(same.load(SHARD).checkpoint()).contains(checkpoint(40));
    }
    try (JdbcCheckpointStore other = hold("stop.relative-error=0.5")) {
      Checkpoint over = other.load(SHARD).checkpoint().orElseThrow();
      assertThat(over.totals()).isEqualTo(checkpoint(40).totals());
      assertThat(over.spent()).isEqualTo(checkpoint(40).spent());
      assertThat(over.grantEnd()).isEqualTo(40);
      other.save(new WriteBatch(List.of(snapshot(checkpoint(50))), List.of()));
      assertThat(other.load(SHARD).checkpoint()).contains(checkpoint(50));
    }
    try (JdbcCheckpointStore again = hold("stop.relative-error=0.5")) {
      assertThat(again.load(SHARD).checkpoint()).contains(checkpoint(50));
    }
  }
}
