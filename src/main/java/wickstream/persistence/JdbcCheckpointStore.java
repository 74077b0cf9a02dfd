package wickstream.persistence;

import static wickstream.persistence.Statements.execute;
import static wickstream.persistence.Statements.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import wickstream.config.CampaignConfig;
import wickstream.results.export.JsonFile;

/**
 * One campaign in a results database, with one writer at a time: another writer that takes it over
 * raises its revision, and anything an earlier writer still tries to write is refused. Thread-safe.
 */
public final class JdbcCheckpointStore implements CheckpointStore, AutoCloseable {
  /** Distinguishes this program's PostgreSQL locks from those of others. */
  private static final int LOCK_SPACE = 0x5769636b;

  private final ResultsDatabase database;
  private final CampaignConfig config;
  private final Clock clock;
  private final WriterFence fence;
  private final long revision;
  private final long configuredIn;
  private volatile RunTotals before;
  private final LongSupplier ticks;
  private volatile long since;
  private final AtomicLong failures = new AtomicLong();

  /** The newest checkpoint of each shard that is known to be sound: index of its next bag. */
  private final Map<String, Long> newest = new HashMap<>();

  /** The shards that may have checkpoints; the database need not be asked for others. */
  private final Set<String> mayBeKept;

  private JdbcCheckpointStore(
      ResultsDatabase database,
      CampaignConfig config,
      Clock clock,
      LongSupplier ticks,
      WriterFence fence,
      long revision,
      long configuredIn,
      RunTotals before,
      Set<String> kept) {
    this.database = database;
    this.config = config;
    this.clock = clock;
    this.ticks = ticks;
    this.fence = fence;
    this.revision = revision;
    this.configuredIn = configuredIn;
    this.before = before;
    this.since = ticks.getAsLong();
    this.mayBeKept = new HashSet<>(kept);
  }

  /**
   * Takes hold of a campaign for writing, which may be new to the database or be there already;
   * then its configuration is replaced.
   *
   * @param writer who will write
   * @param clock tells the date
   * @param ticks monotonic time in nanoseconds, which does not change when the clock is set
   * @throws DatabaseFailure if another process holds it, or the database cannot be used
   */
  public static JdbcCheckpointStore hold(
      ResultsDatabase database,
      CampaignConfig config,
      Writer writer,
      Clock clock,
      LongSupplier ticks) {
    return database.transaction(
        sql -> {
          writer.fence().pass(sql);
          if (!isReserved(sql, database, config.name())) {
            throw new DatabaseFailure(
                "campaign %s in %s is in use by %s"
                    .formatted(
                        config.name(), database.database().label(), holder(sql, config.name())));
          }
          if (stopsOtherwise(sql, config)) {
            endGrants(sql, config.name());
          }
          String text = json(config);
          String now = now(clock);
          execute(
              sql,
              """
              INSERT INTO campaigns
                (name, seed, configuration, program, revision, configured_in, holder, created_at, updated_at)
              VALUES (?, ?, ?, ?, 1, 1, ?, ?, ?)
              ON CONFLICT (name) DO UPDATE SET
                seed = excluded.seed, configuration = excluded.configuration,
                program = excluded.program, revision = campaigns.revision + 1,
                holder = excluded.holder, updated_at = excluded.updated_at""",
              config.name(),
              config.seed(),
              text,
              writer.program(),
              writer.holder(),
              now,
              now);
          return held(sql, database, config, clock, ticks, writer.fence());
        });
  }

  /** The same with this machine's clocks. */
  public static JdbcCheckpointStore hold(
      ResultsDatabase database, CampaignConfig config, Writer writer) {
    return hold(database, config, writer, Clock.systemUTC(), System::nanoTime);
  }

  /** Whether the campaign exists with another stopping condition. */
  private static boolean stopsOtherwise(Connection sql, CampaignConfig config) throws SQLException {
    return query(
            sql,
            "SELECT configuration FROM campaigns WHERE name = ?",
            row -> row.getString(1),
            config.name())
        .stream()
        .anyMatch(
            text -> !StoredCampaign.configOf(text, config.name()).stop().equals(config.stop()));
  }

  /** Grants and judgements under the previous configuration are void. */
  private static void endGrants(Connection sql, String name) throws SQLException {
    execute(sql, "UPDATE campaigns SET configured_in = revision + 1 WHERE name = ?", name);
    execute(
        sql,
        "UPDATE shards SET verdict = 'continue', reason = 'the target has changed' WHERE campaign = ?",
        name);
  }

  private static JdbcCheckpointStore held(
      Connection sql,
      ResultsDatabase database,
      CampaignConfig config,
      Clock clock,
      LongSupplier ticks,
      WriterFence fence)
      throws SQLException {
    Set<String> kept =
        Set.copyOf(
            query(
                sql,
                "SELECT DISTINCT shard FROM checkpoints WHERE campaign = ?",
                row -> row.getString(1),
                config.name()));
    RunTotals before = tally(sql, config.name());
    return query(
            sql,
            "SELECT revision, configured_in FROM campaigns WHERE name = ?",
            row ->
                new JdbcCheckpointStore(
                    database,
                    config,
                    clock,
                    ticks,
                    fence,
                    row.getLong(1),
                    row.getLong(2),
                    before,
                    kept),
            config.name())
        .get(0);
  }

  static RunTotals tally(Connection sql, String name) throws SQLException {
    return query(
            sql,
            "SELECT saves, failures, spent_ms FROM campaigns WHERE name = ?",
            row -> new RunTotals(row.getLong(1), row.getLong(2), Duration.ofMillis(row.getLong(3))),
            name)
        .stream()
        .findFirst()
        .orElse(RunTotals.NONE);
  }

  /**
   * Reserves the campaign for this connection in a database that several machines share. (A run
   * directory is locked by {@link DirectoryLock}.)
   */
  private static boolean isReserved(Connection sql, ResultsDatabase database, String name)
      throws SQLException {
    return !database.database().isShared()
        || query(
                sql,
                "SELECT pg_try_advisory_lock(?, hashtext(?))",
                row -> row.getBoolean(1),
                LOCK_SPACE,
                name)
            .get(0);
  }

  private static String holder(Connection sql, String name) throws SQLException {
    return query(sql, "SELECT holder FROM campaigns WHERE name = ?", row -> row.getString(1), name)
        .stream()
        .findFirst()
        .orElse("another process");
  }

  private static String json(CampaignConfig config) {
    return JsonFile.line(config.toMap());
  }

  private static String now(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /** Reads what is kept of the campaign. */
  public CampaignArchive archive() {
    return new CampaignArchive(database, config.name());
  }

  @Override
  public RunTotals tally() {
    return before;
  }

  /** Deletes all measurements and the totals of all runs. */
  public void clear() {
    write(
        sql -> {
          execute(sql, "DELETE FROM shards WHERE campaign = ?", config.name());
          return execute(
              sql,
              "UPDATE campaigns SET saves = 0, failures = 0, spent_ms = 0 WHERE name = ?",
              config.name());
        });
    before = RunTotals.NONE;
    since = ticks.getAsLong();
    forget();
  }

  private synchronized void forget() {
    mayBeKept.clear();
    newest.clear();
  }

  /** Keeps what happened to the campaign, which does not count as saving its state. */
  public void note(Event event) {
    write(
        sql -> {
          save(sql, event);
          return event;
        });
  }

  @Override
  public Optional<String> save(WriteBatch batch) {
    Optional<String> repaired;
    try {
      Optional<String> repairedBefore = database.repair();
      keep(batch);
      repaired = database.repair().or(() -> repairedBefore);
    } catch (RuntimeException e) {
      failures.incrementAndGet();
      throw e;
    }
    batch.snapshots().forEach(kept -> remember(kept.shard(), kept.checkpoint().totals().nextBag()));
    return repaired;
  }

  private void keep(WriteBatch batch) {
    write(
        sql -> {
          ResultTables tables = new ResultTables(sql, config.name());
          for (ShardSnapshot snapshot : batch.snapshots()) {
            tables.write(snapshot.result());
            save(sql, snapshot.checkpoint());
            JudgementTable.write(sql, config.name(), snapshot.shard(), snapshot.judgements());
          }
          for (Event event : batch.events()) {
            save(sql, event);
          }
          execute(
              sql,
              "UPDATE campaigns SET saves = saves + 1, failures = ? WHERE name = ?",
              before.failures() + failures.get(),
              config.name());
          return batch;
        });
  }

  /** How long the campaign has been running, in milliseconds. */
  private long spent() {
    return before.spent().plusNanos(ticks.getAsLong() - since).toMillis();
  }

  /** Writes, unless another writer has taken over. */
  private synchronized <T> T write(ResultsDatabase.Work<T> work) {
    return database.transaction(
        sql -> {
          fence.pass(sql);
          int mine =
              execute(
                  sql,
                  "UPDATE campaigns SET updated_at = ?, spent_ms = ? WHERE name = ? AND revision = ?",
                  now(clock),
                  spent(),
                  config.name(),
                  revision);
          if (mine != 1) {
            throw new TakenOver(
                "campaign %s in %s was taken over by %s"
                    .formatted(
                        config.name(), database.database().label(), holder(sql, config.name())));
          }
          // Again, as the connection may be new; fails until the server has noticed the loss of the
          // previous one.
          isReserved(sql, database, config.name());
          return work.on(sql);
        });
  }

  /** Keeps a checkpoint and the sound one before it. */
  private void save(Connection sql, Checkpoint checkpoint) throws SQLException {
    String shard = checkpoint.totals().shard();
    long nextBag = checkpoint.totals().nextBag();
    execute(
        sql,
        """
        INSERT INTO checkpoints VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (campaign, shard, seed, next_bag) DO UPDATE SET
          revision = excluded.revision, saved_at = excluded.saved_at, data = excluded.data""",
        config.name(),
        shard,
        checkpoint.seed(),
        nextBag,
        checkpoint.totals().networks(),
        revision,
        now(clock),
        CheckpointFormat.encode(checkpoint));
    long before = newest.getOrDefault(shard, nextBag);
    if (before != nextBag) {
      execute(
          sql,
          """
          DELETE FROM checkpoints
          WHERE campaign = ? AND shard = ? AND seed = ? AND next_bag NOT IN (?, ?)""",
          config.name(),
          shard,
          checkpoint.seed(),
          before,
          nextBag);
    }
  }

  private void save(Connection sql, Event event) throws SQLException {
    execute(
        sql,
        """
        INSERT INTO events
        SELECT ?, COALESCE(MAX(serial), 0) + 1, ?, ?, ?, ? FROM events WHERE campaign = ?""",
        config.name(),
        event.at().truncatedTo(ChronoUnit.MILLIS).toString(),
        event.shard().orElse(null),
        event.kind(),
        event.message(),
        config.name());
  }

  /** If the target has changed since the checkpoint, the grant of that time is over. */
  @Override
  public Recovery load(String shard) {
    if (!mayBeKept(shard)) {
      return new Recovery(Optional.empty(), List.of());
    }
    Recovery recovery =
        database.transaction(
            sql -> {
              Recovery found =
                  CheckpointReader.of(sql, config.name(), shard, config.seed())
                      .recover(configuredIn);
              long networks = found.checkpoint().map(sound -> sound.totals().networks()).orElse(0L);
              return found.with(JudgementTable.of(sql, config.name(), shard, networks));
            });
    recovery.checkpoint().ifPresent(sound -> remember(shard, sound.totals().nextBag()));
    return recovery;
  }

  private synchronized boolean mayBeKept(String shard) {
    return mayBeKept.contains(shard);
  }

  private synchronized void remember(String shard, long nextBag) {
    mayBeKept.add(shard);
    newest.put(shard, nextBag);
  }

  /** Releases the campaign; what was saved stays. */
  @Override
  public void close() {
    database.close();
  }

  /**
   * Who writes.
   *
   * @param program version of the program
   * @param holder the process and its machine
   * @param fence admits it as long as it may write
   */
  public record Writer(String program, String holder, WriterFence fence) {}
}
