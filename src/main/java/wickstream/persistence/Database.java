package wickstream.persistence;

import java.io.IOException;
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
import java.util.stream.Stream;
import org.sqlite.NativeLibraryNotFoundException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;
import wickstream.config.StoreConfig;

/**
 * Which database holds results, and how to reach it: SQLite in a run directory, or PostgreSQL by
 * its URL.
 */
public final class Database {
  private static final String FILE = "wickstream.db";
  private static final String SQLITE = "jdbc:sqlite:";
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
    SQLiteConfig config = patient();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    Path file = directory.resolve(FILE);
    return new Database(file.toString(), url(file), config.toProperties(), Optional.of(file));
  }

  private static SQLiteConfig patient() {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(PATIENCE_SECONDS * 1000);
    return config;
  }

  private static String url(Path file) {
    // A URI escapes the characters of the path that have a meaning.
    return SQLITE + file.toAbsolutePath().toUri();
  }

  /**
   * The same SQLite database, opened so that neither it nor any file beside it is written.
   *
   * @param isAtRest whether nobody changes it meanwhile; if somebody may, the files beside it that
   *     tell of changes must be there
   */
  Database toRead(boolean isAtRest) {
    SQLiteConfig config = patient();
    config.setReadOnly(true);
    return new Database(
        label, url + (isAtRest ? "?immutable=1" : "?mode=ro"), config.toProperties(), file);
  }

  /** The same, which is not created if it does not exist. */
  Database existing() {
    if (isShared()) {
      return this;
    }
    Properties same = new Properties();
    same.putAll(properties);
    SQLiteConfig config = new SQLiteConfig(same);
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    Properties existing = config.toProperties();
    existing.remove(SQLiteConfig.Pragma.JOURNAL_MODE.getPragmaName()); // keep the file's own
    return new Database(label, url, existing, file);
  }

  /** The same, copied to a directory. */
  Database movedTo(Path directory) {
    Database copy = in(directory);
    return new Database(label, copy.url, copy.properties, copy.file);
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
    // Otherwise the server would hold a campaign for hours on behalf of a client that is gone.
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
        new Database("SQLite", SQLITE + ":memory:", new Properties(), Optional.empty());
    try (Connection connection = memory.connect()) {
      DatabaseMetaData engine = connection.getMetaData();
      return engine.getDatabaseProductName() + " " + engine.getDatabaseProductVersion();
    } catch (SQLException e) {
      throw new DatabaseFailure(memory, e);
    }
  }

  /** Its name in messages; holds no secret. */
  public String label() {
    return label;
  }

  /** Its file, if it is an SQLite database. */
  Optional<Path> file() {
    return file;
  }

  /** A symbolic link where an SQLite database has, or would have, a file. */
  public Optional<Path> link() {
    return files().stream().filter(Files::isSymbolicLink).findFirst();
  }

  /** Whether it certainly does not exist. */
  public boolean isAbsent() {
    return file.map(Files::notExists).orElse(false);
  }

  /**
   * Removes the SQLite database of a run directory in any state; does nothing to a shared database.
   */
  public void removeFile() throws IOException {
    for (Path part : files()) {
      Files.deleteIfExists(part);
    }
  }

  /** The files of an SQLite database, whether or not each is there; none of a shared database. */
  List<Path> files() {
    return Stream.concat(filesBeside().stream(), file.stream()).toList();
  }

  /** The files that an SQLite database has beside it while it is open; none of a shared one. */
  List<Path> filesBeside() {
    return file.stream()
        .flatMap(
            main -> Stream.of("-wal", "-shm").map(suffix -> main.resolveSibling(FILE + suffix)))
        .toList();
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
   * @throws DatabaseFailure if the server rejects this user, password or database
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

  /** A new connection, which commits explicitly. Creates an SQLite file if there is none. */
  Connection connect() throws SQLException {
    if (url.startsWith(SQLITE)) {
      TemporaryDirectory.useForLibrary();
    }
    try {
      Connection connection = DriverManager.getConnection(url, properties);
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException e) {
      if (e.getCause() instanceof NativeLibraryNotFoundException) {
        throw withoutLibrary();
      }
      throw e;
    } catch (UnsatisfiedLinkError e) { // what SQLite says of it the second time
      throw withoutLibrary();
    }
  }

  private static DatabaseFailure withoutLibrary() {
    return new DatabaseFailure(
        "SQLite's library cannot be unpacked and loaded in %s: set the environment variable TMPDIR to a directory in which you may make and execute files"
            .formatted(System.getProperty("java.io.tmpdir")));
  }
}
