package wickstream.persistence;

import static wickstream.persistence.Statements.number;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import wickstream.results.MeasuredValue;
import wickstream.statistics.NetworksNeeded;
import wickstream.statistics.TailDiagnosis;
import wickstream.statistics.Verdict;

/** Reads what a database holds of one campaign, which may be running at the same time. */
public final class CampaignArchive {
  private final ResultsDatabase database;
  private final String campaign;
  private final Consumer<String> onDamage;

  /** An archive whose damage does not matter. */
  public CampaignArchive(ResultsDatabase database, String campaign) {
    this(database, campaign, damage -> {});
  }

  /**
   * @param campaign its name
   * @param onDamage is told of checkpoints that cannot be used, in one sentence each
   */
  public CampaignArchive(ResultsDatabase database, String campaign, Consumer<String> onDamage) {
    this.database = database;
    this.campaign = campaign;
    this.onDamage = onDamage;
  }

  /** The identities of its shards that have been measured. */
  public List<String> shards() {
    return list("SELECT shard FROM shards WHERE campaign = ?", row -> row.getString(1), campaign);
  }

  /** The seeds of these measurements: one, unless the campaign was merged from several. */
  public List<Long> seeds() {
    return list(
        "SELECT DISTINCT seed FROM checkpoints WHERE campaign = ? ORDER BY seed",
        row -> row.getLong(1),
        campaign);
  }

  /** The newest sound checkpoint of a shard under each seed. */
  public List<Checkpoint> checkpoints(String shard) {
    List<Checkpoint> newest = new ArrayList<>();
    for (long seed : seeds()) {
      CheckpointStore.Recovery recovery =
          database.transaction(sql -> CheckpointReader.of(sql, campaign, shard, seed).recover(0));
      recovery
          .damage()
          .forEach(
              damage ->
                  onDamage.accept(
                      "a checkpoint of shard %s cannot be used: %s".formatted(shard, damage)));
      recovery.checkpoint().ifPresent(newest::add);
    }
    return newest;
  }

  /** What happened to it after the event of a serial number, the earliest first. */
  public List<NumberedEvent> events(long after, int most) {
    return list(
        """
        SELECT serial, at, shard, kind, message FROM events
        WHERE campaign = ? AND serial > ? ORDER BY serial LIMIT ?""",
        row ->
            new NumberedEvent(
                row.getLong(1),
                new Event(
                    Instant.parse(row.getString(2)),
                    Optional.ofNullable(row.getString(3)),
                    row.getString(4),
                    row.getString(5))),
        campaign,
        after,
        most);
  }

  /** The serial number of the last event; 0 if there is none. */
  public long lastEvent() {
    return list(
            "SELECT COALESCE(MAX(serial), 0) FROM events WHERE campaign = ?",
            row -> row.getLong(1),
            campaign)
        .get(0);
  }

  /** The totals of all its runs so far. */
  public RunTotals tally() {
    return database.transaction(sql -> JdbcCheckpointStore.tally(sql, campaign));
  }

  /** What the tables say of each shard that was measured, by its identity. */
  public Map<String, StoredShard> keptShards() {
    Map<String, Map<String, MeasuredValue>> values = new HashMap<>();
    Map<String, Map<String, TailDiagnosis>> tails = new HashMap<>();
    list(
        """
        SELECT shard, name, value, standard_error, low, high, confidence, exact, theory, %s
        FROM couplings WHERE campaign = ?"""
            .formatted(TailColumns.NAMES),
        row -> {
          String shard = row.getString(1);
          tails
              .computeIfAbsent(shard, of -> new HashMap<>())
              .put(row.getString(2), TailColumns.read(row, 10));
          return values
              .computeIfAbsent(shard, of -> new HashMap<>())
              .put(row.getString(2), value(row));
        },
        campaign);
    Map<String, List<JudgementRecord>> judgements =
        database.transaction(sql -> JudgementTable.of(sql, campaign));
    Map<String, StoredShard> shards = new HashMap<>();
    list(
        """
        SELECT verdict, reason, networks_needed, networks_needed_is, shard, networks,
          effective_sample_size, bags, width, sigma_w, %s
        FROM shards WHERE campaign = ?"""
            .formatted(TailColumns.NAMES),
        row -> {
          List<JudgementRecord> judged = judgements.getOrDefault(row.getString(5), List.of());
          return shards.put(
              row.getString(5),
              new StoredShard(
                  row.getInt(9),
                  row.getDouble(10),
                  verdict(row),
                  row.getLong(6),
                  row.getLong(8),
                  tail(TailColumns.read(row, 11), judged),
                  number(row, 7),
                  values.getOrDefault(row.getString(5), Map.of()),
                  tails.getOrDefault(row.getString(5), Map.of()),
                  judged));
        },
        campaign);
    return shards;
  }

  /** Of a shard that has not been evaluated, the last judgement is all there is. */
  private static TailDiagnosis tail(TailDiagnosis evaluated, List<JudgementRecord> judgements) {
    return evaluated.equals(TailDiagnosis.UNKNOWN) && !judgements.isEmpty()
        ? judgements.get(judgements.size() - 1).tail()
        : evaluated;
  }

  private static MeasuredValue value(ResultSet row) throws SQLException {
    return new MeasuredValue(
            number(row, 3),
            number(row, 4),
            number(row, 5),
            number(row, 6),
            row.getDouble(7),
            known(row, 8))
        .withTheory(known(row, 9));
  }

  private static OptionalDouble known(ResultSet row, int column) throws SQLException {
    double value = number(row, column);
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** How a shard ended; empty if it has not, or has been measured further since. */
  public Optional<Verdict> verdict(String shard, long bags) {
    return list(
            """
            SELECT verdict, reason, networks_needed, networks_needed_is FROM shards
            WHERE campaign = ? AND shard = ? AND bags = ?""",
            CampaignArchive::verdict,
            campaign,
            shard,
            bags)
        .stream()
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Verdict> verdict(ResultSet row) throws SQLException {
    double finite = row.getDouble(3);
    double count = row.wasNull() ? Double.POSITIVE_INFINITY : finite;
    Optional<NetworksNeeded> needed =
        NetworksNeeded.Basis.labelled(row.getString(4))
            .map(basis -> new NetworksNeeded(count, basis));
    return Verdict.ended(row.getString(1), row.getString(2), needed);
  }

  private <T> List<T> list(String select, Statements.Row<T> row, Object... parameters) {
    return database.transaction(sql -> Statements.query(sql, select, row, parameters));
  }
}
