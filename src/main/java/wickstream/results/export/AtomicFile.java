package wickstream.results.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file that appears whole or not at all, whatever happens to the process. */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes a file beside its name, forces it to the disk, and gives it its name. */
  public static void replace(Path file, Content content) throws IOException {
    replaceAt(
        file,
        unfinished -> {
          try (OutputStream out =
              new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16)) {
            content.writeTo(out);
          }
        });
  }

  /** The same for a writer that opens the file, which is empty, by itself. */
  static void replaceAt(Path file, PlacedContent content) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.write(unfinished, new byte[0]);
      content.writeTo(unfinished);
      try (FileChannel written = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
        written.force(true);
      }
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException e) {
      if (Files.isRegularFile(unfinished)) {
        Files.delete(unfinished);
      }
      throw e;
    }
  }

  /** What a file is to hold. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** What a file is to hold, by the place where it is written. */
  @FunctionalInterface
  interface PlacedContent {
    void writeTo(Path unfinished) throws IOException;
  }
}
