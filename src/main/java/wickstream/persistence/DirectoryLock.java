package wickstream.persistence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reserves a run directory for one process. The operating system releases it when the process ends,
 * however it ends.
 */
public final class DirectoryLock implements AutoCloseable {
  private static final String FILE = ".wickstream.lock";

  /** The locked byte lies beyond the text, so that others can read the text on any system. */
  private static final long LOCKED_BYTE = 1 << 20;

  private static final int LONGEST_TEXT = 1000;

  /**
   * The locks of this process. Opening such a file again would lose its lock: POSIX systems release
   * it when any channel to the file is closed.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel file;

  private DirectoryLock(Path path, FileChannel file) {
    this.path = path;
    this.file = file;
  }

  /**
   * Reserves a directory that exists.
   *
   * @param holder describes this process to others
   * @throws InUse if this or another process holds it
   */
  public static DirectoryLock of(Path directory, String holder) throws IOException, InUse {
    Path path = directory.toRealPath().resolve(FILE);
    if (!HELD_HERE.add(path)) {
      throw new InUse(directory, "this process");
    }
    try {
      return new DirectoryLock(path, locked(directory, path, holder));
    } catch (IOException | InUse | RuntimeException e) {
      HELD_HERE.remove(path);
      throw e;
    }
  }

  /**
   * Makes sure that nobody holds a directory that cannot be written, in which no lock can be made.
   *
   * @throws InUse if this or another process holds it
   */
  public static void requireFree(Path directory) throws IOException, InUse {
    Path path = directory.toRealPath().resolve(FILE);
    if (HELD_HERE.contains(path)) {
      throw new InUse(directory, "this process");
    }
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      if (file.tryLock(LOCKED_BYTE, 1, true) == null) {
        throw new InUse(directory, text(file));
      }
    } catch (NoSuchFileException e) {
      // Nobody holds it.
    }
  }

  private static FileChannel locked(Path directory, Path path, String holder)
      throws IOException, InUse {
    Optional<Object> before = FileIdentity.of(path);
    FileChannel file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    if (file.tryLock(LOCKED_BYTE, 1, false) == null) {
      try (file) {
        throw new InUse(directory, text(file));
      }
    }
    if (before.isEmpty()
        || !before.equals(FileIdentity.of(path))) { // new, or removed by its last holder
      file.close();
      return locked(directory, path, holder);
    }
    file.truncate(0);
    file.write(StandardCharsets.UTF_8.encode(holder), 0);
    return file;
  }

  private static String text(FileChannel file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST_TEXT);
    file.read(bytes, 0);
    return StandardCharsets.UTF_8.decode(bytes.flip()).toString().strip();
  }

  /** Whether a file is the one that is locked. */
  boolean isKeptIn(Path file) {
    return file.getFileName().equals(path.getFileName());
  }

  /** Removes the lock file when the process ends, if it was not released before. */
  void deleteOnExit() {
    path.toFile().deleteOnExit();
  }

  /** Releases the directory and removes the lock file. */
  @Override
  public void close() throws IOException {
    if (file.isOpen()) {
      Files.deleteIfExists(path);
      file.close();
      HELD_HERE.remove(path);
    }
  }

  /** Another process holds the directory. */
  public static final class InUse extends Exception {
    private static final long serialVersionUID = 1;

    InUse(Path directory, String holder) {
      super(
          "%s is in use by %s".formatted(directory, holder.isEmpty() ? "another process" : holder));
    }
  }
}
