package wickstream.campaign;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import wickstream.statistics.Bag;
import wickstream.statistics.Grant;
import wickstream.statistics.Totals;

/**
 * Samples one shard: runs granted bags through a backpressured stream that adds them up in the
 * order of their indices, whatever the order in which they are ready. Dies when a bag fails; its
 * supervisor starts another from the last totals it has seen.
 */
final class ShardActor extends AbstractBehavior<ShardActor.Command> {

  /** What a shard can be told. */
  sealed interface Command {}

  /**
   * Run these bags, which come next.
   *
   * @param timeLeft after which no further bag is begun; the totals are then those of fewer bags
   */
  record Sample(Grant grant, Duration timeLeft) implements Command {}

  private record Sampled(Totals totals) implements Command {}

  private record Crashed(Throwable cause) implements Command {}

  /** What a shard reports. */
  sealed interface Event {
    /** The totals of all bags so far. */
    Totals totals();
  }

  /** Some bags of a grant are done. */
  record Progressed(Totals totals) implements Event {}

  /** The grant has run out, or the time. */
  record GrantEnded(Totals totals) implements Event {}

  /** How often progress is reported at most. */
  private static final Duration REPORT_INTERVAL = Duration.ofMillis(100);

  private final BagSource bags;
  private final int bagsInFlight;
  private final int bagsTogether;
  private final ActorRef<Event> supervisor;
  private final Materializer materializer;
  private Totals totals;

  /**
   * A shard that goes on from some totals.
   *
   * @param bagsInFlight how many bags may be measured at once
   * @param bagsTogether how many of them are handed on together
   * @param supervisor hears what happens
   */
  static Behavior<Command> create(
      Totals totals,
      BagSource bags,
      int bagsInFlight,
      int bagsTogether,
      ActorRef<Event> supervisor) {
    return Behaviors.setup(
        context -> new ShardActor(context, totals, bags, bagsInFlight, bagsTogether, supervisor));
  }

  private ShardActor(
      ActorContext<Command> context,
      Totals totals,
      BagSource bags,
      int bagsInFlight,
      int bagsTogether,
      ActorRef<Event> supervisor) {
    super(context);
    this.totals = totals;
    this.bags = bags;
    this.bagsInFlight = bagsInFlight;
    this.bagsTogether = bagsTogether;
    this.supervisor = supervisor;
    this.materializer = Materializer.createMaterializer(context); // its streams end with the actor
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Sample.class, this::onSample)
        .onMessage(Sampled.class, this::onSampled)
        .onMessage(Crashed.class, this::onCrashed)
        .build();
  }

  private Behavior<Command> onSample(Sample command) {
    getContext()
        .pipeToSelf(
            sample(command),
            (sampled, failure) -> failure == null ? new Sampled(sampled) : new Crashed(failure));
    return this;
  }

  private CompletionStage<Totals> sample(Sample command) {
    long deadline = System.nanoTime() + command.timeLeft().toNanos();
    return Source.fromIterator(() -> indices(command.grant()).iterator())
        .takeWhile(index -> System.nanoTime() - deadline < 0)
        .grouped(bagsTogether)
        .mapAsync(bagsInFlight / bagsTogether, this::measure)
        .mapConcat(measured -> measured)
        .scan(totals, Totals::plus)
        .alsoTo(progress())
        .runWith(Sink.last(), materializer);
  }

  /**
   * Handed on together, because waking whoever waits for a bag may take as long as measuring it.
   */
  private CompletionStage<List<Bag>> measure(List<Long> indices) {
    List<CompletableFuture<Bag>> measured =
        indices.stream().map(index -> bags.measure(index).toCompletableFuture()).toList();
    return CompletableFuture.allOf(measured.toArray(CompletableFuture[]::new))
        .thenApply(all -> measured.stream().map(CompletableFuture::join).toList());
  }

  private static LongStream indices(Grant grant) {
    return LongStream.range(grant.firstBag(), grant.endBag());
  }

  /** Reports the newest totals now and then; older ones are contained in them. */
  private Sink<Totals, NotUsed> progress() {
    return Flow.of(Totals.class)
        .conflate((older, newer) -> newer)
        .throttle(1, REPORT_INTERVAL)
        .to(Sink.foreach(sum -> supervisor.tell(new Progressed(sum))));
  }

  private Behavior<Command> onSampled(Sampled event) {
    totals = event.totals();
    supervisor.tell(new GrantEnded(totals));
    return this;
  }

  private Behavior<Command> onCrashed(Crashed event) {
    throw new ShardCrash(event.cause());
  }

  /** A bag could not be measured. */
  static final class ShardCrash extends RuntimeException {
    private static final long serialVersionUID = 1;

    ShardCrash(Throwable cause) {
      super(cause);
    }
  }
}
