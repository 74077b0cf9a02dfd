package wickstream.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.delivery.ConsumerController;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import wickstream.campaign.BagSource;
import wickstream.campaign.Portion;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.physics.InputPoints;
import wickstream.physics.Theory;
import wickstream.sampling.BagSampler;
import wickstream.sampling.Kernels;
import wickstream.sampling.Measurement;
import wickstream.sampling.Shard;
import wickstream.statistics.Grant;
import wickstream.statistics.Totals;

/** Items are measured by whoever is there, and counted once, whoever comes and goes. */
@Timeout(60)
class DistributorTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Kernels KERNELS = Kernels.choose(Optional.empty());
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

  private ActorRef<Distributor.Command> distributor(long epoch) {
    return kit.spawn(Distributor.create(KEY, epoch, throughput));
  }

  private ActorRef<Slots.Command> slots(Executor executor, String node) {
    return kit.spawn(Slots.create(new Measurer(KERNELS, executor), 2, KEY, node));
  }

  private BagSource bags(ActorRef<Distributor.Command> distributor) {
    return new RemoteBags(distributor, throughput, Runnable::run).of(sampler);
  }

  private List<CompletableFuture<Portion>> ask(BagSource bags, int items) {
    List<CompletableFuture<Portion>> asked = new ArrayList<>();
    Totals none = Totals.startingAt(sampler.shard().id(), 0);
    for (int i = 0; i < items; i++) {
      asked.add(bags.measure(new Grant(3L * i, 3L * i + 3), none).toCompletableFuture());
    }
    return asked;
  }

  /** All come, and add up to the bits of bags that were measured here one by one. */
  private void requireBits(List<CompletableFuture<Portion>> asked) {
    Totals totals = Totals.startingAt(sampler.shard().id(), 0);
    Totals expected = totals;
    for (CompletableFuture<Portion> portion : asked) {
      totals = portion.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join().addedTo(totals);
    }
    for (long index = 0; index < totals.nextBag(); index++) {
      expected = expected.plus(sampler.measure(index));
    }
    assertThat(totals).isEqualTo(expected);
    assertThat(throughput.items()).isEqualTo(asked.size());
  }

  @Test
  void bagsMeasuredElsewhereHaveTheSameBits() {
    slots(threads, "one");
    slots(threads, "two");
    requireBits(ask(bags(distributor(1)), 40));
    assertThat(throughput.repeated()).isZero();
    assertThat(throughput.bytes()).isGreaterThan(40 * 1024); // in pieces, then
  }

  @Test
  void itemsWaitForSomebodyToCome() {
    List<CompletableFuture<Portion>> asked = ask(bags(distributor(1)), 5);
    slots(threads, "late");
    requireBits(asked);
  }

  @Test
  void whatIsLostWithANodeIsMeasuredByAnother() {
    ConcurrentLinkedQueue<Runnable> neverRun = new ConcurrentLinkedQueue<>();
    ActorRef<Slots.Command> dying = slots(neverRun::add, "dying");
    List<CompletableFuture<Portion>> asked = ask(bags(distributor(1)), 12);
    kit.createTestProbe()
        .awaitAssert(PATIENCE, () -> assertThat(neverRun).hasSizeGreaterThanOrEqualTo(3));
    kit.stop(dying);
    slots(threads, "living");
    requireBits(asked);
  }

  @Test
  void slotsGoOverToAnotherLeader() {
    ConcurrentLinkedQueue<Runnable> held = new ConcurrentLinkedQueue<>();
    slots(held::add, "faithful");
    ActorRef<Distributor.Command> first = distributor(1);
    ask(bags(first), 9);
    kit.createTestProbe()
        .awaitAssert(PATIENCE, () -> assertThat(held).hasSizeGreaterThanOrEqualTo(3));
    kit.stop(first);
    List<CompletableFuture<Portion>> asked = ask(bags(distributor(2)), 9);
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
    ActorRef<Slots.Command> leaving = slots(threads, "leaving");
    List<CompletableFuture<Portion>> asked = ask(bags(distributor(1)), 30);
    TestProbe<Done> drained = kit.createTestProbe();
    asked.get(0).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    leaving.tell(new Slots.Drain(drained.getRef()));
    drained.receiveMessage(PATIENCE);
    slots(threads, "staying");
    requireBits(asked);
  }

  @Test
  void bagsThatCannotBeMeasuredAreAFailure() {
    slots(
        task -> {
          throw new RejectedExecutionException("no threads");
        },
        "broken");
    CompletableFuture<Portion> asked = ask(bags(distributor(1)), 1).get(0);
    Assertions.assertThatThrownBy(
            () -> asked.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join())
        .isInstanceOf(CompletionException.class)
        .hasRootCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no threads");
  }
}
