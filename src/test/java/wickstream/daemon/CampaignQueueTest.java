package wickstream.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.pattern.StatusReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wickstream.campaign.Dispatchers;
import wickstream.campaign.ExistingRunPolicy;
import wickstream.campaign.SamplingThreads;
import wickstream.campaign.WorkerPool;
import wickstream.config.CampaignFile;
import wickstream.config.RunConfig;
import wickstream.sampling.ComputeBackend;

/** What a client was told of its campaigns is what lasts, whether tickets can be written or not. */
class CampaignQueueTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final RunConfig CONFIG = config("[2]");

  private final ActorTestKit kit = ActorTestKit.create(Dispatchers.settings(1, 1));
  private final AtomicReference<DaemonStatus> board = new AtomicReference<>(DaemonStatus.EMPTY);
  private final TestProbe<StatusReply<CampaignProgress>> answers = kit.createTestProbe();

  private Optional<ActorRef<CampaignQueue.Command>> queue = Optional.empty();

  @TempDir private Path data;

  /** Nothing is written any more when the directory is removed. */
  @AfterEach
  void end() {
    TestProbe<Done> stopped = kit.createTestProbe();
    queue.ifPresent(
        running -> {
          running.tell(new CampaignQueue.ShutDown(stopped.getRef()));
          stopped.receiveMessage(PATIENCE);
        });
    kit.shutdownTestKit();
  }

  private static RunConfig config(String widths) {
    String text =
        "campaign { name = a, widths = %s, sigma-w = [1.0], points = [-0.1, 0.2] }"
            .formatted(widths);
    return CampaignFile.parse(text, "test", List.of());
  }

  /** A queue of which one campaign at a time runs, measured by nobody. */
  private ActorRef<CampaignQueue.Command> queue(MoodyTickets queueStore) {
    return queue(queueStore, new DaemonSettings(data, 1, 1, 10, 10));
  }

  private ActorRef<CampaignQueue.Command> queue(MoodyTickets queueStore, DaemonSettings settings) {
    DaemonContext daemonContext =
        new DaemonContext(
            kit.system(),
            settings,
            Dispatchers.sampling(kit.system()),
            ComputeBackend.choose(Optional.of("scalar")),
            LatencyRecorder.NONE);
    WorkerPool nobody = WorkerPool.local(1, new SamplingThreads("sampling", 1, task -> {}));
    ActorRef<CampaignQueue.Command> spawned =
        kit.spawn(
            CampaignQueue.create(
                daemonContext,
                new QueueContext(queueStore, ExistingRunPolicy.RESUMED, nobody),
                queueStore.all().stream()
                    .map(new CampaignDatabases(queueStore, daemonContext.computeBackend())::entry)
                    .toList(),
                board::set));
    queue = Optional.of(spawned);
    return spawned;
  }

  /** Tickets with that of a campaign that is to run, or to rest. */
  private MoodyTickets queueStore(QueuedCampaign.DesiredState desiredState) {
    MoodyTickets queueStore = new MoodyTickets(data);
    queueStore.save(
        QueuedCampaign.submitted(CONFIG, 0, 1, Instant.EPOCH).withDesiredState(desiredState));
    return queueStore;
  }

  private void awaitState(CampaignState state) {
    awaitState("a", state);
  }

  private void awaitState(String name, CampaignState state) {
    answers.awaitAssert(
        PATIENCE,
        () -> {
          assertThat(board.get().campaign(name))
              .hasValueSatisfying(campaign -> assertThat(campaign.state()).isEqualTo(state));
          return null;
        });
  }

  /** It is shown to run from the first; that it has begun is written a moment later. */
  private void awaitRunning(MoodyTickets queueStore) {
    awaitState(CampaignState.RUNNING);
    eventually(() -> assertThat(queueStore.written("a").started()).isPresent());
  }

  private CampaignProgress accepted() {
    return answers.receiveMessage(PATIENCE).getValue();
  }

  private void requireRefused(RequestRejected.Kind kind) {
    StatusReply<CampaignProgress> answer = answers.receiveMessage(PATIENCE);
    assertThat(answer.isError()).isTrue();
    assertThat(answer.getError())
        .isInstanceOfSatisfying(
            RequestRejected.class, rejection -> assertThat(rejection.kind()).isEqualTo(kind));
  }

  private CampaignQueue.SetDesiredState desiredState(QueuedCampaign.DesiredState desiredState) {
    return new CampaignQueue.SetDesiredState("a", desiredState, answers.getRef());
  }

  private CampaignQueue.SetPriority priority(int priority) {
    return new CampaignQueue.SetPriority("a", priority, answers.getRef());
  }

  /** What can be changed of a campaign that runs. */
  private enum Change {
    PAUSE(test -> test.desiredState(QueuedCampaign.DesiredState.PAUSE)),
    CANCEL(test -> test.desiredState(QueuedCampaign.DesiredState.CANCEL)),
    PRIORITY(test -> test.priority(5)),
    EXTENSION(test -> new CampaignQueue.Extend("a", config("[2, 3]"), test.answers.getRef()));

    private final Function<CampaignQueueTest, CampaignQueue.Command> command;

    Change(Function<CampaignQueueTest, CampaignQueue.Command> command) {
      this.command = command;
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatCannotBeWrittenIsRefusedAndChangesNothing(Change change) {
    MoodyTickets queueStore = queueStore(QueuedCampaign.DesiredState.RUN);
    ActorRef<CampaignQueue.Command> queue = queue(queueStore);
    awaitRunning(queueStore);
    CampaignProgress before = board.get().campaign("a").orElseThrow();
    QueuedCampaign lasting = queueStore.written("a");
    queueStore.failToWrite(queuedCampaign -> true);
    queue.tell(change.command.apply(this));
    requireRefused(RequestRejected.Kind.NOT_WRITTEN);

    queue.tell(
        new CampaignQueue.SetDesiredState("a", QueuedCampaign.DesiredState.RUN, answers.getRef()));
    requireRefused(RequestRejected.Kind.CONFLICT); // as it still runs
    CampaignProgress after = board.get().campaign("a").orElseThrow();
    assertThat(after.state()).isEqualTo(CampaignState.RUNNING);
    assertThat(after.priority()).isZero();
    assertThat(after.run()).isEqualTo(before.run());
    assertThat(queueStore.written("a")).isEqualTo(lasting);
  }

  /** Another leader, or this daemon after a restart, knows what was accepted and nothing else. */
  @ParameterizedTest
  @EnumSource
  void whatIsAcceptedIsWritten(Change change) {
    MoodyTickets queueStore = queueStore(QueuedCampaign.DesiredState.RUN);
    ActorRef<CampaignQueue.Command> queue = queue(queueStore);
    awaitRunning(queueStore);
    queue.tell(change.command.apply(this));
    CampaignProgress told = accepted();
    QueuedCampaign lasting = queueStore.written("a");
    assertThat(lasting.priority()).isEqualTo(told.priority());
    assertThat(lasting.config()).isEqualTo(told.run());
    assertThat(lasting.desiredState())
        .isEqualTo(
            switch (change) {
              case PAUSE -> QueuedCampaign.DesiredState.PAUSE;
              case CANCEL -> QueuedCampaign.DesiredState.CANCEL;
              case PRIORITY, EXTENSION -> QueuedCampaign.DesiredState.RUN;
            });
  }

  /** As by a commit whose answer was lost. */
  @Test
  void whatWasWrittenThoughItWasRefusedIsTakenBack() {
    MoodyTickets queueStore = queueStore(QueuedCampaign.DesiredState.PAUSE);
    ActorRef<CampaignQueue.Command> queue = queue(queueStore);
    awaitState(CampaignState.PAUSED);
    queueStore.loseAnswers(
        queuedCampaign -> queuedCampaign.desiredState() == QueuedCampaign.DesiredState.RUN);
    queue.tell(desiredState(QueuedCampaign.DesiredState.RUN));
    requireRefused(RequestRejected.Kind.NOT_WRITTEN);
    eventually(
        () ->
            assertThat(queueStore.written("a").desiredState())
                .isEqualTo(QueuedCampaign.DesiredState.PAUSE));
    assertThat(board.get().campaign("a").orElseThrow().state()).isEqualTo(CampaignState.PAUSED);
  }

  /** That it has ended is nobody's wish, and cannot be refused. */
  @Test
  void howACampaignEndedIsWrittenAsSoonAsThatIsPossible() {
    MoodyTickets queueStore = queueStore(QueuedCampaign.DesiredState.RUN);
    ActorRef<CampaignQueue.Command> queue = queue(queueStore);
    awaitRunning(queueStore);
    queueStore.failToWrite(queuedCampaign -> queuedCampaign.ended().isPresent());
    queue.tell(desiredState(QueuedCampaign.DesiredState.CANCEL));
    accepted();
    awaitState(CampaignState.CANCELLED);
    assertThat(queueStore.written("a").ended()).isEmpty();
    queueStore.succeed();
    eventually(() -> assertThat(queueStore.written("a").ended()).isPresent());
    assertThat(queueStore.written("a").desiredState())
        .isEqualTo(QueuedCampaign.DesiredState.CANCEL);
  }

  /** Whoever ends the process, or removes the directory, must not come before the last writing. */
  @Test
  void aShutdownIsOverWhenEverythingIsWritten() throws InterruptedException {
    MoodyTickets queueStore = queueStore(QueuedCampaign.DesiredState.RUN);
    ActorRef<CampaignQueue.Command> queue = queue(queueStore);
    awaitRunning(queueStore);
    CountDownLatch written =
        queueStore.holdBack(queuedCampaign -> queuedCampaign.ended().isPresent());
    TestProbe<Done> stopped = kit.createTestProbe();
    queue.tell(new CampaignQueue.ShutDown(stopped.getRef()));
    eventually(() -> assertThat(queueStore.isHeldBack()).isTrue());
    stopped.expectNoMessage(Duration.ofMillis(700)); // longer than from one look to the next
    written.countDown();
    stopped.receiveMessage(PATIENCE);
    assertThat(queueStore.written("a").ended()).isPresent();
  }

  /** What runs has ended, and cannot write its results yet. */
  @Test
  void aShutdownWaitsForResults() throws InterruptedException {
    MoodyTickets queueStore = queueStore(QueuedCampaign.DesiredState.RUN);
    ActorRef<CampaignQueue.Command> queue = queue(queueStore);
    awaitRunning(queueStore);
    CountDownLatch written = queueStore.holdBack(queuedCampaign -> queuedCampaign.priority() == 5);
    queue.tell(priority(5));
    eventually(() -> assertThat(queueStore.isHeldBack()).isTrue());
    TestProbe<Done> stopped = kit.createTestProbe();
    queue.tell(new CampaignQueue.ShutDown(stopped.getRef()));
    stopped.expectNoMessage(Duration.ofMillis(1500)); // longer than from one look to the next
    written.countDown();
    stopped.receiveMessage(PATIENCE);
    assertThat(queueStore.written("a").ended()).isPresent();
    assertThat(data.resolve("a").resolve("results.json")).exists();
  }

  /** Requests that were made before, and are still waiting for others to be written. */
  @Test
  void aShutdownWaitsForRequests() throws InterruptedException {
    MoodyTickets queueStore = queueStore(QueuedCampaign.DesiredState.PAUSE);
    ActorRef<CampaignQueue.Command> queue = queue(queueStore);
    awaitState(CampaignState.PAUSED);
    CountDownLatch written = queueStore.holdBack(queuedCampaign -> queuedCampaign.priority() == 5);
    queue.tell(priority(5));
    eventually(() -> assertThat(queueStore.isHeldBack()).isTrue());
    queue.tell(priority(6));
    TestProbe<Done> stopped = kit.createTestProbe();
    queue.tell(new CampaignQueue.ShutDown(stopped.getRef()));
    CountDownLatch next = queueStore.holdBack(queuedCampaign -> queuedCampaign.priority() == 6);
    written.countDown();
    eventually(() -> assertThat(queueStore.isHeldBack()).isTrue());
    stopped.expectNoMessage(Duration.ofMillis(700)); // longer than from one look to the next
    next.countDown();
    stopped.receiveMessage(PATIENCE);
    assertThat(queueStore.written("a").priority()).isEqualTo(6);
  }

  @Test
  void whatNeedsNoDiskIsRejectedAtOnce() throws InterruptedException {
    MoodyTickets queueStore = queueStore(QueuedCampaign.DesiredState.PAUSE);
    ActorRef<CampaignQueue.Command> queue = queue(queueStore);
    awaitState(CampaignState.PAUSED);
    CountDownLatch written = queueStore.holdBack(queuedCampaign -> queuedCampaign.priority() == 5);
    queue.tell(priority(5));
    eventually(() -> assertThat(queueStore.isHeldBack()).isTrue());
    queue.tell(new CampaignQueue.SetPriority("unknown", 1, answers.getRef()));
    requireRefused(RequestRejected.Kind.UNKNOWN);
    written.countDown();
    assertThat(accepted().priority()).isEqualTo(5);
  }

  @Test
  void whatIsAskedForTogetherIsAllDone() {
    MoodyTickets queueStore = queueStore(QueuedCampaign.DesiredState.RUN);
    ActorRef<CampaignQueue.Command> queue = queue(queueStore);
    awaitRunning(queueStore);
    for (int i = 1; i <= 20; i++) {
      queue.tell(priority(i));
    }
    queue.tell(desiredState(QueuedCampaign.DesiredState.PAUSE));
    queue.tell(priority(21));
    for (int i = 1; i <= 20; i++) {
      assertThat(accepted().priority()).isEqualTo(i);
    }
    assertThat(accepted().state()).isEqualTo(CampaignState.PAUSING);
    assertThat(accepted().priority()).isEqualTo(21);
    awaitState(CampaignState.PAUSED);
    eventually(() -> assertThat(queueStore.written("a").ended()).isPresent());
    assertThat(queueStore.written("a").priority()).isEqualTo(21);
    assertThat(queueStore.written("a").desiredState()).isEqualTo(QueuedCampaign.DesiredState.PAUSE);
  }

  /** Two may run at once, but there is memory for one and a half. */
  @Test
  void whoeverFindsNoMemoryWaitsForItsTurn() {
    long memory = CONFIG.campaign().memoryBytes(1) * 3 / 2;
    MoodyTickets queueStore = queueStore(QueuedCampaign.DesiredState.RUN);
    ActorRef<CampaignQueue.Command> queue =
        queue(queueStore, new DaemonSettings(data, 1, 2, 10, 10, memory));
    awaitRunning(queueStore);
    RunConfig other = new RunConfig(CONFIG.campaign().withName("b"), CONFIG.store());
    queue.tell(new CampaignQueue.Submit(other, 0, answers.getRef()));
    assertThat(accepted().state()).isEqualTo(CampaignState.QUEUED);
    queue.tell(priority(1));
    assertThat(accepted().state()).isEqualTo(CampaignState.RUNNING);
    assertThat(board.get().campaign("b").orElseThrow().state()).isEqualTo(CampaignState.QUEUED);

    queue.tell(new CampaignQueue.SetPriority("b", 2, answers.getRef()));
    awaitState("b", CampaignState.RUNNING);
    awaitState("a", CampaignState.QUEUED);
    queue.tell(
        new CampaignQueue.SetDesiredState(
            "b", QueuedCampaign.DesiredState.CANCEL, answers.getRef()));
    awaitState("a", CampaignState.RUNNING);
  }

  /** Also those that wait or have ended, of which something is kept. */
  @Test
  void allCampaignsTogetherHaveNoMoreShardsThanFit() {
    int room = 4;
    MoodyTickets queueStore = queueStore(QueuedCampaign.DesiredState.PAUSE);
    ActorRef<CampaignQueue.Command> queue =
        queue(queueStore, new DaemonSettings(data, 1, 1, 10, room, 0));
    awaitState(CampaignState.PAUSED);
    int held = CONFIG.campaign().shardCount();
    RunConfig other =
        new RunConfig(config("[2, 3, 4, 5]").campaign().withName("b"), CONFIG.store());
    assertThat(held).isBetween(1, room);
    queue.tell(new CampaignQueue.Submit(other, 0, answers.getRef()));
    requireRefused(RequestRejected.Kind.FULL);
    queue.tell(new CampaignQueue.Extend("a", config("[2, 3, 4, 5, 6]"), answers.getRef()));
    requireRefused(RequestRejected.Kind.FULL);
    assertThat(board.get().campaign("b")).isEmpty();

    TestProbe<StatusReply<Done>> deletion = kit.createTestProbe();
    queue.tell(new CampaignQueue.Delete("a", false, deletion.getRef()));
    assertThat(deletion.receiveMessage(PATIENCE).isSuccess()).isTrue();
    queue.tell(new CampaignQueue.Submit(other, 0, answers.getRef()));
    assertThat(accepted().name()).isEqualTo("b");
  }

  /** A campaign that cannot be removed whole is still there, for another attempt. */
  @Test
  void whatCannotBeRemovedIsNotForgotten() {
    MoodyTickets queueStore = queueStore(QueuedCampaign.DesiredState.PAUSE);
    ActorRef<CampaignQueue.Command> queue = queue(queueStore);
    awaitState(CampaignState.PAUSED);
    TestProbe<StatusReply<Done>> deletion = kit.createTestProbe();
    queue.tell(new CampaignQueue.Delete("a", true, deletion.getRef()));
    assertThat(deletion.receiveMessage(PATIENCE).isError()).isTrue();
    eventually(() -> assertThat(queueStore.written("a")).isNotNull());
    queue.tell(new CampaignQueue.Delete("a", false, deletion.getRef()));
    assertThat(deletion.receiveMessage(PATIENCE).isSuccess()).isTrue();
    assertThat(queueStore.written("a")).isNull();
  }

  private void eventually(Runnable check) {
    answers.awaitAssert(
        PATIENCE,
        () -> {
          check.run();
          return null;
        });
  }
}
