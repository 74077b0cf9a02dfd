package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wickstream.cli.bench.Numpy;
import wickstream.cli.bench.Unavailable;

/** {@code bench} measures, tells, and ends when told to. */
final class BenchIT {
  @TempDir private Path directory;

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(directory.resolve("bench.json").toFile());
  }

  @Tag("full")
  @Test
  void measuresBesideNumpyAndOnTwoThreads() throws IOException, Unavailable {
    Numpy.worker().close();
    Outcome outcome =
        Program.in(directory)
            .run(
                "bench",
                "--widths=2",
                "--estimators=plain,tilted",
                "--repetitions=1",
                "--launches=1",
                "--threads=2",
                "--json=bench.json");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.complaints()).allMatch(line -> line.startsWith("measuring "));
    assertThat(outcome.out())
        .contains("NumPy tuned", "NumPy natural", "2 threads", "Everything is in bench.json");
    JsonNode json = json();
    assertThat(json.path("schema").asText()).isEqualTo("wickstream-bench/1");
    for (String fact : List.of("wickstream", "date", "processor", "java", "kernel", "numpy")) {
      assertThat(json.path(fact).asText()).as(fact).isNotBlank();
    }
    assertThat(json.path("costs")).hasSize(4).allSatisfy(BenchIT::isMeasured);
    JsonNode gain = json.path("threads").path(0);
    assertThat(gain.path("estimator").asText()).isEqualTo("tilted");
    assertThat(gain.path("gain").path("median").asDouble()).isBetween(0.05, 20.0);
    assertThat(gain.path("many").path("networks").asLong()).isPositive();
    assertThat(gain.path("many").path("shareOutsideSampling").asDouble()).isBetween(-0.1, 1.0);
  }

  private static void isMeasured(JsonNode cost) {
    assertThat(cost.path("width").asInt()).isEqualTo(2);
    double here = cost.path("nanosecondsPerUnit").path("median").asDouble();
    double there = cost.path("numpyNanosecondsPerUnit").path("median").asDouble();
    assertThat(here).isPositive();
    assertThat(cost.path("ratio").path("repetitions")).hasSize(1);
    assertThat(cost.path("ratio").path("median").asDouble()).isEqualTo(there / here);
  }

  @Test
  void leavesNumpyOutWhereThereIsNone() throws IOException {
    Outcome outcome =
        Program.in(directory)
            .run(
                "bench",
                "--widths=2",
                "--estimators=conditional",
                "--repetitions=1",
                "--launches=1",
                "--threads=1",
                "--python=/no/such/python",
                "--cc=/no/such/cc",
                "--json=bench.json");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.complaints())
        .filteredOn(line -> line.startsWith("wickstream: "))
        .containsExactly(
            "wickstream: no comparison with NumPy: /no/such/python cannot be started",
            "wickstream: no comparison with C: /no/such/cc cannot be started");
    assertThat(json().path("costs"))
        .hasSize(3)
        .allSatisfy(cost -> assertThat(cost.path("ratio").isNull()).isTrue());
    assertThat(json().path("threads")).isEmpty();
  }

  @Test
  void endsWhenInterrupted() {
    Program program =
        Program.in(directory)
            .startedBy(
                "env", "--default-signal=INT", Program.home().resolve("bin/wickstream").toString());
    try (RunningProgram running = program.start("bench", "--json=bench.json")) {
      running.awaitOnStandardError(
          Pattern.compile("measuring launch 1 of 5: hidden-unit loop, plain"));
      Outcome outcome = running.endedBy("INT");
      assertThat(outcome.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
      assertThat(outcome.took()).isLessThan(Duration.ofSeconds(4));
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.err()).doesNotContain("\tat ", "Traceback");
    }
    assertThat(directory).isEmptyDirectory();
  }
}
