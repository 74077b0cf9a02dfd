package wickstream.daemon;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import wickstream.campaign.SamplingThreads;

/** Where a daemon runs its campaigns: alone on its machine, or in a cluster. */
interface DaemonBackend extends AutoCloseable {

  /** The actor system in which all happens. */
  ActorSystem<Void> system();

  /** The threads of this machine that sample. */
  SamplingThreads sampling();

  /**
   * Begins to run campaigns, or to be ready for that.
   *
   * @param activeQueue is told when they are run here
   * @param url under which others reach its API
   * @throws IOException if what is known of them cannot be read
   */
  void begin(DaemonContext daemonContext, ActiveQueue activeQueue, String url)
      throws IOException, InterruptedException;

  /** Where campaigns are served that are run on another machine, if that is known: a URL. */
  Optional<String> elsewhere();

  /** Completed when it ends without having been told to. */
  CompletionStage<Done> whenOver();

  /**
   * Stops all that is run here, with its state saved.
   *
   * @return whether that was done in time
   */
  boolean stop(ActiveQueue activeQueue, Duration within) throws InterruptedException;

  @Override
  void close();
}
