package wickstream.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** The program's commands within the process of the tests: for what needs no packaged program. */
final class Invocation {
  /** Options that say where something is to go. */
  private static final Set<String> RESULTS = Set.of("--out", "--csv", "--json");

  private Invocation() {}

  /**
   * Runs a command as if it had been started in a directory: files that are there, and those that
   * an option names as a result, are those of the directory, and what is said of them leaves it
   * out.
   */
  static Outcome in(Path directory, String... arguments) {
    String[] words = arguments.clone();
    for (int i = 0; i < words.length; i++) {
      int value = words[i].startsWith("--") ? words[i].indexOf('=') + 1 : 0;
      String option = value > 0 ? words[i].substring(0, value - 1) : words[Math.max(0, i - 1)];
      String file = words[i].substring(value);
      if (!file.isEmpty() && (RESULTS.contains(option) || Files.exists(directory.resolve(file)))) {
        words[i] = words[i].substring(0, value) + directory.resolve(file);
      }
    }
    Outcome outcome = of(words);
    String prefix = directory + "/";
    return new Outcome(
        outcome.exitCode(),
        outcome.out().replace(prefix, ""),
        outcome.err().replace(prefix, ""),
        outcome.took());
  }

  /** Runs a command to its end, with both streams caught. */
  static Outcome of(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream usualOut = System.out;
    PrintStream usualErr = System.err;
    long began = System.nanoTime();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      int exitCode =
          Main.commandLine().setErr(new PrintWriter(System.err, true)).execute(arguments);
      return new Outcome(
          exitCode,
          out.toString(StandardCharsets.UTF_8),
          err.toString(StandardCharsets.UTF_8),
          Duration.ofNanos(System.nanoTime() - began));
    } finally {
      System.setOut(usualOut);
      System.setErr(usualErr);
    }
  }
}
