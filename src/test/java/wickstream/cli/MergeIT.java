package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs of one campaign under different seeds, taken as one. */
final class MergeIT {
  @TempDir private static Path directory;
  private static Program program;

  @BeforeAll
  static void runUnderDifferentSeeds() {
    Campaigns.tinyIn(directory);
    program = Program.in(directory);
    run("one", "--set=seed=1");
    run("two", "--set=seed=2", "--set=widths=[5, 50]");
    run("coarse", "--set=seed=3", "--set=bag-size=100");
  }

  private static void run(String out, String... settings) {
    List<String> words = new ArrayList<>(List.of("run", "tiny.conf", "-q", "--out", out));
    words.addAll(List.of(settings));
    Outcome outcome = program.run(words.toArray(String[]::new));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
  }

  private static JsonNode results(String run) throws IOException {
    return new ObjectMapper().readTree(directory.resolve(run).resolve("results.json").toFile());
  }

  private static JsonNode shard(String run, int width, double sigmaW) throws IOException {
    for (JsonNode shard : results(run).path("shards")) {
      if (shard.path("width").asInt() == width && shard.path("sigmaW").asDouble() == sigmaW) {
        return shard;
      }
    }
    throw new AssertionError("no N = %d, sigma_W = %s in %s".formatted(width, sigmaW, run));
  }

  @Test
  void hasTheNetworksOfAllAndSmallerErrors() throws IOException {
    Outcome merged = program.run("merge", "one", "two", "--out", "both");
    assertThat(merged.exitCode()).as(merged.err()).isZero();
    assertThat(results("both").path("shards")).hasSize(6);
    JsonNode first = shard("one", 5, 1);
    JsonNode second = shard("two", 5, 1);
    JsonNode both = shard("both", 5, 1);
    assertThat(both.path("networks").asLong())
        .isEqualTo(first.path("networks").asLong() + second.path("networks").asLong());
    assertThat(u4(both, "value"))
        .isCloseTo((u4(first, "value") + u4(second, "value")) / 2, within(1e-12));
    // Both have as many networks, so the variances add up, but for the two means' difference.
    double apart = u4(first, "standardError") + u4(second, "standardError");
    assertThat(u4(both, "standardError")).isCloseTo(apart / 2 / Math.sqrt(2), within(0.1 * apart));
    for (int width : new int[] {20, 50}) {
      String from = width == 20 ? "one" : "two";
      assertThat(shard("both", width, 2).path("couplings"))
          .isEqualTo(shard(from, width, 2).path("couplings"));
    }
    assertThat(results("both").at("/run/seeds")).hasToString("[1,2]");

    Outcome again = Invocation.in(directory, "merge", "both", "two", "--out", "more");
    assertRefused(again, "seed 2");
    assertRefused(program.run("run", "tiny.conf", "--out=both", "--resume"), "merged from runs");
    String choices = "both already holds results: replace them with --force, or choose another";
    assertRefused(program.run("run", "tiny.conf", "--out=both"), choices);
    for (String file : List.of("results.json", "results.csv", "greens.csv", "fits.csv")) {
      Files.delete(directory.resolve("both").resolve(file)); // as if it had been killed by then
    }
    assertRefused(program.run("run", "tiny.conf", "--out=both"), choices);
    assertRefused(Invocation.in(directory, "merge", "one", "two", "--out=both"), choices);
    assertThat(directory.resolve("more")).doesNotExist();
  }

  private static double u4(JsonNode shard, String part) {
    return shard.at("/couplings/u4/" + part).asDouble();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "merge one one --out new        | one is given twice",
        "merge one two --out one --force | --out one must be another directory",
        "merge one coarse --out new     | campaign.bag-size is 200 and 100",
        "merge one --out new            | parameter",
        "merge one nowhere --out new    | nowhere must be the directory of a run",
        "merge one two --out coarse     | coarse already holds results: replace them with --force, or choose another directory with --out"
      })
  void refusesInOneLine(String words, String complaint) {
    assertRefused(Invocation.in(directory, words.split(" +")), complaint);
    assertThat(Files.exists(directory.resolve("new"))).isFalse();
  }

  private static void assertRefused(Outcome outcome, String complaint) {
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.complaints()).singleElement().asString().contains(complaint);
  }
}
