package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code flow} makes of given couplings, and of a run. */
final class FlowIT {
  @TempDir private static Path directory;
  private static Program program;

  @BeforeAll
  static void runOnce() {
    Campaigns.tinyIn(directory);
    program = Program.in(directory);
    run("tiny.conf", "--out=measured", "--set=orders=[2, 4, 6]");
    run("tiny.conf", "--out=quartic", "--set=widths=[5]");
    run(
        "tiny.conf",
        "--out=relu",
        "--set=ensemble.activation=relu",
        "--set=points=null",
        "--set=sigma-w=[1.0]",
        "--set=orders=[2, 4, 6]");
    run(
        "tiny.conf",
        "--out=noise",
        "--set=ensemble.sigma-b=0",
        "--set=estimator=plain",
        "--set=widths=[100, 500]",
        "--set=stop.max-networks=60000");
  }

  private static void run(String... arguments) {
    String[] words = new String[arguments.length + 2];
    words[0] = "run";
    words[1] = "--quiet";
    System.arraycopy(arguments, 0, words, 2, arguments.length);
    Outcome outcome = program.run(words);
    assertThat(outcome.exitCode()).as(outcome.err()).isIn(0, 3);
  }

  private static Outcome flow(String words) {
    return Invocation.in(directory, ("flow " + words).split(" "));
  }

  private static JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(directory.resolve(file).toFile());
  }

  private static List<Map<String, String>> csv(String file) throws IOException {
    return Csv.rows(Files.readString(directory.resolve(file)));
  }

  /** The last entry of reference/passive-flow.json for u4 = -50, by another program. */
  @Test
  void passiveFromGivenCouplings() throws IOException {
    Outcome outcome =
        program.run(
            ("flow passive --sigma-w 1 --u4 -50 --u6 50 --at 1e-10,1,99.99000000000001"
                    + " --json given.json --csv given.csv")
                .split(" "));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.complaints()).isEmpty();
    assertThat(outcome.out())
        .contains("canonical u4 = -50, u6 = 50", "99.990", "-24.713", "87.538");
    Map<String, String> last = csv("given.csv").get(2);
    assertThat(Double.parseDouble(last.get("sigmaW"))).isCloseTo(1.6454537386219417, within(1e-8));
    assertThat(Double.parseDouble(last.get("u4")) / -24.712555912660957).isCloseTo(1, within(1e-8));
    assertThat(Double.parseDouble(last.get("u6")) / 87.53792712823869).isCloseTo(1, within(1e-8));
    JsonNode flow = json("given.json").at("/flows/0");
    assertThat(json("given.json").path("schema").asText()).isEqualTo("wickstream-flow/1");
    assertThat(flow.path("blowUp").isNull()).isTrue();
    assertThat(flow.at("/points/2/u4").asDouble()).isEqualTo(Double.parseDouble(last.get("u4")));
    double perK3 = flow.at("/points/1/dimensionlessU4").asDouble();
    assertThat(perK3).isCloseTo(flow.at("/points/1/u4").asDouble(), within(1e-12)); // k = 1
  }

  @Test
  void aBlowUpIsNamedWithItsK() throws IOException {
    Outcome outcome = flow("passive --sigma-w 1 --u4 50 --u6 50 --json blown.json --csv blown.csv");
    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.complaints())
        .containsExactly("wickstream: the flow blows up at k = 0.50603, before k = 100");
    assertThat(outcome.out())
        .contains("u6 becomes negative at k = 0.087835", "blow-up at k = 0.50603");
    JsonNode flow = json("blown.json").at("/flows/0");
    assertThat(flow.path("blowUp").asDouble()).isCloseTo(0.5060308408382781, within(1e-9));
    assertThat(flow.at("/signChanges/0/coupling").asText()).isEqualTo("u6");
    assertThat(flow.at("/signChanges/0/k").asDouble()).isCloseTo(0.08783508437025099, within(1e-9));
    assertThat(csv("blown.csv"))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(Double.parseDouble(row.get("k"))).isLessThan(0.50603));
  }

  @Test
  void passiveFromMeasuredCouplings() throws IOException {
    Outcome outcome = flow("passive measured --n 5 --sigma-w 2 --to 10 --json m.json --csv m.csv");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("N = 5", "(canonical)", "97.5 %", "0 % of 1000 draws");
    JsonNode flow = json("m.json").at("/flows/0");
    JsonNode measured = shard(5, 2).path("couplings");
    assertThat(json("m.json").path("start").asText()).isEqualTo("canonical");
    assertThat(flow.path("startU4").asDouble())
        .isEqualTo(measured.at("/u4Canonical/value").asDouble());
    assertThat(flow.path("startU6StandardError").asDouble())
        .isEqualTo(measured.at("/u6Canonical/standardError").asDouble());
    List<Map<String, String>> rows = csv("m.csv");
    assertThat(rows).hasSize(15);
    for (Map<String, String> row : rows) {
      for (String name : List.of("sigmaW", "u2", "u4", "u6")) {
        List<Double> band =
            List.of("P2_5", "P16", "P50", "P84", "P97_5").stream()
                .map(part -> Double.parseDouble(row.get(name + part)))
                .toList();
        assertThat(band).isSorted();
        assertThat(Double.parseDouble(row.get(name))).isBetween(band.get(0), band.get(4));
      }
    }
    // The same from given couplings: errors apart, the very same flow.
    flow(
        "passive --sigma-w 2 --u4 %s --u6 %s --to 10 --csv g.csv"
            .formatted(flow.path("startU4").asText(), flow.path("startU6").asText()));
    assertThat(csv("g.csv").get(14).get("u4")).isEqualTo(rows.get(14).get("u4"));
  }

  private static JsonNode shard(int width, double sigmaW) throws IOException {
    for (JsonNode shard : json("measured/results.json").path("shards")) {
      if (shard.path("width").asInt() == width && shard.path("sigmaW").asDouble() == sigmaW) {
        return shard;
      }
    }
    throw new AssertionError("no such shard");
  }

  @Test
  void allShardsOfARunAndTheSameSeedTheSameBits() throws IOException {
    for (String file : List.of("one.csv", "two.csv")) {
      Outcome outcome = flow("passive measured --draws 50 --points 3 --csv " + file);
      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(outcome.out().lines().filter(line -> line.contains("±"))).hasSize(4);
    }
    assertThat(csv("one.csv")).hasSize(4 * 3);
    assertThat(directory.resolve("two.csv")).hasSameTextualContentAs(directory.resolve("one.csv"));
    flow("passive measured --draws 50 --points 3 --seed 2 --csv three.csv");
    assertThat(csv("three.csv")).isNotEqualTo(csv("one.csv"));
  }

  /** (2π)^{2d} and the couplings of eq. 8, against results.json. */
  @ParameterizedTest
  @CsvSource({"canonical-2pi, u4Canonical, 39.47841760435743", "eq8, u4, 1"})
  void startsFromOtherCouplings(String start, String coupling, double factor) throws IOException {
    String file = start + ".json";
    flow(
        "passive measured --n 20 --sigma-w 1 --to 0.1 --start %s --json %s".formatted(start, file));
    JsonNode measured = shard(20, 1).path("couplings").path(coupling);
    JsonNode flow = json(file).at("/flows/0");
    assertThat(flow.path("startU4").asDouble() / measured.path("value").asDouble())
        .isCloseTo(factor, within(1e-12 * factor));
    assertThat(flow.path("startU4StandardError").asDouble())
        .isCloseTo(factor * measured.path("standardError").asDouble(), within(1e-12));
  }

  @Test
  void aRunWithoutU6TakesAGivenOne() throws IOException {
    Outcome outcome = flow("passive quartic --sigma-w 1 --u6 50 --to 1 --json q.json");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("u6 = 50 at k = 0");
    assertThat(json("q.json").at("/flows/0/startU6StandardError").asDouble()).isZero();
  }

  @Test
  void activeIsThePowerLawBetweenNeighbours() throws IOException {
    Outcome outcome = flow("active measured --csv slopes.csv --json slopes.json");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("d log|u|/d log sigma_W", "1 to 2", "u6Canonical");
    List<Map<String, String>> rows = csv("slopes.csv");
    assertThat(rows).hasSize(2 * 4);
    assertThat(json("slopes.json").path("slopes")).hasSize(8);
    for (int width : List.of(5, 20)) {
      double ratio = u4(width, 2).path("value").asDouble() / u4(width, 1).path("value").asDouble();
      Map<String, String> row =
          rows.stream()
              .filter(r -> r.get("width").equals("" + width) && r.get("coupling").equals("u4"))
              .findFirst()
              .orElseThrow();
      assertThat(Double.parseDouble(row.get("slope")))
          .isCloseTo(Math.log(ratio) / Math.log(2), within(1e-12));
      assertThat(row.get("predicted")).isEqualTo("-3.0");
    }
  }

  private static JsonNode u4(int width, double sigmaW) throws IOException {
    return shard(width, sigmaW).at("/couplings/u4");
  }

  @Test
  void wetterichPredictsWhatWasMeasured() throws IOException {
    Outcome outcome = flow("wetterich measured --json w.json --csv w.csv");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("alpha", "chi^2/dof", "The prediction fits at every N");
    JsonNode fits = json("w.json").path("fits");
    assertThat(fits).hasSize(2);
    for (JsonNode fit : fits) {
      assertThat(fit.path("alpha").asDouble()).isBetween(0.9, 1.0);
      assertThat(fit.path("degreesOfFreedom").asInt()).isEqualTo(1);
      assertThat(fit.at("/rows/1/predicted").asDouble() / fit.at("/rows/0/predicted").asDouble())
          .isCloseTo(8, within(1e-12)); // Λ³
      double amplitude = fit.path("amplitude").asDouble();
      double consistent = fit.path("amplitudeConsistent").asDouble();
      assertThat(consistent / amplitude).isCloseTo(4 * Math.PI * Math.PI, within(1e-11));
      assertThat(fit.path("alphaConsistent").asDouble())
          .isCloseTo(1 / (1 + consistent), within(1e-12));
      assertThat(consistent / fit.path("amplitudeRunningZ0").asDouble())
          .isCloseTo(2.382688212784945, within(1e-11));
    }
    assertThat(csv("w.csv")).hasSize(4);
    assertThat(csv("w.csv").get(0))
        .containsKeys("alphaConsistent", "alphaConsistentStandardError", "alphaRunningZ0");
  }

  /** Which any prediction would fit. */
  @Test
  void wetterichIsNotBorneOutByNoise() {
    Outcome outcome = flow("wetterich noise");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains(
            "At N = 100, 500 (1-alpha)/alpha is within three errors of zero, which tests nothing.")
        .doesNotContain("The prediction fits");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "passive measured --u4 1 | --u4 is not for couplings of a run",
        "passive measured --n 7 | measured has no shard of N = 7",
        "passive measured --start raw | --start must be one of canonical, canonical-2pi, eq8, was raw",
        "passive measured --draws 0 | --draws must be at least 1",
        "passive quartic | quartic must have measured u4Canonical and u6Canonical",
        "passive relu --n 5 | relu must have measured u4Canonical",
        "passive nowhere | nowhere must be the directory of a run",
        "active nowhere | nowhere must be the directory of a run",
        "active relu | relu must have couplings with errors at two sigma_W",
        "wetterich relu | relu must have measured u4Canonical",
        "active measured --csv nowhere/a.csv | --csv nowhere/a.csv must be in a directory that exists",
        "active measured --json measured | --json measured must be a file, is a directory",
        "passive --sigma-w 1 --u4 1e300 --u6 1 | --u4 must be between"
      })
  void refusesInOneLine(String words, String complaint) {
    Outcome outcome = flow(words);
    assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isEqualTo(2);
    assertThat(outcome.complaints()).singleElement().asString().contains(complaint);
    assertThat(outcome.out()).isEmpty();
  }
}
