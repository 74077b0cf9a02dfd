package wickstream.results.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Writes files that appear whole or not at all, whatever happens to the process. */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes a file beside its name, forces it to the disk, and gives it its name. */
  public static void replace(Path file, Content content) throws IOException {
    replaceAt(file, unfinished -> write(unfinished, content));
  }

  /** The same for a writer that opens the file, which is empty, by itself. */
  static void replaceAt(Path file, PlacedContent content) throws IOException {
    try {
      begin(file, content);
      finish(file);
    } catch (IOException | RuntimeException e) {
      discard(file);
      throw e;
    }
  }

  /**
   * The same for several files, which get their names only once all of them are written. To turn
   * numbers into text takes long: the first is written by this thread, meanwhile the others by
   * another.
   *
   * @param files at least one, in the order in which they get their names
   */
  static void replaceTogether(Map<Path, Content> files) throws IOException {
    List<Path> names = List.copyOf(files.keySet());
    CompletableFuture<Void> others = new CompletableFuture<>();
    Thread writer = new Thread(() -> begin(names.subList(1, names.size()), files, others), "files");
    writer.start();
    try {
      try {
        begin(names.get(0), unfinished -> write(unfinished, files.get(names.get(0))));
      } finally {
        others.exceptionally(failure -> null).join();
      }
      requireDone(others);
      for (Path file : names) {
        finish(file);
      }
    } catch (IOException | RuntimeException e) {
      for (Path file : names) {
        discard(file);
      }
      throw e;
    }
  }

  private static void begin(
      List<Path> names, Map<Path, Content> files, CompletableFuture<Void> done) {
    try {
      for (Path file : names) {
        begin(file, unfinished -> write(unfinished, files.get(file)));
      }
      done.complete(null);
    } catch (IOException | RuntimeException | Error e) {
      done.completeExceptionally(e);
    }
  }

  private static void requireDone(CompletableFuture<Void> done) throws IOException {
    try {
      done.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw (Error) e.getCause();
    }
  }

  private static Path unfinished(Path file) {
    return file.resolveSibling(file.getFileName() + ".tmp");
  }

  private static void write(Path unfinished, Content content) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16)) {
      content.writeTo(out);
    }
  }

  private static void begin(Path file, PlacedContent content) throws IOException {
    Path unfinished = unfinished(file);
    Files.write(unfinished, new byte[0]);
    content.writeTo(unfinished);
    try (FileChannel written = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      written.force(true);
    }
  }

  private static void finish(Path file) throws IOException {
    Files.move(
        unfinished(file),
        file,
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static void discard(Path file) throws IOException {
    if (Files.isRegularFile(unfinished(file))) {
      Files.delete(unfinished(file));
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
