package wickstream.persistence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The SQLite database of a run directory in which one may only read. SQLite itself would write
 * there: it merges a log of recent changes, FILE-wal, into the database, by way of an index of that
 * log, FILE-shm. Without writing there are three cases:
 *
 * <ul>
 *   <li>Both are there, because a process is at work or was killed: SQLite reads them as they are.
 *   <li>There is no log: nobody is at work, and the file alone is read.
 *   <li>There is a log without its index, as in a copy of a directory: a copy is read.
 * </ul>
 */
final class ReadOnlyDatabase {
  private final Database database;
  private final Path file;
  private final Path log;
  private final Path index;

  private ReadOnlyDatabase(Database database, Path file) {
    this.database = database;
    this.file = file;
    this.log = file.resolveSibling(file.getFileName() + "-wal");
    this.index = file.resolveSibling(file.getFileName() + "-shm");
  }

  /** Whether SQLite could not write in the directory of an existing database. */
  static boolean are(Database database) throws IOException {
    if (database.isShared()) {
      return false;
    }
    Path file = of(database).file;
    return !Files.isWritable(file) || !Files.isWritable(file.getParent());
  }

  static ReadOnlyDatabase of(Database database) throws IOException {
    return new ReadOnlyDatabase(database, database.file().orElseThrow().toRealPath());
  }

  private boolean hasLog() throws IOException {
    return Files.exists(log) && Files.size(log) > 0;
  }

  /**
   * Opens the database where it lies, or a copy.
   *
   * @throws DatabaseFailure if it cannot be read
   */
  ResultsDatabase open() throws IOException {
    boolean isFollowed = Files.exists(log) && Files.isReadable(index);
    if (!isFollowed && hasLog()) {
      return openCopy();
    }
    List<Object> before = state(List.of(file));
    ResultsDatabase inPlace =
        new ResultsDatabase(
            database.toRead(!isFollowed),
            isFollowed ? () -> {} : () -> requireState(List.of(file), before));
    if (inPlace.transaction(sql -> Schema.isCurrent(sql, database))) {
      return inPlace;
    }
    inPlace.close();
    return openCopy(); // which can be brought up to date
  }

  private ResultsDatabase openCopy() throws IOException {
    Path directory = Files.createTempDirectory(TemporaryDirectory.ofThisProcess(), "copy");
    directory.toFile().deleteOnExit();
    Database copy = database.movedTo(directory);
    copy.files().forEach(part -> part.toFile().deleteOnExit());
    ReadOnlyDatabase to = new ReadOnlyDatabase(copy, copy.file().orElseThrow());
    List<Path> parts = hasLog() ? List.of(file, log) : List.of(file);
    List<Object> before = state(parts);
    for (Path part : parts) {
      try (InputStream in = Files.newInputStream(part)) { // not its permissions
        Files.copy(in, part.equals(file) ? to.file : to.log);
      }
    }
    requireState(parts, before);
    return ResultsDatabase.open(copy);
  }

  private void requireState(List<Path> parts, List<Object> before) {
    try {
      if (!state(parts).equals(before)) {
        throw new DatabaseFailure(
            "%s has changed while it was read; try again".formatted(database.label()));
      }
    } catch (IOException e) {
      throw new DatabaseFailure("%s is gone: %s".formatted(database.label(), e.getMessage()));
    }
  }

  /** Differs after any change of the files. */
  private static List<Object> state(List<Path> parts) throws IOException {
    List<Object> state = new ArrayList<>();
    for (Path part : parts) {
      state.add(Files.size(part));
      state.add(Files.getLastModifiedTime(part));
    }
    return state;
  }
}
