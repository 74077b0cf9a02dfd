package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The program explains itself. */
final class HelpIT {
  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V"})
  void saysItsVersion(String option) {
    Outcome outcome = Program.in(directory).run(option);
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).matches("wickstream \\d+\\.\\d+\\.\\d+(-\\w+)?\n");
    assertThat(outcome.complaints()).isEmpty();
  }

  @Test
  void explainsCommandsExitCodesAndEnvironment() {
    Outcome outcome = Program.in(directory).run("--help");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.complaints()).isEmpty();
    assertThat(outcome.out())
        .startsWith("Measures")
        .contains("Exit codes:", "every shard converged", "bad input", "did not converge", "130")
        .contains(
            "WICKSTREAM_KERNEL",
            "WICKSTREAM_URL",
            "WICKSTREAM_TOKEN",
            "WICKSTREAM_JAVA_OPTS",
            "JAVA_HOME")
        .contains("  submit ", "  status ", "  watch ", "  results ")
        .contains(
            "  run ", "  exact ", "  export ", "  flow ", "  merge ", "  report ", "  doctor ")
        .contains("  bench ")
        .contains("conf/quickstart.conf");
  }

  @ParameterizedTest
  @CsvSource({
    "run, FILE.conf",
    "submit, FILE.conf",
    "status, NAME",
    "watch, Ctrl-C",
    "pause, NAME",
    "resume, NAME",
    "cancel, NAME",
    "extend, key=value",
    "priority, -100",
    "results, greens",
    "delete, --files",
    "exact, FILE.conf",
    "export, hdf5",
    "flow, wetterich",
    "flow passive, canonical-2pi",
    "flow active, 6-2d",
    "flow wetterich, alpha",
    "flow depth, --results",
    "merge, seed",
    "report, figure2-u4",
    "explain, TERM",
    "doctor, --physics",
    "bench, taskset",
    "completion, fish"
  })
  void explainsEachCommand(String command, String mentioned) {
    Outcome outcome = Invocation.of((command + " --help").split(" "));
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.complaints()).isEmpty();
    assertThat(outcome.out()).startsWith("Usage: wickstream " + command).contains(mentioned);
  }

  @Test
  void saysWhatTheExitCodesOfRunMean() {
    assertThat(Program.in(directory).run("run", "--help").out())
        .containsIgnoringCase("exit code")
        .contains("130", "converge");
  }

  @Test
  void needsACommand() {
    Outcome outcome = Program.in(directory).run();
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.complaints())
        .singleElement()
        .asString()
        .contains("run", "exact", "doctor", "bench", "--help");
  }

  @Test
  void doctorSaysWhatIsThere() {
    Outcome outcome = Program.in(directory).run("doctor");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.complaints()).isEmpty();
    assertThat(outcome.out())
        .contains(
            System.getProperty("java.version"), "cores", "kernel", "vector module", "SQLite 3.")
        .contains("ns per hidden unit");
  }
}
