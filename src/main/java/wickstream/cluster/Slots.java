package wickstream.cluster;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Terminated;
import org.apache.pekko.actor.typed.delivery.ConsumerController;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;

/**
 * The slots of a node: one a sampling thread, and one more whose item waits while the results of
 * the others are on their way.
 */
final class Slots extends AbstractBehavior<Slots.Command> {

  /** What they can be told. */
  sealed interface Command {}

  /** Take no more items, and say so when those at hand are done. */
  record Drain(ActorRef<Done> replyTo) implements Command {}

  private final Set<ActorRef<Slot.Command>> slots = new HashSet<>();
  private Optional<ActorRef<Done>> drained = Optional.empty();

  /**
   * The slots of a node.
   *
   * @param threads how many threads sample, at least 1
   * @param node tells it from other nodes
   */
  static Behavior<Command> create(
      Measurer measurer,
      int threads,
      ServiceKey<ConsumerController.Command<WorkItem>> key,
      String node) {
    return Behaviors.setup(context -> new Slots(context, measurer, threads, key, node));
  }

  private Slots(
      ActorContext<Command> context,
      Measurer measurer,
      int threads,
      ServiceKey<ConsumerController.Command<WorkItem>> key,
      String node) {
    super(context);
    for (int i = 0; i <= threads; i++) {
      ActorRef<Slot.Command> slot =
          context.spawn(Slot.create(measurer, key, "%s-%d".formatted(node, i)), "slot-" + i);
      context.watch(slot);
      slots.add(slot);
    }
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Drain.class, this::onDrain)
        .onSignal(Terminated.class, this::onEnded)
        .build();
  }

  private Behavior<Command> onDrain(Drain command) {
    drained = Optional.of(command.replyTo());
    slots.forEach(slot -> slot.tell(new Slot.Drain()));
    return endIfEmpty();
  }

  private Behavior<Command> onEnded(Terminated signal) {
    slots.removeIf(slot -> slot.equals(signal.getRef()));
    return endIfEmpty();
  }

  private Behavior<Command> endIfEmpty() {
    if (!slots.isEmpty() || drained.isEmpty()) {
      return this;
    }
    drained.get().tell(Done.getInstance());
    return Behaviors.stopped();
  }
}
