package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What users unpack is whole. */
final class DistributionIT {
  @TempDir private Path directory;

  @Test
  void hasTheCampaignsThatTheDocumentationNames() {
    assertThat(Distribution.campaigns().stream().map(file -> file.getFileName().toString()))
        .contains(
            "quickstart.conf",
            "figure1.conf",
            "figure2.conf",
            "figure2-plain.conf",
            "scaling.conf");
  }

  static Stream<Path> campaigns() {
    return Distribution.campaigns().stream();
  }

  @ParameterizedTest
  @MethodSource("campaigns")
  void hasCampaignsThatLoad(Path campaign) throws IOException {
    assertThat(Files.readString(campaign)).as("says what it shows and takes").startsWith("# ");
    Outcome outcome = Program.in(directory).run("exact", campaign.toString());
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.complaints()).isEmpty();
    assertThat(outcome.out().lines().findFirst().orElseThrow())
        .contains("N", "sigma_W")
        .containsPattern("u4|m4Theory"); // couplings of erf are defined on a line alone
    assertThat(outcome.out().lines().count()).isGreaterThan(3);
    assertThat(outcome.took()).isLessThan(Duration.ofSeconds(10));
  }

  @Tag("full")
  @Test
  void unpacksAndRuns() throws IOException {
    Path home = Distribution.unpack(Distribution.tarball(), directory);
    assertThat(home)
        .isDirectoryContaining("glob:**/README.md")
        .isDirectoryContaining("glob:**/LICENSE");
    assertThat(home.resolve("NOTICE"))
        .content()
        .contains("org.apache.pekko:pekko-actor_2.13:", "at.yawk.lz4:lz4-java:")
        .doesNotContain("org.lz4:lz4-java:", "Unknown license");
    assertThat(home.resolve("lib/bench")).isDirectoryContaining("glob:**/numpy_comparison.py");
    assertThat(home.resolve("lib/bench/c")).isDirectoryContaining("glob:**/yardstick.c");
    Outcome outcome =
        Program.in(home)
            .startedBy("bin/wickstream")
            .run(
                "run", "conf/quickstart.conf", "--set=widths=[5]", "--set=stop.relative-error=0.2");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("3 of 3 shards converged", "runs/quickstart");
  }
}
