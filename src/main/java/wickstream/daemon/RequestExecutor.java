package wickstream.daemon;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import wickstream.campaign.SamplingThreads;

/**
 * Computes what clients ask for, on threads that nothing else needs. A few wait for these; more are
 * refused, and so is who has waited too long. Work that has begun goes on to its end, so it has to
 * have one. Thread-safe.
 */
final class RequestExecutor {
  /** How many may wait for each of the threads. */
  private static final int WAITING_PER_THREAD = 8;

  private final SamplingThreads workers;
  private final Semaphore places;

  RequestExecutor(SamplingThreads workers) {
    this.workers = workers;
    this.places = new Semaphore(workers.threads() * (1 + WAITING_PER_THREAD));
  }

  /** The threads. */
  SamplingThreads workers() {
    return workers;
  }

  /**
   * What some work makes, or a {@link RequestRejected}.
   *
   * @param patience how long the client waits for it
   */
  <T> CompletionStage<T> compute(Duration patience, Supplier<T> work) {
    if (!places.tryAcquire()) {
      return CompletableFuture.failedStage(
          new RequestRejected(
              RequestRejected.Kind.BUSY,
              "the daemon computes what others have asked for, and %d wait already: try again later"
                  .formatted(workers.queued())));
    }
    AtomicBoolean hasBegun = new AtomicBoolean();
    Supplier<T> noted =
        () -> {
          hasBegun.set(true);
          return work.get();
        };
    return RequestRejected.ifLate(
        new CompletableFuture<T>()
            .completeAsync(noted, task -> workers.execute(() -> withPlace(task)))
            .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS),
        () ->
            (hasBegun.get()
                    ? "this takes longer than %d s to compute here: ask for less, or try again later"
                    : "for %d s the daemon has been busy with what others have asked for: try again later")
                .formatted(patience.toSeconds()));
  }

  private void withPlace(Runnable task) {
    try {
      task.run(); // does nothing when its client has given up
    } finally {
      places.release();
    }
  }
}
