package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.dashboards.Tool;

/** Colours are on terminals that want them, and nowhere else unless asked for. */
final class ColourIT {
  private static final String GREEN = "\033[32mconverged\033[0m";
  private static final String YELLOW = "\033[33mwickstream:\033[0m stop.max-time is set";
  private static final String RED = "\033[31mwickstream:\033[0m ";

  @TempDir private Path directory;
  private Program program;

  @BeforeEach
  void prepare() {
    Campaigns.tinyIn(directory);
    program = Program.in(directory).without("NO_COLOR");
  }

  private Outcome run(Program program, String... options) {
    String[] arguments = {"run", "tiny.conf", "--quiet", "--force", "--set=stop.max-time=1 hour"};
    String[] all = Arrays.copyOf(arguments, arguments.length + options.length);
    System.arraycopy(options, 0, all, arguments.length, options.length);
    Outcome outcome = program.run(all);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return outcome;
  }

  @Test
  void filesHaveThemOnRequestOnly() {
    Outcome plain = run(program);
    assertThat(plain.out() + plain.err()).doesNotContain("\033");
    Outcome coloured = run(program, "--color=always");
    assertThat(coloured.out()).contains(GREEN);
    assertThat(coloured.err()).contains(YELLOW);
    assertThat(coloured.out().replaceAll("\033\\[\\d*m", "").replaceAll(" in .* s\n", ""))
        .isEqualTo(plain.out().replaceAll(" in .* s\n", ""));
    assertThat(program.run("--color", "always", "rnu").err()).startsWith(RED + "unknown command");
  }

  @ParameterizedTest
  @CsvSource({"'',true", "NO_COLOR=1,false", "NO_COLOR=,true", "TERM=dumb,false"})
  void terminalsHaveThemUnlessTheyDoNotWantThem(String setting, boolean areThere) {
    Outcome outcome = onATerminal("env %s '%s' run tiny.conf --force --quiet", setting);
    assertThat(outcome.out().contains(GREEN)).as(outcome.out()).isEqualTo(areThere);
  }

  @Test
  void theOptionGoesBeforeAll() {
    assertThat(onATerminal("env %s '%s' run tiny.conf -q --force --color=never", "").out())
        .contains("converged")
        .doesNotContain("\033");
    assertThat(
            onATerminal("env %s '%s' run tiny.conf -q --force --color always", "NO_COLOR=1").out())
        .contains(GREEN);
  }

  private Outcome onATerminal(String command, String setting) {
    Outcome outcome =
        program
            .startedBy(Tool.named("script").program().toString(), "-qec")
            .run(command.formatted(setting, Program.home().resolve("bin/wickstream")), "/dev/null");
    assertThat(outcome.exitCode()).as(outcome.out()).isZero();
    return outcome;
  }
}
