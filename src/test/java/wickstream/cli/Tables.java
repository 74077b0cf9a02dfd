package wickstream.cli;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A results database as other programs see it, by an address and what it asks for. */
record Tables(String url, Map<String, String> credentials) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(20);

  /** The database of a run directory. */
  static Tables in(Path directory) {
    String file = directory.resolve("wickstream.db").toString();
    return new Tables("jdbc:sqlite:" + file, Map.of("busy_timeout", "10000"));
  }

  /** How many networks of each shard are in the database. */
  Map<String, Long> networks() {
    Map<String, Long> networks = new LinkedHashMap<>();
    for (List<String> row : rows("SELECT shard, networks FROM shards")) {
      networks.put(row.get(0), Long.parseLong(row.get(1)));
    }
    return networks;
  }

  /** How many networks are in the database. */
  long allNetworks() {
    return networks().values().stream().mapToLong(Long::longValue).sum();
  }

  /** The kinds of events, in order. */
  List<String> eventKinds() {
    return column("SELECT kind FROM events ORDER BY serial");
  }

  /** The only column of a query. */
  List<String> column(String query) {
    return rows(query).stream().map(row -> row.get(0)).toList();
  }

  private List<List<String>> rows(String query) {
    try (Connection sql = connect();
        Statement statement = sql.createStatement();
        ResultSet found = statement.executeQuery(query)) {
      List<List<String>> rows = new ArrayList<>();
      while (found.next()) {
        rows.add(row(found));
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError(query, e);
    }
  }

  private static List<String> row(ResultSet found) throws SQLException {
    List<String> row = new ArrayList<>();
    for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
      row.add(found.getString(i));
    }
    return row;
  }

  /** Executes a statement behind the program's back. */
  void change(String statement) {
    try (Connection sql = connect();
        Statement any = sql.createStatement()) {
      any.execute(statement);
    } catch (SQLException e) {
      throw new AssertionError(statement, e);
    }
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.putAll(credentials);
    return DriverManager.getConnection(url, properties);
  }

  /** Waits until the database, which has to be there, looks as wanted. */
  void await(Predicate<Tables> wanted) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!wanted.test(this)) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("not seen in %s; networks: %s".formatted(url, networks()));
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }
}
