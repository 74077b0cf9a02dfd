package wickstream.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The packaged program as users start it: in some directory, with some environment. Runs on the JDK
 * of the tests unless told otherwise, and sees no settings of the person who runs the tests.
 */
record Program(List<String> command, Path directory, Map<String, String> environment) {

  Program {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** Where the build put the distribution, which has an archive of classes for a faster start. */
  static Path home() {
    return Archived.HOME;
  }

  /** Made when first asked for; a second process of tests goes on without while the first does. */
  private static final class Archived {
    static final Path HOME = Path.of(System.getProperty("wickstream.home")).toAbsolutePath();

    static {
      Commands.succeeds(
          "env",
          "JAVA_HOME=" + System.getProperty("java.home"),
          "WICKSTREAM_ARCHIVE=make",
          HOME.resolve("bin/wickstream").toString());
    }
  }

  /** The program of the build, started in this directory. */
  static Program in(Path directory) {
    return new Program(
        List.of(home().resolve("bin/wickstream").toString()),
        directory,
        Map.of(
            "JAVA_HOME",
            System.getProperty("java.home"),
            "TERM",
            "xterm",
            "WICKSTREAM_ARCHIVE", // no more: directories of tests go before one would be made
            "use"));
  }

  /** The same program, started by other words. */
  Program startedBy(String... words) {
    return new Program(List.of(words), directory, environment);
  }

  /** The same program with one more variable in its environment. */
  Program with(String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new Program(command, directory, more);
  }

  /** The same program without a variable of its environment. */
  Program without(String variable) {
    Map<String, String> fewer = new HashMap<>(environment);
    fewer.remove(variable);
    return new Program(command, directory, fewer);
  }

  /** The same program on another JDK. */
  Program on(Path javaHome) {
    return with("JAVA_HOME", javaHome.toString());
  }

  /** Runs it to its end. */
  Outcome run(String... arguments) {
    try (RunningProgram running = start(arguments)) {
      return running.await();
    }
  }

  /** Starts it with nothing to read. */
  RunningProgram start(String... arguments) {
    List<String> words = new ArrayList<>(command);
    words.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
    builder.environment().keySet().removeIf(Program::isForeign);
    builder.environment().putAll(environment);
    try {
      File out = Files.createTempFile("wickstream", ".out").toFile();
      File err = Files.createTempFile("wickstream", ".err").toFile();
      builder.redirectInput(new File("/dev/null")).redirectOutput(out).redirectError(err);
      return new RunningProgram(builder.start(), out.toPath(), err.toPath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isForeign(String variable) {
    return variable.startsWith("WICKSTREAM_")
        || List.of("JAVA_HOME", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "COLUMNS", "TERM")
            .contains(variable);
  }
}
