package wickstream.campaign;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Executors for tests, to be closed. */
final class Threads implements AutoCloseable {
  private final ExecutorService executor;

  private Threads(ExecutorService executor) {
    this.executor = executor;
  }

  /** So many threads that take tasks in the order in which they came. */
  static Threads fair(int count) {
    return new Threads(
        new ThreadPoolExecutor(count, count, 0, TimeUnit.SECONDS, new LinkedBlockingDeque<>()));
  }

  /** One thread that always takes the newest task. */
  static Threads newestFirst() {
    return new Threads(new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new Stack()));
  }

  ExecutorService executor() {
    return executor;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private static final class Stack extends LinkedBlockingDeque<Runnable> {
    private static final long serialVersionUID = 1;

    @Override
    public boolean offer(Runnable task) {
      return offerFirst(task);
    }
  }
}
