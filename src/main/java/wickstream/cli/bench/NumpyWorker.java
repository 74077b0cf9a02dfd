package wickstream.cli.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import wickstream.physics.Estimator;

/**
 * A process that does the same work in NumPy: it answers each line that says what to measure with a
 * line. It ends when its input is closed.
 */
public final class NumpyWorker implements AutoCloseable {

  /** Why there is no comparison with NumPy, in one line. */
  public static final class Unavailable extends Exception {
    private static final long serialVersionUID = 1;

    Unavailable(String reason) {
      super(reason);
    }
  }

  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter requests;
  private final String versions;

  private NumpyWorker(Process process) throws Unavailable {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.requests = process.outputWriter(StandardCharsets.UTF_8);
    this.versions = answer();
  }

  /**
   * Starts a worker, on one processor where there is taskset.
   *
   * @param python the interpreter
   * @param script numpy_comparison.py
   */
  public static NumpyWorker start(String python, Path script) throws Unavailable {
    if (!isCommand(python)) {
      throw new Unavailable(python + " cannot be started");
    }
    if (!Files.isReadable(script)) {
      throw new Unavailable(script + " cannot be read");
    }
    List<String> words = new ArrayList<>(pinned());
    words.addAll(List.of(python, script.toString(), "--worker"));
    try {
      return new NumpyWorker(new ProcessBuilder(words).start());
    } catch (IOException e) {
      throw new Unavailable(python + " cannot be started");
    }
  }

  /** The words that keep a process on one processor; none where that cannot be had. */
  private static List<String> pinned() {
    Optional<String> processor = Machine.firstProcessor().filter(first -> isCommand("taskset"));
    return processor.map(first -> List.of("taskset", "-c", first)).orElse(List.of());
  }

  /** Whether a word names a program: with a slash by itself, else in a directory of the path. */
  private static boolean isCommand(String word) {
    String places = word.contains("/") ? "" : Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(places.split(File.pathSeparator))
        .map(place -> Path.of(place).resolve(word))
        .anyMatch(program -> Files.isExecutable(program) && !Files.isDirectory(program));
  }

  /** Which NumPy and which Python. */
  public String versions() {
    return versions;
  }

  /** CPU nanoseconds per network and hidden unit, of one repetition. */
  double nanosecondsPerUnit(Part part, Estimator estimator, int width) throws Unavailable {
    return Double.parseDouble(ask("%s_%s %d".formatted(part.rival(), estimator.label(), width)));
  }

  /** The answer to a request. */
  String ask(String request) throws Unavailable {
    try {
      requests.write(request + "\n");
      requests.flush();
    } catch (IOException e) {
      throw ended();
    }
    return answer();
  }

  private String answer() throws Unavailable {
    try {
      String line = answers.readLine();
      if (line != null) {
        return line;
      }
    } catch (IOException e) {
      // The message is below.
    }
    throw ended();
  }

  /** The last line of its standard error, which says why it ended. */
  private Unavailable ended() {
    try (BufferedReader complaints = process.errorReader(StandardCharsets.UTF_8)) {
      return new Unavailable(
          complaints
              .lines()
              .filter(line -> !line.isBlank())
              .reduce((previous, later) -> later)
              .orElse("it ended without a word"));
    } catch (IOException e) {
      return new Unavailable("it ended without a word");
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
