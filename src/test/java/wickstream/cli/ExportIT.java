package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jhdf.HdfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code export} makes of the database of a run. */
final class ExportIT {
  @TempDir private static Path directory;
  private static Program program;

  @BeforeAll
  static void runOnce() {
    Campaigns.tinyIn(directory);
    program = Program.in(directory);
    Outcome outcome = program.run("run", "tiny.conf", "--quiet", "--out=done");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
  }

  private static void export(String run, String format, String out) {
    exported(Invocation.in(directory, "export", run, "--to", format, "--out", out));
  }

  private static void exported(Outcome outcome) {
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines())
        .isNotEmpty()
        .allMatch(line -> Files.exists(directory.resolve(line)));
  }

  @Test
  void theShardsAreThoseOfTheRun() throws IOException {
    exported(program.run("export", "done", "--to", "json", "--out", "out"));
    export("done", "csv", "out");
    assertThat(Shards.of(directory.resolve("out"))).isEqualTo(Shards.of(directory.resolve("done")));
    for (String file : List.of("results.csv", "greens.csv", "fits.csv")) {
      assertThat(directory.resolve("out").resolve(file))
          .hasSameTextualContentAs(directory.resolve("done").resolve(file));
    }
  }

  @Test
  void hdf5HoldsTheMomentsOfEveryBlock() throws IOException {
    export("done", "hdf5", "h5");
    JsonNode shard = results("done").path("shards").path(0);
    try (HdfFile file = new HdfFile(directory.resolve("h5/tiny.h5"))) {
      String group = "/" + shard.path("shard").asText();
      long[] networks = (long[]) file.getDatasetByPath(group + "/blocks/networks").getData();
      assertThat(networks).containsOnly(shard.path("networks").asLong() / networks.length);
      double[] values = (double[]) file.getDatasetByPath(group + "/couplings/value").getData();
      assertThat(values[0]).isEqualTo(shard.at("/couplings/u4/value").asDouble());
    }
  }

  @Test
  void nnqftJsonHoldsMeanAndErrorByWidthAndSigmaW() throws IOException {
    export("done", "nnqft-json", "paper");
    JsonNode paper =
        new ObjectMapper()
            .readTree(directory.resolve("paper/gauss_lambda_mean_sw_N.json").toFile());
    for (JsonNode shard : results("done").path("shards")) {
      JsonNode pair = paper.path(shard.path("width").asText()).path(shard.path("sigmaW").asText());
      assertThat(pair.get(0).asDouble()).isEqualTo(shard.at("/couplings/u4/value").asDouble());
      assertThat(pair.get(1).asDouble())
          .isEqualTo(shard.at("/couplings/u4/standardError").asDouble());
    }
  }

  /** A run that was killed has no results, but a database. */
  @Test
  void ofARunThatWasKilled() throws IOException, SQLException {
    try (RunningProgram running =
        program.start("run", "tiny.conf", "--out=killed", "--set=widths=[5, 20, 1000000]")) {
      running.awaitOnStandardError(Pattern.compile("(?s)(converged.*){4}"));
      awaitConverged(4);
      running.endedBy("KILL");
    }
    export("killed", "json", "killed");
    List<String> verdicts = new ArrayList<>();
    for (JsonNode shard : results("killed").path("shards")) {
      verdicts.add(shard.path("width").asInt() + " " + shard.path("verdict").asText());
      if (shard.path("width").asInt() < 1000) {
        assertThat(Shards.of(directory.resolve("done"))).contains(shard.path("shard").asText());
      }
    }
    assertThat(verdicts)
        .containsExactly(
            "5 converged",
            "20 converged",
            "1000000 cancelled",
            "5 converged",
            "20 converged",
            "1000000 cancelled");
  }

  private static void awaitConverged(int shards) throws SQLException {
    String url = "jdbc:sqlite:" + directory.resolve("killed/wickstream.db");
    try (Connection database = DriverManager.getConnection(url);
        PreparedStatement count =
            database.prepareStatement("SELECT COUNT(*) FROM shards WHERE verdict = 'converged'")) {
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                try (ResultSet row = count.executeQuery()) {
                  assertThat(row.getInt(1)).isEqualTo(shards);
                }
              });
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "export done --to xml          | --to must be one of csv, json, hdf5, nnqft-json, was xml",
        "export nowhere --to csv       | nowhere must be the directory of a run",
        "export done --to csv --out tiny.conf | tiny.conf"
      })
  void refusesInOneLine(String words, String complaint) {
    Outcome outcome = Invocation.in(directory, words.split(" +"));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.complaints()).singleElement().asString().contains(complaint);
  }

  private static JsonNode results(String run) throws IOException {
    return new ObjectMapper().readTree(directory.resolve(run).resolve("results.json").toFile());
  }
}
