package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import wickstream.persistence.CheckpointStore;
import wickstream.persistence.WriteBatch;
import wickstream.results.ShardResult;
import wickstream.statistics.Verdict;

/** A campaign whose state cannot always be kept, and one that goes on from what was. */
class CheckpointPolicyTest {
  private static final Duration OFTEN = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration PROMPTLY = Duration.ofSeconds(20);

  private static ActorTestKit kit;
  private static List<ShardResult> undisturbed;

  private final Threads sampling = Threads.fair(2);
  private final Threads others = Threads.fair(2);
  private final MoodyKeeper checkpointStore = new MoodyKeeper();

  @BeforeAll
  static void runUndisturbed() {
    kit = ActorTestKit.create();
    try (Threads sampling = Threads.fair(2);
        Threads judging = Threads.fair(2)) {
      undisturbed =
          Stage.begin(
                  kit,
                  Campaigns.plan(Campaigns.CONVERGING),
                  Stage.resources(4, 2, judging.executor()),
                  BagSource.Factory.local(sampling.executor()))
              .results();
    }
  }

  @AfterAll
  static void endActors() {
    kit.shutdownTestKit();
  }

  @AfterEach
  void endThreads() {
    sampling.close();
    others.close();
  }

  private BagSource.Factory local() {
    return BagSource.Factory.local(sampling.executor());
  }

  private Stage begin(BagSource.Factory bags, Duration patience) {
    return Stage.begin(
        kit,
        Campaigns.plan(Campaigns.CONVERGING),
        Stage.resources(4, 2, others.executor()),
        bags,
        new CheckpointPolicy(checkpointStore, OFTEN, patience));
  }

  @Test
  void keepsTheLastStateOfEveryShard() {
    assertThat(begin(local(), LONG).results()).isEqualTo(undisturbed);
    for (ShardResult shard : undisturbed) {
      assertThat(checkpointStore.load(shard.id()).checkpoint())
          .hasValueSatisfying(
              kept -> assertThat(kept.totals().networks()).isEqualTo(shard.networks()));
    }
  }

  @Test
  void goesOnFromWhereACancelledOneWasLeft() {
    HeldBags bags = new HeldBags(index -> index >= 30);
    Stage stage = begin(bags, LONG);
    stage.eventually(() -> assertThat(bags.waiting()).isPositive());
    stage.cancel("enough");
    assertThat(stage.outcome(PROMPTLY).networks()).isPositive();

    CampaignOutcome outcome = begin(local(), LONG).outcome(PROMPTLY);
    assertThat(outcome.shards()).isEqualTo(undisturbed);
    assertThat(outcome.networks())
        .isPositive()
        .isLessThan(undisturbed.stream().mapToLong(ShardResult::networks).sum());
  }

  @Test
  void measuresNothingIfAllIsThere() {
    begin(local(), LONG).results();
    CampaignOutcome outcome = begin(new HeldBags(index -> true), LONG).outcome(PROMPTLY);
    assertThat(outcome.shards()).isEqualTo(undisturbed);
    assertThat(outcome.networks()).isZero();
  }

  @Test
  void survivesADatabaseThatComesBack() {
    checkpointStore.failToSave("no space");
    Stage stage = begin(local(), LONG);
    stage.eventually(() -> assertThat(checkpointStore.failedSaves()).isGreaterThan(1));
    assertThat(stage.status().store().failure()).contains("no space");
    checkpointStore.succeed();
    CampaignOutcome outcome = stage.outcome(PROMPTLY);
    assertThat(outcome.shards()).isEqualTo(undisturbed);
    assertThat(outcome.notSaved()).isEmpty();
    assertThat(checkpointStore.eventKinds()).contains("not-saved", "saved-again");
  }

  @Test
  void endsWhenPatienceIsOver() {
    checkpointStore.failToSave("no space");
    CampaignOutcome outcome = begin(new HeldBags(index -> index >= 10), SHORT).outcome(PROMPTLY);
    assertThat(outcome.notSaved()).contains("no space");
    assertThat(outcome.shards())
        .hasSize(6)
        .allMatch(
            shard ->
                shard
                    .verdict()
                    .equals(
                        new Verdict.Cancelled("the campaign's state cannot be saved: no space")));
    assertThat(outcome.shards().get(0).networks()).isPositive();
  }

  /** What was saved by then is what another run goes on from. */
  @Test
  void endsWhenWhatSavesItHasDiedAndGoesOnLater() {
    HeldBags bags = new HeldBags(index -> index >= 10);
    AtomicBoolean refusesNext = new AtomicBoolean();
    Stage stage =
        beginStoring(
            task -> {
              if (refusesNext.getAndSet(false)) {
                throw new RejectedExecutionException("no threads");
              }
              others.executor().execute(task);
            },
            checkpointStore,
            bags);
    stage.eventually(
        () -> assertThat(stage.status().shards()).allMatch(shard -> shard.networks() > 0));
    stage.eventually(() -> assertThat(checkpointStore.batches()).isNotEmpty());
    refusesNext.set(true);
    bags.letGo();
    CampaignOutcome outcome = stage.outcome(PROMPTLY);
    String why =
        "a defect: what saves it has died (java.util.concurrent.RejectedExecutionException: no threads)";
    assertThat(outcome.notSaved()).contains(why);
    assertThat(outcome.shards())
        .hasSize(6)
        .anyMatch(
            shard ->
                shard
                    .verdict()
                    .equals(new Verdict.Cancelled("the campaign's state cannot be saved: " + why)));
    stage.expectSilence();

    CampaignOutcome resumed = begin(local(), LONG).outcome(PROMPTLY);
    assertThat(resumed.shards()).isEqualTo(undisturbed);
    assertThat(resumed.networks())
        .isPositive()
        .isLessThan(undisturbed.stream().mapToLong(ShardResult::networks).sum());
  }

  /** All shards have their verdicts, which are being saved when what saves them dies. */
  @Test
  void endsWhenWhatSavesItDiesAtTheVeryEnd() {
    CountDownLatch letGo = new CountDownLatch(1);
    Stage stage = beginStoring(others.executor(), slow(letGo), local());
    stage.eventually(
        () ->
            assertThat(stage.status().shards())
                .allMatch(shard -> shard.phase() == CampaignStatus.Phase.ENDED));
    stage.stopStore();
    CampaignOutcome outcome = stage.outcome(PROMPTLY);
    letGo.countDown();
    assertThat(outcome.shards()).isEqualTo(undisturbed);
    assertThat(outcome.notSaved()).contains("a defect: what saves it has died (it was stopped)");
    stage.expectSilence();
  }

  private CheckpointStore slow(CountDownLatch letGo) {
    return new CheckpointStore() {
      @Override
      public Recovery load(String shard) {
        return checkpointStore.load(shard);
      }

      @Override
      public Optional<String> save(WriteBatch batch) {
        try {
          letGo.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return Optional.empty();
      }
    };
  }

  /** A campaign of shards that all run at once, and is kept on some threads. */
  private Stage beginStoring(Executor storing, CheckpointStore where, BagSource.Factory bags) {
    return Stage.begin(
        kit,
        Campaigns.plan(Campaigns.CONVERGING),
        new Resources(
            shard -> new LocalChunkPolicy(4, 1),
            () -> 6,
            others.executor(),
            others.executor(),
            storing),
        bags,
        new CheckpointPolicy(where, OFTEN, LONG));
  }

  /** Shards that have not begun would tell what an earlier run left, if that could be read. */
  @Test
  void endsWhenPatienceIsOverAndNothingCanBeReadEither() {
    HeldBags bags = new HeldBags(index -> index >= 10);
    Stage stage = begin(bags, SHORT);
    stage.eventually(() -> assertThat(bags.waiting()).isPositive());
    checkpointStore.failToLoad("no connection");
    checkpointStore.failToSave("no connection");
    stage.cancel("enough");
    CampaignOutcome outcome = stage.outcome(PROMPTLY);
    assertThat(outcome.shards())
        .hasSize(6)
        .allMatch(shard -> shard.verdict().equals(new Verdict.Cancelled("enough")));
    assertThat(outcome.notSaved()).contains("no connection");
  }

  @Test
  void endsIfAStateCannotBeReadUntilPatienceIsOver() {
    checkpointStore.failToLoad("no connection");
    CampaignOutcome outcome = begin(local(), SHORT).outcome(PROMPTLY);
    assertThat(outcome.shards())
        .hasSize(6)
        .allMatch(
            shard ->
                shard
                    .verdict()
                    .equals(
                        new Verdict.Cancelled("its checkpoints cannot be read: no connection")));
  }

  @Test
  void aShardWhoseStateCannotBeReadForAWhileBeginsLater() {
    checkpointStore.failToLoad("no connection");
    Stage stage = begin(local(), LONG);
    stage.eventually(() -> assertThat(checkpointStore.failedLoads()).isGreaterThan(1));
    checkpointStore.succeed();
    assertThat(stage.outcome(PROMPTLY).shards()).isEqualTo(undisturbed);
  }
}
