package wickstream.persistence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Which file a path refers to, determined without opening it. */
final class FileIdentity {
  private FileIdentity() {}

  /** Equal for the same file and different for another in its place; empty if there is none. */
  static Optional<Object> of(Path path) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      Object key = attributes.fileKey();
      return Optional.of(key == null ? attributes.creationTime() : key); // Windows has no keys
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
