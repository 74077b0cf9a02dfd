package wickstream.cluster;

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
 * Tells a worker whether its bags would have the bits of this coordinator's. (Those of another are
 * not asked for, as slots are known under their proof; this is how it hears why.)
 */
final class Gate extends AbstractBehavior<Gate.Introduction> {
  static final ServiceKey<Introduction> KEY = ServiceKey.create(Introduction.class, "gate");

  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

  /**
   * A worker says what it is.
   *
   * @param identity its version, Java and kernel, in words
   * @param proof see {@link Proof}
   */
  record Introduction(String identity, String proof, ActorRef<Answer> replyTo) implements Message {}

  /**
   * What it is told.
   *
   * @param identity the coordinator's version, Java and kernel, in words
   * @param isWelcome whether it may measure
   * @param gate who says so
   */
  record Answer(String identity, boolean isWelcome, ActorRef<Introduction> gate)
      implements Message {}

  private final String identity;
  private final String proof;

  /** A gate that workers find. */
  static Behavior<Introduction> create(String identity, String proof) {
    return Behaviors.setup(
        context -> {
          context.getSystem().receptionist().tell(Receptionist.register(KEY, context.getSelf()));
          return new Gate(context, identity, proof);
        });
  }

  private Gate(ActorContext<Introduction> context, String identity, String proof) {
    super(context);
    this.identity = identity;
    this.proof = proof;
  }

  @Override
  public Receive<Introduction> createReceive() {
    return newReceiveBuilder().onMessage(Introduction.class, this::onIntroduction).build();
  }

  private Behavior<Introduction> onIntroduction(Introduction worker) {
    boolean isWelcome = worker.proof().equals(proof);
    if (!isWelcome) {
      LOG.warn(
          "A worker at {} is refused, as its bags would have other bits: it is {}, this is {}",
          worker.replyTo().path().address(),
          worker.identity(),
          identity);
    }
    worker.replyTo().tell(new Answer(identity, isWelcome, getContext().getSelf()));
    return this;
  }
}
