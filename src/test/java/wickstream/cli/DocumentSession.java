package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A reader who types the commands of a document, one after the other, in a directory with the files
 * of the distribution.
 */
final class DocumentSession implements AutoCloseable {
  private static final String SERVE = "wickstream serve";
  private static final String DAEMON = "http://127.0.0.1:7870/";
  private static final Path RUN = Path.of("runs/quickstart");
  private static final Pattern DURATION = Pattern.compile(" in [0-9.]+ s$");
  private static final String ANY_LINES = "…";

  /** What stands in commands whose Python needs pandas. */
  private static final String PANDAS = "PYTHONPATH=";

  private final Path directory;
  private RunningDaemon daemon;

  DocumentSession(Path directory) {
    this.directory = directory;
    for (String name : new String[] {"conf", "dashboards"}) {
      link(directory.resolve(name), Program.home().resolve(name));
    }
    link(directory.resolve("target/wickstream"), Program.home());
  }

  private static void link(Path link, Path target) {
    try {
      Files.createDirectories(link.getParent());
      Files.createSymbolicLink(link, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Types the blocks of a document that tests can run. */
  void type(Document document) {
    document.blocks().stream().filter(CodeBlock::isRun).forEach(this::type);
  }

  private void type(CodeBlock block) {
    block.file().ifPresent(name -> write(directory.resolve(name), block.text()));
    for (CodeBlock.Command command : block.commands()) {
      if (command.line().startsWith(SERVE)) {
        serve(command.line().strip());
      } else if (!command.line().contains(PANDAS) || hasPandas()) {
        check(command, block.isTranscript(), run(command.line()));
      }
    }
  }

  /** Without pandas CI fails, and others do without these commands. */
  private static boolean hasPandas() {
    boolean isThere = Python.ofDocuments().isPresent();
    assertThat(isThere || !"true".equals(System.getenv("CI")))
        .as("pandas, xarray and h5netcdf")
        .isTrue();
    return isThere;
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** On a free port, which the later commands of the document are told. */
  private void serve(String line) {
    assertThat(line).as("a daemon of the tests").isEqualTo(SERVE);
    daemon = RunningDaemon.in(directory);
  }

  /** Runs a command by a shell, after the run whose results it reads. */
  private Outcome run(String line) {
    if (line.contains(RUN.toString()) && !Files.exists(directory.resolve(RUN))) {
      shell("wickstream run conf/quickstart.conf --quiet");
    }
    return shell(line);
  }

  private Outcome shell(String line) {
    String path =
        Stream.concat(
                Python.ofDocuments().map(python -> Python.onPathBelow(directory, python)).stream(),
                Stream.of(
                    Program.home().resolve("bin"), Path.of(System.getProperty("java.home"), "bin")))
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    Program shell =
        Program.in(directory)
            .startedBy("bash", "-e", "-c")
            .with("PATH", path + File.pathSeparator + System.getenv("PATH"))
            .with("WICKSTREAM_CLUSTER_PASSWORD", "changeit");
    if (daemon == null) {
      return shell.run(line);
    }
    String uri = daemon.uri("/").toString();
    return shell.with("WICKSTREAM_URL", uri).run(line.replace(DAEMON, uri));
  }

  /** A transcript may show a failure, with or without what is said of it on standard error. */
  private static void check(CodeBlock.Command command, boolean isTranscript, Outcome outcome) {
    String everything = outcome.out() + "\n" + String.join("\n", outcome.complaints());
    if (!isTranscript) {
      assertThat(outcome.exitCode()).as("%s%n%s", command.line(), everything).isZero();
      return;
    }
    Pattern expected = pattern(command.output());
    String shown = expected.matcher(tidy(outcome.out())).matches() ? outcome.out() : everything;
    assertThat(tidy(shown)).as(command.line()).matches(expected);
    assertThat(outcome.exitCode())
        .as("%s%n%s", command.line(), everything)
        .isIn(ExitCode.OK, ExitCode.BAD_INPUT, ExitCode.NOT_CONVERGED);
  }

  /** The lines that are shown, of which those with an ellipsis stand for others. */
  private static Pattern pattern(List<String> lines) {
    String text = tidy(String.join("\n", lines));
    return Pattern.compile(
        text.lines()
            .map(line -> line.equals(ANY_LINES) ? "(?:.*\n)*?" : exact(line) + "\n")
            .collect(Collectors.joining()));
  }

  private static String exact(String line) {
    return Pattern.quote(line).replace(ANY_LINES, "\\E.*\\Q");
  }

  /** Without what differs from run to run, and without empty lines at either end. */
  private static String tidy(String text) {
    String tidy =
        text.lines()
            .map(line -> DURATION.matcher(line.stripTrailing()).replaceFirst(" in 1 s"))
            .collect(Collectors.joining("\n"));
    return tidy.replaceFirst("^\n+", "").stripTrailing() + (tidy.isBlank() ? "" : "\n");
  }

  @Override
  public void close() {
    if (daemon != null) {
      daemon.close();
    }
  }
}
