package wickstream.daemon;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import wickstream.campaign.StoreAccess;
import wickstream.persistence.Database;

/** Remembers tickets in memory, unless the test has it fail. */
final class MoodyTickets implements QueueStore {
  private final FileQueueStore places;
  private final Map<String, QueuedCampaign> written = new HashMap<>();
  private Predicate<QueuedCampaign> failing = queuedCampaign -> false;
  private boolean writesNonetheless;
  private volatile Predicate<QueuedCampaign> heldBack = queuedCampaign -> false;
  private volatile CountDownLatch release = new CountDownLatch(0);
  private volatile boolean isHeldBack;

  /**
   * @param data where campaigns are kept
   */
  MoodyTickets(Path data) {
    this.places = new FileQueueStore(data);
  }

  /** From now on these tickets cannot be written. */
  synchronized void failToWrite(Predicate<QueuedCampaign> which) {
    failing = which;
  }

  /** Likewise, but they are written: the answer alone is lost. */
  synchronized void loseAnswers(Predicate<QueuedCampaign> which) {
    failing = which;
    writesNonetheless = true;
  }

  /** From now on these are written once the latch that is returned is at zero. */
  synchronized CountDownLatch holdBack(Predicate<QueuedCampaign> which) {
    CountDownLatch latch = new CountDownLatch(1);
    heldBack = which;
    release = latch;
    isHeldBack = false;
    return latch;
  }

  /** Whether one that is held back is to be written now. */
  boolean isHeldBack() {
    return isHeldBack;
  }

  /** From now on everything succeeds. */
  synchronized void succeed() {
    failing = queuedCampaign -> false;
  }

  /** The ticket that was last written of a campaign. */
  synchronized QueuedCampaign written(String name) {
    return written.get(name);
  }

  @Override
  public Path directory(String name) {
    return places.directory(name);
  }

  @Override
  public StoreAccess access(QueuedCampaign queuedCampaign) {
    return places.access(queuedCampaign);
  }

  @Override
  public Database database(String name) {
    return places.database(name);
  }

  @Override
  public synchronized List<QueuedCampaign> all() {
    return List.copyOf(written.values());
  }

  @Override
  public void add(QueuedCampaign queuedCampaign) {
    save(queuedCampaign);
  }

  @Override
  public void save(QueuedCampaign queuedCampaign) {
    if (heldBack.test(queuedCampaign)) {
      isHeldBack = true;
      try {
        release.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    write(queuedCampaign);
  }

  private synchronized void write(QueuedCampaign queuedCampaign) {
    boolean fails = failing.test(queuedCampaign);
    if (!fails || writesNonetheless) {
      written.put(queuedCampaign.name(), queuedCampaign);
    }
    if (fails) {
      throw new RequestRejected(RequestRejected.Kind.NOT_WRITTEN, "no space");
    }
  }

  @Override
  public synchronized void remove(String name, boolean files) {
    written.remove(name);
    if (files) {
      throw new RequestRejected(RequestRejected.Kind.NOT_WRITTEN, "its files cannot be removed");
    }
  }
}
