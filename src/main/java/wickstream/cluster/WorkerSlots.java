package wickstream.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.delivery.ConsumerController;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;

/**
 * The slots of a node: one per sampling thread, and one more whose item waits while the results of
 * the others are on their way. A slot that dies is replaced.
 */
final class WorkerSlots extends AbstractBehavior<WorkerSlots.Command> {

  /** Their protocol. */
  sealed interface Command {}

  /** Take no more items, and say so when those at hand are done. */
  record Drain(ActorRef<Done> replyTo) implements Command {}

  /** Take no more items: after this error nothing this process does can be relied upon. */
  record GiveUp(Throwable cause) implements Command {}

  private record Replace(int place) implements Command {}

  /**
   * Delay before a slot is replaced, so that one that fails at once does not keep the node busy.
   */
  private static final Duration REST = Duration.ofMillis(500);

  private final TimerScheduler<Command> timers;
  private final WorkerSlot.Measuring measurer;
  private final ServiceKey<ConsumerController.Command<WorkItem>> key;
  private final String node;
  private final CompletableFuture<Throwable> fatal;
  private final Map<ActorRef<WorkerSlot.Command>, Integer> places = new HashMap<>();
  private Optional<ActorRef<Done>> drained = Optional.empty();
  private long spawned;

  /**
   * The slots of a node.
   *
   * @param threads how many threads sample, at least 1
   * @param node distinguishes it from other nodes
   * @param fatal is completed with the error after which they have taken no more items, if any
   */
  static Behavior<Command> create(
      WorkerSlot.Measuring measurer,
      int threads,
      ServiceKey<ConsumerController.Command<WorkItem>> key,
      String node,
      CompletableFuture<Throwable> fatal) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    new WorkerSlots(context, timers, measurer, key, node, fatal).begin(threads)));
  }

  private WorkerSlots(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      WorkerSlot.Measuring measurer,
      ServiceKey<ConsumerController.Command<WorkItem>> key,
      String node,
      CompletableFuture<Throwable> fatal) {
    super(context);
    this.timers = timers;
    this.measurer = measurer;
    this.key = key;
    this.node = node;
    this.fatal = fatal;
  }

  private WorkerSlots begin(int threads) {
    for (int place = 0; place <= threads; place++) {
      spawn(place);
    }
    return this;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Drain.class, this::onDrain)
        .onMessage(GiveUp.class, this::onGiveUp)
        .onMessage(Replace.class, this::onReplace)
        .onSignal(Terminated.class, this::onEnded)
        .build();
  }

  /** No two slots share a name: results of one must not be taken for another's. */
  private void spawn(int place) {
    long number = spawned++;
    ActorRef<WorkerSlot.Command> slot =
        getContext()
            .spawn(
                WorkerSlot.create(
                    measurer, key, "%s-%d".formatted(node, number), getContext().getSelf()),
                "slot-" + number);
    getContext().watch(slot);
    places.put(slot, place);
  }

  private Behavior<Command> onDrain(Drain command) {
    drained = Optional.of(command.replyTo());
    places.keySet().forEach(slot -> slot.tell(new WorkerSlot.Drain()));
    return endIfEmpty();
  }

  private Behavior<Command> onGiveUp(GiveUp command) {
    if (fatal.complete(command.cause())) {
      places.keySet().forEach(slot -> slot.tell(new WorkerSlot.GiveUp()));
    }
    return this;
  }

  private Behavior<Command> onEnded(Terminated signal) {
    int place = places.remove(signal.getRef());
    if (takeMore()) {
      getContext().getLog().warn("A slot has died; another takes its place");
      timers.startSingleTimer("replace-" + place, new Replace(place), REST);
    }
    return endIfEmpty();
  }

  private boolean takeMore() {
    return drained.isEmpty() && !fatal.isDone();
  }

  private Behavior<Command> onReplace(Replace timer) {
    if (takeMore()) {
      spawn(timer.place());
    }
    return this;
  }

  private Behavior<Command> endIfEmpty() {
    if (!places.isEmpty() || drained.isEmpty()) {
      return this;
    }
    drained.get().tell(Done.getInstance());
    return Behaviors.stopped();
  }
}
