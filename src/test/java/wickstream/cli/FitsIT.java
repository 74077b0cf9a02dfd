package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The powers that a campaign finds, as its files and its last lines tell them. */
final class FitsIT {
  private static final String SCALING =
      """
      campaign {
        ensemble { activation = gauss, sigma-b = 0.5 }
        widths = [5, 20, 50]
        sigma-w = [1.0, 1.5, 2.0, 3.0, 5.0]
        orders = [2, 4, 6]
        bag-size = 200
        stop { observable = u6, relative-error = 0.05 }
      }
      """;

  @TempDir private static Path directory;
  private static JsonNode results;
  private static Outcome outcome;

  @BeforeAll
  static void runCampaign() throws IOException {
    Campaigns.write(directory.resolve("scaling.conf"), SCALING);
    outcome = Program.in(directory).run("run", "scaling.conf", "--out=out", "--quiet");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    results = new ObjectMapper().readTree(directory.resolve("out/results.json").toFile());
  }

  private static List<JsonNode> whole(String variable) {
    return StreamSupport.stream(results.path("fits").spliterator(), false)
        .filter(fit -> fit.path("variable").asText().equals(variable))
        .filter(fit -> fit.path("width").isNull() && fit.path("sigmaW").isNull())
        .toList();
  }

  /**
   * At σ_b = 0.5, d = 1: u4 −3 (eq. 8), u4/Z0² 3 (eq. 13), u6 −5, u6/Z0³ 4 (below eq. 13); m_2n =
   * O(1/N), connected 2n-point functions O(1/N^{n−1}). Four standard errors of exact exponents: a
   * false-alarm rate of 6e-5 for each of ten.
   */
  @Test
  void areThoseOfThePaperWithinTheirErrors() {
    Map<String, Integer> inSigmaW = Map.of("u4", -3, "u4Canonical", 3, "u6", -5, "u6Canonical", 4);
    Map<String, Integer> inN =
        Map.of("u4", -1, "u6", -2, "m4", -1, "m6", -1, "connected4", -1, "connected6", -2);
    assertThat(whole("sigmaW")).hasSize(4);
    assertThat(whole("width")).hasSize(6);
    for (JsonNode fit : whole("sigmaW")) {
      assertPredicted(fit, inSigmaW.get(fit.path("quantity").asText()));
      assertThat(fit.path("exact").asDouble() - fit.path("predicted").asDouble())
          .isBetween(-5e-3, 5e-3);
    }
    for (JsonNode fit : whole("width")) {
      assertPredicted(fit, inN.get(fit.path("quantity").asText()));
    }
  }

  private static void assertPredicted(JsonNode fit, int predicted) {
    assertThat(fit.path("predicted").asDouble()).isEqualTo(predicted);
    double away = fit.path("exponent").asDouble() - fit.path("exact").asDouble();
    assertThat(Math.abs(away))
        .as(fit.toString())
        .isLessThan(4 * fit.path("standardError").asDouble());
    assertThat(fit.path("points").asInt() + fit.path("leftOut").asInt()).isEqualTo(15);
    assertThat(fit.path("statement").asText()).isNotBlank();
  }

  @Test
  void areInTheirTableAndOnTheTerminal() throws IOException {
    List<Map<String, String>> rows = Csv.rows(Files.readString(directory.resolve("out/fits.csv")));
    assertThat(rows).hasSameSizeAs(results.path("fits"));
    for (int i = 0; i < rows.size(); i++) {
      JsonNode fit = results.path("fits").path(i);
      for (String key : List.of("quantity", "exponent", "width", "probability", "statement")) {
        String text = fit.path(key).isNull() ? "" : fit.path(key).asText();
        assertThat(rows.get(i)).containsEntry(key, text);
      }
    }
    assertThat(outcome.out().lines())
        .anyMatch(line -> line.matches(" *power of +in +fit ± error +predicted +exact .*"))
        .anyMatch(line -> line.matches(" *sigma_W +u6Canonical +\\d\\.\\d+ ± 0\\.\\d+ +4 +.*"));
  }
}
