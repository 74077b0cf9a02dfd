package wickstream.cluster;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.actor.typed.receptionist.Receptionist;

/** Introduces a worker to all coordinators until one admits it, or all refuse it. */
final class Registration extends AbstractBehavior<Registration.Command> {

  /** Its protocol. */
  sealed interface Command {}

  private record Found(Set<ActorRef<Admission.Introduction>> admissions) implements Command {}

  private record Answered(Admission.Answer answer) implements Command {}

  private record Retry() implements Command {}

  private static final Duration INTERVAL = Duration.ofSeconds(2);

  /**
   * For how many intervals all known coordinators must have refused: others may not be known yet.
   */
  private static final int MAX_REFUSALS = 2;

  private final String identity;
  private final String fingerprint;
  private final CompletableFuture<Admission.Answer> answer;
  private final ActorRef<Admission.Answer> answers;
  private final Set<ActorRef<Admission.Introduction>> refused = new HashSet<>();
  private Set<ActorRef<Admission.Introduction>> admissions = Set.of();
  private Optional<Admission.Answer> lastRefusal = Optional.empty();
  private int refusals;

  /**
   * Registers a worker.
   *
   * @param answer is completed by a welcome, or by the refusal of the last coordinator
   */
  static Behavior<Command> create(
      String identity, String fingerprint, CompletableFuture<Admission.Answer> answer) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new Registration(context, identity, fingerprint, answer).begin(timers)));
  }

  private Registration(
      ActorContext<Command> context,
      String identity,
      String fingerprint,
      CompletableFuture<Admission.Answer> answer) {
    super(context);
    this.identity = identity;
    this.fingerprint = fingerprint;
    this.answer = answer;
    this.answers = context.messageAdapter(Admission.Answer.class, Answered::new);
  }

  private Registration begin(TimerScheduler<Command> timers) {
    timers.startTimerWithFixedDelay(new Retry(), INTERVAL);
    getContext()
        .getSystem()
        .receptionist()
        .tell(
            Receptionist.subscribe(
                Admission.KEY,
                getContext()
                    .messageAdapter(
                        Receptionist.Listing.class,
                        listing -> new Found(listing.getServiceInstances(Admission.KEY)))));
    return this;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Found.class, this::onFound)
        .onMessage(Answered.class, this::onAnswered)
        .onMessage(Retry.class, this::onRetry)
        .build();
  }

  private Behavior<Command> onFound(Found event) {
    admissions = event.admissions();
    refusals = 0;
    return introduce();
  }

  private Behavior<Command> onRetry(Retry timer) {
    boolean isRefused = lastRefusal.isPresent() && refused.containsAll(admissions);
    refusals = isRefused ? refusals + 1 : 0;
    if (refusals > MAX_REFUSALS) {
      answer.complete(lastRefusal.get());
      return Behaviors.stopped();
    }
    return introduce();
  }

  private Behavior<Command> introduce() {
    admissions.forEach(
        admission -> admission.tell(new Admission.Introduction(identity, fingerprint, answers)));
    return this;
  }

  private Behavior<Command> onAnswered(Answered event) {
    if (event.answer().isWelcome()) {
      answer.complete(event.answer());
      return Behaviors.stopped();
    }
    refused.add(event.answer().admission());
    lastRefusal = Optional.of(event.answer());
    return this;
  }
}
