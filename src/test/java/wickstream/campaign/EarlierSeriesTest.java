package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import wickstream.persistence.Checkpoint;
import wickstream.persistence.ShardSnapshot;
import wickstream.persistence.WriteBatch;
import wickstream.results.ShardResult;
import wickstream.statistics.Bag;
import wickstream.statistics.Sums;
import wickstream.statistics.Totals;
import wickstream.statistics.Verdict;

/** What becomes of shards that were measured when fewer tails were looked at. */
class EarlierSeriesTest {
  private static final int BAGS = 100;

  private static ActorTestKit kit;

  private static CampaignPlan plan(String relativeError) {
    return Campaigns.plan(
        Campaigns.CONVERGING,
        "ensemble.activation=relu",
        "points=[0.2, 0.6, 1.2]",
        "widths=[60]",
        "sigma-w=[1]",
        "orders=[2, 4]",
        "stop.relative-error=" + relativeError);
  }

  @BeforeAll
  static void beginActors() {
    kit = ActorTestKit.create();
  }

  @AfterAll
  static void endActors() {
    kit.shutdownTestKit();
  }

  /** Without the series that has been added. */
  private static Totals earlier(CampaignPlan plan) {
    ShardPlan shard = plan.plan(0);
    Totals totals = Totals.startingAt(plan.ids().get(0), 0);
    for (int index = 0; index < BAGS; index++) {
      Bag bag = shard.sampler().measure(index);
      int series = bag.contributions().size() - 1;
      Sums sums = new Sums(bag.sums().components(), bag.sums().series().subList(0, series));
      totals =
          totals.plus(new Bag(bag.shard(), index, sums, bag.contributions().subList(0, series)));
    }
    return totals;
  }

  private static ShardResult resumed(CampaignPlan plan) {
    Totals totals = earlier(plan);
    MoodyKeeper store = new MoodyKeeper();
    Checkpoint checkpoint = new Checkpoint(11, totals, BAGS, Duration.ZERO);
    ShardResult none =
        Evaluation.withoutValues(plan.shards().get(0), totals, new Verdict.Cancelled("test"));
    store.save(new WriteBatch(List.of(new ShardSnapshot(checkpoint, none)), List.of()));
    try (Threads sampling = Threads.fair(1);
        Threads judging = Threads.fair(1)) {
      return Stage.begin(
              kit,
              plan,
              Stage.resources(2, 1, judging.executor()),
              BagSource.Factory.local(sampling.executor()),
              new CheckpointPolicy(store, Duration.ofSeconds(1), Duration.ofSeconds(1)))
          .results()
          .get(0);
    }
  }

  @Test
  void whatSufficesEndsWithItsValues() {
    ShardResult result = resumed(plan("0.5"));
    assertThat(result.verdict()).isInstanceOf(Verdict.Converged.class);
    assertThat(result.bags()).isEqualTo(BAGS);
  }

  @Test
  void whatDoesNotSufficeKeepsItsValuesAndDoesNotGoOn() {
    ShardResult result = resumed(plan("0.001"));
    assertThat(result.verdict()).isInstanceOf(Verdict.Failed.class);
    assertThat(result.verdict().reason())
        .startsWith("cannot go on from what an earlier version of this program measured");
    assertThat(result.bags()).isEqualTo(BAGS);
    assertThat(result.couplings().get("u4").standardError()).isPositive();
    assertThat(result.vouchesFor("u4")).isTrue();
    assertThat(result.vouchesFor("connected4")).isFalse();
    assertThat(result.tail("connected4").reason().orElseThrow().why())
        .contains("was not kept by the earlier version");
  }
}
