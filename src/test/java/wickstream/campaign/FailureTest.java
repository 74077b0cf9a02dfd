package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import wickstream.results.ShardResult;
import wickstream.statistics.Block;
import wickstream.statistics.PartialTotals;
import wickstream.statistics.Sums;
import wickstream.statistics.Verdict;

/** What becomes of a shard that cannot go on, and of the others. */
class FailureTest {
  private static ActorTestKit kit;

  private final Threads sampling = Threads.fair(2);
  private final Threads judging = Threads.fair(2);
  private final BagSource.Factory local = BagSource.Factory.local(sampling.executor());
  private final Resources resources = Stage.resources(4, 2, judging.executor());

  @BeforeAll
  static void beginActors() {
    kit = ActorTestKit.create();
  }

  @AfterAll
  static void endActors() {
    kit.shutdownTestKit();
  }

  @AfterEach
  void endThreads() {
    sampling.close();
    judging.close();
  }

  @Test
  void aShardFailsAtItsThirdCrashAndTheOthersConverge() {
    CampaignPlan plan = Campaigns.plan(Campaigns.CONVERGING);
    String doomed = plan.shards().get(2).id();
    CrashingBags bags = new CrashingBags(local, doomed::equals, Map.of(9L, Integer.MAX_VALUE));
    Stage stage = Stage.begin(kit, plan, resources, bags);
    List<ShardResult> results = stage.results();

    assertThat(results.get(2).verdict())
        .isEqualTo(
            new Verdict.Failed(
                "crashed 3 times, last with: java.lang.IllegalStateException: bag 9 is torn"));
    assertThat(results.get(2).bags()).isLessThanOrEqualTo(9);
    assertOthersConverged(results, 2);
    assertThat(bags.crashes()).isEqualTo(3);
    stage.expectSilence();
  }

  private static void assertOthersConverged(List<ShardResult> results, int failed) {
    for (int i = 0; i < results.size(); i++) {
      assertThat(results.get(i).verdict() instanceof Verdict.Converged)
          .as("shard %d: %s", i, results.get(i).verdict())
          .isEqualTo(i != failed);
    }
  }

  @Test
  void aShardOfTwoCrashesIsLikeAnyOther() {
    List<ShardResult> undisturbed =
        Stage.begin(kit, Campaigns.plan(Campaigns.CONVERGING), resources, local).results();
    CampaignPlan plan = Campaigns.plan(Campaigns.CONVERGING);
    CrashingBags bags = new CrashingBags(local, plan.shards().get(5).id()::equals, Map.of(9L, 2));
    assertThat(Stage.begin(kit, plan, resources, bags).results()).isEqualTo(undisturbed);
    assertThat(bags.crashes()).isEqualTo(2);
  }

  @Test
  void aShardThatCannotBePlannedFailsAndTheOthersConverge() {
    Stage stage = Stage.begin(kit, Campaigns.plan(Campaigns.HALF_IMPOSSIBLE), resources, local);
    List<ShardResult> results = stage.results();
    assertThat(results.get(1).verdict()).isInstanceOf(Verdict.Failed.class);
    assertThat(results.get(1).verdict().reason())
        .startsWith(
            "could not be computed: campaign.stop.observable must be defined at all points, but u4");
    assertThat(results.get(1).bags()).isZero();
    assertThat(results.get(1).greens()).isEmpty();
    assertOthersConverged(results, 1);
    stage.expectSilence();
  }

  /** Bags without their series can be added up, but not judged. */
  @Test
  void aShardThatCannotBeJudgedFailsAndTheOthersConverge() {
    CampaignPlan plan = Campaigns.plan(Campaigns.CONVERGING);
    String doomed = plan.shards().get(1).id();
    BagSource.Factory bags =
        sampler -> {
          BagSource source = local.of(sampler);
          return (range, before) ->
              source
                  .measure(range, before)
                  .thenApply(
                      measured ->
                          sampler.shard().id().equals(doomed) ? withoutSeries(measured) : measured);
        };
    Stage stage = Stage.begin(kit, plan, resources, bags);
    List<ShardResult> results = stage.results();
    assertThat(results.get(1).verdict()).isInstanceOf(Verdict.Failed.class);
    assertThat(results.get(1).verdict().reason()).startsWith("could not be computed: ");
    assertThat(results.get(1).greens()).isEmpty();
    assertOthersConverged(results, 1);
    stage.expectSilence();
  }

  private static PartialTotals withoutSeries(PartialTotals bags) {
    List<Block> blocks =
        bags.blocks().stream()
            .map(
                block ->
                    new Block(
                        block.firstBag(),
                        block.bags(),
                        new Sums(block.sums().components(), List.of())))
            .toList();
    return new PartialTotals(bags.shard(), bags.firstBag(), blocks, List.of());
  }

  /** More often than it may crash. */
  @Test
  void aShardThatCannotGetMemoryTriesAgainLater() {
    AtomicInteger attempts = new AtomicInteger();
    BagSource.Factory countMemoryFailure =
        sampler -> {
          BagSource source = local.of(sampler);
          return (range, before) ->
              range.firstBag() >= 20 && attempts.incrementAndGet() <= 5
                  ? CompletableFuture.failedStage(new OutOfMemoryError("on purpose"))
                  : source.measure(range, before);
        };
    Stage stage =
        Stage.begin(kit, Campaigns.plan(Campaigns.CONVERGING), resources, countMemoryFailure);
    assertThat(stage.results())
        .allSatisfy(shard -> assertThat(shard.verdict()).isInstanceOf(Verdict.Converged.class));
    assertThat(attempts.get()).isGreaterThan(5);
    stage.expectSilence();
  }

  @Test
  void aSourceThatThrowsIsACrashToo() {
    BagSource.Factory throwing =
        sampler ->
            (range, before) -> {
              throw new IllegalStateException("no bag " + range.firstBag());
            };
    Stage stage = Stage.begin(kit, Campaigns.plan(Campaigns.HALF_IMPOSSIBLE), resources, throwing);
    assertThat(stage.results().get(0).verdict().reason())
        .isEqualTo("crashed 3 times, last with: java.lang.IllegalStateException: no bag 0");
  }
}
