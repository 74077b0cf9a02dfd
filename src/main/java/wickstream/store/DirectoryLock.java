package wickstream.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Reserves a run directory for one process. The operating system lets go of it when the process
 * ends, however it ends.
 */
public final class DirectoryLock implements AutoCloseable {
  private static final String FILE = ".wickstream.lock";

  /** The byte that is locked lies beyond the text, which others may so read on any system. */
  private static final long LOCKED_BYTE = 1 << 20;

  private static final int LONGEST_TEXT = 1000;

  private final Path path;
  private final FileChannel file;

  private DirectoryLock(Path path, FileChannel file) {
    this.path = path;
    this.file = file;
  }

  /**
   * Reserves a directory that exists.
   *
   * @param holder what others are told of this process
   * @throws InUse if another process holds it
   */
  public static DirectoryLock of(Path directory, String holder) throws IOException, InUse {
    Path path = directory.resolve(FILE);
    Optional<Object> before = identity(path);
    FileChannel file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (!locked(file)) {
      try (file) {
        throw new InUse(directory, text(file));
      }
    }
    if (before.isEmpty() || !before.equals(identity(path))) { // new, or removed by its last holder
      file.close();
      return of(directory, holder);
    }
    file.truncate(0);
    file.write(StandardCharsets.UTF_8.encode(holder), 0);
    return new DirectoryLock(path, file);
  }

  /**
   * Which file this is, if there is one. It must not be opened to find out: on POSIX systems the
   * lock would go as soon as any channel to the file is closed.
   */
  private static Optional<Object> identity(Path path) throws IOException {
    try {
      Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
      return Optional.of(key == null ? path : key);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static boolean locked(FileChannel file) throws IOException {
    try {
      return file.tryLock(LOCKED_BYTE, 1, false) != null;
    } catch (OverlappingFileLockException e) {
      return false; // held by this very process
    }
  }

  private static String text(FileChannel file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(LONGEST_TEXT);
    file.read(bytes, 0);
    return StandardCharsets.UTF_8.decode(bytes.flip()).toString().strip();
  }

  /** Frees the directory and leaves nothing in it. */
  @Override
  public void close() throws IOException {
    if (file.isOpen()) {
      Files.deleteIfExists(path);
      file.close();
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
