package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import wickstream.persistence.RunTotals;
import wickstream.persistence.StoredShard;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.statistics.Assessment;
import wickstream.statistics.JointRule;
import wickstream.statistics.Verdict;

/** Campaigns that are to know every coupling and deviation. */
class AllCampaignTest {
  private static final String ALL =
      """
      campaign {
        seed = 3
        ensemble { activation = gauss, sigma-b = 0.5 }
        widths = [4, 20], sigma-w = [1.0]
        points = [-0.02, 0.01, 0.03]
        bag-size = 100
        stop { all = 0.15, max-networks = 200000 }
      }
      """;

  private static Set<String> wanted(String... overrides) {
    return ((JointRule) Campaigns.plan(ALL, overrides).plan(0).rule()).rules().keySet();
  }

  @Test
  void allThatAreMeasuredButNotWhatIsExactlyZero() {
    assertThat(wanted()).containsExactly("u4", "u6", "m4", "m6");
    assertThat(wanted("orders=[2,4]")).containsExactly("u4", "m4");
    assertThat(wanted("orders=[2,4]", "ensemble.d-out=2")).containsExactly("u4", "m4", "u4Mixed");
    assertThat(wanted("orders=[2,4]", "ensemble.activation=erf", "ensemble.depth=2"))
        .containsExactly("u4", "m4", "m2");
  }

  @Test
  void eachIsAsPreciseAsAsked() {
    CampaignPlan plan = Campaigns.plan(ALL);
    List<ShardResult> results = new InlineRun(ALL).results();
    for (ShardResult shard : results) {
      assertThat(shard.verdict()).isInstanceOf(Verdict.Converged.class);
      assertThat(shard.verdict().reason())
          .startsWith("every one of u4, u6, m4, m6 is known as precisely as asked, u6 the least");
      for (String name : List.of("u4", "u4Canonical", "u6", "u6Canonical", "m4", "m6")) {
        MeasuredValue value = shard.value(name).orElseThrow();
        assertThat(value.standardError()).isLessThan(0.15 * Math.abs(value.value()));
      }
    }
    assertThat(results.get(1).networks()).as("u6 of N = 20 takes more").isGreaterThan(2000);
    expectShown(plan, results);
  }

  /** The farthest of all decides how near the target is shown to be, from the tables as well. */
  private static void expectShown(CampaignPlan plan, List<ShardResult> results) {
    CampaignStatus status = StoredStatus.of(plan, kept(results), RunTotals.NONE);
    for (int i = 0; i < results.size(); i++) {
      Assessment shown = status.shards().get(i).assessment().orElseThrow();
      MeasuredValue u4 = results.get(i).value("u4").orElseThrow();
      MeasuredValue u6 = results.get(i).value("u6").orElseThrow();
      assertThat(shown.estimate().value()).isEqualTo(u4.value());
      double nearer = Math.abs(u6.value()) - u6.standardError();
      assertThat(shown.estimate().standardError() / shown.tolerance())
          .isCloseTo(u6.standardError() / (0.15 * nearer), within(1e-9));
    }
  }

  /** What tables say of results. */
  static Map<String, StoredShard> kept(List<ShardResult> results) {
    Map<String, StoredShard> kept = new HashMap<>();
    for (ShardResult result : results) {
      Map<String, MeasuredValue> values = new LinkedHashMap<>(result.couplings());
      values.putAll(result.deviations());
      kept.put(
          result.id(),
          new StoredShard(
              result.width(),
              result.ensemble().sigmaW(),
              Optional.of(result.verdict()),
              result.networks(),
              result.bags(),
              result.tail(),
              result.effectiveSampleSize(),
              values,
              result.tails(),
              List.of()));
    }
    return kept;
  }
}
