package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import wickstream.statistics.Verdict;
import wickstream.store.ShardResult;

/** A campaign whose state cannot always be kept, and one that goes on from what was. */
class KeepingTest {
  private static final Duration OFTEN = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration PROMPTLY = Duration.ofSeconds(20);

  private static ActorTestKit kit;
  private static List<ShardResult> undisturbed;

  private final Threads sampling = Threads.fair(2);
  private final Threads others = Threads.fair(2);
  private final MoodyKeeper keeper = new MoodyKeeper();

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
        new Keeping(keeper, OFTEN, patience));
  }

  @Test
  void keepsTheLastStateOfEveryShard() {
    assertThat(begin(local(), LONG).results()).isEqualTo(undisturbed);
    for (ShardResult shard : undisturbed) {
      assertThat(keeper.load(shard.id()).checkpoint())
          .hasValueSatisfying(
              kept -> assertThat(kept.totals().networks()).isEqualTo(shard.networks()));
    }
  }

  @Test
  void goesOnFromWhereACancelledOneWasLeft() {
    HeldBags bags = new HeldBags(index -> index >= 10);
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
    keeper.failToSave("no space");
    Stage stage = begin(local(), LONG);
    stage.eventually(() -> assertThat(keeper.failedSaves()).isGreaterThan(1));
    assertThat(stage.status().store().failure()).contains("no space");
    keeper.succeed();
    CampaignOutcome outcome = stage.outcome(PROMPTLY);
    assertThat(outcome.shards()).isEqualTo(undisturbed);
    assertThat(outcome.notSaved()).isEmpty();
    assertThat(keeper.eventKinds()).contains("not-saved", "saved-again");
  }

  @Test
  void endsWhenPatienceIsOver() {
    keeper.failToSave("no space");
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

  /** Shards that have not begun would tell what an earlier run left, if that could be read. */
  @Test
  void endsWhenPatienceIsOverAndNothingCanBeReadEither() {
    HeldBags bags = new HeldBags(index -> index >= 10);
    Stage stage = begin(bags, SHORT);
    stage.eventually(() -> assertThat(bags.waiting()).isPositive());
    keeper.failToLoad("no connection");
    keeper.failToSave("no connection");
    stage.cancel("enough");
    CampaignOutcome outcome = stage.outcome(PROMPTLY);
    assertThat(outcome.shards())
        .hasSize(6)
        .allMatch(shard -> shard.verdict().equals(new Verdict.Cancelled("enough")));
    assertThat(outcome.notSaved()).contains("no connection");
  }

  @Test
  void endsIfAStateCannotBeReadUntilPatienceIsOver() {
    keeper.failToLoad("no connection");
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
    keeper.failToLoad("no connection");
    Stage stage = begin(local(), LONG);
    stage.eventually(() -> assertThat(keeper.failedLoads()).isGreaterThan(1));
    keeper.succeed();
    assertThat(stage.outcome(PROMPTLY).shards()).isEqualTo(undisturbed);
  }
}
