package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that one campaign of all orders leaves behind, as other programs read them. */
final class ResultsIT {
  private static final List<String> SHARD_KEYS =
      List.of(
          "shard",
          "activation",
          "dIn",
          "dOut",
          "width",
          "sigmaW",
          "sigmaB",
          "cutoff",
          "estimator",
          "verdict",
          "reason",
          "bags",
          "networks",
          "networksNeeded",
          "networksNeededIs",
          "varianceOfVariance",
          "tailShape",
          "weightMean",
          "effectiveSampleSize",
          "couplings",
          "deviations",
          "connected",
          "tails",
          "constancy",
          "greens",
          "vertex");
  private static final int SCALAR_SHARD_KEYS = 19;
  private static final List<String> COUPLINGS = List.of("u4", "u4Canonical", "u6", "u6Canonical");
  private static final List<String> DEVIATIONS = List.of("m2", "m4", "m6");
  private static final List<String> CONNECTED = List.of("connected4", "connected6");

  /** What no shard of the campaign has, so that it has no column. */
  private static final List<String> EMPTY = List.of("cutoff", "networksNeeded", "networksNeededIs");

  private static final List<String> WITHOUT_THEORY =
      List.of("u6Theory", "u6CanonicalTheory", "connected6Theory");
  private static final int MULTISETS = 21 + 126 + 462;

  @TempDir private static Path directory;
  private static String json;
  private static JsonNode results;

  @BeforeAll
  static void runCampaign() throws IOException {
    Campaigns.tinyIn(directory);
    Outcome outcome =
        Program.in(directory).run("run", "tiny.conf", "--out=out", "--set=orders=[2,4,6]");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    json = read("out/results.json");
    results = new ObjectMapper().readTree(json);
  }

  private static String read(String file) throws IOException {
    return Files.readString(directory.resolve(file));
  }

  private static List<JsonNode> shards() {
    return elements(results.path("shards")).toList();
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static List<String> keys(JsonNode object) {
    List<String> keys = new ArrayList<>();
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      keys.add(names.next());
    }
    return keys;
  }

  @Test
  void haveTheDocumentedKeysInOrder() {
    assertThat(keys(results))
        .containsExactly(
            "schema",
            "version",
            "campaign",
            "seed",
            "configuration",
            "shards",
            "fits",
            "remainders",
            "run");
    assertThat(results.path("schema").asText()).isEqualTo("wickstream-results/1");
    assertThat(shards()).hasSize(4);
    for (JsonNode shard : shards()) {
      assertThat(keys(shard)).isEqualTo(SHARD_KEYS);
      assertThat(keys(shard.path("couplings"))).isEqualTo(COUPLINGS);
      assertThat(keys(shard.path("deviations"))).isEqualTo(DEVIATIONS);
      assertThat(keys(shard.path("connected"))).isEqualTo(CONNECTED);
      assertThat(keys(shard.path("tails")))
          .containsExactly("u4", "u6", "m4", "m6", "connected4", "connected6", "m2");
      Stream.of("couplings", "deviations", "connected")
          .flatMap(kind -> elements(shard.path(kind)))
          .forEach(
              value ->
                  assertThat(keys(value))
                      .containsExactly(
                          "value",
                          "standardError",
                          "low",
                          "high",
                          "confidence",
                          "exact",
                          "theory"));
      assertThat(elements(shard.path("greens")))
          .hasSize(MULTISETS)
          .allSatisfy(
              green ->
                  assertThat(keys(green))
                      .containsExactly(
                          "order",
                          "indices",
                          "value",
                          "standardError",
                          "free",
                          "deviation",
                          "normalised",
                          "u",
                          "connected",
                          "connectedStandardError",
                          "uStandardError",
                          "uExact",
                          "uTheory",
                          "connectedExact",
                          "connectedTheory"));
    }
  }

  @Test
  void neverWriteNaN() throws IOException {
    for (String text :
        List.of(
            json,
            read("out/results.csv"),
            read("out/greens.csv"),
            read("out/fits.csv"),
            read("out/vertex.csv"))) {
      assertThat(text).doesNotContainIgnoringCase("nan").doesNotContainIgnoringCase("infinity");
    }
    assertThat(shards().get(0).path("cutoff").isNull()).isTrue();
    assertThat(shards().get(0).path("networksNeeded").isNull()).isTrue();
  }

  @Test
  void holdTheGridInOrderAndTheConfigurationInEffect() {
    assertThat(shards().stream().map(s -> s.path("sigmaW").asDouble() + " " + s.path("width")))
        .containsExactly("1.0 5", "1.0 20", "2.0 5", "2.0 20");
    JsonNode campaign = results.path("configuration").path("campaign");
    assertThat(campaign.path("bag-size").asInt()).isEqualTo(200);
    assertThat(campaign.path("estimator").asText()).isEqualTo("tilted");
    assertThat(campaign.path("orders").toString()).isEqualTo("[2,4,6]");
  }

  @Test
  void runAgainFromTheirOwnConfiguration() throws IOException {
    Campaigns.write(directory.resolve("again.json"), results.path("configuration").toString());
    Outcome outcome = Program.in(directory).run("run", "again.json", "--out=again");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(Shards.of(directory.resolve("again")))
        .isEqualTo(Shards.of(directory.resolve("out")));
  }

  @Test
  void areConsistentWithThemselves() {
    for (JsonNode shard : shards()) {
      assertThat(shard.path("verdict").asText()).isEqualTo("converged");
      assertThat(shard.path("networks").asLong()).isEqualTo(200 * shard.path("bags").asLong());
      assertThat(shard.path("effectiveSampleSize").asDouble())
          .isBetween(1.0, shard.path("networks").asDouble());
      JsonNode u6 = shard.path("couplings").path("u6");
      assertThat(u6.path("value").asDouble())
          .as("u6 is the mean over multisets, but for the correction of its bias")
          .isCloseTo(mean(shard, 6, "u"), within(u6.path("standardError").asDouble()));
      double u4 = mean(shard, 4, "u");
      assertThat(shard.path("couplings").path("u4").path("value").asDouble())
          .as("u4 is the mean over multisets")
          .isCloseTo(u4, tolerance(u4));
      for (String name : DEVIATIONS) {
        double mean = mean(shard, name.charAt(1) - '0', "normalised");
        assertThat(shard.path("deviations").path(name).path("value").asDouble())
            .as("%s is the mean over multisets", name)
            .isCloseTo(mean, tolerance(mean));
      }
      for (JsonNode value : shard.path("couplings")) {
        assertThat(value.path("value").asDouble())
            .isBetween(value.path("low").asDouble(), value.path("high").asDouble())
            .isCloseTo(
                value.path("exact").asDouble(), within(6 * value.path("standardError").asDouble()));
      }
      for (JsonNode green : shard.path("greens")) {
        assertThat(green.path("value").asDouble())
            .isCloseTo(
                green.path("free").asDouble() + green.path("deviation").asDouble(),
                within(1e-12 * Math.abs(green.path("free").asDouble())));
        assertThat(green.path("connected").asDouble())
            .as("connected function of %s", green.path("indices"))
            .isCloseTo(
                green.path("connectedExact").asDouble(),
                within(6 * green.path("connectedStandardError").asDouble()));
      }
    }
  }

  private static double mean(JsonNode shard, int order, String key) {
    return elements(shard.path("greens"))
        .filter(green -> green.path("order").asInt() == order)
        .mapToDouble(green -> green.path(key).asDouble())
        .average()
        .orElseThrow();
  }

  private static Offset<Double> tolerance(double value) {
    return within(1e-9 * Math.abs(value));
  }

  @Test
  void tellTheSameInOneRowAShard() throws IOException {
    String csv = read("out/results.csv");
    List<String> columns = new ArrayList<>(List.of("campaign", "seed"));
    columns.addAll(SHARD_KEYS.subList(0, SCALAR_SHARD_KEYS));
    columns.removeAll(EMPTY);
    Stream.of(COUPLINGS, DEVIATIONS, CONNECTED)
        .flatMap(List::stream)
        .forEach(
            name ->
                Stream.of("", "StandardError", "Low", "High", "Exact", "Theory")
                    .map(part -> name + part)
                    .filter(column -> !WITHOUT_THEORY.contains(column))
                    .forEach(columns::add));
    assertThat(Csv.header(csv)).isEqualTo(columns);
    List<Map<String, String>> rows = Csv.rows(csv);
    assertThat(rows).hasSize(4);
    for (int i = 0; i < 4; i++) {
      JsonNode shard = shards().get(i);
      assertThat(rows.get(i)).containsEntry("campaign", "tiny").containsEntry("seed", "42");
      for (String key : SHARD_KEYS.subList(0, SCALAR_SHARD_KEYS)) {
        assertThat(rows.get(i).getOrDefault(key, "")).as(key).isEqualTo(text(shard.path(key)));
      }
      JsonNode u6 = shard.path("couplings").path("u6");
      assertThat(rows.get(i).get("u6")).isEqualTo(text(u6.path("value")));
      assertThat(rows.get(i).get("u6Low")).isEqualTo(text(u6.path("low")));
      assertThat(rows.get(i).get("m4Exact"))
          .isEqualTo(text(shard.path("deviations").path("m4").path("exact")));
    }
  }

  /** What CSV has for a value of JSON. */
  private static String text(JsonNode value) {
    return value.isNull() ? "" : value.asText();
  }

  @Test
  void tellTheSameInOneRowAMultiset() throws IOException {
    String csv = read("out/greens.csv");
    assertThat(Csv.header(csv))
        .containsExactly(
            "shard",
            "width",
            "sigmaW",
            "order",
            "indices",
            "x1",
            "x2",
            "x3",
            "x4",
            "x5",
            "x6",
            "value",
            "standardError",
            "free",
            "deviation",
            "normalised",
            "u",
            "connected",
            "connectedStandardError",
            "uStandardError",
            "uExact",
            "uTheory",
            "connectedExact",
            "connectedTheory");
    List<Map<String, String>> rows = Csv.rows(csv);
    assertThat(rows).hasSize(4 * MULTISETS);
    JsonNode last = shards().get(3).path("greens").path(MULTISETS - 1);
    Map<String, String> lastRow = rows.get(rows.size() - 1);
    assertThat(lastRow)
        .containsEntry("indices", "5 5 5 5 5 5")
        .containsEntry("shard", shards().get(3).path("shard").asText());
    for (String key :
        List.of(
            "value", "standardError", "free", "deviation", "normalised", "u", "uStandardError")) {
      assertThat(lastRow).containsEntry(key, text(last.path(key)));
    }
    assertThat(rows.get(0)).containsEntry("order", "2").containsEntry("u", "");
  }

  @Test
  void holdTheExactValuesThatExactPrints() throws IOException {
    Outcome outcome =
        Program.in(directory).run("exact", "tiny.conf", "--set=orders=[2,4,6]", "--out=exact");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines()).hasSize(5);
    List<Map<String, String>> exact = Csv.rows(read("exact/exact.csv"));
    List<Map<String, String>> measured = Csv.rows(read("out/results.csv"));
    assertThat(exact).hasSameSizeAs(measured);
    for (int i = 0; i < exact.size(); i++) {
      assertThat(exact.get(i)).containsEntry("width", measured.get(i).get("width"));
      assertThat(exact.get(i).get("m6Theory")).isEqualTo(measured.get(i).get("m6Theory"));
      for (String name : List.of("u4", "u4Canonical", "u6", "u6Canonical", "m4", "m6")) {
        assertThat(Double.parseDouble(exact.get(i).get(name)))
            .as(name)
            .isCloseTo(
                Double.parseDouble(measured.get(i).get(name + "Exact")),
                tolerance(Double.parseDouble(exact.get(i).get(name))));
      }
    }
  }
}
