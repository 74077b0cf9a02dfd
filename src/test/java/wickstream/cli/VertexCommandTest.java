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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is printed of vertices, and written; without sampling. */
final class VertexCommandTest {
  @TempDir private Path directory;

  private Outcome vertex(String... arguments) {
    List<String> all = new ArrayList<>(List.of("vertex"));
    all.add(Campaigns.tinyIn(directory).toString());
    all.addAll(List.of(arguments));
    return Invocation.of(all.toArray(String[]::new));
  }

  /** The points of arXiv 2212.11811, σ_W = 1, σ_b = 0.5; numbers as computed apart. */
  @Test
  void printsWhatClosedFormsGive() {
    Outcome outcome =
        vertex("--set", "widths=[1]", "--set", "sigma-w=[1]", "--set", "ensemble.sigma-b=0.5");
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out().lines())
        .hasSize(5)
        .anyMatch(line -> line.matches("1 +1 +local +-4.1131 +0.00016788 +0.00014373"))
        .anyMatch(line -> line.matches("1 +1 +\\+ nonLocal +27.563 +13.234 +0.00012142 .*"));
  }

  @Test
  void movesThePoints() {
    Outcome outcome =
        vertex(
            "--set",
            "widths=[7]",
            "--set",
            "sigma-w=[1]",
            "--set",
            "ensemble.sigma-b=0.5",
            "--shift",
            "0.5,1",
            "--shift",
            "2");
    assertThat(outcome.out().lines())
        .anyMatch(line -> line.matches("7 +1 +0.5 +-15.296 .*"))
        .anyMatch(line -> line.matches("7 +1 +1 +-353.05 .*"))
        .anyMatch(line -> line.matches("7 +1 +2 +-5.7942e7 .*"));
  }

  @Test
  void writesEverything() throws IOException {
    Path json = directory.resolve("vertex.json");
    Path csv = directory.resolve("vertex.csv");
    Outcome outcome =
        vertex(
            "--set",
            "widths=[3]",
            "--set",
            "sigma-w=[1, 2]",
            "--shift",
            "1",
            "--json",
            json.toString(),
            "--csv",
            csv.toString());
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.OK);
    JsonNode object = new ObjectMapper().readTree(json.toFile());
    assertThat(object.path("schema").asText()).isEqualTo("wickstream-vertex/1");
    assertThat(object.path("shards")).hasSize(2);
    JsonNode fit = object.path("shards").path(1).path("fits").path(3);
    assertThat(fit.path("terms").asText()).isEqualTo("local+quadratic+nonLocal");
    assertThat(fit.path("unexplainedExact").isNumber()).isTrue();
    assertThat(fit.path("unexplained").isNull()).isTrue();
    assertThat(object.path("shifts")).hasSize(2);
    assertThat(object.path("shifts").path(0).path("unexplained").path("local").isNumber()).isTrue();
    List<Map<String, String>> rows = Csv.rows(Files.readString(csv));
    assertThat(rows).hasSize(8);
    assertThat(rows.get(0)).containsEntry("terms", "local").containsEntry("quadraticExact", "");
    assertThat(rows.get(7).get("nonLocalExact"))
        .isEqualTo(Double.toString(fit.path("nonLocalExact").asDouble()));
  }

  /** Of several layers theory takes the place of exact values. */
  @Test
  void printsTheoryWhereNothingIsExact() {
    Outcome outcome =
        vertex(
            "--set",
            "ensemble.activation=erf",
            "--set",
            "ensemble.depth=2",
            "--set",
            "points=[0.5,1,2]",
            "--set",
            "widths=[1]");
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out()).doesNotContain(" - ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--set points=[0.5] | campaign must have a u4 that is defined at two points or more, has none",
        "--set ensemble.activation=erf --set ensemble.d-in=2 --set points=[[1,2],[2,3]] --set stop.observable=m4 | campaign must have a u4",
        "--shift 1e300 | --shift 1.0E300 moves points so that points[1] must differ",
        "--shift x | must be a number, was x"
      })
  void saysWhatIsWrong(String arguments, String why) {
    Outcome outcome = vertex(arguments.split(" "));
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(outcome.err()).contains(why).hasLineCount(1);
  }

  @Test
  void settingsAreForCampaignFiles() {
    Outcome outcome = Invocation.of("vertex", directory.toString(), "--set", "seed=1");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(outcome.err()).contains("--set must come with a campaign file, came with the run");
  }
}
