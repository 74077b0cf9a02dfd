package wickstream.campaign;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import wickstream.config.BadInput;

/** Where results are to go, tried before any work is done. */
public final class OutputDirectory {
  private OutputDirectory() {}

  /**
   * Makes a directory, unless it exists, and writes a file there to see that it can be done.
   *
   * @param option that says where, such as {@code --out}
   * @throws BadInput if it cannot
   */
  public static void requireWritable(String option, Path directory) {
    requireWritable(directory, named(option, directory));
  }

  /** A directory as it is called before a user who gave it by an option. */
  public static String named(String option, Path directory) {
    return "%s %s".formatted(option, directory);
  }

  /**
   * The same for a directory that goes by some name before its user.
   *
   * @throws BadInput if it cannot be written to
   */
  static void requireWritable(Path directory, String name) {
    try {
      Files.createDirectories(directory);
      Files.delete(Files.createTempFile(directory, ".wickstream", ".tmp"));
    } catch (IOException e) {
      throw new BadInput(
          "%s must be a directory that you may write to: %s".formatted(name, reason(e)));
    }
  }

  /**
   * Checks that a file could be written where an option says, without leaving a trace.
   *
   * @throws BadInput if it could not
   */
  public static void requireWritableFile(String option, Path file) {
    if (Files.isDirectory(file)) {
      throw new BadInput("%s %s must be a file, is a directory".formatted(option, file));
    }
    Path directory = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(directory)) {
      throw new BadInput("%s %s must be in a directory that exists".formatted(option, file));
    }
    try {
      Files.delete(Files.createTempFile(directory, ".wickstream", ".tmp"));
    } catch (IOException e) {
      throw new BadInput(
          "%s %s must be a file that you may write: %s".formatted(option, file, reason(e)));
    }
  }

  /** Why a file could not be written, in words. */
  public static String reason(IOException failure) {
    if (!(failure instanceof FileSystemException problem)) {
      return failure.getMessage();
    }
    if (problem instanceof FileAlreadyExistsException) {
      return problem.getFile() + " is a file";
    }
    if (problem instanceof NoSuchFileException) {
      return problem.getFile() + " cannot be made";
    }
    if (problem instanceof AccessDeniedException) {
      return problem.getFile() + " may not be written to";
    }
    return problem.getMessage();
  }
}
