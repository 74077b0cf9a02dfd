package wickstream.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Commands of the system that have to succeed. */
final class Commands {
  private Commands() {}

  /** Runs a command to its end; services that it starts may go on. */
  static void run(List<String> words) {
    Outcome outcome = outcome(words);
    if (outcome.exitCode() != 0) {
      throw new AssertionError("%s: %s".formatted(words, outcome.out()));
    }
  }

  /** Whether a command succeeds. */
  static boolean succeeds(String... words) {
    return outcome(List.of(words)).exitCode() == 0;
  }

  private static Outcome outcome(List<String> words) {
    long began = System.nanoTime();
    try {
      Path out = Files.createTempFile("command", ".out"); // a service would hold a pipe open
      Process process =
          new ProcessBuilder(words)
              .directory(out.getParent().toFile())
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      int exitCode = process.waitFor();
      String text = Files.readString(out);
      Files.delete(out);
      return new Outcome(exitCode, text, "", Duration.ofNanos(System.nanoTime() - began));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
