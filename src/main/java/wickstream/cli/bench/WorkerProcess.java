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

/**
 * A process that first says what it is, and then answers each line with a line. It ends when its
 * input is closed.
 */
final class WorkerProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter requests;
  private final String greeting;

  private WorkerProcess(Process process) throws Unavailable {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.requests = process.outputWriter(StandardCharsets.UTF_8);
    this.greeting = answer();
  }

  /** Starts a program, on one processor where there is taskset. */
  static WorkerProcess start(String program, String... arguments) throws Unavailable {
    requireCommand(program);
    List<String> words = new ArrayList<>(pinned());
    words.add(program);
    words.addAll(List.of(arguments));
    try {
      return new WorkerProcess(new ProcessBuilder(words).start());
    } catch (IOException e) {
      throw new Unavailable(program + " cannot be started");
    }
  }

  static void requireCommand(String program) throws Unavailable {
    if (!isCommand(program)) {
      throw new Unavailable(program + " cannot be started");
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

  /** What it is. */
  String greeting() {
    return greeting;
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
