package wickstream.persistence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** The tables, brought up to date by numbered scripts. */
final class Schema {
  /** The newest version there is a script for. */
  static final int VERSION = 6;

  /** What no other database but SQLite needs. */
  private static final Set<Integer> OF_FILES = Set.of(5);

  private static final String VERSION_TABLE = "wickstream_schema";

  private Schema() {}

  /**
   * Brings a database up to date, within the transaction of the connection.
   *
   * @throws DatabaseFailure if it is of a later version
   */
  static void update(Connection connection, Database database) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS " + VERSION_TABLE + " (version INTEGER)");
      int version = version(statement, database);
      for (int next = version + 1; next <= VERSION; next++) {
        boolean isNeeded = !database.isShared() || !OF_FILES.contains(next);
        run(statement, next, isNeeded ? script(next) : "");
      }
    }
  }

  /**
   * Whether an SQLite database is up to date; writes nothing.
   *
   * @throws DatabaseFailure if it is of a later version
   */
  static boolean isCurrent(Connection connection, Database database) throws SQLException {
    if (isAbsent(connection, database)) {
      return false;
    }
    try (Statement statement = connection.createStatement()) {
      return version(statement, database) == VERSION;
    }
  }

  /** Whether a database has none of these tables; writes nothing. */
  static boolean isAbsent(Connection connection, Database database) throws SQLException {
    String find =
        database.isShared()
            ? "SELECT 1 WHERE to_regclass(?) IS NOT NULL"
            : "SELECT 1 FROM sqlite_master WHERE name = ?";
    return Statements.query(connection, find, row -> row.getInt(1), VERSION_TABLE).isEmpty();
  }

  private static int version(Statement statement, Database database) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT MAX(version) FROM " + VERSION_TABLE)) {
      row.next();
      int version = row.getInt(1);
      if (version > VERSION) {
        throw new DatabaseFailure(
            "%s has schema version %d, written by a later wickstream; this one knows versions up to %d"
                .formatted(database.label(), version, VERSION));
      }
      return version;
    }
  }

  private static void run(Statement statement, int version, String script) throws SQLException {
    for (String command : script.replaceAll("--[^\n]*", "").split(";")) {
      if (!command.isBlank()) {
        statement.execute(command);
      }
    }
    statement.execute("INSERT INTO " + VERSION_TABLE + " VALUES (" + version + ")");
  }

  private static String script(int version) {
    try (InputStream in =
        Schema.class.getResourceAsStream("/wickstream/schema/" + version + ".sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
