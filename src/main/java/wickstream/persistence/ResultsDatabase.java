package wickstream.persistence;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * An open results database. Thread-safe: one transaction at a time. A connection on which something
 * failed is replaced at the next use, so that a database may go away and come back.
 */
public final class ResultsDatabase implements AutoCloseable {
  private final Database database;
  private final Runnable check;
  private Optional<Connection> connection = Optional.empty();

  /**
   * How the next connection is made: the first may create the database, later ones must find it.
   */
  private Database next;

  /** The files of the connection; known once something is committed. */
  private DatabaseFiles files = DatabaseFiles.UNKNOWN;

  /**
   * @param check throws if what a transaction has just read cannot be relied on
   */
  ResultsDatabase(Database database, Runnable check) {
    this.database = database;
    this.check = check;
    this.next = database;
  }

  /**
   * Opens a database and brings its tables up to date.
   *
   * @throws DatabaseFailure if that is impossible, or if its tables are of a later version
   */
  public static ResultsDatabase open(Database database) {
    ResultsDatabase open = new ResultsDatabase(database, () -> {});
    open.transaction(
        sql -> {
          Schema.update(sql, database);
          return sql;
        });
    return open;
  }

  /**
   * Opens an existing database for reading; its tables are brought up to date, but none are
   * created. Writes nothing where it may not: in somebody else's directory or in an archive.
   *
   * @throws DatabaseFailure if that is impossible, or if there are no tables, or of a later version
   * @throws IOException if its files cannot be read
   */
  public static ResultsDatabase openToRead(Database database) throws IOException {
    if (ReadOnlyDatabase.are(database)) {
      return ReadOnlyDatabase.of(database).open();
    }
    ResultsDatabase open = new ResultsDatabase(database.existing(), () -> {});
    open.transaction(
        sql -> {
          if (Schema.isAbsent(sql, database)) {
            throw new DatabaseFailure("%s holds no campaign".formatted(database.label()));
          }
          Schema.update(sql, database);
          return sql;
        });
    return open;
  }

  /** Which database this is. */
  public Database database() {
    return database;
  }

  /** The campaigns in it, by name. */
  public List<StoredCampaign> campaigns() {
    return transaction(
        sql ->
            Statements.query(
                sql,
                "SELECT name, configuration, revision, holder, updated_at FROM campaigns ORDER BY name",
                row ->
                    new StoredCampaign(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getString(5))));
  }

  /**
   * The campaign of a run directory, which is the only one, or that of a name if many may share.
   */
  public Optional<StoredCampaign> campaign(String name) {
    return campaigns().stream()
        .filter(campaign -> !database.isShared() || campaign.name().equals(name))
        .findFirst();
  }

  /**
   * Does all of some work, or nothing.
   *
   * @throws DatabaseFailure if it could not be done
   */
  synchronized <T> T transaction(Work<T> work) {
    try {
      Connection sql = connection.isPresent() ? connection.get() : next.connect();
      connection = Optional.of(sql);
      T result = work.on(sql);
      sql.commit();
      if (files.equals(DatabaseFiles.UNKNOWN)) {
        files = DatabaseFiles.of(database);
        next = database.existing();
      }
      check.run();
      return result;
    } catch (SQLException e) {
      close();
      check.run();
      throw new DatabaseFailure(database, e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Makes sure that commits are in the files that others will open, not in files that have lost
   * their names. What was lost is written again from those, which the connection still has open.
   *
   * @return what was wrong and has been repaired, in words
   * @throws CheckpointStore.TakenOver if another file is in the database's place, which is left
   *     alone
   * @throws DatabaseFailure if it could not be repaired; the next attempt may succeed
   */
  synchronized Optional<String> repair() {
    if (connection.isEmpty() || files.areInPlace(database)) {
      return Optional.empty();
    }
    String done = files.repair(database, connection.get());
    close();
    next = database; // a copy keeps no write-ahead log until that is set
    return Optional.of(done);
  }

  /** Releases the connection. */
  @Override
  public synchronized void close() {
    connection.ifPresent(ResultsDatabase::closeQuietly);
    connection = Optional.empty();
    files = DatabaseFiles.UNKNOWN;
  }

  /** What was not committed is rolled back by the database; a broken connection cannot do more. */
  private static void closeQuietly(Connection sql) {
    try (sql) {
      sql.rollback();
    } catch (SQLException e) {
      // Broken already, which is why it is being closed.
    }
  }

  /** What a transaction does. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection sql) throws SQLException;
  }
}
