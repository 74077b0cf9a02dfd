package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A campaign that is interrupted ends within moments and leaves what it has measured. */
final class InterruptIT {
  /** Two seconds are promised; the rest is for a machine with other things to do. */
  private static final Duration GOODBYE = Duration.ofSeconds(4);

  private static final Pattern MEASURING =
      Pattern.compile("N = 5, .*: [1-9][0-9 ]* of .* networks");
  private static final Pattern STARTED = Pattern.compile("N = 100000, .*: 0 of .* networks");

  @TempDir private Path directory;
  private Program program;

  @BeforeEach
  void prepare() {
    Campaigns.tinyIn(directory);
    // Progress appears at once on a terminal, and a shell in the background would have its
    // children ignore interrupts.
    program =
        Program.in(directory)
            .startedBy(
                "env", "--default-signal=INT", Program.home().resolve("bin/wickstream").toString())
            .with("WICKSTREAM_JAVA_OPTS", "-Dwickstream.terminal=true -Dwickstream.columns=120");
  }

  private RunningProgram start(String... options) {
    List<String> words = new ArrayList<>(List.of("run", "tiny.conf", "--out=out"));
    words.addAll(List.of(Campaigns.ENDLESS));
    words.addAll(List.of(options));
    return program.start(words.toArray(String[]::new));
  }

  private JsonNode shards() throws IOException {
    Path json = directory.resolve("out/results.json");
    return new ObjectMapper().readTree(json.toFile()).path("shards");
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void writesWhatWasMeasured(String signal, int exitCode) throws IOException {
    try (RunningProgram running = start()) {
      running.awaitOnStandardError(MEASURING);
      Outcome outcome = running.endedBy(signal);
      assertThat(outcome.took()).isLessThan(GOODBYE);
      assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(exitCode);
      assertThat(outcome.err()).doesNotContain("\tat ");
      assertThat(outcome.out()).contains("0 of 4 shards converged", "Results are in out");
    }
    assertThat(shards())
        .hasSize(4)
        .allSatisfy(s -> assertThat(s.path("verdict").asText()).isEqualTo("cancelled"))
        .anySatisfy(
            s -> {
              assertThat(s.path("networks").asLong()).isPositive();
              assertThat(s.path("couplings").path("u4").path("value").isNumber()).isTrue();
              assertThat(s.path("greens")).hasSize(21 + 126);
            });
    assertThat(directory.resolve("out"))
        .isDirectoryContaining("glob:**/results.csv")
        .isDirectoryContaining("glob:**/greens.csv")
        .isDirectoryNotContaining("glob:**.tmp");
  }

  /** A bag of 10^11 hidden units takes half an hour; nobody waits for it. */
  @Test
  void doesNotWaitForAnEnormousBag() throws IOException {
    try (RunningProgram running =
        start("--set=bag-size=1000000", "--set=widths=[100000]", "--set=sigma-w=[1.0]")) {
      running.awaitOnStandardError(STARTED);
      Outcome outcome = running.endedBy("INT");
      assertThat(outcome.took()).isLessThan(GOODBYE);
      assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(130);
      assertThat(outcome.err()).doesNotContain("\tat ");
    }
    assertThat(shards())
        .singleElement()
        .satisfies(
            shard -> {
              assertThat(shard.path("verdict").asText()).isEqualTo("cancelled");
              assertThat(shard.path("networks").asLong()).isZero();
            });
  }
}
