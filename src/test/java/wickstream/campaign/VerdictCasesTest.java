package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.statistics.Objection;
import wickstream.statistics.Verdict;
import wickstream.store.ShardResult;

/**
 * Campaigns whose samples look tame and are not: each once ended as converged at a wrong value. The
 * seeds are fixed, so every outcome is.
 */
class VerdictCasesTest {

  private static List<ShardResult> run(String name, String... settings) throws IOException {
    try (var in = VerdictCasesTest.class.getResourceAsStream("/cases/" + name + ".conf")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new InlineRun(text + "\n" + String.join("\n", settings)).results();
    }
  }

  private static Optional<Objection.Kind> objection(ShardResult shard) {
    return shard.tail().reason().map(Objection::kind);
  }

  @ParameterizedTest
  @CsvSource({
    "wide-points, KNOWN_MEAN_MISSED",
    "ordinary-scale, KNOWN_MEAN_MISSED",
    "relu-opposite, KNOWN_MEAN_MISSED",
    "plain-lognormal, VARIANCE_UNSEEN",
    "saturated, NO_SPREAD",
    "dead-networks, NO_SPREAD"
  })
  void whatTheSampleCannotHaveSeenIsHeavyTailed(String name, Objection.Kind why)
      throws IOException {
    List<ShardResult> shards = run(name, "campaign.stop.max-networks = 400000");
    assertThat(shards)
        .allSatisfy(
            shard -> {
              System.out.println(shard.verdict());
              assertThat(shard.verdict()).isInstanceOf(Verdict.HeavyTailed.class);
              assertThat(objection(shard)).contains(why);
            });
  }

  @Test
  void whatDoublesDoNotResolveIsSaidSo() throws IOException {
    assertThat(run("rounding"))
        .allSatisfy(
            shard -> {
              System.out.println(shard.verdict());
              assertThat(shard.verdict()).isInstanceOf(Verdict.Unresolved.class);
            });
  }

  @Test
  void aHandfulOfNetworksIsNotJudged() throws IOException {
    assertThat(run("two-networks"))
        .allSatisfy(
            shard -> {
              System.out.println(
                  shard.networks() + " " + shard.couplings().get("u4").pull() + shard.verdict());
              assertThat(shard.networks()).isGreaterThanOrEqualTo(1000);
              assertThat(Math.abs(shard.couplings().get("u4").pull())).isLessThan(5);
            });
  }
}
