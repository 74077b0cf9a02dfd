package wickstream.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where results are to go, looked at before any work is done. */
final class OutputDirectory {
  private OutputDirectory() {}

  /**
   * Checks that a directory can be made or written to.
   *
   * @throws BadInput if it cannot
   */
  static void requireWritable(Path directory) {
    Path there = directory.toAbsolutePath().normalize();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      throw new BadInput(
          "--out %s cannot be written: %s is not a directory that you may write to"
              .formatted(directory, there));
    }
  }
}
