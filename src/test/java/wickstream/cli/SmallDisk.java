package wickstream.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file system in memory that can be full, read-only or without programs. Only root can have one.
 */
final class SmallDisk implements AutoCloseable {
  private static final int BLOCK = 4096;

  /** What is taken block by block, as others write meanwhile. */
  private static final int SPARE = 1 << 20;

  private final Path root;

  private SmallDisk(Path root) {
    this.root = root;
  }

  /** Mounts one on an empty directory; skips the test where that is not allowed. */
  static SmallDisk on(Path root) {
    assumeTrue(
        Commands.succeeds("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", root.toString()),
        "file systems cannot be mounted here");
    return new SmallDisk(root);
  }

  /** Takes all the space that is left. */
  void fill() {
    byte[] block = new byte[BLOCK];
    try (OutputStream filler = Files.newOutputStream(filler())) {
      filler.write(new byte[(int) Files.getFileStore(root).getUsableSpace() - SPARE]);
      while (Files.getFileStore(root).getUsableSpace() > 0) {
        filler.write(block);
      }
    } catch (IOException e) {
      // Others take space, too: it is full earlier than expected.
    }
  }

  private Path filler() {
    return root.resolve("filler");
  }

  /** Gives the space back. */
  void free() {
    try {
      Files.delete(filler());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void forbidWriting() {
    remount("ro");
  }

  void forbidExecuting() {
    remount("noexec");
  }

  void allowWriting() {
    remount("rw");
  }

  private void remount(String mode) {
    Commands.run(List.of("mount", "-o", "remount," + mode, root.toString()));
  }

  @Override
  public void close() {
    Commands.run(List.of("umount", root.toString()));
  }
}
