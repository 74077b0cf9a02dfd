package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.config.InvalidConfiguration;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.statistics.NetworksNeeded;
import wickstream.statistics.Objection;
import wickstream.statistics.Verdict;

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
    "wide-points, conditional, KNOWN_MEAN_MISSED, u4, -5.4e26",
    "ordinary-scale, conditional, KNOWN_MEAN_MISSED, u4, -5.597e40",
    "relu-opposite, auto, HEAVY_TAIL, m4, 0.1476",
    "plain-lognormal, plain, KNOWN_MEAN_MISSED, u4, -5.5e26",
    "saturated, auto, KNOWN_MEAN_MISSED, u4,",
    "dead-networks, auto, KNOWN_MEAN_MISSED, m4,",
    "three-points, conditional, KNOWN_MEAN_MISSED, m4, 1.003e26",
    "nine-points, conditional, KNOWN_MEAN_MISSED, m4, 3.040e24",
    "two-clusters, conditional, KNOWN_MEAN_MISSED, u4, -3.605e31"
  })
  void whatTheSampleCannotHaveSeenIsHeavyTailed(
      String name, String estimator, Objection.Kind why, String observable, Double exact)
      throws IOException {
    assertThat(
            run(name, "campaign.stop.max-networks = 400000", "campaign.estimator = " + estimator))
        .allSatisfy(
            shard -> {
              assertThat(shard.verdict()).isInstanceOf(Verdict.HeavyTailed.class);
              assertThat(objection(shard)).contains(why);
              OptionalDouble known = shard.value(observable).orElseThrow().exact();
              if (exact != null) {
                assertThat(known.orElseThrow()).isCloseTo(exact, withinPercentage(1));
              }
            });
  }

  /** Those of gauss converge once units are looked for where their moments come from. */
  @ParameterizedTest
  @CsvSource({
    "wide-points, u4, 0.02",
    "ordinary-scale, u4, 0.1",
    "three-points, m4, 0.02",
    "nine-points, m4, 0.02",
    "two-clusters, u4, 0.1"
  })
  void tiltingByDirectionSeesIt(String name, String observable, double relativeError)
      throws IOException {
    ShardResult shard = run(name, "campaign.estimator = tilted").get(0);
    assertThat(shard.verdict()).isInstanceOf(Verdict.Converged.class);
    MeasuredValue value = shard.value(observable).orElseThrow();
    double exact = value.exact().orElseThrow();
    assertThat(value.standardError()).isLessThan(relativeError * Math.abs(exact));
    assertThat(Math.abs(value.pull())).as("pull, a false alarm in 10⁴").isLessThan(3.9);
  }

  /** What two of them say at their first judgement, where nothing has happened yet. */
  @ParameterizedTest
  @CsvSource({"saturated, 20000, KNOWN_MEAN_MISSED", "dead-networks, 5000, KNOWN_MEAN_MISSED"})
  void noSpreadIsNoPrecision(String name, int networks, Objection.Kind why) throws IOException {
    ShardResult shard =
        run(name, "campaign.stop { min-bags = 5, max-networks = " + networks + " }").get(0);
    assertThat(shard.verdict()).isInstanceOf(Verdict.HeavyTailed.class);
    assertThat(objection(shard)).contains(why);
    shard
        .verdict()
        .networksNeeded()
        .ifPresent(needed -> assertThat(needed.count()).isGreaterThan(1e12));
  }

  /** With the last layer integrated D itself does not vary, but what is linear in it has a mean. */
  @Test
  void deadNetworksAreMissedByPooledAveragesToo() throws IOException {
    ShardResult shard =
        run(
                "dead-networks",
                "campaign { widths = [2], points = [1.0], estimator = pooled }",
                "campaign.stop { min-bags = 5, max-networks = 20000 }")
            .get(0);
    assertThat(shard.verdict()).isInstanceOf(Verdict.HeavyTailed.class);
    assertThat(objection(shard)).contains(Objection.Kind.KNOWN_MEAN_MISSED);
    assertThat(shard.value("m4").orElseThrow().pull()).isLessThan(-1e5);
  }

  /** It would take more networks than there are atoms, from the variance that is known. */
  @Test
  void networksNeededComeFromTheKnownVariance() throws IOException {
    NetworksNeeded plain = run("plain-lognormal").get(0).verdict().networksNeeded().orElseThrow();
    assertThat(plain.basis()).isEqualTo(NetworksNeeded.Basis.EXACT_VALUE);
    assertThat(plain.count()).isBetween(1e114, 1e115);
    NetworksNeeded conditional =
        run("wide-points", "campaign.estimator = conditional")
            .get(0)
            .verdict()
            .networksNeeded()
            .orElseThrow();
    assertThat(conditional.basis()).isEqualTo(NetworksNeeded.Basis.EXACT_VALUE);
    assertThat(conditional.count()).isGreaterThan(1e100);
  }

  @Test
  void whatDoublesDoNotResolveIsSaidSoAtOnce() throws IOException {
    assertThat(run("rounding"))
        .allSatisfy(
            shard -> {
              assertThat(shard.verdict()).isInstanceOf(Verdict.Unresolved.class);
              assertThat(shard.networks()).isEqualTo(20_000);
            });
  }

  @Test
  void aHandfulOfNetworksIsNotJudged() throws IOException {
    assertThat(run("two-networks"))
        .allSatisfy(
            shard -> {
              assertThat(shard.networks()).isGreaterThanOrEqualTo(1000);
              assertThat(Math.abs(shard.couplings().get("u4").pull())).isLessThan(4);
            });
  }

  /** A unit that tells the points apart is drawn once in 3000 networks, and changes u4 by 2.7. */
  @Tag("full")
  @ParameterizedTest
  @ValueSource(strings = {"erf", "tanh"})
  void deepNetworksFarFromTheirLimitLackRareEvents(String activation) {
    Set<Objection.Kind> objections = new HashSet<>();
    for (int seed = 0; seed < 6; seed++) {
      ShardResult shard =
          new InlineRun(
                  ("campaign { name = deep, seed = %d, ensemble { activation = %s, depth = 4, sigma-b = 30 },"
                          + " widths = [300], sigma-w = [300], points = [3e4, 1e6], orders = [2, 4],"
                          + " bag-size = 100, stop { relative-error = 0.1, min-bags = 10, max-networks = 4000 } }")
                      .formatted(seed, activation))
              .results()
              .get(0);
      assertThat(shard.verdict()).isInstanceOf(Verdict.HeavyTailed.class);
      objections.add(objection(shard).orElseThrow());
    }
    assertThat(objections).contains(Objection.Kind.KNOWN_MEAN_MISSED);
  }

  /** K is 0.632 at these points (60 digits), and comes out as 0.720. */
  @Test
  void aKernelThatRoundingHasLostIsRefused() {
    CampaignPlan plan =
        Campaigns.plan(
            "campaign { name = deep, ensemble { activation = erf, depth = 12, sigma-b = 0.1 },"
                + " widths = [50], sigma-w = [100], points = [1, 1.0000001], orders = [2, 4],"
                + " stop { observable = m4, relative-error = 0.1 } }");
    assertThatThrownBy(plan::requireDefinedTarget)
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("campaign.points are too close to each other");
  }
}
