package wickstream.campaign;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/**
 * The threads of a dispatcher, with a tally of what they do. Several users may share them: tasks of
 * a higher priority go first, and among users of one priority those whose tasks have taken less
 * time. A long task gives way to theirs where it calls {@link #giveWay}. Thread-safe.
 */
public final class Workers implements Executor {
  /** So many tasks may have given way on one thread: each keeps what it needs on the stack. */
  private static final int MOST_SUSPENDED = 8;

  private static final ThreadLocal<Task> CURRENT = new ThreadLocal<>();

  private final String name;
  private final int threads;
  private final Executor executor;
  private final Share ownShare;
  private final List<Share> waiting = new ArrayList<>(); // shares that have tasks; guarded by it
  private final AtomicInteger queued = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  private final LongAdder done = new LongAdder();
  private final LongAdder busy = new LongAdder();

  /** When a task last began, or the first of those that wait came. */
  private volatile long movedAt;

  private int active; // threads that look for tasks; guarded by waiting
  private long served; // how far the last share was that got a thread; guarded by waiting

  /**
   * @param name what they are for
   * @param threads how many they are
   * @param executor runs on them
   */
  public Workers(String name, int threads, Executor executor) {
    this.name = name;
    this.threads = threads;
    this.executor = executor;
    this.ownShare = new Share(() -> 0);
  }

  @Override
  public void execute(Runnable task) {
    ownShare.execute(task);
  }

  /**
   * A share of the threads for one user.
   *
   * @param priority whose tasks go first where it is higher; asked anew for every task
   */
  public Executor share(IntSupplier priority) {
    return new Share(priority);
  }

  /**
   * To be called by a task that takes long, every few milliseconds: runs those that should go first
   * before it returns. Does nothing on other threads than these.
   */
  public static void giveWay() {
    Task current = CURRENT.get();
    if (current != null) {
      current.giveWay();
    }
  }

  private void submit(Task task) {
    boolean another;
    synchronized (waiting) {
      Share share = task.share;
      if (share.tasks.isEmpty()) {
        // One that asked for nothing has not saved up for later what it could have had.
        share.served = Math.max(share.served, served);
        waiting.add(share);
      }
      share.tasks.add(task);
      if (queued.getAndIncrement() == 0) {
        movedAt = System.nanoTime();
      }
      another = active < threads;
      if (another) {
        active++;
      }
    }
    if (another) {
      begin();
    }
  }

  private void begin() {
    try {
      executor.execute(this::runAll);
    } catch (RuntimeException | Error e) { // there are no threads, or none any more
      synchronized (waiting) {
        active--;
      }
      throw e;
    }
  }

  /** Runs tasks until there are none. */
  private void runAll() {
    for (Optional<Task> next = next(); next.isPresent(); next = next()) {
      next.get().run(Optional.empty());
    }
  }

  private Optional<Task> next() {
    synchronized (waiting) {
      Optional<Task> next = first().map(this::take);
      if (next.isEmpty()) {
        active--;
      }
      return next;
    }
  }

  /** The task that goes before one that is running, if there is one. */
  private Optional<Task> nextBefore(Task current) {
    synchronized (waiting) {
      return first().filter(share -> share.goesBefore(current)).map(this::take);
    }
  }

  private Optional<Share> first() {
    return waiting.stream()
        .min(
            Comparator.comparingInt((Share share) -> -share.priority.getAsInt())
                .thenComparingLong(share -> share.served));
  }

  private Task take(Share share) {
    served = share.served;
    Task task = share.tasks.remove();
    if (share.tasks.isEmpty()) {
      waiting.remove(share);
    }
    queued.decrementAndGet();
    return task;
  }

  /** What they are for: sampling, planning, judging, requests or storing. */
  public String name() {
    return name;
  }

  /** How many threads there are. */
  public int threads() {
    return threads;
  }

  /** How many tasks wait. */
  public int queued() {
    return queued.get();
  }

  /** For how long tasks have waited of which none has begun; zero when none waits. */
  public Duration standstill() {
    return queued() > 0
        ? Duration.ofNanos(Math.max(0, System.nanoTime() - movedAt))
        : Duration.ZERO;
  }

  /** How many tasks are being done. */
  public int running() {
    return running.get();
  }

  /** How many tasks have been done. */
  public long done() {
    return done.sum();
  }

  /** How many seconds the threads have worked, together. */
  public double busySeconds() {
    return busy.sum() * 1e-9;
  }

  /** One user of the threads. */
  private final class Share implements Executor {
    private final IntSupplier priority;
    private final Queue<Task> tasks = new ArrayDeque<>(); // guarded by waiting
    private long served; // nanoseconds its tasks have taken so far; guarded by waiting

    Share(IntSupplier priority) {
      this.priority = priority;
    }

    @Override
    public void execute(Runnable work) {
      submit(new Task(this, work));
    }

    private boolean goesBefore(Task current) {
      int difference = priority.getAsInt() - current.share.priority.getAsInt();
      return difference > 0 || difference == 0 && served < current.share.served;
    }
  }

  /** A piece of work of a user. */
  private final class Task {
    private final Share share;
    private final Runnable work;
    private int suspended; // tasks below it on its thread's stack
    private long since; // when it last went on, or was last counted

    Task(Share share, Runnable work) {
      this.share = share;
      this.work = work;
    }

    /** Runs it, on top of one that gives way, if there is one. */
    private void run(Optional<Task> below) {
      suspended = below.map(task -> task.suspended + 1).orElse(0);
      running.incrementAndGet();
      CURRENT.set(this);
      since = System.nanoTime();
      movedAt = since;
      try {
        work.run();
      } catch (RuntimeException | Error e) { // its own: whoever looks for tasks has others to run
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      } finally {
        count();
        running.decrementAndGet();
        done.increment();
        below.ifPresentOrElse(CURRENT::set, CURRENT::remove);
      }
    }

    /** Counts what it has taken since it last went on, or was last counted. */
    private void count() {
      long now = System.nanoTime();
      busy.add(now - since);
      synchronized (waiting) {
        share.served += now - since;
      }
      since = now;
    }

    private void giveWay() {
      count();
      if (suspended == MOST_SUSPENDED) {
        return;
      }
      for (Optional<Task> other = nextBefore(this); other.isPresent(); other = nextBefore(this)) {
        running.decrementAndGet(); // it does nothing itself meanwhile
        other.get().run(Optional.of(this));
        running.incrementAndGet();
        since = System.nanoTime();
      }
    }
  }
}
