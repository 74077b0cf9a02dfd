package wickstream.daemon;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import wickstream.campaign.StoreAccess;
import wickstream.store.Database;

/** Remembers tickets in memory, unless the test has it fail. */
final class MoodyTickets implements Tickets {
  private final FileTickets places;
  private final Map<String, Ticket> written = new HashMap<>();
  private Predicate<Ticket> failing = ticket -> false;
  private boolean writesNonetheless;
  private volatile Predicate<Ticket> heldBack = ticket -> false;
  private volatile CountDownLatch release = new CountDownLatch(0);
  private volatile boolean isHeldBack;

  /**
   * @param data where campaigns are kept
   */
  MoodyTickets(Path data) {
    this.places = new FileTickets(data);
  }

  /** From now on these tickets cannot be written. */
  synchronized void failToWrite(Predicate<Ticket> which) {
    failing = which;
  }

  /** Likewise, but they are written: the answer alone is lost. */
  synchronized void loseAnswers(Predicate<Ticket> which) {
    failing = which;
    writesNonetheless = true;
  }

  /** From now on these are written once the latch that is returned is at zero. */
  synchronized CountDownLatch holdBack(Predicate<Ticket> which) {
    CountDownLatch latch = new CountDownLatch(1);
    heldBack = which;
    release = latch;
    return latch;
  }

  /** Whether one that is held back is to be written now. */
  boolean isHeldBack() {
    return isHeldBack;
  }

  /** From now on everything succeeds. */
  synchronized void succeed() {
    failing = ticket -> false;
  }

  /** The ticket that was last written of a campaign. */
  synchronized Ticket written(String name) {
    return written.get(name);
  }

  @Override
  public Path directory(String name) {
    return places.directory(name);
  }

  @Override
  public StoreAccess access(Ticket ticket) {
    return places.access(ticket);
  }

  @Override
  public Database database(String name) {
    return places.database(name);
  }

  @Override
  public synchronized List<Ticket> all() {
    return List.copyOf(written.values());
  }

  @Override
  public void add(Ticket ticket) {
    save(ticket);
  }

  @Override
  public void save(Ticket ticket) {
    if (heldBack.test(ticket)) {
      isHeldBack = true;
      try {
        release.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    write(ticket);
  }

  private synchronized void write(Ticket ticket) {
    boolean fails = failing.test(ticket);
    if (!fails || writesNonetheless) {
      written.put(ticket.name(), ticket);
    }
    if (fails) {
      throw new Refusal(Refusal.Kind.NOT_WRITTEN, "no space");
    }
  }

  @Override
  public synchronized void remove(String name, boolean files) {
    written.remove(name);
    if (files) {
      throw new Refusal(Refusal.Kind.NOT_WRITTEN, "its files cannot be removed");
    }
  }
}
