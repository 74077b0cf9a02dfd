package wickstream.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorPath;
import org.apache.pekko.actor.ActorSelection;
import org.apache.pekko.actor.PoisonPill;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.delivery.ConsumerController;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.campaign.BagSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.physics.exact.Theory;
import wickstream.sampling.BagSampler;
import wickstream.sampling.ComputeBackend;
import wickstream.sampling.Measurement;
import wickstream.sampling.Shard;
import wickstream.statistics.Grant;
import wickstream.statistics.PartialTotals;
import wickstream.statistics.Totals;

/** Items are measured by whoever is there, and counted once, whoever comes and goes. */
@Timeout(60)
class WorkDispatcherTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ComputeBackend KERNELS = ComputeBackend.choose(Optional.empty());
  private static final ServiceKey<ConsumerController.Command<WorkItem>> KEY =
      ServiceKey.create(ConsumerController.serviceKeyClass(), "slots-test");

  /** Results are cut into pieces, as those of a real node are. */
  private final ActorTestKit kit =
      ActorTestKit.create(
          ConfigFactory.parseString(
                  """
                  pekko.actor.serialization-bindings {"wickstream.cluster.Message" = jackson-cbor}
                  pekko.reliable-delivery.producer-controller.chunk-large-messages = 1 KiB
                  pekko.actor.allow-java-serialization = off
                  pekko.loglevel = WARNING
                  """)
              .withFallback(ConfigFactory.load("application-test.conf")));

  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final BagSampler sampler = sampler();
  private final Throughput throughput = new Throughput();
  private final CompletableFuture<Throwable> fatal = new CompletableFuture<>();

  @AfterEach
  void end() {
    threads.shutdownNow();
    kit.shutdownTestKit();
  }

  private static BagSampler sampler() {
    Shard shard =
        new Shard(
            new Ensemble(Activation.GAUSS, 1, 1, 1, 1.5, 0.5, OptionalDouble.empty()),
            4,
            InputPoints.ofDimension(1, List.of(List.of(-0.3), List.of(0.1), List.of(0.2))),
            Estimator.TILTED,
            List.of(2, 4, 6),
            40);
    Theory theory = Theory.of(shard.ensemble(), shard.points(), shard.orders());
    return new BagSampler(new Measurement(shard, theory), KERNELS, 7);
  }

  private ActorRef<WorkDispatcher.Command> workDispatcher(long epoch) {
    return kit.spawn(WorkDispatcher.create(KEY, epoch, throughput));
  }

  private ActorRef<WorkerSlots.Command> slots(Executor executor, String node) {
    return slots(new BagMeasurer(KERNELS, executor), node);
  }

  /** Three of them. */
  private ActorRef<WorkerSlots.Command> slots(WorkerSlot.Measuring measurer, String node) {
    return kit.spawn(WorkerSlots.create(measurer, 2, KEY, node, fatal));
  }

  private BagSource bags(ActorRef<WorkDispatcher.Command> workDispatcher) {
    return new RemoteBags(workDispatcher, throughput, Runnable::run).of(() -> 0).of(sampler);
  }

  private List<CompletableFuture<PartialTotals>> ask(BagSource bags, int items) {
    List<CompletableFuture<PartialTotals>> asked = new ArrayList<>();
    Totals none = Totals.startingAt(sampler.shard().id(), 0);
    long first = 0;
    for (int i = 0; i < items; i++) {
      long end = Math.min(first + 3, PartialTotals.endOfStretch(first));
      asked.add(bags.measure(new Grant(first, end), none).toCompletableFuture());
      first = end;
    }
    return asked;
  }

  /** All come, each once, with the right bits. */
  private void requireBits(List<CompletableFuture<PartialTotals>> asked) {
    requireSums(asked);
    assertThat(throughput.items()).isEqualTo(asked.size());
  }

  /** All come, and add up to the bits of bags that were measured here one by one. */
  private void requireSums(List<CompletableFuture<PartialTotals>> asked) {
    Totals totals = Totals.startingAt(sampler.shard().id(), 0);
    Totals expected = totals;
    for (CompletableFuture<PartialTotals> chunk : asked) {
      totals = totals.plus(chunk.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join());
    }
    for (long index = 0; index < totals.nextBag(); index++) {
      expected = expected.plus(sampler.measure(index));
    }
    assertThat(totals).isEqualTo(expected);
  }

  @Test
  void bagsMeasuredElsewhereHaveTheSameBits() {
    slots(threads, "one");
    slots(threads, "two");
    requireBits(ask(bags(workDispatcher(1)), 40));
    assertThat(throughput.repeated()).isZero();
    assertThat(throughput.bytes()).isGreaterThan(40 * 1024); // in pieces, then
  }

  @Test
  void itemsWaitForSomebodyToCome() {
    List<CompletableFuture<PartialTotals>> asked = ask(bags(workDispatcher(1)), 5);
    slots(threads, "late");
    requireBits(asked);
  }

  @Test
  void whatIsLostWithANodeIsMeasuredByAnother() {
    ConcurrentLinkedQueue<Runnable> neverRun = new ConcurrentLinkedQueue<>();
    ActorRef<WorkerSlots.Command> dying = slots((Executor) neverRun::add, "dying");
    List<CompletableFuture<PartialTotals>> asked = ask(bags(workDispatcher(1)), 12);
    kit.createTestProbe()
        .awaitAssert(PATIENCE, () -> assertThat(neverRun).hasSizeGreaterThanOrEqualTo(3));
    kit.stop(dying);
    slots(threads, "living");
    requireBits(asked);
  }

  @Test
  void slotsGoOverToAnotherLeader() {
    ConcurrentLinkedQueue<Runnable> held = new ConcurrentLinkedQueue<>();
    slots((Executor) held::add, "faithful");
    ActorRef<WorkDispatcher.Command> first = workDispatcher(1);
    ask(bags(first), 9);
    kit.createTestProbe()
        .awaitAssert(PATIENCE, () -> assertThat(held).hasSizeGreaterThanOrEqualTo(3));
    kit.stop(first);
    List<CompletableFuture<PartialTotals>> asked = ask(bags(workDispatcher(2)), 9);
    threads.execute(() -> runAll(held));
    requireBits(asked);
  }

  /** On one thread, for as long as the test lasts. */
  private static void runAll(ConcurrentLinkedQueue<Runnable> tasks) {
    while (!Thread.currentThread().isInterrupted()) {
      Optional.ofNullable(tasks.poll()).ifPresentOrElse(Runnable::run, Thread::onSpinWait);
    }
  }

  @Test
  void whoLeavesFinishesWhatIsAtHand() {
    ActorRef<WorkerSlots.Command> leaving = slots(threads, "leaving");
    List<CompletableFuture<PartialTotals>> asked = ask(bags(workDispatcher(1)), 30);
    TestProbe<Done> drained = kit.createTestProbe();
    asked.get(0).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    leaving.tell(new WorkerSlots.Drain(drained.getRef()));
    drained.receiveMessage(PATIENCE);
    slots(threads, "staying");
    requireBits(asked);
  }

  /** It is seen to be dead before anything is asked for, so that only another can do it. */
  @ParameterizedTest
  @ValueSource(strings = {"items", "results"})
  void aSlotThatLosesAPartIsReplaced(String part) {
    ActorRef<WorkerSlots.Command> node = slots(threads, "one");
    BagSource bags = bags(workDispatcher(1));
    requireSlots(3);
    TestProbe<Done> witness = kit.createTestProbe();
    for (int i = 0; i < 3; i++) {
      ActorPath slot = node.path().child("slot-" + i);
      ActorRef<Void> dying = Adapter.toTyped(existing(slot));
      existing(slot.child(part))
          .tell(PoisonPill.getInstance(), org.apache.pekko.actor.ActorRef.noSender());
      witness.expectTerminated(dying, PATIENCE);
    }
    requireBits(ask(bags, 12));
    requireSlots(3);
  }

  /** Once it has been started: a slot is known before all its parts are. */
  private org.apache.pekko.actor.ActorRef existing(ActorPath path) {
    ActorSelection selection = Adapter.toClassic(kit.system()).actorSelection(path);
    return kit.createTestProbe()
        .awaitAssert(PATIENCE, () -> selection.resolveOne(PATIENCE).toCompletableFuture().join());
  }

  private void requireSlots(int slots) {
    kit.createTestProbe()
        .awaitAssert(PATIENCE, () -> assertThat(throughput.slots()).isEqualTo(slots));
  }

  static Stream<Throwable> fatalErrors() {
    return Stream.of(
        new OutOfMemoryError("Java heap space"),
        new NoClassDefFoundError("wickstream/sampling/Lost"),
        new StackOverflowError(),
        new IllegalStateException("torn", new OutOfMemoryError("Java heap space")));
  }

  /** Each slot may find out for itself, but none goes on; what it failed is measured by others. */
  @ParameterizedTest
  @MethodSource("fatalErrors")
  void whoCannotGoOnTakesNoMoreItemsAndSaysSo(Throwable error) {
    ConcurrentLinkedQueue<String> begun = new ConcurrentLinkedQueue<>();
    ActorRef<WorkerSlots.Command> broken =
        slots(
            (item, isWanted) -> {
              begun.add(item.id());
              return CompletableFuture.supplyAsync(() -> thrown(error), threads);
            },
            "broken");
    List<CompletableFuture<PartialTotals>> asked = ask(bags(workDispatcher(1)), 12);
    assertThat(fatal.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join()).isSameAs(error);
    requireSlots(0);
    assertThat(begun).hasSizeBetween(1, 3);
    slots(threads, "living");
    requireSums(asked);
    TestProbe<Done> drained = kit.createTestProbe();
    broken.tell(new WorkerSlots.Drain(drained.getRef())); // as it does when it leaves
    drained.receiveMessage(PATIENCE);
  }

  private static WorkResult thrown(Throwable error) {
    if (error instanceof Error serious) {
      throw serious;
    }
    throw (RuntimeException) error;
  }

  @Test
  void noMemoryForAThreadIsAnErrorOfTheWholeProcess() {
    OutOfMemoryError error = new OutOfMemoryError("unable to create native thread");
    slots(
        (Executor)
            task -> {
              throw error;
            },
        "broken");
    ask(bags(workDispatcher(1)), 1);
    assertThat(fatal.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join()).isSameAs(error);
  }

  @Test
  void whatWasWithdrawnIsNotMeasured() {
    ConcurrentLinkedQueue<Runnable> held = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<WorkItem> begun = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<BooleanSupplier> wanted = new ConcurrentLinkedQueue<>();
    BagMeasurer measurer = new BagMeasurer(KERNELS, held::add);
    slots(
        (item, isWanted) -> {
          begun.add(item);
          wanted.add(isWanted);
          return measurer.measure(item, isWanted);
        },
        "one");
    BagSource.Factory factory =
        new RemoteBags(workDispatcher(1), throughput, Runnable::run).of(() -> 0);
    BagSource withdrawn = factory.of(sampler);
    List<CompletableFuture<PartialTotals>> inVain = ask(withdrawn, 30);
    kit.createTestProbe().awaitAssert(PATIENCE, () -> assertThat(held).hasSize(3));
    withdrawn.withdraw();
    List<CompletableFuture<PartialTotals>> asked = ask(factory.of(sampler), 9);
    threads.execute(() -> runAll(held));
    requireBits(asked);
    assertThat(inVain).allMatch(CompletableFuture::isCompletedExceptionally);
    String first = begun.peek().order();
    assertThat(begun).filteredOn(item -> item.order().equals(first)).hasSize(3);
    assertThat(wanted.stream().limit(3)).noneMatch(BooleanSupplier::getAsBoolean);
    assertThat(throughput.outstanding()).isZero();
    assertThat(throughput.othersThan("any")).isZero();
  }

  /** A bag of what nobody waits for any more is finished, but no other is begun. */
  @Test
  void whatIsWithdrawnIsLeftUnfinished() {
    AtomicInteger asked = new AtomicInteger();
    WorkItem item =
        new WorkItem(
            "1-1",
            ShardSpec.of(sampler),
            0,
            1_000_000_000,
            List.of(),
            kit.<WorkDispatcher.Command>createTestProbe().getRef(),
            "1-1");
    CompletableFuture<WorkResult> result =
        new BagMeasurer(KERNELS, Runnable::run)
            .measure(item, () -> asked.incrementAndGet() <= 2)
            .toCompletableFuture();
    Assertions.assertThatThrownBy(result::join).hasRootCauseInstanceOf(CancellationException.class);
    assertThat(asked).hasValue(3);
  }

  @Test
  void bagsThatCannotBeMeasuredAreAFailure() {
    slots(
        (Executor)
            task -> {
              throw new RejectedExecutionException("no threads");
            },
        "broken");
    CompletableFuture<PartialTotals> asked = ask(bags(workDispatcher(1)), 1).get(0);
    Assertions.assertThatThrownBy(
            () -> asked.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join())
        .isInstanceOf(CompletionException.class)
        .hasRootCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no threads");
  }
}
