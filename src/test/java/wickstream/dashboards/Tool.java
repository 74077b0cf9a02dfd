package wickstream.dashboards;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program of the system that the tests need.
 *
 * @param program where it is
 */
public record Tool(Path program) {

  /** A program on the path; without it CI fails, and a developer's test is skipped. */
  public static Tool named(String name) {
    Optional<Path> found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(directory -> Path.of(directory, name))
            .filter(Files::isExecutable)
            .findFirst();
    String missing = name + " is not on the path";
    if (!"true".equals(System.getenv("CI"))) {
      assumeTrue(found.isPresent(), missing);
    }
    return new Tool(found.orElseThrow(() -> new AssertionError(missing)));
  }

  /** Starts it in a directory, where all that it says goes to a file. */
  Process start(Path directory, Path said, String... arguments) {
    List<String> words = new ArrayList<>(List.of(program.toString()));
    words.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(words)
          .directory(directory.toFile())
          .redirectInput(new File("/dev/null"))
          .redirectErrorStream(true)
          .redirectOutput(said.toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs it to its end, which has to be a success. */
  public void run(Path directory, String... arguments) {
    try {
      Path said = Files.createTempFile("tool", ".out");
      int exitCode = start(directory, said, arguments).waitFor();
      String text = Files.readString(said);
      Files.delete(said);
      if (exitCode != 0) {
        throw new AssertionError("%s %s: %s".formatted(program, List.of(arguments), text));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
