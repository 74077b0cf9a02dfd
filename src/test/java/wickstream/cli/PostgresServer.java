package wickstream.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A PostgreSQL server of its own on a free port of this machine, which asks for a password. */
final class PostgresServer implements AutoCloseable {
  static final String USER = "wick";
  static final String PASSWORD = "correct horse";

  private static final Path PACKAGES = Path.of("/usr/lib/postgresql");

  private final Path binaries;
  private final Path directory;
  private final int port;

  private PostgresServer(Path binaries, Path directory, int port) {
    this.binaries = binaries;
    this.directory = directory;
    this.port = port;
  }

  /** A running server; without PostgreSQL CI fails, and a developer's test is skipped. */
  static PostgresServer start() {
    try {
      Path directory = Files.createTempDirectory("wickstream-postgres");
      PostgresServer server = new PostgresServer(binaries(), directory, freePort());
      server.initialise();
      server.resume();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path binaries() throws IOException {
    Optional<Path> newest = Optional.empty();
    if (Files.isDirectory(PACKAGES)) {
      try (Stream<Path> versions = Files.list(PACKAGES)) {
        newest =
            versions
                .map(version -> version.resolve("bin"))
                .filter(bin -> Files.isExecutable(bin.resolve("pg_ctl")))
                .max(Comparator.naturalOrder());
      }
    }
    String missing = "PostgreSQL is not installed below " + PACKAGES;
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(newest.isPresent(), missing);
    }
    return newest.orElseThrow(() -> new AssertionError(missing));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void initialise() throws IOException {
    Path password = Files.writeString(directory.resolve("password"), PASSWORD);
    if (isRoot()) { // as whom PostgreSQL refuses to run
      Commands.run(List.of("chown", "-R", "postgres:", directory.toString()));
    }
    run(
        "initdb",
        "--auth=scram-sha-256",
        "--username=" + USER,
        "--pwfile=" + password,
        "--encoding=UTF8",
        "--no-sync",
        "--pgdata=" + data());
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private Path data() {
    return directory.resolve("data");
  }

  private void run(String program, String... arguments) {
    List<String> words = new ArrayList<>();
    if (isRoot()) {
      words.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    words.add(binaries.resolve(program).toString());
    words.addAll(List.of(arguments));
    Commands.run(words);
  }

  /** Starts it again after it was stopped, at the same address with the same data. */
  void resume() {
    String options =
        "-c fsync=off -c listen_addresses=127.0.0.1 -c unix_socket_directories= -p " + port;
    run(
        "pg_ctl",
        "start",
        "--wait",
        "--pgdata=" + data(),
        "--log=" + directory.resolve("log"),
        "--options=" + options);
  }

  /** Ends it as an administrator would. */
  void stop() {
    stop("fast");
  }

  /** Ends it as if its machine had failed. */
  void crash() {
    stop("immediate");
  }

  /** Has it hang: connections stay, but nothing answers. */
  void freeze() {
    signal("-STOP");
  }

  /** Has it go on. */
  void thaw() {
    signal("-CONT");
  }

  private void signal(String signal) {
    ProcessHandle postmaster = ProcessHandle.of(postmaster()).orElseThrow();
    signal(signal, postmaster); // first, so that it starts no more
    postmaster.children().forEach(child -> signal(signal, child));
  }

  /** Sends a signal to a process, unless it has ended meanwhile. */
  private static void signal(String signal, ProcessHandle process) {
    Commands.run(
        List.of("sh", "-c", "kill %1$s %2$d || ! kill -0 %2$d".formatted(signal, process.pid())));
  }

  private long postmaster() {
    try {
      return Long.parseLong(Files.readAllLines(pidFile()).get(0).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path pidFile() {
    return data().resolve("postmaster.pid");
  }

  private void stop(String mode) {
    run("pg_ctl", "stop", "--wait", "--mode=" + mode, "--pgdata=" + data());
  }

  /** The address of a new database. */
  String newDatabase(String name) {
    tables("postgres").change("CREATE DATABASE " + name);
    return url(name);
  }

  /** The address of a database. */
  String url(String name) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name);
  }

  /** What is in a database. */
  Tables tables(String name) {
    return new Tables(url(name), Map.of("user", USER, "password", PASSWORD));
  }

  /** A program that knows user and password. */
  static Program known(Program program) {
    return program.with("WICKSTREAM_STORE_USER", USER).with("WICKSTREAM_STORE_PASSWORD", PASSWORD);
  }

  @Override
  public void close() {
    if (Files.exists(pidFile())) {
      crash();
    }
    Commands.run(List.of("rm", "-rf", directory.toString()));
  }
}
