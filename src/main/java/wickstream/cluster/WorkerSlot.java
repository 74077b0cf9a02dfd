package wickstream.cluster;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.delivery.ConsumerController;
import org.apache.pekko.actor.typed.delivery.ProducerController;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import scala.util.control.NonFatal;
import wickstream.campaign.Causes;

/**
 * Pulls items one at a time, has them measured, and returns the results to their dispatcher. An
 * item is confirmed when its result has arrived: until then it would be given to another slot if
 * this node were lost. Items and results both use Pekko's reliable delivery.
 */
final class WorkerSlot extends AbstractBehavior<WorkerSlot.Command> {

  /** Measures items. */
  @FunctionalInterface
  interface Measuring {
    /**
     * Measures an item; fails if that is impossible. Does not wait.
     *
     * @param isWanted whether its result is still needed; asked every few milliseconds
     */
    CompletionStage<WorkResult> measure(WorkItem item, BooleanSupplier isWanted);
  }

  /** Its protocol. */
  sealed interface Command {}

  /** Take no more items, and end when those at hand are done. */
  record Drain() implements Command {}

  /** Begin no more items, not even those at hand: others will be given them. */
  record GiveUp() implements Command {}

  /** The items of an order are no longer needed; may come too late. */
  record Withdraw(String order) implements Command, Message {}

  private record ItemReceived(ConsumerController.Delivery<WorkItem> delivery) implements Command {}

  private record Measured(WorkResult result) implements Command {}

  private record FatalFailure(WorkResult result, Throwable cause) implements Command {}

  private record DemandSignalled(ProducerController.RequestNext<WorkResult> next)
      implements Command {}

  private record ResultConfirmed(long number) implements Command {}

  private record DispatcherTerminated(ActorRef<WorkDispatcher.Command> dispatcher)
      implements Command {}

  private record ConfirmationTimeout() implements Command {}

  private record ItemsEnded() implements Command {}

  private record ResultsEnded() implements Command {}

  /**
   * One item is being measured while the next is on its way. (Pekko's controllers use all but one
   * of a window, and stall with fewer than three.)
   */
  private static final int WINDOW = 3;

  /** How many withdrawn orders are remembered; their last items arrive within moments. */
  private static final int MAX_WITHDRAWN = 1000;

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final ConfirmationTimeout CONFIRMATION_TIMEOUT = new ConfirmationTimeout();

  private final Measuring measurer;
  private final TimerScheduler<Command> timers;
  private final ActorRef<ConsumerController.Command<WorkItem>> items;
  private final ActorRef<ProducerController.Command<WorkResult>> results;
  private final ActorRef<Object> confirmations;
  private final ActorRef<WorkerSlots.Command> parent;
  private final Set<String> withdrawn = new LinkedHashSet<>();
  private AtomicBoolean isWanted = new AtomicBoolean();
  private Optional<ConsumerController.Delivery<WorkItem>> current = Optional.empty();
  private Optional<WorkResult> unsent = Optional.empty();
  private Optional<ProducerController.RequestNext<WorkResult>> next = Optional.empty();
  private Optional<ActorRef<WorkDispatcher.Command>> dispatcher = Optional.empty();
  private long sent = -1;
  private boolean givesUp;

  /**
   * A slot that is registered under a key.
   *
   * @param key under which dispatchers find it
   * @param name distinguishes its results from those of other slots
   * @param parent is told of errors that concern the whole process
   */
  static Behavior<Command> create(
      Measuring measurer,
      ServiceKey<ConsumerController.Command<WorkItem>> key,
      String name,
      ActorRef<WorkerSlots.Command> parent) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new WorkerSlot(context, timers, measurer, key, name, parent).begin()));
  }

  private WorkerSlot(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      Measuring measurer,
      ServiceKey<ConsumerController.Command<WorkItem>> key,
      String name,
      ActorRef<WorkerSlots.Command> parent) {
    super(context);
    this.parent = parent;
    this.measurer = measurer;
    this.timers = timers;
    this.items =
        context.spawn(
            ConsumerController.create(
                key,
                ConsumerController.Settings$.MODULE$
                    .create(context.getSystem())
                    .withFlowControlWindow(WINDOW)),
            "items");
    this.results =
        context.spawn(
            ProducerController.create(WorkResult.class, name, Optional.empty()), "results");
    this.confirmations =
        context.messageAdapter(Object.class, number -> new ResultConfirmed((Long) number));
  }

  private WorkerSlot begin() {
    items.tell(
        new ConsumerController.Start<>(
            getContext().messageAdapter(ConsumerController.deliveryClass(), ItemReceived::new)));
    results.tell(
        new ProducerController.Start<>(
            getContext()
                .messageAdapter(ProducerController.requestNextClass(), DemandSignalled::new)));
    getContext().watchWith(items, new ItemsEnded());
    getContext().watchWith(results, new ResultsEnded());
    return this;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(ItemReceived.class, this::onItemReceived)
        .onMessage(Measured.class, this::onMeasured)
        .onMessage(FatalFailure.class, this::onFatalFailure)
        .onMessage(DemandSignalled.class, this::onDemandSignalled)
        .onMessage(ResultConfirmed.class, this::onResultConfirmed)
        .onMessage(ConfirmationTimeout.class, this::onConfirmationTimeout)
        .onMessage(DispatcherTerminated.class, this::onDispatcherTerminated)
        .onMessage(Drain.class, this::onDrain)
        .onMessage(GiveUp.class, this::onGiveUp)
        .onMessage(Withdraw.class, this::onWithdraw)
        .onMessage(ItemsEnded.class, drained -> Behaviors.stopped())
        .onMessage(ResultsEnded.class, lost -> Behaviors.stopped()) // and with it what was at hand
        .build();
  }

  private Behavior<Command> onItemReceived(ItemReceived event) {
    if (givesUp) {
      return Behaviors.stopped();
    }
    current = Optional.of(event.delivery());
    WorkItem item = event.delivery().message();
    if (!dispatcher.equals(Optional.of(item.replyTo()))) {
      dispatcher.ifPresent(getContext()::unwatch);
      dispatcher = Optional.of(item.replyTo());
      getContext().watchWith(item.replyTo(), new DispatcherTerminated(item.replyTo()));
      attach();
    }
    if (withdrawn.contains(item.order())) {
      finish();
    } else {
      measure(item);
    }
    return this;
  }

  private void measure(WorkItem item) {
    AtomicBoolean wanted = new AtomicBoolean(true);
    isWanted = wanted;
    getContext()
        .pipeToSelf(
            measurer.measure(item, wanted::get),
            (result, failure) ->
                failure == null ? new Measured(result) : failed(item, Causes.thrown(failure)));
  }

  private static Command failed(WorkItem item, Throwable cause) {
    WorkResult result = WorkResult.failed(item.id(), cause);
    boolean isFatal = Causes.chain(cause).anyMatch(error -> !NonFatal.apply(error));
    return isFatal ? new FatalFailure(result, cause) : new Measured(result);
  }

  /** Asks the dispatcher to listen to the results. */
  private void attach() {
    dispatcher
        .orElseThrow()
        .tell(new WorkDispatcher.Attach(results, Optional.of(getContext().getSelf())));
  }

  private Behavior<Command> onMeasured(Measured event) {
    if (current.filter(item -> item.message().id().equals(event.result().id())).isPresent()) {
      unsent = Optional.of(event.result());
      send();
    }
    return this;
  }

  /** Out of memory, or no class can be loaded: anything that comes next may fail the same way. */
  private Behavior<Command> onFatalFailure(FatalFailure event) {
    givesUp = true;
    parent.tell(new WorkerSlots.GiveUp(event.cause()));
    return onMeasured(new Measured(event.result()));
  }

  private Behavior<Command> onDemandSignalled(DemandSignalled event) {
    next = Optional.of(event.next());
    send();
    return this;
  }

  private void send() {
    if (unsent.isPresent() && next.isPresent()) {
      sent = next.get().currentSeqNr();
      next.get()
          .askNextTo()
          .tell(new ProducerController.MessageWithConfirmation<>(unsent.get(), confirmations));
      unsent = Optional.empty();
      next = Optional.empty();
    }
    if (current.isPresent()) {
      timers.startSingleTimer(CONFIRMATION_TIMEOUT, PATIENCE);
    }
  }

  private Behavior<Command> onResultConfirmed(ResultConfirmed event) {
    if (sent >= 0 && event.number() >= sent) { // that of its last chunk
      finish();
    }
    return this;
  }

  private void finish() {
    timers.cancel(CONFIRMATION_TIMEOUT);
    unsent = Optional.empty();
    sent = -1;
    isWanted.set(false);
    current.ifPresent(item -> item.confirmTo().tell(ConsumerController.confirmed()));
    current = Optional.empty();
  }

  /** The request to listen may have been lost. */
  private Behavior<Command> onConfirmationTimeout(ConfirmationTimeout timer) {
    if (dispatcher.isPresent() && current.isPresent()) {
      attach();
      timers.startSingleTimer(CONFIRMATION_TIMEOUT, PATIENCE);
    }
    return this;
  }

  /** The result is no longer needed; another dispatcher may send items. */
  private Behavior<Command> onDispatcherTerminated(DispatcherTerminated event) {
    if (dispatcher.equals(Optional.of(event.dispatcher()))) {
      dispatcher = Optional.empty();
      finish();
    }
    return this;
  }

  private Behavior<Command> onWithdraw(Withdraw command) {
    withdrawn.add(command.order());
    if (withdrawn.size() > MAX_WITHDRAWN) {
      withdrawn.remove(withdrawn.iterator().next());
    }
    if (current.filter(item -> item.message().order().equals(command.order())).isPresent()) {
      finish();
    }
    return this;
  }

  private Behavior<Command> onGiveUp(GiveUp command) {
    givesUp = true;
    return onDrain(new Drain());
  }

  private Behavior<Command> onDrain(Drain command) {
    items.tell(new ConsumerController.DeliverThenStop<>());
    return this;
  }
}
