package wickstream.campaign;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import wickstream.sampling.BagSampler;
import wickstream.statistics.Bag;

/** Where the measured bags of one shard come from. */
@FunctionalInterface
public interface BagSource {
  /** Bag {@code index}, measured; a failure is a crash of the shard. Does not wait. */
  CompletionStage<Bag> measure(long index);

  /**
   * The same bags, watched.
   *
   * @param timings hears how long they took
   * @param inFlight counts those that are being measured
   */
  default BagSource watched(Timings timings, AtomicInteger inFlight) {
    return index -> {
      long asked = System.nanoTime();
      inFlight.incrementAndGet();
      return measure(index)
          .whenComplete(
              (bag, failure) -> {
                inFlight.decrementAndGet();
                if (failure == null) {
                  timings.bag(System.nanoTime() - asked);
                }
              });
    };
  }

  /** Makes the source for a shard from what can measure its bags. */
  @FunctionalInterface
  interface Factory {
    /** A source of the bags of this sampler. */
    BagSource of(BagSampler sampler);

    /** Sources that measure on the threads of an executor of this machine. */
    static Factory local(Executor sampling) {
      return sampler ->
          index -> CompletableFuture.supplyAsync(() -> sampler.measure(index), sampling);
    }
  }
}
