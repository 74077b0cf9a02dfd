package wickstream.campaign;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** The threads of a dispatcher, with a tally of what they do. Thread-safe. */
public final class Workers implements Executor {
  private final String name;
  private final int threads;
  private final Executor executor;
  private final AtomicInteger queued = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  private final LongAdder done = new LongAdder();
  private final LongAdder busy = new LongAdder();

  /** When a task last began, or the first of those that wait came. */
  private volatile long movedAt;

  /**
   * @param name what they are for
   * @param threads how many they are
   * @param executor runs on them
   */
  public Workers(String name, int threads, Executor executor) {
    this.name = name;
    this.threads = threads;
    this.executor = executor;
  }

  @Override
  public void execute(Runnable task) {
    if (queued.getAndIncrement() == 0) {
      movedAt = System.nanoTime();
    }
    executor.execute(() -> run(task));
  }

  private void run(Runnable task) {
    queued.decrementAndGet();
    running.incrementAndGet();
    long began = System.nanoTime();
    movedAt = began;
    try {
      task.run();
    } finally {
      busy.add(System.nanoTime() - began);
      running.decrementAndGet();
      done.increment();
    }
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
}
