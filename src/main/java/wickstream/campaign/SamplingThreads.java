package wickstream.campaign;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/**
 * The threads of a dispatcher, with a tally of what they do. Several users may share them: tasks of
 * a higher priority go first, and among users of one priority those whose tasks have taken less
 * time. A long task yields to such tasks wherever it calls {@link #yieldToOthers}. Thread-safe.
 */
public final class SamplingThreads implements Executor {
  /** Nanoseconds for which a task goes on at least, so that turns cost little. */
  private static final long MIN_TURN = 1_000_000;

  private static final ThreadLocal<Task> CURRENT = new ThreadLocal<>();

  private final String name;
  private final int threads;
  private final int spare;
  private final Executor executor;
  private final Share ownShare;
  private final LongAdder done = new LongAdder();
  private final LongAdder busy = new LongAdder();

  // All that follows is guarded by this.
  private final List<Share> waiting = new ArrayList<>(); // shares that have tasks which wait
  private int queued;
  private int running;
  private int begun; // tasks that are running or have given way
  private long served; // the time served of the share that was last given a thread
  private long movedAt; // when a task last went on, or the first of those that wait came

  /** Threads of which none gives way. */
  public SamplingThreads(String name, int threads, Executor executor) {
    this(name, threads, 0, executor);
  }

  /**
   * @param name what they are for
   * @param threads how many tasks run at once
   * @param spare how many more may have given way, each of which keeps a thread
   * @param executor runs on at least {@code threads + spare} threads
   */
  public SamplingThreads(String name, int threads, int spare, Executor executor) {
    this.name = name;
    this.threads = threads;
    this.spare = spare;
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
   * To be called by a task that takes long, every few milliseconds or more often: returns when it
   * is its turn to go on. Does nothing on other threads than these.
   */
  public static void yieldToOthers() {
    Task current = CURRENT.get();
    if (current != null) {
      current.yieldToOthers();
    }
  }

  /** Gives the threads that are free to those whose turn it is; returns who is to begin. */
  private List<Task> assign() {
    List<Task> beginning = new ArrayList<>();
    for (Optional<Share> next = first(); running < threads && next.isPresent(); next = first()) {
      Share share = next.get();
      Task task = share.tasks.remove();
      if (share.tasks.isEmpty()) {
        waiting.remove(share);
      }
      queued--;
      running++;
      served = share.served;
      movedAt = System.nanoTime();
      if (task.hasBegun) {
        task.isAssigned = true;
        notifyAll();
      } else {
        task.hasBegun = true;
        begun++;
        beginning.add(task);
      }
    }
    return beginning;
  }

  /** Whose turn it is, of those who can go on. */
  private Optional<Share> first() {
    boolean mayBegin = begun < threads + spare;
    return waiting.stream()
        .filter(share -> mayBegin || share.tasks.element().hasBegun)
        .min(
            Comparator.comparingInt((Share share) -> -share.priority.getAsInt())
                .thenComparingLong(share -> share.served));
  }

  private void begin(List<Task> tasks) {
    for (Task task : tasks) {
      try {
        executor.execute(task);
      } catch (RejectedExecutionException e) { // there are no threads any more
        synchronized (this) {
          running--;
          begun--;
        }
        throw e;
      }
    }
  }

  /** What they are for: sampling, planning, judging, submissions, estimates, results or storing. */
  public String name() {
    return name;
  }

  /** How many threads there are. */
  public int threads() {
    return threads;
  }

  /** How many tasks wait. */
  public synchronized int queued() {
    return queued;
  }

  /** For how long tasks have waited of which none has begun; zero when none waits. */
  public synchronized Duration standstill() {
    return queued > 0 ? Duration.ofNanos(Math.max(0, System.nanoTime() - movedAt)) : Duration.ZERO;
  }

  /** How many tasks are being done. */
  public synchronized int running() {
    return running;
  }

  /** How many tasks have been done. */
  public long done() {
    return done.sum();
  }

  /** How many seconds the threads have worked, together. */
  public double busySeconds() {
    return busy.sum() * 1e-9;
  }

  /** One user of the threads; guarded by the workers. */
  private final class Share implements Executor {
    private final IntSupplier priority;

    /** Those that have begun come first. */
    private final Deque<Task> tasks = new ArrayDeque<>();

    private long served; // nanoseconds its tasks have taken so far

    Share(IntSupplier priority) {
      this.priority = priority;
    }

    @Override
    public void execute(Runnable work) {
      List<Task> beginning;
      synchronized (SamplingThreads.this) {
        if (tasks.isEmpty()) {
          // An idle share accumulates no credit for later.
          served = Math.max(served, SamplingThreads.this.served);
        }
        if (queued == 0) {
          movedAt = System.nanoTime();
        }
        add(new Task(this, work));
        beginning = assign();
      }
      begin(beginning);
    }

    private void add(Task task) {
      if (tasks.isEmpty()) {
        waiting.add(this);
      }
      if (task.hasBegun) {
        tasks.addFirst(task);
      } else {
        tasks.addLast(task);
      }
      queued++;
    }

    private boolean goesBefore(Share other) {
      int difference = priority.getAsInt() - other.priority.getAsInt();
      return difference > 0 || difference == 0 && served < other.served;
    }
  }

  /** A piece of work of a user. */
  private final class Task implements Runnable {
    private final Share share;
    private final Runnable work;
    private boolean hasBegun; // guarded by the workers
    private boolean isAssigned; // a thread, after it gave way; guarded by the workers
    private long since; // when it last went on, or was last counted

    Task(Share share, Runnable work) {
      this.share = share;
      this.work = work;
    }

    @Override
    public void run() {
      CURRENT.set(this);
      since = System.nanoTime();
      try {
        work.run();
      } finally {
        CURRENT.remove();
        done.increment();
        end();
      }
    }

    private void end() {
      List<Task> beginning;
      synchronized (SamplingThreads.this) {
        count();
        running--;
        begun--;
        beginning = assign();
      }
      begin(beginning);
    }

    /** Counts what it has taken since it last went on, or was last counted. */
    private void count() {
      long now = System.nanoTime();
      busy.add(now - since);
      share.served += now - since;
      since = now;
    }

    private void yieldToOthers() {
      if (System.nanoTime() - since < MIN_TURN) {
        return;
      }
      List<Task> beginning;
      synchronized (SamplingThreads.this) {
        count();
        if (first().filter(other -> other.goesBefore(share)).isEmpty()) {
          return;
        }
        running--;
        share.add(this);
        beginning = assign();
      }
      begin(beginning);
      awaitTurn();
    }

    private void awaitTurn() {
      boolean interrupted = false;
      synchronized (SamplingThreads.this) {
        while (!isAssigned) {
          try {
            SamplingThreads.this.wait();
          } catch (InterruptedException e) {
            interrupted = true;
          }
        }
        isAssigned = false;
      }
      since = System.nanoTime();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
