package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wickstream.persistence.Checkpoint;
import wickstream.persistence.CheckpointStore;
import wickstream.persistence.Database;
import wickstream.persistence.Event;
import wickstream.persistence.JdbcCheckpointStore;
import wickstream.persistence.ResultsDatabase;
import wickstream.persistence.ShardSnapshot;
import wickstream.persistence.WriterFence;
import wickstream.sampling.Shard;
import wickstream.statistics.Totals;
import wickstream.statistics.Verdict;

/** States are saved beside the sampling, whatever the database does. */
class StoreActorTest {
  private static final Duration AT_ONCE = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final CampaignPlan PLAN = Campaigns.plan(Campaigns.CONVERGING);

  private static ActorTestKit kit;

  @TempDir private Path directory;
  private final MoodyKeeper checkpointStore = new MoodyKeeper();
  private final HeldTasks saves = new HeldTasks();
  private final TestProbe<StoreActor.Report> reports = kit.createTestProbe(StoreActor.Report.class);

  @BeforeAll
  static void beginActors() {
    kit = ActorTestKit.create();
  }

  @AfterAll
  static void endActors() {
    kit.shutdownTestKit();
  }

  private ActorRef<StoreActor.Command> spawn(
      CheckpointStore where, Duration patience, Executor executor) {
    return kit.spawn(
        StoreActor.create(
            new CheckpointPolicy(where, AT_ONCE, patience), executor, reports.getRef()));
  }

  /** A store whose saves wait for the test. */
  private ActorRef<StoreActor.Command> held(Duration patience) {
    return spawn(checkpointStore, patience, saves);
  }

  /** A store that saves at once. */
  private ActorRef<StoreActor.Command> prompt(Duration patience) {
    return spawn(checkpointStore, patience, Runnable::run);
  }

  private static StoreActor.Keep keep(int shard, long nextBag) {
    return new StoreActor.Keep(List.of(snapshot(shard, nextBag)));
  }

  private static ShardSnapshot snapshot(int shard, long nextBag) {
    Shard which = PLAN.shards().get(shard);
    Totals totals = Totals.startingAt(which.id(), nextBag);
    return new ShardSnapshot(
        new Checkpoint(11, totals, nextBag, Duration.ZERO),
        Evaluation.withoutValues(which, totals, new Verdict.Cancelled("test")));
  }

  private void awaitSave() {
    reports.awaitAssert(
        () -> {
          assertThat(saves.waiting()).isEqualTo(1);
          return null;
        });
  }

  private void runSave() {
    awaitSave();
    saves.runNext();
  }

  private void expect(StoreActor.Report report) {
    assertThat(reports.receiveMessage()).isEqualTo(report);
  }

  private static StoreActor.Tried saved() {
    return new StoreActor.Tried(Optional.empty());
  }

  private static StoreActor.Tried failed(String reason) {
    return new StoreActor.Tried(Optional.of(reason));
  }

  private void expectNothingMore() {
    reports.expectNoMessage();
    assertThat(saves.waiting()).isZero();
  }

  @Test
  void statesWaitForASlowSaveAndTheNewestOfEachShardIsSavedNext() {
    ActorRef<StoreActor.Command> store = held(LONG);
    store.tell(keep(0, 1));
    awaitSave();
    for (int bag = 2; bag <= 101; bag++) {
      store.tell(keep(0, bag));
      store.tell(keep(1, bag));
    }
    runSave();
    expect(saved());
    runSave();
    expect(saved());
    expectNothingMore();
    assertThat(checkpointStore.batches()).hasSize(2);
    assertThat(checkpointStore.batches().get(0).snapshots()).containsExactly(snapshot(0, 1));
    assertThat(checkpointStore.batches().get(1).snapshots())
        .containsExactlyInAnyOrder(snapshot(0, 101), snapshot(1, 101));
  }

  /** The grants of a round: a process that is killed leaves all of them or none. */
  @Test
  void whatIsKeptTogetherIsSavedTogether() {
    ActorRef<StoreActor.Command> store = held(LONG);
    store.tell(new StoreActor.Keep(List.of(snapshot(0, 7), snapshot(1, 7))));
    runSave();
    expect(saved());
    expectNothingMore();
    assertThat(checkpointStore.batches()).hasSize(1);
    assertThat(checkpointStore.batches().get(0).snapshots())
        .containsExactly(snapshot(0, 7), snapshot(1, 7));
  }

  @Test
  void eventsAreSavedInOrderAndOnce() {
    ActorRef<StoreActor.Command> store = held(LONG);
    for (String kind : new String[] {"one", "two", "three"}) {
      store.tell(new StoreActor.Note(new Event(Instant.EPOCH, Optional.empty(), kind, "happened")));
    }
    runSave();
    expect(saved());
    runSave();
    expect(saved());
    expectNothingMore();
    assertThat(checkpointStore.eventKinds()).containsExactly("one", "two", "three");
  }

  @Test
  void aFailureIsReportedAndTriedAgainWithNewerStates() {
    checkpointStore.failToSave("no space");
    ActorRef<StoreActor.Command> store = held(LONG);
    store.tell(keep(0, 1));
    runSave();
    expect(failed("no space"));
    runSave();
    expect(failed("no space"));
    awaitSave();
    checkpointStore.succeed();
    store.tell(keep(0, 2));
    runSave();
    expect(saved());
    runSave();
    expect(saved());
    expectNothingMore();
    assertThat(checkpointStore.batches().get(1).snapshots()).containsExactly(snapshot(0, 2));
    assertThat(checkpointStore.eventKinds()).containsExactly("not-saved", "saved-again");
  }

  @Test
  void givesUpOnceWhenPatienceIsOver() {
    checkpointStore.failToSave("no space");
    ActorRef<StoreActor.Command> store = prompt(SHORT);
    store.tell(keep(0, 1));
    awaitGivingUp("no space");
    int attempts = checkpointStore.failedSaves();
    checkpointStore.succeed();
    store.tell(keep(0, 2));
    store.tell(keep(1, 2));
    reports.expectNoMessage();
    assertThat(checkpointStore.failedSaves()).isEqualTo(attempts);
    assertThat(checkpointStore.batches()).isEmpty();
    store.tell(new StoreActor.Finish(LONG));
    expect(new StoreActor.Done());
    expectNothingMore();
  }

  /** Hears of failed attempts, then of the end. */
  private void awaitGivingUp(String reason) {
    StoreActor.Report report = reports.receiveMessage();
    while (report.equals(failed(reason))) {
      report = reports.receiveMessage();
    }
    assertThat(report).isEqualTo(new StoreActor.GaveUp(reason));
  }

  @Test
  void givesUpADatabaseThatNeverAnswers() {
    ActorRef<StoreActor.Command> store = held(SHORT);
    store.tell(keep(0, 1));
    awaitSave();
    expect(new StoreActor.GaveUp("the database does not answer"));
    store.tell(new StoreActor.Finish(LONG));
    expect(new StoreActor.Done());
  }

  @Test
  void patienceBeginsAnewAfterEverySuccess() {
    ActorRef<StoreActor.Command> store = prompt(SHORT);
    store.tell(keep(0, 1));
    expect(saved());
    reports.expectNoMessage(SHORT.multipliedBy(3));
    store.tell(keep(0, 2));
    expect(saved());
    expectNothingMore();
  }

  @Test
  void givesUpAtOnceWhenAnotherWriterHasTakenOver() {
    try (JdbcCheckpointStore early = campaign("process 1");
        JdbcCheckpointStore late = campaign("process 2")) {
      ActorRef<StoreActor.Command> store = spawn(early, LONG, Runnable::run);
      store.tell(keep(0, 1));
      String reason =
          "campaign test in %s was taken over by process 2"
              .formatted(directory.resolve("wickstream.db"));
      expect(failed(reason));
      expect(new StoreActor.GaveUp(reason));
      assertThat(late.load(PLAN.shards().get(0).id()).checkpoint()).isEmpty();
    }
  }

  private JdbcCheckpointStore campaign(String holder) {
    return JdbcCheckpointStore.hold(
        ResultsDatabase.open(Database.in(directory)),
        PLAN.config(),
        new JdbcCheckpointStore.Writer("test", holder, WriterFence.NONE));
  }

  @Test
  void finishesAtOnceIfNothingWaits() {
    held(LONG).tell(new StoreActor.Finish(LONG));
    expect(new StoreActor.Done());
    expectNothingMore();
  }

  @Test
  void finishesWhenAllIsSaved() {
    ActorRef<StoreActor.Command> store = held(LONG);
    store.tell(keep(0, 1));
    awaitSave();
    store.tell(keep(0, 2));
    store.tell(new StoreActor.Finish(LONG));
    runSave();
    expect(saved());
    runSave();
    expect(saved());
    expect(new StoreActor.Done());
    expectNothingMore();
    assertThat(checkpointStore.batches().get(1).snapshots()).containsExactly(snapshot(0, 2));
  }

  @Test
  void finishingGoesOnTryingUntilItSucceeds() {
    checkpointStore.failToSave("no space");
    ActorRef<StoreActor.Command> store = held(LONG);
    store.tell(keep(0, 1));
    store.tell(new StoreActor.Finish(LONG));
    runSave();
    expect(failed("no space"));
    awaitSave();
    checkpointStore.succeed();
    runSave();
    expect(saved());
    runSave();
    expect(saved());
    expect(new StoreActor.Done());
    assertThat(checkpointStore.eventKinds()).containsExactly("not-saved", "saved-again");
  }

  @Test
  void finishingGivesUpWhenItsOwnPatienceIsOver() {
    ActorRef<StoreActor.Command> store = held(LONG);
    store.tell(keep(0, 1));
    awaitSave();
    store.tell(new StoreActor.Finish(SHORT));
    expect(new StoreActor.GaveUp("the database does not answer"));
    expect(new StoreActor.Done());
    reports.expectNoMessage();
  }
}
