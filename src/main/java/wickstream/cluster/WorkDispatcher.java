package wickstream.cluster;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.delivery.ConsumerController;
import org.apache.pekko.actor.typed.delivery.ProducerController;
import org.apache.pekko.actor.typed.delivery.WorkPullingProducerController;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import wickstream.statistics.ExtremeValues;
import wickstream.statistics.Grant;

/**
 * Distributes items to the slots that pull, and collects the results. An item that is lost with its
 * node is given to another; a result that arrives twice counts once.
 */
public final class WorkDispatcher extends AbstractBehavior<WorkDispatcher.Command> {

  /** Its protocol. */
  public sealed interface Command {}

  /**
   * Have bags measured.
   *
   * @param order what they are part of, as a number that differs from the dispatcher's other orders
   * @param priority whose bags go first where it is higher
   * @param bounds of each series, beyond what a value must lie to be among the extreme ones
   * @param answer gets the bytes of {@link wickstream.persistence.PartialTotalsFormat}
   */
  record Measure(
      long order,
      int priority,
      ShardSpec shardSpec,
      Grant range,
      List<ExtremeValues.Bounds> bounds,
      CompletableFuture<byte[]> answer)
      implements Command {}

  /** The bags of an order are no longer needed, and no more of it will be requested. */
  record Withdraw(long order) implements Command {}

  /**
   * Listen to a slot's results; may be repeated.
   *
   * @param slot whose results they are; empty if its version cannot withdraw items
   */
  record Attach(
      ActorRef<ProducerController.Command<WorkResult>> results,
      Optional<ActorRef<WorkerSlot.Command>> slot)
      implements Command, Message {

    Attach {
      slot = Optional.ofNullable(slot).flatMap(Function.identity()); // absent in older messages
    }
  }

  private record DemandSignalled(ActorRef<WorkItem> next) implements Command {}

  private record Returned(ConsumerController.Delivery<WorkResult> delivery) implements Command {}

  private record Detached(ActorRef<ProducerController.Command<WorkResult>> results)
      implements Command {}

  private record SlotsFound(int slots) implements Command {}

  /** How often an item that could not be measured is tried. */
  private static final int MAX_FAILURES = 3;

  private static final Comparator<PendingItem> URGENCY =
      Comparator.comparingInt((PendingItem item) -> -item.priority())
          .thenComparingLong(PendingItem::number);

  private final long epoch;
  private final Throughput throughput;
  private final Queue<PendingItem> waiting = new PriorityQueue<>(URGENCY);
  private final Map<String, PendingItem> awaited = new HashMap<>();
  private final Map<ActorRef<ProducerController.Command<WorkResult>>, Listener> listeners =
      new HashMap<>();
  private Optional<ActorRef<WorkItem>> next = Optional.empty();
  private long serial;

  /**
   * A dispatcher.
   *
   * @param key under which it finds slots
   * @param epoch distinguishes its items from those of other leaders
   * @param throughput is kept up to date
   */
  static Behavior<Command> create(
      ServiceKey<ConsumerController.Command<WorkItem>> key, long epoch, Throughput throughput) {
    return Behaviors.setup(context -> new WorkDispatcher(context, epoch, throughput).begin(key));
  }

  private WorkDispatcher(ActorContext<Command> context, long epoch, Throughput throughput) {
    super(context);
    this.epoch = epoch;
    this.throughput = throughput;
  }

  private WorkDispatcher begin(ServiceKey<ConsumerController.Command<WorkItem>> key) {
    ActorRef<WorkPullingProducerController.Command<WorkItem>> items =
        getContext()
            .spawn(
                WorkPullingProducerController.create(
                    WorkItem.class, "items-" + epoch, key, Optional.empty()),
                "items");
    getContext().watch(items); // and die with it
    items.tell(
        new WorkPullingProducerController.Start<>(
            getContext()
                .messageAdapter(
                    WorkPullingProducerController.requestNextClass(),
                    demand -> new DemandSignalled(demand.sendNextTo()))));
    getContext()
        .getSystem()
        .receptionist()
        .tell(
            Receptionist.subscribe(
                key,
                getContext()
                    .messageAdapter(
                        Receptionist.Listing.class,
                        listing -> new SlotsFound(listing.getServiceInstances(key).size()))));
    return this;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Measure.class, this::onMeasure)
        .onMessage(Withdraw.class, this::onWithdraw)
        .onMessage(DemandSignalled.class, this::onDemandSignalled)
        .onMessage(Returned.class, this::onReturned)
        .onMessage(Attach.class, this::onAttach)
        .onMessage(Detached.class, this::onDetached)
        .onMessage(SlotsFound.class, this::onSlotsFound)
        .build();
  }

  private Behavior<Command> onMeasure(Measure command) {
    String id = "%d-%d".formatted(epoch, ++serial);
    WorkItem item =
        new WorkItem(
            id,
            command.shardSpec(),
            command.range().firstBag(),
            command.range().endBag(),
            command.bounds(),
            getContext().getSelf(),
            name(command.order()));
    await(new PendingItem(item, command.priority(), serial, command.answer(), 0));
    return dispatchNext();
  }

  private void await(PendingItem item) {
    awaited.put(item.item().id(), item);
    waiting.add(item);
  }

  /** The name of an order to slots, which may hold items of several leaders. */
  private String name(long order) {
    return "%d-%d".formatted(epoch, order);
  }

  /** Items not yet begun are dropped; slots that have begun others are told to stop. */
  private Behavior<Command> onWithdraw(Withdraw command) {
    String order = name(command.order());
    List<PendingItem> withdrawn =
        awaited.values().stream().filter(item -> item.isOf(order)).toList();
    long here = waiting.stream().filter(item -> item.isOf(order)).count();
    waiting.removeIf(item -> item.isOf(order));
    for (PendingItem item : withdrawn) {
      awaited.remove(item.item().id());
      item.answer().cancel(false);
    }
    int given = withdrawn.size() - Math.toIntExact(here);
    if (given > 0) {
      throughput.withdrawn(given);
      listeners
          .values()
          .forEach(
              listener ->
                  listener.slot().ifPresent(slot -> slot.tell(new WorkerSlot.Withdraw(order))));
    }
    return this;
  }

  private Behavior<Command> onDemandSignalled(DemandSignalled event) {
    next = Optional.of(event.next());
    return dispatchNext();
  }

  private Behavior<Command> dispatchNext() {
    if (next.isPresent() && !waiting.isEmpty()) {
      next.get().tell(waiting.remove().item());
      next = Optional.empty();
      throughput.given();
    }
    return this;
  }

  private Behavior<Command> onReturned(Returned event) {
    WorkResult result = event.delivery().message();
    Optional<PendingItem> item = Optional.ofNullable(awaited.remove(result.id()));
    throughput.returned(result.partialTotals().length, item.isPresent());
    item.ifPresent(waits -> settle(waits, result));
    event.delivery().confirmTo().tell(ConsumerController.confirmed());
    return dispatchNext();
  }

  private void settle(PendingItem item, WorkResult result) {
    if (result.failure().isEmpty()) {
      item.answer().complete(result.partialTotals());
    } else if (item.failures() + 1 < MAX_FAILURES) {
      getContext().getLog().warn("Bags could not be measured: {}", result.failure().get());
      await(item.failedAgain());
    } else {
      item.answer().completeExceptionally(new IllegalStateException(result.failure().get()));
    }
  }

  private Behavior<Command> onAttach(Attach command) {
    ActorRef<ProducerController.Command<WorkResult>> results = command.results();
    listeners
        .computeIfAbsent(results, from -> new Listener(listen(from), command.slot()))
        .consumer()
        .tell(new ConsumerController.RegisterToProducerController<>(results));
    return this;
  }

  private ActorRef<ConsumerController.Command<WorkResult>> listen(
      ActorRef<ProducerController.Command<WorkResult>> results) {
    ActorRef<ConsumerController.Command<WorkResult>> listener =
        getContext().spawnAnonymous(ConsumerController.<WorkResult>create());
    listener.tell(
        new ConsumerController.Start<>(
            getContext().messageAdapter(ConsumerController.deliveryClass(), Returned::new)));
    getContext().watchWith(results, new Detached(results));
    return listener;
  }

  private Behavior<Command> onDetached(Detached event) {
    Optional.ofNullable(listeners.remove(event.results()))
        .map(Listener::consumer)
        .ifPresent(getContext()::stop);
    return this;
  }

  private Behavior<Command> onSlotsFound(SlotsFound event) {
    throughput.slots(event.slots());
    return this;
  }

  /** Receives the results of a slot. */
  private record Listener(
      ActorRef<ConsumerController.Command<WorkResult>> consumer,
      Optional<ActorRef<WorkerSlot.Command>> slot) {}

  /** An item whose result has not arrived. */
  private record PendingItem(
      WorkItem item, int priority, long number, CompletableFuture<byte[]> answer, int failures) {
    boolean isOf(String order) {
      return item.order().equals(order);
    }

    PendingItem failedAgain() {
      return new PendingItem(item, priority, number, answer, failures + 1);
    }
  }
}
