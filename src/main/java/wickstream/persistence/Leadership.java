package wickstream.persistence;

import static wickstream.persistence.Statements.execute;
import static wickstream.persistence.Statements.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The lead among the coordinators that share a PostgreSQL database. Taking it deposes the previous
 * leader, whether or not it notices: its connections are cut, with the campaigns they hold, and the
 * fence rejects anything it still tries to write.
 */
public final class Leadership implements WriterFence {
  /** The application name by which PostgreSQL knows the connections of coordinators. */
  static final String APPLICATION = "wickstream coordinator";

  /** How long to wait until a connection that is cut releases its locks. */
  private static final long LONGEST_CUT_MILLIS = 2000;

  private final Database database;
  private final long epoch;
  private final Runnable whenDeposed;

  private Leadership(Database database, long epoch, Runnable whenDeposed) {
    this.database = database;
    this.epoch = epoch;
    this.whenDeposed = whenDeposed;
  }

  /**
   * Takes the lead. The database's connections must be those of {@link Database#ofCoordinator}.
   *
   * @param holder who takes it
   * @param whenDeposed is run, perhaps more than once, when it turns out that another has taken it
   * @throws DatabaseFailure if the database cannot be used
   */
  public static Leadership take(ResultsDatabase database, String holder, Runnable whenDeposed) {
    // First, and in a transaction of its own, which must not wait for one that another leader left
    // unfinished.
    database.transaction(Leadership::cutOthers);
    Leadership taken = raised(database, holder, whenDeposed);
    // And those that came back before the epoch was raised, with the campaigns that they hold.
    database.transaction(Leadership::cutOthers);
    return taken;
  }

  private static Leadership raised(ResultsDatabase database, String holder, Runnable whenDeposed) {
    return database.transaction(
        sql -> {
          execute(
              sql,
              """
              INSERT INTO leadership VALUES (1, 1, ?, ?)
              ON CONFLICT (only_row) DO UPDATE SET
                epoch = leadership.epoch + 1, holder = excluded.holder, taken_at = excluded.taken_at""",
              holder,
              Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
          return new Leadership(
              database.database(),
              query(sql, "SELECT epoch FROM leadership", row -> row.getLong(1)).get(0),
              whenDeposed);
        });
  }

  private static int cutOthers(Connection sql) throws SQLException {
    return query(
            sql,
            """
            SELECT pg_terminate_backend(pid, ?) FROM pg_stat_activity
            WHERE application_name = ? AND datname = current_database() AND usename = current_user
              AND pid <> pg_backend_pid()""",
            row -> row.getBoolean(1),
            LONGEST_CUT_MILLIS,
            APPLICATION)
        .size();
  }

  /** Grows with every change of the lead. */
  public long epoch() {
    return epoch;
  }

  @Override
  public void pass(Connection sql) throws SQLException {
    boolean isMine =
        !query(
                sql,
                "SELECT epoch FROM leadership WHERE epoch = ? FOR SHARE",
                row -> row.getLong(1),
                epoch)
            .isEmpty();
    if (!isMine) {
      whenDeposed.run();
      String holder =
          query(sql, "SELECT holder FROM leadership", row -> row.getString(1)).stream()
              .findFirst()
              .orElse("nobody");
      throw new CheckpointStore.TakenOver(
          "the campaigns in %s were taken over by %s".formatted(database.label(), holder));
    }
  }
}
