package wickstream.persistence;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The files that a connection to an SQLite database writes to. A file that is removed or renamed is
 * still written by those who have opened it, where nobody else will ever find it; so it is compared
 * with the file that others would open. None for a shared database, which is always in place.
 *
 * @param main the database itself
 * @param beside its log of changes, FILE-wal, and the index of that, FILE-shm
 */
record DatabaseFiles(Optional<Object> main, List<Optional<Object>> beside) {
  /** Not known yet. */
  static final DatabaseFiles UNKNOWN = new DatabaseFiles(Optional.empty(), List.of());

  /** Those that are there now. */
  static DatabaseFiles of(Database database) {
    return database.isShared() ? UNKNOWN : now(database);
  }

  /** Whether these are the files that others would find. */
  boolean areInPlace(Database database) {
    return equals(UNKNOWN) || equals(now(database));
  }

  private static DatabaseFiles now(Database database) {
    try {
      List<Optional<Object>> beside = new ArrayList<>();
      for (Path file : database.filesBeside()) {
        beside.add(FileIdentity.of(file));
      }
      return new DatabaseFiles(FileIdentity.of(database.file().orElseThrow()), beside);
    } catch (IOException e) {
      throw new DatabaseFailure("%s: %s".formatted(database.label(), e.getMessage()));
    }
  }

  /**
   * Writes everything to files that others will find; the connection must not be used afterwards.
   *
   * @return what was done, in words
   * @throws CheckpointStore.TakenOver if another database is in the place of this one
   * @throws DatabaseFailure if that failed
   */
  String repair(Database database, Connection sql) {
    try {
      sql.setAutoCommit(true); // what follows cannot be done within a transaction
      try {
        return main.equals(now(database).main()) ? withoutLog(database, sql) : anew(database, sql);
      } finally {
        sql.setAutoCommit(false); // for the next attempt, if this one fails
      }
    } catch (SQLException e) {
      throw new DatabaseFailure(database, e);
    } catch (IOException e) {
      throw new DatabaseFailure(
          "%s was removed while it was in use and cannot be written anew: %s"
              .formatted(database.label(), e.getMessage()));
    }
  }

  private static String withoutLog(Database database, Connection sql) throws SQLException {
    List<Integer> busy =
        Statements.query(sql, "PRAGMA wal_checkpoint(TRUNCATE)", row -> row.getInt(1));
    if (!busy.equals(List.of(0))) {
      throw new DatabaseFailure(
          "%s: files beside it were removed while it was in use, and others are reading it"
              .formatted(database.label()));
    }
    return "files beside %s were removed or replaced while it was in use; what they held is in it now"
        .formatted(database.label());
  }

  private String anew(Database database, Connection sql) throws IOException, SQLException {
    Path file = database.file().orElseThrow();
    Path copy = copy(file, sql);
    DatabaseFiles others = now(database);
    List<Path> beside = database.filesBeside();
    for (int i = 0; i < beside.size(); i++) {
      boolean isOfTheLost =
          others.main().isEmpty() || others.beside().get(i).equals(this.beside.get(i));
      if (isOfTheLost) {
        Files.deleteIfExists(beside.get(i)); // it would corrupt the file in its place
      }
    }
    if (others.main().isPresent()) {
      throw replaced(database, copy);
    }
    try {
      Files.move(copy, file);
    } catch (FileAlreadyExistsException e) {
      throw replaced(database, copy);
    }
    return "%s was removed while it was in use, and has been written anew with all it held"
        .formatted(database.label());
  }

  /** Copies the whole database to a file of its own. */
  private static Path copy(Path file, Connection sql) throws IOException, SQLException {
    Files.createDirectories(
        file.toAbsolutePath().getParent()); // it may have been removed with everything in it
    Path copy =
        IntStream.iterate(1, n -> n + 1)
            .mapToObj(n -> file.resolveSibling("%s.kept-%d".formatted(file.getFileName(), n)))
            .filter(Files::notExists)
            .findFirst()
            .orElseThrow();
    try (Statement vacuum = sql.createStatement()) {
      vacuum.execute("VACUUM INTO '%s'".formatted(copy.toString().replace("'", "''")));
    } catch (SQLException e) {
      Files.deleteIfExists(copy);
      throw e;
    }
    try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    return copy;
  }

  private static CheckpointStore.TakenOver replaced(Database database, Path copy) {
    return new CheckpointStore.TakenOver(
        "another file has taken the place of %s, which is left alone; what was saved is in %s: rename that to %s to go on from it"
            .formatted(database.label(), copy, database.file().orElseThrow().getFileName()));
  }
}
