package wickstream.cli.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import wickstream.physics.Estimator;

/** The hidden-unit loop in C, compiled for this processor, in a process of its own. */
public final class Yardstick implements AutoCloseable {
  private static final List<Estimator> ESTIMATORS = List.of(Estimator.PLAIN, Estimator.CONDITIONAL);

  private final WorkerProcess process;

  private Yardstick(WorkerProcess process) {
    this.process = process;
  }

  /**
   * Compiles and starts it, on one processor where there is taskset.
   *
   * @param compiler of C, GCC or Clang
   * @param source yardstick.c
   */
  public static Yardstick start(String compiler, Path source) throws Unavailable {
    WorkerProcess.requireCommand(compiler);
    if (!Files.isReadable(source)) {
      throw new Unavailable(source + " cannot be read");
    }
    try {
      Path directory = Files.createTempDirectory("wickstream-yardstick");
      Path program = directory.resolve("yardstick");
      try {
        compile(compiler, source, program);
        return new Yardstick(WorkerProcess.start(program.toString(), "--worker"));
      } finally { // which a process that runs does not need
        Files.deleteIfExists(program);
        Files.delete(directory);
      }
    } catch (IOException e) {
      throw new Unavailable(compiler + " has nowhere to write to: " + e.getMessage());
    }
  }

  private static void compile(String compiler, Path source, Path program)
      throws IOException, Unavailable {
    Process process =
        new ProcessBuilder(
                compiler,
                "-O3",
                "-march=native",
                "-ffp-contract=fast",
                "-o",
                program.toString(),
                source.toString(),
                "-lm")
            .redirectErrorStream(true)
            .start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new Unavailable(
            compiler + ": " + output.lines().findFirst().orElse("it failed without a word"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable(compiler + " was interrupted");
    }
  }

  /** Which compiler, and how long its vectors are. */
  public String version() {
    return process.greeting();
  }

  /** Whether it does this. */
  static boolean has(Part part, Estimator estimator) {
    return part == Part.HIDDEN_UNITS && ESTIMATORS.contains(estimator);
  }

  /** CPU nanoseconds per network and hidden unit, of one repetition. */
  double nanosecondsPerUnit(Estimator estimator, int width) throws Unavailable {
    return Double.parseDouble(ask("%s %d".formatted(estimator.label(), width)));
  }

  /** The answer to a request. */
  String ask(String request) throws Unavailable {
    return process.ask(request);
  }

  @Override
  public void close() {
    process.close();
  }
}
