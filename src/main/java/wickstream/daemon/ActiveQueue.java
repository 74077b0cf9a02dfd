package wickstream.daemon;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import wickstream.cluster.Throughput;

/** Gives access to the campaign queue while it runs on this node. Thread-safe. */
final class ActiveQueue {

  /**
   * What is run here.
   *
   * @param queue runs the campaigns
   * @param board shows them
   * @param throughput how fast a cluster measures for them, where there is one
   */
  record Open(
      ActorRef<CampaignQueue.Command> queue,
      QueueContext queueContext,
      StatusPublisher board,
      Optional<Throughput> throughput) {}

  /** Shows the newest status of a queue. */
  static final class StatusPublisher implements Consumer<DaemonStatus> {
    private final AtomicReference<DaemonStatus> status = new AtomicReference<>(DaemonStatus.EMPTY);
    private final CountDownLatch begun = new CountDownLatch(1);

    @Override
    public void accept(DaemonStatus newer) {
      status.set(newer);
      begun.countDown();
    }

    /** Waits until there is something to show. */
    void await() throws InterruptedException {
      begun.await();
    }

    boolean hasBegun() {
      return begun.getCount() == 0;
    }
  }

  private final AtomicReference<Optional<Open>> open = new AtomicReference<>(Optional.empty());

  /** From now on campaigns are run here. */
  void open(Open here) {
    open.set(Optional.of(here));
  }

  /** From now on they are not. */
  void close() {
    open.set(Optional.empty());
  }

  /** What is run here, if it knows its campaigns. */
  Optional<Open> here() {
    return open.get().filter(here -> here.board().hasBegun());
  }

  /** All campaigns, as they were within the last half second; none if they are not run here. */
  DaemonStatus status() {
    return here().map(here -> here.board().status.get()).orElse(DaemonStatus.EMPTY);
  }
}
