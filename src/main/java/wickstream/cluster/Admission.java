package wickstream.cluster;

import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.apache.pekko.actor.typed.receptionist.ServiceKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a worker whether its bags would have the same bits as this coordinator's, and other
 * coordinators whether this one is in a cluster. (A worker with other bits is never given work, as
 * its slots are registered under another fingerprint; here it learns why.)
 */
final class Admission extends AbstractBehavior<Admission.Question> {
  /** The name of its actor. */
  static final String NAME = "admission";

  static final ServiceKey<Introduction> KEY = ServiceKey.create(Introduction.class, NAME);

  private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

  /** What it answers. */
  sealed interface Question extends Message {}

  /**
   * A worker introduces itself.
   *
   * @param identity its version, Java and kernel, in words
   * @param fingerprint see {@link NumericFingerprint}
   */
  record Introduction(String identity, String fingerprint, ActorRef<Answer> replyTo)
      implements Question {}

  /**
   * The answer to an introduction.
   *
   * @param identity the coordinator's version, Java and kernel, in words
   * @param isWelcome whether it may measure
   * @param admission the actor that answers
   */
  record Answer(String identity, boolean isWelcome, ActorRef<Introduction> admission)
      implements Message {}

  /** Asks whether this coordinator is in a cluster. */
  record Inquiry(ActorRef<Standing> replyTo) implements Question {}

  /**
   * The answer to an inquiry.
   *
   * @param admission the actor that answers
   */
  record Standing(boolean isInCluster, ActorRef<Introduction> admission) implements Message {}

  private final String identity;
  private final String fingerprint;
  private final BooleanSupplier isInCluster;

  /**
   * An actor that registers with the receptionist, where workers find it.
   *
   * @param isInCluster whether this coordinator is in a cluster yet
   */
  static Behavior<Question> create(
      String identity, String fingerprint, BooleanSupplier isInCluster) {
    return Behaviors.setup(
        context -> {
          context
              .getSystem()
              .receptionist()
              .tell(Receptionist.register(KEY, context.getSelf().narrow()));
          return new Admission(context, identity, fingerprint, isInCluster);
        });
  }

  private Admission(
      ActorContext<Question> context,
      String identity,
      String fingerprint,
      BooleanSupplier isInCluster) {
    super(context);
    this.identity = identity;
    this.fingerprint = fingerprint;
    this.isInCluster = isInCluster;
  }

  @Override
  public Receive<Question> createReceive() {
    return newReceiveBuilder()
        .onMessage(Introduction.class, this::onIntroduction)
        .onMessage(Inquiry.class, this::onInquiry)
        .build();
  }

  private Behavior<Question> onInquiry(Inquiry inquiry) {
    inquiry
        .replyTo()
        .tell(new Standing(isInCluster.getAsBoolean(), getContext().getSelf().narrow()));
    return this;
  }

  private Behavior<Question> onIntroduction(Introduction worker) {
    boolean isWelcome = worker.fingerprint().equals(fingerprint);
    if (!isWelcome) {
      LOG.warn(
          "A worker at {} is refused, as its bags would have other bits: it is {}, this is {}",
          worker.replyTo().path().address(),
          worker.identity(),
          identity);
    }
    worker.replyTo().tell(new Answer(identity, isWelcome, getContext().getSelf().narrow()));
    return this;
  }
}
