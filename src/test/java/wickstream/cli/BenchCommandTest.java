package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code bench} refuses, before it measures anything. */
final class BenchCommandTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--widths=0|--widths must be 1 to 100000, was 0",
        "--widths=2,100001|--widths must be 1 to 100000, was 100001",
        "--widths=ten|'--widths' (N): 'ten'",
        "--estimators=plain,auto|--estimators must be some of plain, conditional, tilted, was auto",
        "--repetitions=0|--repetitions must be 1 to 1000, was 0",
        "--threads=0|--threads must be 1 to 1024, was 0",
        "--json=/nowhere/at/all.json|--json /nowhere/at/all.json must be in a directory that exists",
        "--fast|unknown option --fast",
        "10|'10'"
      })
  void refuses(String option, String why) {
    assertRefused(option, why);
  }

  @Test
  void refusesADirectoryAsAFile() {
    assertRefused("--json=" + directory, "must be a file, is a directory");
  }

  private static void assertRefused(String option, String why) {
    StringWriter err = new StringWriter();
    int exitCode = Main.commandLine().setErr(new PrintWriter(err, true)).execute("bench", option);
    assertThat(exitCode).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("wickstream: ")
        .contains(why);
  }
}
