package wickstream.campaign;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import wickstream.sampling.BagSampler;
import wickstream.statistics.Grant;
import wickstream.statistics.PartialTotals;
import wickstream.statistics.Totals;

/** Where the measured bags of one shard come from. */
@FunctionalInterface
public interface BagSource {
  /**
   * A range of bags, measured and summed; a failure is a crash of the shard. Does not wait. As
   * {@link Totals} do not depend on how their bags were grouped, neither do results.
   *
   * @param range goes no further than {@link PartialTotals#endOfStretch}
   * @param before the totals of bags before the range, to which it will be added, or of fewer
   */
  CompletionStage<PartialTotals> measure(Grant range, Totals before);

  /**
   * Nobody waits any more for what was asked for, nor will more be asked for: what is not measured
   * yet need not be.
   */
  default void withdraw() {}

  /**
   * The same bags, watched.
   *
   * @param timings hears how long they took
   * @param inFlight counts those that are being measured
   */
  default BagSource watched(Timings timings, AtomicInteger inFlight) {
    BagSource source = this;
    return new BagSource() {
      @Override
      public CompletionStage<PartialTotals> measure(Grant range, Totals before) {
        int bags = Math.toIntExact(range.bags());
        long asked = System.nanoTime();
        inFlight.addAndGet(bags);
        return source
            .measure(range, before)
            .whenComplete(
                (measured, failure) -> {
                  inFlight.addAndGet(-bags);
                  if (failure == null) {
                    timings.bags(bags, System.nanoTime() - asked);
                  }
                });
      }

      @Override
      public void withdraw() {
        source.withdraw();
      }
    };
  }

  /** Makes the source for a shard from what can measure its bags. */
  @FunctionalInterface
  interface Factory {
    /** A source of the bags of this sampler. */
    BagSource of(BagSampler sampler);

    /** Sources that measure on the threads of an executor of this machine, a range a thread. */
    static Factory local(Executor sampling) {
      return sampler -> new LocalBags(sampler, sampling);
    }
  }
}
