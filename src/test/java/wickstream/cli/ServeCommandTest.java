package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code serve} refuses before it listens. */
final class ServeCommandTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--port=70000 | --port must be 0 to 65535, was 70000",
        "--threads=0 | --threads must be 1 to 1024, was 0",
        "--concurrent=65 | --concurrent must be 1 to 64, was 65",
        "--max-campaigns=0 | --max-campaigns must be 1 to 100000, was 0",
        "--max-shards=0 | --max-shards must be 1 to 100000, was 0",
        "--metrics-retention=1 | --metrics-retention must be a number and a unit, such as 90m or \"1 day\", above 0 and at most 10^9 seconds, was 1",
        "--metrics-retention=0s | --metrics-retention must be a number and a unit",
        "--metrics-retention=-1h | --metrics-retention must be a number and a unit",
        "--set=port=1 | --set and --store are for --cluster"
      })
  void refuses(String option, String why) {
    assertRefused(why, option);
  }

  /** And no option of another command. */
  @Test
  void namesTheOptionOfItsDirectory() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertRefused("--data %s must be a directory".formatted(file), "--data", file.toString());
  }

  private static void assertRefused(String why, String... options) {
    String[] words = new String[options.length + 1];
    words[0] = "serve";
    System.arraycopy(options, 0, words, 1, options.length);
    Outcome outcome = Invocation.of(words);
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(outcome.err().lines())
        .singleElement()
        .asString()
        .startsWith("wickstream: " + why)
        .doesNotContain("--out");
  }
}
