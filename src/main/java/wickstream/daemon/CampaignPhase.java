package wickstream.daemon;

import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What is being done with a campaign. Each phase holds what is known in it alone; its methods
 * return the phase that follows.
 */
sealed interface CampaignPhase {

  /**
   * Nothing.
   *
   * @param notBefore when it may be started again by the queue's clock, if it has to wait for that
   */
  record Idle(Optional<Long> notBefore) implements CampaignPhase {
    static final Idle READY = new Idle(Optional.empty());

    boolean rests(long now) {
      return notBefore.isPresent() && now - notBefore.get() < 0;
    }
  }

  /** It occupies a place among those that share the cores. */
  sealed interface Active extends CampaignPhase {
    /** The ticket under which it was started. */
    QueuedCampaign queuedCampaign();
  }

  /** Its directory and database are being opened. */
  record Opening(QueuedCampaign queuedCampaign) implements Active {
    Running opened(RunFiles files, ActorRef<CampaignRunner.Command> runner) {
      return new Running(files, runner);
    }
  }

  /** Its runner is at work. */
  sealed interface Started extends Active {
    /** What it has open. */
    RunFiles files();

    ActorRef<CampaignRunner.Command> runner();

    @Override
    default QueuedCampaign queuedCampaign() {
      return files().queuedCampaign();
    }
  }

  /** It may go on. */
  record Running(RunFiles files, ActorRef<CampaignRunner.Command> runner) implements Started {
    Stopping stopping() {
      return new Stopping(files, runner);
    }
  }

  /** Its runner was told to stop. */
  record Stopping(RunFiles files, ActorRef<CampaignRunner.Command> runner) implements Started {}
}
