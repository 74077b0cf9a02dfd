package wickstream.persistence;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Holds files of this process for as long as it runs: SQLite's native library, copies of databases,
 * and results that are being downloaded. It is called wickstream-PID-NUMBER in the folder for
 * temporary files and is removed when the process ends. A killed process leaves its directory
 * behind; the next process of the same user finds its lock free and removes it.
 */
public final class TemporaryDirectory {
  private static final Pattern NAME = Pattern.compile("wickstream-\\d+-\\d+");
  private static final String FOLDER_OF_SQLITE = "org.sqlite.tmpdir";

  /** Held until the process ends. */
  private static Optional<DirectoryLock> lock = Optional.empty();

  private static Optional<Path> directory = Optional.empty();

  private TemporaryDirectory() {}

  /** Makes SQLite unpack its library here, unless the user has set another folder; does so once. */
  static synchronized void useForLibrary() {
    if (directory.isEmpty() && System.getProperty(FOLDER_OF_SQLITE) == null) {
      try {
        System.setProperty(FOLDER_OF_SQLITE, ofThisProcess().toString());
      } catch (IOException e) {
        // SQLite itself reports it, in the folder for temporary files.
      }
    }
  }

  /** The directory, made when first asked for. */
  public static synchronized Path ofThisProcess() throws IOException {
    if (directory.isEmpty()) {
      Path folder = Path.of(System.getProperty("java.io.tmpdir"));
      Path made = make(folder);
      removeLeftovers(folder, made);
      directory = Optional.of(made);
    }
    return directory.get();
  }

  /**
   * Makes and locks a directory; another process may take it for a leftover before it is locked.
   */
  private static Path make(Path folder) throws IOException {
    while (true) {
      Path made =
          Files.createTempDirectory(
              folder, "wickstream-%d-".formatted(ProcessHandle.current().pid()));
      try {
        DirectoryLock mine = DirectoryLock.of(made, "process " + ProcessHandle.current().pid());
        made.toFile().deleteOnExit(); // after what comes later, so when it is empty
        mine.deleteOnExit();
        lock = Optional.of(mine);
        return made;
      } catch (DirectoryLock.InUse | NoSuchFileException e) {
        continue; // it did
      } catch (IOException e) {
        Files.deleteIfExists(made);
        throw e;
      }
    }
  }

  /**
   * Removes what ended processes of this user have left.
   *
   * @param mine a directory that this process has made
   */
  static void removeLeftovers(Path folder, Path mine) throws IOException {
    UserPrincipal user = Files.getOwner(mine);
    try (DirectoryStream<Path> directories =
        Files.newDirectoryStream(
            folder, path -> NAME.matcher(path.getFileName().toString()).matches())) {
      for (Path path : directories) {
        if (!path.equals(mine)
            && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
            && Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).equals(user)) {
          removeIfFree(path);
        }
      }
    }
  }

  private static void removeIfFree(Path path) {
    try {
      try (DirectoryLock dead = DirectoryLock.of(path, "a process that clears up");
          Stream<Path> files = Files.walk(path)) { // which follows no links
        List<Path> inside =
            files.filter(file -> !file.equals(path) && !dead.isKeptIn(file)).toList();
        for (Path file : inside.stream().sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
      Files.delete(path);
    } catch (DirectoryLock.InUse e) {
      // Its process is alive.
    } catch (IOException e) {
      // Another process removes it, or nobody does.
    }
  }
}
