package wickstream.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The program's commands within the process of the tests: for what needs no packaged program. */
final class Invocation {
  private Invocation() {}

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
