package wickstream.campaign;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** An executor whose tasks wait until the test runs them. */
final class HeldTasks implements Executor {
  private final Queue<Runnable> tasks = new ArrayDeque<>();

  @Override
  public synchronized void execute(Runnable task) {
    tasks.add(task);
  }

  /** How many tasks wait. */
  synchronized int waiting() {
    return tasks.size();
  }

  /** Runs the oldest on this thread. */
  void runNext() {
    next().run();
  }

  private synchronized Runnable next() {
    return tasks.remove();
  }
}
