package wickstream.campaign;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import wickstream.statistics.Grant;
import wickstream.statistics.PartialTotals;
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

  private record Sampled(Totals totals, Grant grant, long deadline) implements Command {}

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

  /** A stream ends when this many times more ranges should be in flight, or fewer. */
  private static final int MAX_CHANGE = 4;

  private final BagSource bags;
  private final ChunkPolicy chunkPolicy;
  private final ActorRef<Event> supervisor;
  private final Materializer materializer;
  private Totals totals;

  /**
   * A shard that goes on from some totals.
   *
   * @param chunkPolicy how grants are cut into ranges
   * @param supervisor hears what happens
   */
  static Behavior<Command> create(
      Totals totals, BagSource bags, ChunkPolicy chunkPolicy, ActorRef<Event> supervisor) {
    return Behaviors.setup(
        context -> new ShardActor(context, totals, bags, chunkPolicy, supervisor));
  }

  private ShardActor(
      ActorContext<Command> context,
      Totals totals,
      BagSource bags,
      ChunkPolicy chunkPolicy,
      ActorRef<Event> supervisor) {
    super(context);
    this.totals = totals;
    this.bags = bags;
    this.chunkPolicy = chunkPolicy;
    this.supervisor = supervisor;
    this.materializer = Materializer.createMaterializer(context); // its streams end with the actor
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Sample.class, this::onSample)
        .onMessage(Sampled.class, this::onSampled)
        .onMessage(Crashed.class, this::onCrashed)
        .onSignal(PostStop.class, this::onPostStop)
        .build();
  }

  private Behavior<Command> onSample(Sample command) {
    return sample(command.grant(), System.nanoTime() + command.timeLeft().toNanos());
  }

  private Behavior<Command> sample(Grant grant, long deadline) {
    getContext()
        .pipeToSelf(
            totalsWith(grant, deadline),
            (sampled, failure) ->
                failure == null ? new Sampled(sampled, grant, deadline) : new Crashed(failure));
    return this;
  }

  /**
   * The totals with the bags of a grant, or with the first of them: when the time is over, or when
   * quite another number of ranges should be in flight, which a stream cannot change.
   */
  private CompletionStage<Totals> totalsWith(Grant grant, long deadline) {
    Totals before = totals;
    AtomicReference<Totals> newest = new AtomicReference<>(before);
    int atOnce = chunkPolicy.rangesInFlight();
    return Source.unfold(grant.firstBag(), first -> next(first, grant))
        .takeWhile(range -> System.nanoTime() - deadline < 0 && suits(atOnce))
        .mapAsync(atOnce, range -> bags.measure(range, newest.get()))
        .scan(before, (sum, measured) -> sum.plus(measured))
        .map(
            sum -> {
              newest.set(sum); // by which later bags know what is extreme
              return sum;
            })
        .alsoTo(progress())
        .runWith(Sink.last(), materializer);
  }

  private boolean suits(int atOnce) {
    int wanted = chunkPolicy.rangesInFlight();
    return wanted < MAX_CHANGE * atOnce && MAX_CHANGE * wanted > atOnce;
  }

  /** The range that begins with a bag, and where the one after it begins. */
  private Optional<Pair<Long, Grant>> next(long first, Grant grant) {
    long left = grant.endBag() - first;
    if (left == 0) {
      return Optional.empty();
    }
    long mostTogether = Math.min(left, PartialTotals.endOfStretch(first) - first);
    long end = first + Math.min(mostTogether, Math.max(1, chunkPolicy.bagsTogether(left)));
    return Optional.of(Pair.create(end, new Grant(first, end)));
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
    long endBag = event.grant().endBag();
    if (totals.nextBag() < endBag && System.nanoTime() - event.deadline() < 0) {
      return sample(new Grant(totals.nextBag(), endBag), event.deadline());
    }
    supervisor.tell(new GrantEnded(totals));
    return this;
  }

  private Behavior<Command> onCrashed(Crashed event) {
    throw new ShardCrash(event.cause());
  }

  /** Its streams have ended by now, so that bags still under way would be measured in vain. */
  private Behavior<Command> onPostStop(PostStop signal) {
    bags.withdraw();
    return this;
  }

  /** A bag could not be measured. */
  static final class ShardCrash extends RuntimeException {
    private static final long serialVersionUID = 1;

    ShardCrash(Throwable cause) {
      super(cause);
    }
  }
}
