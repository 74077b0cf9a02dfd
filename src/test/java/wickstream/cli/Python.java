package wickstream.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Python on the machine of the tests: the first that has the modules a test is about. */
final class Python {
  /** Another one may come first on the path than the one that Debian's packages are for. */
  private static final Path SYSTEM = Path.of("/usr/bin/python3");

  private Python() {}

  /** With what the documents need. */
  static Optional<Path> ofDocuments() {
    return OfDocuments.FOUND;
  }

  /** Looked for once. */
  private static final class OfDocuments {
    static final Optional<Path> FOUND = having("pandas, xarray, h5netcdf");
  }

  private static Optional<Path> having(String modules) {
    return Stream.concat(
            Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, "python3")),
            Stream.of(SYSTEM))
        .filter(Files::isExecutable)
        .filter(python -> Commands.succeeds(python.toString(), "-c", "import " + modules))
        .findFirst();
  }

  /** With these modules, separated by commas; without it CI fails, and others skip the test. */
  static Path having(String modules, String packages) {
    Optional<Path> found = having(modules);
    String missing = "there is no Python with %s (%s)".formatted(modules, packages);
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(found.isPresent(), missing);
    }
    return found.orElseThrow(() -> new AssertionError(missing));
  }

  /** A directory that has this Python as {@code python3}, to be put on the path. */
  static Path onPathBelow(Path directory, Path python) {
    try {
      Path bin = Files.createDirectories(directory.resolve("python"));
      Path link = bin.resolve("python3");
      if (!Files.exists(link)) {
        Files.createSymbolicLink(link, python);
      }
      return bin;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
