package wickstream.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that a user names. What keeps it from being read is said in one line.
 *
 * @param path where it is
 * @param maxBytes how large it may be
 */
record InputFile(Path path, long maxBytes) {

  /** How a file is read. */
  interface Reading<T> {
    T from(Path path) throws IOException;
  }

  /**
   * What is read from the file.
   *
   * @throws InvalidConfiguration without a path if it cannot be read
   */
  <T> T read(Reading<T> reading) {
    try {
      if (Files.notExists(path)) {
        throw unreadable("no such file");
      }
      if (!Files.isRegularFile(path)) {
        throw unreadable("not a file");
      }
      if (Files.size(path) > maxBytes) {
        throw unreadable("larger than %d MB".formatted(maxBytes >> 20));
      }
      return reading.from(path);
    } catch (CharacterCodingException e) {
      throw unreadable("not text in UTF-8");
    } catch (IOException e) {
      throw unreadable(Files.isReadable(path) ? e.getMessage() : "permission denied");
    }
  }

  private InvalidConfiguration unreadable(String why) {
    return new InvalidConfiguration("", "cannot read %s: %s".formatted(path, why));
  }
}
