package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Campaigns in many dimensions and with generated points, by the program itself. */
@Tag("full")
final class DimensionsIT {
  @TempDir private Path directory;

  private JsonNode results(String campaign) throws IOException {
    Campaigns.write(directory.resolve("many.conf"), campaign);
    Outcome outcome = Program.in(directory).run("run", "many.conf", "--quiet", "--out", "out");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return new ObjectMapper().readTree(directory.resolve("out/results.json").toFile());
  }

  /**
   * gauss in R¹⁶ against its closed forms (PHYSICS, eq. 8 with I_n for any d): the interval that
   * holds at every time, at confidence 0.999999, has the exact value in it.
   */
  @Test
  void gaussInSixteenDimensions() throws IOException {
    JsonNode results =
        results(
            """
            campaign {
              ensemble { activation = gauss, d-in = 16, sigma-b = 0.3 }
              widths = [5, 20]
              sigma-w = [1.0, 2.0]
              points = { ball = { count = 3, radius = 0.5, seed = 2 } }
              orders = [2, 4]
              bag-size = 500
              stop { observable = u4, relative-error = 0.1, confidence = 0.999999 }
            }
            """);
    JsonNode points = results.path("configuration").path("campaign").path("points");
    assertThat(points).hasSize(3).allSatisfy(point -> assertThat(point).hasSize(16));
    assertThat(results.path("shards")).hasSize(4);
    for (JsonNode shard : results.path("shards")) {
      assertThat(shard.path("verdict").asText()).isEqualTo("converged");
      assertThat(shard.path("dIn").asInt()).isEqualTo(16);
      for (String coupling : new String[] {"u4", "u4Canonical"}) {
        JsonNode measured = shard.path("couplings").path(coupling);
        assertThat(measured.path("exact").asDouble())
            .as("%s of N = %s", coupling, shard.path("width"))
            .isBetween(measured.path("low").asDouble(), measured.path("high").asDouble());
      }
    }
  }

  /** Couplings of tanh are not defined above one dimension; its deviations are. */
  @Test
  void tanhInSixteenDimensionsHasDeviationsAlone() throws IOException {
    JsonNode results =
        results(
            """
            campaign {
              ensemble { activation = tanh, d-in = 16, sigma-b = 0.3 }
              widths = [10]
              sigma-w = [1.5]
              points = { ball = { count = 3, radius = 2.0 } }
              orders = [2, 4]
              bag-size = 500
              stop { observable = m4, relative-error = 0.05 }
            }
            """);
    JsonNode shard = results.path("shards").path(0);
    assertThat(
            shard.path("couplings").path("u4").path("value").isNull()
                || shard.path("couplings").path("u4").isNull()
                || shard.path("couplings").path("u4").isMissingNode())
        .isTrue();
    assertThat(shard.path("deviations").path("m4").path("value").asDouble()).isPositive();
  }
}
