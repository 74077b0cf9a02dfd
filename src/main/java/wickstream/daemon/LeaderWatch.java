package wickstream.daemon;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/** Keeps asking the coordinator that leads where it is. */
final class LeaderWatch extends AbstractBehavior<LeaderWatch.Command> {

  /** What it can be told. */
  sealed interface Command {}

  private record Ask() implements Command {}

  private record Answered(Optional<Leader.Here> answer) implements Command {}

  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final ActorRef<Leader.Command> leader;
  private final Consumer<Optional<String>> listener;

  /**
   * @param leader whoever leads
   * @param listener is told every second where it is; nothing if it does not answer
   */
  static Behavior<Command> create(
      ActorRef<Leader.Command> leader, Consumer<Optional<String>> listener) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(new Ask(), Duration.ZERO, INTERVAL);
                  return new LeaderWatch(context, leader, listener);
                }));
  }

  private LeaderWatch(
      ActorContext<Command> context,
      ActorRef<Leader.Command> leader,
      Consumer<Optional<String>> listener) {
    super(context);
    this.leader = leader;
    this.listener = listener;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Ask.class, this::onAsk)
        .onMessage(Answered.class, this::onAnswered)
        .build();
  }

  private Behavior<Command> onAsk(Ask timer) {
    getContext()
        .ask(
            Leader.Here.class,
            leader,
            INTERVAL,
            Leader.WhereAreYou::new,
            (here, failure) -> new Answered(Optional.ofNullable(here)));
    return this;
  }

  private Behavior<Command> onAnswered(Answered event) {
    listener.accept(event.answer().map(Leader.Here::url));
    return this;
  }
}
