package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Progress is redrawn on a terminal and told in plain lines elsewhere. */
final class ProgressIT {
  private static final String ESCAPE = "\033[";
  private static final Pattern CONTROL = Pattern.compile("\033\\[[?\\d]*[A-Za-z]");
  private static final Pattern BAR = Pattern.compile("^[█░]+ ");
  private static final int COLUMNS = 50;

  @TempDir private Path directory;
  private Program program;

  @BeforeEach
  void prepare() {
    Campaigns.tinyIn(directory);
    program = Program.in(directory);
  }

  @Test
  void isPlainLinesInAFile() {
    Outcome outcome = program.run("run", "tiny.conf");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out() + outcome.err()).doesNotContain(ESCAPE, "\r");
    List<String> lines = outcome.complaints();
    assertThat(lines.get(0)).matches("tiny: 4 shards on \\d+ threads?");
    assertThat(lines.subList(1, lines.size()))
        .as("one line a shard")
        .hasSize(4)
        .allSatisfy(
            line -> assertThat(line).startsWith("N = ").contains("u4 = ").endsWith("converged"));
  }

  @Tag("full")
  @Test
  void staysWithinTheColumnsThatTheLauncherSays() {
    Outcome outcome =
        program
            .with(
                "WICKSTREAM_JAVA_OPTS",
                "-Dwickstream.terminal=true -Dwickstream.columns=" + COLUMNS)
            .run("run", "tiny.conf", "--set=widths=[5]", "--set=stop.relative-error=0.01");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    redrawnWithinTheColumns(String.join("\n", outcome.complaints()));
    assertThat(outcome.err()).as("cleared at the end").endsWith(ESCAPE + "J");
    assertThat(outcome.out()).doesNotContain(ESCAPE);
  }

  @Tag("full")
  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "eighty"})
  void isNoObstacleOnATerminalOfAnyWidth(String columns) {
    Outcome outcome =
        program
            .with("COLUMNS", columns)
            .with("WICKSTREAM_JAVA_OPTS", "-Dwickstream.terminal=true")
            .run("run", "tiny.conf", "--set=widths=[5]");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.err()).doesNotContain("wickstream: ", "\tat ");
    assertThat(directory.resolve("runs/tiny/results.json")).exists();
  }

  /** Script of util-linux gives a terminal; where there is another one, the launcher is told. */
  @Test
  void isRedrawnInATerminal() {
    boolean terminal = program.startedBy("script", "--version").run().out().contains("util-linux");
    Program shown =
        terminal
            ? program.startedBy("script", "-qec")
            : program
                .with("WICKSTREAM_JAVA_OPTS", "-Dwickstream.terminal=true")
                .startedBy("sh", "-c");
    Outcome outcome =
        shown.run(
            (terminal ? "stty cols %d; " : "COLUMNS=%d ").formatted(COLUMNS)
                + "'%s' run tiny.conf --set widths=[5] --set stop.relative-error=0.01"
                    .formatted(Program.home().resolve("bin/wickstream")),
            "/dev/null");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    redrawnWithinTheColumns(outcome.out() + outcome.err());
  }

  @Tag("full")
  @Test
  void isPlainOnADumbTerminal() {
    Outcome outcome =
        program
            .with("TERM", "dumb")
            .with("WICKSTREAM_JAVA_OPTS", "-Dwickstream.terminal=true")
            .run("run", "tiny.conf", "--set=widths=[5]");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.err()).doesNotContain(ESCAPE);
  }

  private static void redrawnWithinTheColumns(String screen) {
    assertThat(screen).contains(ESCAPE);
    List<String> lines =
        CONTROL
            .matcher(screen)
            .replaceAll("")
            .lines()
            .map(line -> line.replace("\r", ""))
            .filter(line -> line.startsWith("N = ") || BAR.matcher(line).find())
            .toList();
    assertThat(lines)
        .anySatisfy(line -> assertThat(line).startsWith("N = "))
        .anySatisfy(line -> assertThat(line).containsPattern(BAR))
        .allSatisfy(line -> assertThat(line.length()).isLessThan(COLUMNS));
  }
}
