package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import wickstream.results.ShardResult;
import wickstream.statistics.Grant;
import wickstream.statistics.PartialTotals;
import wickstream.statistics.Totals;
import wickstream.statistics.Verdict;

class CancelTest {
  private static final Duration PROMPTLY = Duration.ofSeconds(5);
  private static final Verdict CANCELLED = new Verdict.Cancelled("enough");

  private static ActorTestKit kit;

  private final Threads judging = Threads.fair(2);

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
    judging.close();
  }

  private Stage begin(HeldBags bags) {
    return Stage.begin(
        kit, Campaigns.plan(Campaigns.CONVERGING), Stage.resources(3, 2, judging.executor()), bags);
  }

  @Test
  void shardsEndWithWhatTheyHaveThoughBagsHangForever() {
    HeldBags bags = new HeldBags(index -> index >= 3);
    Stage stage = begin(bags);
    stage.eventually(
        () ->
            assertThat(stage.status().shards())
                .filteredOn(shard -> shard.networks() == 150)
                .hasSize(2));
    stage.cancel("enough");
    List<ShardResult> results = stage.results(PROMPTLY);

    assertThat(results).hasSize(6).allMatch(result -> result.verdict().equals(CANCELLED));
    assertThat(results).extracting(ShardResult::bags).containsExactly(3L, 3L, 0L, 0L, 0L, 0L);
    for (ShardResult begun : results.subList(0, 2)) {
      assertThat(begun.networks()).isEqualTo(150);
      assertThat(begun.couplings().get("u4").value()).isNegative();
      assertThat(begun.greens()).hasSize(6 + 15 + 28);
    }
    for (ShardResult waiting : results.subList(2, 6)) {
      assertThat(waiting.networks()).isZero();
      assertThat(waiting.couplings()).isEmpty();
      assertThat(waiting.deviations()).isEmpty();
      assertThat(waiting.greens()).isEmpty();
      assertThat(waiting.tail().varianceOfVariance()).isNaN();
    }
    stage.expectSilence();
  }

  /** Of a shard that crashed and then was cancelled, nobody waits for what either asked for. */
  @Test
  void whatWasAskedForIsWithdrawn() {
    HeldBags held = new HeldBags(index -> index >= 3);
    AtomicInteger sources = new AtomicInteger();
    AtomicInteger withdrawals = new AtomicInteger();
    BagSource.Factory bags =
        sampler -> {
          int number = sources.incrementAndGet();
          BagSource source = held.of(sampler);
          return new BagSource() {
            @Override
            public CompletionStage<PartialTotals> measure(Grant range, Totals before) {
              return number == 1
                  ? CompletableFuture.failedFuture(new IllegalStateException("torn"))
                  : source.measure(range, before);
            }

            @Override
            public void withdraw() {
              withdrawals.incrementAndGet();
            }
          };
        };
    Stage stage =
        Stage.begin(
            kit,
            Campaigns.plan(Campaigns.CONVERGING),
            Stage.resources(3, 2, judging.executor()),
            bags);
    stage.eventually(() -> assertThat(sources).hasValue(3));
    stage.eventually(() -> assertThat(withdrawals).hasValue(1));
    stage.cancel("enough");
    stage.results(PROMPTLY);
    stage.eventually(() -> assertThat(withdrawals).hasValue(3));
  }

  @Test
  void nothingIsBegunAfterwards() {
    HeldBags bags = new HeldBags(index -> true);
    Stage stage = begin(bags);
    stage.eventually(() -> assertThat(bags.waiting()).isEqualTo(6));
    stage.cancel("enough");
    List<ShardResult> results = stage.results(PROMPTLY);
    assertThat(results).allMatch(result -> result.verdict().equals(CANCELLED));
    assertThat(results).allMatch(result -> result.bags() == 0);
    bags.letGo();
    stage.cancel("again");
    stage.expectSilence();
    assertThat(bags.waiting()).isZero();
    assertThat(stage.status().shards())
        .allMatch(shard -> shard.phase() == CampaignStatus.Phase.ENDED)
        .allMatch(shard -> shard.verdict().equals(Optional.of(CANCELLED)));
  }

  @Test
  void shardsThatHaveEndedKeepTheirVerdicts() {
    try (Threads sampling = Threads.fair(2)) {
      CampaignPlan plan = Campaigns.plan(Campaigns.CONVERGING, "widths=[5]");
      Stage stage =
          Stage.begin(
              kit,
              plan,
              Stage.resources(2, 1, judging.executor()),
              BagSource.Factory.local(sampling.executor()));
      List<ShardResult> results = stage.results();
      stage.cancel("too late");
      stage.expectSilence();
      assertThat(stage.status().shards())
          .extracting(shard -> shard.verdict().orElseThrow())
          .isEqualTo(results.stream().map(ShardResult::verdict).toList());
    }
  }

  @Test
  void aRunOfItsOwnEndsPromptly() throws Exception {
    CampaignRun run =
        CampaignRun.start(
            CampaignActors.prepare(1),
            Campaigns.plan(
                Campaigns.CONVERGING, "stop.relative-error=1e-9", "stop.max-networks=1e15"),
            CheckpointPolicy.NOTHING,
            Timings.NONE);
    run.cancel("enough");
    List<ShardResult> results =
        run.outcome().toCompletableFuture().get(PROMPTLY.toSeconds(), TimeUnit.SECONDS).shards();
    assertThat(results).hasSize(6).allMatch(result -> result.verdict().equals(CANCELLED));
  }
}
