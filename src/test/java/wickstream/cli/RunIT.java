package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code run} says, where it writes, and how it ends. */
final class RunIT {
  @TempDir private Path directory;
  private Program program;

  @BeforeEach
  void writeCampaign() {
    Campaigns.tinyIn(directory);
    program = Program.in(directory);
  }

  @Test
  void endsWithATableAndTheResultsInTheDefaultDirectory() {
    Outcome outcome = program.run("run", "tiny.conf");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    List<String> lines = outcome.out().lines().toList();
    assertThat(lines.get(0)).matches(" *N  sigma_W +u4 ± error +exact +pull +verdict +networks");
    String number = "-?\\d+\\.\\d+";
    assertThat(lines.subList(1, 5))
        .allSatisfy(
            line ->
                assertThat(line)
                    .matches(
                        " *\\d+ +[12] +%1$s ± %1$s +%1$s +[+-]\\d\\.\\d\\d +converged +4 000"
                            .formatted(number)));
    assertThat(lines.get(6)).startsWith("4 of 4 shards converged");
    assertThat(lines.get(7)).isEqualTo("Results are in runs/tiny");
    assertThat(directory.resolve("runs/tiny"))
        .isDirectoryContaining("glob:**/results.json")
        .isDirectoryContaining("glob:**/results.csv")
        .isDirectoryContaining("glob:**/greens.csv")
        .isDirectoryContaining("glob:**/fits.csv")
        .isDirectoryNotContaining("glob:**.tmp");
  }

  @Tag("full")
  @Test
  void logsHowLongEveryBagAndJudgementTook() throws IOException {
    assertThat(program.run("run", "tiny.conf", "--quiet").exitCode()).isZero();
    Map<String, Long> counts = new HashMap<>();
    try (HistogramLogReader log =
        new HistogramLogReader(directory.resolve("runs/tiny/latency.hlog").toFile())) {
      while (log.hasNext()) {
        Histogram interval = (Histogram) log.nextIntervalHistogram();
        counts.merge(interval.getTag(), interval.getTotalCount(), Long::sum);
      }
    }
    // Four shards of 4 000 networks in bags of 200, judged once each.
    assertThat(counts).isEqualTo(Map.of("bag", 80L, "judgement", 4L));
  }

  @Tag("full")
  @Test
  void runsOnWithoutItsLog() throws IOException {
    Files.createDirectories(directory.resolve("out/latency.hlog/in the way"));
    Outcome outcome = program.run("run", "tiny.conf", "--quiet", "--out=out");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.complaints())
        .singleElement()
        .asString()
        .startsWith("wickstream: latencies cannot be logged: ")
        .contains("out/latency.hlog");
  }

  @Test
  void keepsExistingResultsUnlessForced() throws IOException {
    Path old = directory.resolve("out/results.json");
    Files.createDirectory(old.getParent());
    Files.writeString(old, "precious");
    Outcome refused = program.run("run", "tiny.conf", "--out", "out");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.complaints()).singleElement().asString().contains("out", "--force");
    assertThat(old).hasContent("precious");

    Outcome forced = program.run("run", "tiny.conf", "--out", "out", "--force");
    assertThat(forced.exitCode()).as(forced.err()).isZero();
    assertThat(new ObjectMapper().readTree(old.toFile()).path("campaign").asText())
        .isEqualTo("tiny");
  }

  @Tag("full")
  @Test
  void showsItsTableEvenIfTheResultsCannotBeWritten() throws IOException {
    Files.createDirectories(directory.resolve("bad/results.json/in the way"));
    Outcome outcome = program.run("run", "tiny.conf", "--quiet", "--out", "bad", "--force");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).contains("4 of 4 shards converged");
    assertThat(outcome.complaints())
        .singleElement()
        .asString()
        .startsWith("wickstream: the results could not be written: ")
        .contains("bad/results.json");
  }

  @Test
  void saysWhenAShardDidNotConverge() throws IOException {
    Outcome outcome =
        program.run(
            "run",
            "tiny.conf",
            "--quiet",
            "--out=nested/out",
            "--set=widths=[5]",
            "--set=sigma-w=[1.0]",
            "--set=name=short",
            "--set=stop.relative-error=1e-4",
            "--set=stop.max-networks=5000");
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(3);
    assertThat(outcome.complaints()).as("quiet").isEmpty();
    assertThat(outcome.out()).contains("budget-exhausted", "5 000 of about ", "0 of 1 shards");
    JsonNode results =
        new ObjectMapper().readTree(directory.resolve("nested/out/results.json").toFile());
    assertThat(results.path("campaign").asText()).isEqualTo("short");
    JsonNode shard = results.path("shards").path(0);
    assertThat(shard.path("verdict").asText()).isEqualTo("budget-exhausted");
    assertThat(shard.path("networks").asLong()).isEqualTo(5000);
    assertThat(shard.path("networksNeeded").asDouble()).isGreaterThan(5000);
    assertThat(shard.path("networksNeededIs").asText()).isEqualTo("from the exact value");
  }
}
