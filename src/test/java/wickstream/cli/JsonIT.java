package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wickstream.results.export.JsonFile;

/** What scripts read is one JSON object that agrees with the files and the exit code. */
final class JsonIT {
  @TempDir private Path directory;

  @BeforeEach
  void prepare() {
    Campaigns.tinyIn(directory);
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(Map<String, Object> object, String name) {
    return (List<Map<String, Object>>) object.get(name);
  }

  @Test
  @SuppressWarnings("unchecked")
  void runPrintsWhatItsFilesHold() throws IOException {
    Outcome outcome = Program.in(directory).run("run", "tiny.conf", "--json");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    JsonFile.requireStrict(outcome.out());
    Map<String, Object> said = JsonFile.parse(outcome.out());
    assertThat(said.keySet())
        .containsExactly(
            "schema",
            "version",
            "campaign",
            "seed",
            "directory",
            "exitCode",
            "observable",
            "shards",
            "fits");
    assertThat(said)
        .containsEntry("schema", "wickstream-run/1")
        .containsEntry("exitCode", 0)
        .containsEntry("observable", "u4");
    Map<String, Object> file =
        JsonFile.read(Path.of((String) said.get("directory")).resolve("results.json"));
    assertThat(said.get("fits")).isEqualTo(file.get("fits"));
    for (int s = 0; s < 4; s++) {
      Map<String, Object> shard = list(said, "shards").get(s);
      Map<String, Object> whole = list(file, "shards").get(s);
      Map<String, Object> u4 =
          ((Map<String, Map<String, Object>>) whole.get("couplings")).get("u4");
      assertThat(whole)
          .containsEntry("shard", shard.get("shard"))
          .containsEntry("verdict", shard.get("verdict"))
          .containsEntry("networksNeeded", shard.get("networksNeeded"))
          .containsEntry("networks", shard.get("networks"));
      assertThat(u4)
          .containsEntry("value", shard.get("value"))
          .containsEntry("low", shard.get("low"))
          .containsEntry("exact", shard.get("exact"));
      double pull =
          ((double) shard.get("value") - (double) shard.get("exact"))
              / (double) shard.get("standardError");
      assertThat((double) shard.get("pull")).isEqualTo(pull);
    }
    assertThat(outcome.complaints()).hasSize(5).last().asString().endsWith("converged");
  }

  @Test
  void runSaysWithWhichCodeItEnds() throws IOException {
    Outcome outcome =
        Program.in(directory)
            .run(
                "run",
                "tiny.conf",
                "--json",
                "--quiet",
                "--set=stop.relative-error=1e-6",
                "--set=stop.max-networks=4000");
    assertThat(outcome.exitCode()).isEqualTo(3);
    Map<String, Object> said = JsonFile.parse(outcome.out());
    assertThat(said).containsEntry("exitCode", 3);
    assertThat(list(said, "shards"))
        .allSatisfy(
            shard -> {
              assertThat(shard).containsEntry("verdict", "budget-exhausted");
              assertThat((double) shard.get("networksNeeded")).isGreaterThan(4000);
            });
  }

  @Test
  void badInputHasNoObject() {
    Outcome outcome = Program.in(directory).run("run", "tiny.conf", "--json", "--set=widths=[0]");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void exactPrintsItsTableWithAllDigits() throws IOException {
    Outcome outcome = Program.in(directory).run("exact", "tiny.conf", "--json");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    Map<String, Object> said = JsonFile.parse(outcome.out());
    assertThat(said).containsEntry("schema", "wickstream-exact/1").doesNotContainKey("trained");
    assertThat(list(said, "shards")).hasSize(4);
    assertThat(list(said, "shards").get(0))
        .containsEntry("width", 5)
        .containsEntry("sigmaW", 1.0)
        .containsEntry("u4", -0.8226125825183918)
        .containsEntry("u6", null);
  }

  @Test
  void exactTellsOfTrainedNetworksAndWhySomethingIsMissing() throws IOException {
    Outcome outcome =
        Program.in(directory)
            .run(
                "exact",
                "tiny.conf",
                "--json",
                "--set=ensemble.activation=erf",
                "--set=widths=[5]",
                "--set=sigma-w=[1]",
                "--set=points=[0.5,1.0]",
                "--set=training={data=[[-1.0,1.0]],times=[0,2]}",
                "--set=stop={observable=connected4,at-time=2}");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    Map<String, Object> said = JsonFile.parse(outcome.out());
    assertThat(list(said, "trained"))
        .extracting(row -> ((Number) row.get("time")).doubleValue())
        .containsExactly(0.0, 2.0);
    assertThat(said.get("notes").toString()).contains("critical at sigma-w = 0.8862");
  }
}
