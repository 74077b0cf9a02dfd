package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.persistence.RunTotals;
import wickstream.persistence.WriteBatch;
import wickstream.results.CampaignResult;
import wickstream.results.Fit;
import wickstream.results.ShardResult;
import wickstream.sampling.BagSampler;
import wickstream.statistics.Assessment;
import wickstream.statistics.Verdict;

/** Shards that have a target in common are judged together, and nothing else decides. */
class PowerCampaignTest {
  private static final Duration OFTEN = Duration.ofMillis(1);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long FIRST_GRANT = 20;

  private static ActorTestKit kit;
  private static List<ShardResult> reference;

  private final Threads sampling = Threads.fair(2);
  private final Threads judging = Threads.fair(2);

  @BeforeAll
  static void runOneBagAfterTheOther() {
    kit = ActorTestKit.create();
    try (Threads sampling = Threads.fair(1);
        Threads judging = Threads.fair(1)) {
      reference = run(1, 1, judging, BagSource.Factory.local(sampling.executor())).results();
    }
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

  private static Stage run(
      int bagsInFlight, int activeShards, Threads judging, BagSource.Factory bags) {
    return Stage.begin(
        kit,
        Campaigns.plan(Campaigns.POWER),
        Stage.resources(bagsInFlight, activeShards, judging.executor()),
        bags);
  }

  private BagSource.Factory local() {
    return BagSource.Factory.local(sampling.executor());
  }

  @Test
  void endsWhenTheReportedFitIsAsPreciseAsAsked() {
    assertThat(reference).hasSize(9).allMatch(r -> r.verdict() instanceof Verdict.Converged);
    assertThat(reference)
        .allMatch(r -> r.verdict().reason().startsWith("the power of u4 in sigma-w is -"));
    Fit fit =
        new CampaignResult("test", Campaigns.config(Campaigns.POWER), reference, Map.of())
            .fits()
            .get(0);
    assertThat(fit.quantity()).isEqualTo("u4");
    assertThat(fit.points()).isEqualTo(9);
    assertThat(fit.standardError()).isBetween(0.008, 0.01);
    assertThat(reference.get(0).bags()).as("an end of a line").isGreaterThan(8 * FIRST_GRANT);
    assertThat(reference.get(5).bags()).as("the middle of one").isLessThan(4 * FIRST_GRANT);
  }

  /** The page shows the same before and after a daemon has been started again. */
  @Test
  void progressIsTheSameFromTheTables() {
    Stage stage = run(4, 3, judging, local());
    assertThat(stage.results()).isEqualTo(reference);
    List<ShardStatus> live = stage.status().shards();
    List<ShardStatus> stored =
        StoredStatus.of(
                Campaigns.plan(Campaigns.POWER), AllCampaignTest.kept(reference), RunTotals.NONE)
            .shards();
    double[] progress =
        live.stream().map(ShardStatus::assessment).mapToDouble(PowerCampaignTest::excess).toArray();
    assertThat(Arrays.stream(progress).boxed()).allMatch(excess -> excess > 0.8 && excess <= 1);
    assertThat(
            stored.stream()
                .map(ShardStatus::assessment)
                .mapToDouble(PowerCampaignTest::excess)
                .toArray())
        .containsExactly(progress, within(1e-9));
  }

  private static double excess(Optional<Assessment> known) {
    return known.orElseThrow().estimate().standardError() / known.orElseThrow().tolerance();
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 3", "8, 1", "8, 100"})
  void resultsDoNotDependOnWhatRunsAtOnce(int bagsInFlight, int activeShards) {
    assertThat(run(bagsInFlight, activeShards, judging, local()).results()).isEqualTo(reference);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "4, 3"})
  void norOnCrashes(int bagsInFlight, int activeShards) {
    for (Map<Long, Integer> failures :
        List.of(Map.of(0L, 1, FIRST_GRANT - 1, 1), Map.of(FIRST_GRANT, 2))) {
      CrashingBags bags = new CrashingBags(local(), shard -> true, failures);
      assertThat(run(bagsInFlight, activeShards, judging, bags).results()).isEqualTo(reference);
      assertThat(bags.crashes()).isPositive();
    }
  }

  @Test
  void norOnTheOrderInWhichBagsAreReady() {
    try (Threads newest = Threads.newestFirst()) {
      assertThat(run(8, 2, judging, BagSource.Factory.local(newest.executor())).results())
          .isEqualTo(reference);
    }
  }

  @Test
  void aRunOfItsOwnGivesTheSame() throws Exception {
    CampaignRun run =
        CampaignRun.start(
            CampaignActors.prepare(2),
            Campaigns.plan(Campaigns.POWER),
            CheckpointPolicy.NOTHING,
            Timings.NONE);
    assertThat(run.outcome().toCompletableFuture().get(60, TimeUnit.SECONDS).shards())
        .isEqualTo(reference);
    run.close();
  }

  /** As if the process had been killed after any of its saves. */
  @Test
  void goesOnFromWhateverWasSaved() {
    MoodyKeeper keeper = new MoodyKeeper();
    assertThat(kept(keeper).results()).isEqualTo(reference);
    List<WriteBatch> batches = keeper.batches();
    assertThat(batches).hasSizeGreaterThan(3);
    for (int saved : moments(batches.size())) {
      MoodyKeeper killed = new MoodyKeeper();
      batches.subList(0, saved).forEach(killed::save);
      assertThat(kept(killed).results()).as("killed after %d saves", saved).isEqualTo(reference);
    }
  }

  private static List<Integer> moments(int saves) {
    List<Integer> moments = new ArrayList<>();
    for (int saved = 1; saved <= saves; saved += 1 + saves / 15) {
      moments.add(saved);
    }
    return moments;
  }

  private Stage kept(MoodyKeeper keeper) {
    return Stage.begin(
        kit,
        Campaigns.plan(Campaigns.POWER),
        Stage.resources(3, 2, judging.executor()),
        local(),
        new CheckpointPolicy(keeper, OFTEN, PATIENCE));
  }

  /** One bag of one shard keeps all others from going on. */
  @Test
  void nobodyGoesOnBeforeTheLastHasArrived() {
    LateBag late = new LateBag(local(), reference.get(4).id(), FIRST_GRANT - 1);
    Stage stage = run(2, 3, judging, late);
    stage.eventually(
        () ->
            assertThat(stage.status().shards())
                .filteredOn(shard -> shard.networks() == 50 * FIRST_GRANT)
                .hasSize(8));
    stage.expectSilence();
    assertThat(stage.status().shards())
        .allMatch(shard -> shard.networks() <= 50 * FIRST_GRANT)
        .allMatch(shard -> shard.verdict().isEmpty());
    late.letGo();
    assertThat(stage.results()).isEqualTo(reference);
  }

  @Test
  void whoWaitsCanBeCancelled() {
    LateBag late = new LateBag(local(), reference.get(4).id(), 3);
    Stage stage = run(2, 3, judging, late);
    stage.eventually(
        () ->
            assertThat(stage.status().shards())
                .filteredOn(shard -> shard.networks() == 50 * FIRST_GRANT)
                .hasSize(8));
    stage.cancel("enough");
    assertThat(stage.results()).allMatch(r -> r.verdict() instanceof Verdict.Cancelled);
    late.letGo();
  }

  /** A shard that fails does not hold the others up. */
  @Test
  void whoFailsTakesNoPart() {
    CrashingBags bags =
        new CrashingBags(local(), shard -> shard.equals(reference.get(4).id()), Map.of(3L, 100));
    List<ShardResult> results = run(2, 3, judging, bags).results();
    assertThat(results.get(4).verdict()).isInstanceOf(Verdict.Failed.class);
    assertThat(results).filteredOn(r -> r.verdict() instanceof Verdict.Converged).hasSize(8);
  }

  /** Bags of which one is not ready until it is let go. */
  private static final class LateBag implements BagSource.Factory {
    private final BagSource.Factory others;
    private final String shard;
    private final long bag;
    private final CompletableFuture<Void> gate = new CompletableFuture<>();

    LateBag(BagSource.Factory others, String shard, long bag) {
      this.others = others;
      this.shard = shard;
      this.bag = bag;
    }

    void letGo() {
      gate.complete(null);
    }

    @Override
    public BagSource of(BagSampler sampler) {
      BagSource source = others.of(sampler);
      return (range, before) ->
          before.shard().equals(shard) && range.firstBag() <= bag && bag < range.endBag()
              ? gate.thenCompose(open -> source.measure(range, before))
              : source.measure(range, before);
    }
  }
}
