package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.Wickstream;

/** The flow in depth, of a campaign file alone and beside runs at two depths. */
final class FlowDepthCommandTest {
  private static final String CAMPAIGN =
      """
      campaign {
        ensemble { activation = relu, sigma-b = 0, depth = %d }
        points = [1]
        widths = [20], sigma-w = [1, 1.4142135623730951]
        orders = [2, 4], bag-size = 200
        stop.relative-error = 0.2
      }
      """;

  @TempDir private static Path directory;

  @BeforeAll
  static void runAtTwoDepths() throws InterruptedException {
    Campaigns.write(directory.resolve("relu.conf"), CAMPAIGN.formatted(2));
    Campaigns.tinyIn(directory);
    for (int depth : new int[] {1, 3}) {
      Wickstream.campaign(CAMPAIGN.formatted(depth))
          .directory(directory.resolve("depth-" + depth))
          .run();
    }
  }

  private static Outcome depth(String words) {
    List<String> arguments = new ArrayList<>(List.of("flow", "depth"));
    arguments.addAll(List.of(words.split(" ")));
    return Invocation.in(directory, arguments.toArray(String[]::new));
  }

  private static List<Map<String, String>> csv(String file) throws IOException {
    return Csv.rows(Files.readString(directory.resolve(file)));
  }

  private static JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(directory.resolve(file).toFile());
  }

  @Test
  void printsTheTheoryOfEachLayer() {
    Outcome outcome = depth("relu.conf");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
        .containsSubsequence(
            "sigma_W layer K V/K^2 G1/K N c4 N m2 N m4 N u4",
            "relu is critical at sigma_W = 1.414214, sigma_b = 0: relu keeps its form at every scale, and E[g′²] = 1/2 at any K.",
            "At sigma_W = 1, sigma_b = 0 deep networks are ordered: K* = 0, chi = 0.50000.",
            "At sigma_W = 1.4142135623730951, sigma_b = 0 deep networks are critical: K does not change with depth, chi = 1.0000.")
        .anyMatch(line -> line.startsWith("1 2 0.25000 10.000 0.0000 10.000 0.0000 10.000 -"))
        .noneMatch(line -> line.contains("measured"));
    assertThat(outcome.err()).isEmpty();
  }

  /** Layer 2 was not measured; --layers is the larger of the depths of campaign and runs. */
  @Test
  void putsRunsBesideIt() throws IOException {
    Outcome outcome =
        depth("relu.conf --csv both.csv --json both.json --results depth-1 --results depth-3");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    List<Map<String, String>> rows = csv("both.csv");
    assertThat(rows)
        .extracting(row -> row.get("sigmaW") + " " + row.get("layer") + " " + row.get("width"))
        .containsExactly(
            "1.0 1 20",
            "1.0 2 ",
            "1.0 3 20",
            "1.4142135623730951 1 20",
            "1.4142135623730951 2 ",
            "1.4142135623730951 3 20");
    assertThat(rows.get(1).get("u4TimesNMeasured")).isEmpty();
    JsonNode shard = json("depth-3/results.json").at("/shards/1");
    assertThat(shard.path("sigmaW").asDouble()).isEqualTo(Math.sqrt(2));
    assertThat(Double.parseDouble(rows.get(5).get("u4TimesNMeasured")))
        .isEqualTo(20 * shard.at("/couplings/u4/value").asDouble());
    assertThat(Double.parseDouble(rows.get(5).get("m4TimesNMeasuredStandardError")))
        .isEqualTo(20 * shard.at("/deviations/m4/standardError").asDouble());
    assertThat(json("both.json").at("/flows/1/phase").asText()).isEqualTo("critical");
    assertThat(json("both.json").path("measured")).hasSize(2 * 2 * 4);
    assertThat(outcome.out().lines().filter(line -> line.contains("±"))).hasSize(2 * 2 * 4);
  }

  @Test
  void drawsIt() throws IOException {
    Outcome outcome =
        depth("relu.conf --out figures --format svg,png --layers 8 --results depth-1 depth-3");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.err())
        .isEqualTo("wrote figures/flow-depth.svg\nwrote figures/flow-depth.png\n");
    assertThat(Files.readString(directory.resolve("figures/flow-depth.svg")))
        .contains("hidden layer")
        .doesNotContain("NaN");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "relu.conf --layers 65 | --layers must be at least 1 and at most 64, was 65",
        "relu.conf --layers 0 | --layers must be at least 1 and at most 64, was 0",
        "relu.conf --format gif | --format must be one of svg, png, pdf, was gif",
        "tiny.conf | ensemble.activation must not be gauss or cos, which have one hidden layer alone, was gauss",
        "relu.conf --set points=[0.5,2] --results depth-1 | --results depth-1 must be a run of the campaign's ensemble, but for its depth, at the campaign's points, is not",
        "relu.conf --set ensemble.sigma-b=0.1 --results depth-1 | is not",
        "relu.conf --set sigma-w=[1.1] --results depth-1 | --results must hold m2, m4, u4 or connected4 with errors at a sigma_W of the campaign and at most 2 layers, do not",
        "relu.conf --layers 2 --results depth-3 | at most 2 layers, do not",
        "relu.conf --results depth-1 depth-1 | --results must have one run of each depth and N, but depth-1 and depth-1 both measured depth 1, N = 20, sigma-w = 1: merge them, or leave one out",
        "relu.conf --results nowhere | nowhere must be the directory of a run",
        "relu.conf --set sigma-w=[1e4] --layers 64 | beyond the range of numbers"
      })
  void refusesInOneLine(String words, String complaint) {
    Outcome outcome = depth(words);
    assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isEqualTo(2);
    assertThat(outcome.err().lines()).singleElement().asString().contains(complaint);
    assertThat(outcome.out()).isEmpty();
  }
}
