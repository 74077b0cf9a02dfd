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
import wickstream.campaign.Earlier;
import wickstream.campaign.Workers;
import wickstream.campaign.Workforce;
import wickstream.config.CampaignFile;
import wickstream.config.RunConfig;
import wickstream.sampling.Kernels;

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
  private ActorRef<CampaignQueue.Command> queue(MoodyTickets tickets) {
    return queue(tickets, new DaemonSettings(data, 1, 1, 10, 10));
  }

  private ActorRef<CampaignQueue.Command> queue(MoodyTickets tickets, DaemonSettings settings) {
    Workshop workshop =
        new Workshop(
            kit.system(),
            settings,
            Dispatchers.sampling(kit.system()),
            Kernels.choose(Optional.of("scalar")),
            Timekeeper.NONE);
    Workforce nobody = Workforce.local(1, new Workers("sampling", 1, task -> {}));
    ActorRef<CampaignQueue.Command> spawned =
        kit.spawn(
            CampaignQueue.create(
                workshop, new Office(tickets, Earlier.RESUMED, nobody), tickets.all(), board::set));
    queue = Optional.of(spawned);
    return spawned;
  }

  /** Tickets with that of a campaign that is to run, or to rest. */
  private MoodyTickets tickets(Ticket.Wish wish) {
    MoodyTickets tickets = new MoodyTickets(data);
    tickets.save(Ticket.submitted(CONFIG, 0, 1, Instant.EPOCH).withWish(wish));
    return tickets;
  }

  private void awaitState(State state) {
    awaitState("a", state);
  }

  private void awaitState(String name, State state) {
    answers.awaitAssert(
        PATIENCE,
        () -> {
          assertThat(board.get().campaign(name))
              .hasValueSatisfying(campaign -> assertThat(campaign.state()).isEqualTo(state));
          return null;
        });
  }

  /** It is shown to run from the first; that it has begun is written a moment later. */
  private void awaitRunning(MoodyTickets tickets) {
    awaitState(State.RUNNING);
    eventually(() -> assertThat(tickets.written("a").started()).isPresent());
  }

  private CampaignProgress accepted() {
    return answers.receiveMessage(PATIENCE).getValue();
  }

  private void requireRefused(Refusal.Kind kind) {
    StatusReply<CampaignProgress> answer = answers.receiveMessage(PATIENCE);
    assertThat(answer.isError()).isTrue();
    assertThat(answer.getError())
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(kind));
  }

  private CampaignQueue.SetWish wish(Ticket.Wish wish) {
    return new CampaignQueue.SetWish("a", wish, answers.getRef());
  }

  private CampaignQueue.SetPriority priority(int priority) {
    return new CampaignQueue.SetPriority("a", priority, answers.getRef());
  }

  /** What can be changed of a campaign that runs. */
  private enum Change {
    PAUSE(test -> test.wish(Ticket.Wish.PAUSE)),
    CANCEL(test -> test.wish(Ticket.Wish.CANCEL)),
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
    MoodyTickets tickets = tickets(Ticket.Wish.RUN);
    ActorRef<CampaignQueue.Command> queue = queue(tickets);
    awaitRunning(tickets);
    CampaignProgress before = board.get().campaign("a").orElseThrow();
    Ticket lasting = tickets.written("a");
    tickets.failToWrite(ticket -> true);
    queue.tell(change.command.apply(this));
    requireRefused(Refusal.Kind.NOT_WRITTEN);

    queue.tell(new CampaignQueue.SetWish("a", Ticket.Wish.RUN, answers.getRef()));
    requireRefused(Refusal.Kind.CONFLICT); // as it still runs
    CampaignProgress after = board.get().campaign("a").orElseThrow();
    assertThat(after.state()).isEqualTo(State.RUNNING);
    assertThat(after.priority()).isZero();
    assertThat(after.run()).isEqualTo(before.run());
    assertThat(tickets.written("a")).isEqualTo(lasting);
  }

  /** Another leader, or this daemon after a restart, knows what was accepted and nothing else. */
  @ParameterizedTest
  @EnumSource
  void whatIsAcceptedIsWritten(Change change) {
    MoodyTickets tickets = tickets(Ticket.Wish.RUN);
    ActorRef<CampaignQueue.Command> queue = queue(tickets);
    awaitRunning(tickets);
    queue.tell(change.command.apply(this));
    CampaignProgress told = accepted();
    Ticket lasting = tickets.written("a");
    assertThat(lasting.priority()).isEqualTo(told.priority());
    assertThat(lasting.config()).isEqualTo(told.run());
    assertThat(lasting.wish())
        .isEqualTo(
            switch (change) {
              case PAUSE -> Ticket.Wish.PAUSE;
              case CANCEL -> Ticket.Wish.CANCEL;
              case PRIORITY, EXTENSION -> Ticket.Wish.RUN;
            });
  }

  /** As by a commit whose answer was lost. */
  @Test
  void whatWasWrittenThoughItWasRefusedIsTakenBack() {
    MoodyTickets tickets = tickets(Ticket.Wish.PAUSE);
    ActorRef<CampaignQueue.Command> queue = queue(tickets);
    awaitState(State.PAUSED);
    tickets.loseAnswers(ticket -> ticket.wish() == Ticket.Wish.RUN);
    queue.tell(wish(Ticket.Wish.RUN));
    requireRefused(Refusal.Kind.NOT_WRITTEN);
    eventually(() -> assertThat(tickets.written("a").wish()).isEqualTo(Ticket.Wish.PAUSE));
    assertThat(board.get().campaign("a").orElseThrow().state()).isEqualTo(State.PAUSED);
  }

  /** That it has ended is nobody's wish, and cannot be refused. */
  @Test
  void howACampaignEndedIsWrittenAsSoonAsThatIsPossible() {
    MoodyTickets tickets = tickets(Ticket.Wish.RUN);
    ActorRef<CampaignQueue.Command> queue = queue(tickets);
    awaitRunning(tickets);
    tickets.failToWrite(ticket -> ticket.ended().isPresent());
    queue.tell(wish(Ticket.Wish.CANCEL));
    accepted();
    awaitState(State.CANCELLED);
    assertThat(tickets.written("a").ended()).isEmpty();
    tickets.succeed();
    eventually(() -> assertThat(tickets.written("a").ended()).isPresent());
    assertThat(tickets.written("a").wish()).isEqualTo(Ticket.Wish.CANCEL);
  }

  /** Whoever ends the process, or removes the directory, must not come before the last writing. */
  @Test
  void aShutdownIsOverWhenEverythingIsWritten() throws InterruptedException {
    MoodyTickets tickets = tickets(Ticket.Wish.RUN);
    ActorRef<CampaignQueue.Command> queue = queue(tickets);
    awaitRunning(tickets);
    CountDownLatch written = tickets.holdBack(ticket -> ticket.ended().isPresent());
    TestProbe<Done> stopped = kit.createTestProbe();
    queue.tell(new CampaignQueue.ShutDown(stopped.getRef()));
    eventually(() -> assertThat(tickets.isHeldBack()).isTrue());
    stopped.expectNoMessage(Duration.ofMillis(700)); // longer than from one look to the next
    written.countDown();
    stopped.receiveMessage(PATIENCE);
    assertThat(tickets.written("a").ended()).isPresent();
  }

  @Test
  void whatIsAskedForTogetherIsAllDone() {
    MoodyTickets tickets = tickets(Ticket.Wish.RUN);
    ActorRef<CampaignQueue.Command> queue = queue(tickets);
    awaitRunning(tickets);
    for (int i = 1; i <= 20; i++) {
      queue.tell(priority(i));
    }
    queue.tell(wish(Ticket.Wish.PAUSE));
    queue.tell(priority(21));
    for (int i = 1; i <= 20; i++) {
      assertThat(accepted().priority()).isEqualTo(i);
    }
    assertThat(accepted().state()).isEqualTo(State.PAUSING);
    assertThat(accepted().priority()).isEqualTo(21);
    awaitState(State.PAUSED);
    eventually(() -> assertThat(tickets.written("a").ended()).isPresent());
    assertThat(tickets.written("a").priority()).isEqualTo(21);
    assertThat(tickets.written("a").wish()).isEqualTo(Ticket.Wish.PAUSE);
  }

  /** Two may run at once, but there is memory for one and a half. */
  @Test
  void whoeverFindsNoMemoryWaitsForItsTurn() {
    long memory = CONFIG.campaign().memoryBytes(1) * 3 / 2;
    MoodyTickets tickets = tickets(Ticket.Wish.RUN);
    ActorRef<CampaignQueue.Command> queue =
        queue(tickets, new DaemonSettings(data, 1, 2, 10, 10, memory));
    awaitRunning(tickets);
    RunConfig other = new RunConfig(CONFIG.campaign().withName("b"), CONFIG.store());
    queue.tell(new CampaignQueue.Submit(other, 0, answers.getRef()));
    assertThat(accepted().state()).isEqualTo(State.QUEUED);
    queue.tell(priority(1));
    assertThat(accepted().state()).isEqualTo(State.RUNNING);
    assertThat(board.get().campaign("b").orElseThrow().state()).isEqualTo(State.QUEUED);

    queue.tell(new CampaignQueue.SetPriority("b", 2, answers.getRef()));
    awaitState("b", State.RUNNING);
    awaitState("a", State.QUEUED);
    queue.tell(new CampaignQueue.SetWish("b", Ticket.Wish.CANCEL, answers.getRef()));
    awaitState("a", State.RUNNING);
  }

  /** Also those that wait or have ended, of which something is kept. */
  @Test
  void allCampaignsTogetherHaveNoMoreShardsThanFit() {
    int room = 4;
    MoodyTickets tickets = tickets(Ticket.Wish.PAUSE);
    ActorRef<CampaignQueue.Command> queue =
        queue(tickets, new DaemonSettings(data, 1, 1, 10, room, 0));
    awaitState(State.PAUSED);
    int held = CONFIG.campaign().shardCount();
    RunConfig other =
        new RunConfig(config("[2, 3, 4, 5]").campaign().withName("b"), CONFIG.store());
    assertThat(held).isBetween(1, room);
    queue.tell(new CampaignQueue.Submit(other, 0, answers.getRef()));
    requireRefused(Refusal.Kind.FULL);
    queue.tell(new CampaignQueue.Extend("a", config("[2, 3, 4, 5, 6]"), answers.getRef()));
    requireRefused(Refusal.Kind.FULL);
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
    MoodyTickets tickets = tickets(Ticket.Wish.PAUSE);
    ActorRef<CampaignQueue.Command> queue = queue(tickets);
    awaitState(State.PAUSED);
    TestProbe<StatusReply<Done>> deletion = kit.createTestProbe();
    queue.tell(new CampaignQueue.Delete("a", true, deletion.getRef()));
    assertThat(deletion.receiveMessage(PATIENCE).isError()).isTrue();
    eventually(() -> assertThat(tickets.written("a")).isNotNull());
    queue.tell(new CampaignQueue.Delete("a", false, deletion.getRef()));
    assertThat(deletion.receiveMessage(PATIENCE).isSuccess()).isTrue();
    assertThat(tickets.written("a")).isNull();
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
