package wickstream.store;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.sqlite.SQLiteConfig;
import wickstream.config.StoreConfig;

/**
 * Which database holds results, and how to reach it: SQLite in a run directory, or PostgreSQL by
 * its URL.
 */
public final class Database {
  private static final String FILE = "wickstream.db";
  private static final int PATIENCE_SECONDS = 10;

  private final String label;
  private final String url;
  private final Properties properties;
  private final Optional<Path> file;

  private Database(String label, String url, Properties properties, Optional<Path> file) {
    this.label = label;
    this.url = url;
    this.properties = properties;
    this.file = file;
  }

  /**
   * The database of a campaign.
   *
   * @param directory where it runs
   * @param environment the value of an environment variable
   */
  public static Database of(
      StoreConfig config, Path directory, Function<String, Optional<String>> environment) {
    return config
        .url()
        .map(
            url ->
                at(
                    url,
                    environment.apply(config.userVariable()),
                    environment.apply(config.passwordVariable())))
        .orElseGet(() -> in(directory));
  }

  /** The SQLite database of a run directory. */
  public static Database in(Path directory) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(PATIENCE_SECONDS * 1000);
    config.enforceForeignKeys(true);
    Path file = directory.resolve(FILE);
    URI uri =
        file.toAbsolutePath().toUri(); // with every character of the path that means something
    return new Database(
        file.toString(), "jdbc:sqlite:" + uri, config.toProperties(), Optional.of(file));
  }

  /**
   * The database of a cluster, as a coordinator reaches it: a later leader cuts these connections.
   *
   * @param config with a URL
   * @param environment the value of an environment variable
   */
  public static Database ofCoordinator(
      StoreConfig config, Function<String, Optional<String>> environment) {
    return at(
        config.url().orElseThrow(),
        environment.apply(config.userVariable()),
        environment.apply(config.passwordVariable()),
        Leadership.APPLICATION);
  }

  /** A PostgreSQL database. */
  public static Database at(String url, Optional<String> user, Optional<String> password) {
    return at(url, user, password, "wickstream");
  }

  private static Database at(
      String url, Optional<String> user, Optional<String> password, String application) {
    Properties properties = new Properties();
    user.ifPresent(name -> properties.setProperty("user", name));
    password.ifPresent(secret -> properties.setProperty("password", secret));
    properties.setProperty("ApplicationName", application);
    properties.setProperty("connectTimeout", Integer.toString(PATIENCE_SECONDS));
    properties.setProperty("socketTimeout", Integer.toString(PATIENCE_SECONDS));
    properties.setProperty("tcpKeepAlive", "true");
    // Lest the server hold a campaign for hours on behalf of a client that is gone.
    properties.setProperty(
        "options",
        "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3");
    return new Database(url.replaceFirst("\\?.*", ""), url, properties, Optional.empty());
  }

  /**
   * What the embedded database is, such as SQLite 3.50.4.
   *
   * @throws DatabaseFailure if it cannot be used on this machine
   */
  public static String embedded() {
    Database memory =
        new Database("SQLite", "jdbc:sqlite::memory:", new Properties(), Optional.empty());
    try (Connection connection = memory.connect()) {
      DatabaseMetaData engine = connection.getMetaData();
      return engine.getDatabaseProductName() + " " + engine.getDatabaseProductVersion();
    } catch (SQLException e) {
      throw new DatabaseFailure(memory, e);
    }
  }

  /** What messages call it; holds no secret. */
  public String label() {
    return label;
  }

  /** Whether it is certain that nothing is there. */
  public boolean isAbsent() {
    return file.map(Files::notExists).orElse(false);
  }

  /**
   * Removes the SQLite database of a run directory, whatever state it is in; nothing of a shared
   * database.
   */
  public void removeFile() throws IOException {
    if (file.isPresent()) {
      for (String suffix : List.of("-wal", "-shm", "")) {
        Files.deleteIfExists(file.get().resolveSibling(FILE + suffix));
      }
    }
  }

  /** Whether this is the database of a URL. */
  public boolean isAt(String otherUrl) {
    return url.equals(otherUrl);
  }

  /** Whether several campaigns may share it. */
  public boolean isShared() {
    return file.isEmpty();
  }

  /**
   * Tries to connect once. A server that does not answer may come back and is no obstacle.
   *
   * @throws DatabaseFailure if the server answers that this user, password or database will not do
   */
  public void requireAccess() {
    try (Connection connection = connect()) {
      connection.rollback();
    } catch (SQLException e) {
      String state = String.valueOf(e.getSQLState());
      if (state.startsWith("28") || state.startsWith("3D")) {
        throw new DatabaseFailure(this, e);
      }
    }
  }

  /** A new connection, which commits when told to. An SQLite file is made if there is none. */
  Connection connect() throws SQLException {
    Connection connection = DriverManager.getConnection(url, properties);
    connection.setAutoCommit(false);
    return connection;
  }
}
