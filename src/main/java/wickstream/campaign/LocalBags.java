package wickstream.campaign;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import wickstream.sampling.BagSampler;
import wickstream.statistics.ExtremeValues;
import wickstream.statistics.Grant;
import wickstream.statistics.PartialTotals;
import wickstream.statistics.Totals;

/** Bags that are measured on threads of this machine, a range a thread. Thread-safe. */
final class LocalBags implements BagSource {
  private final BagSampler sampler;
  private final Executor sampling;
  private volatile boolean isWithdrawn;

  LocalBags(BagSampler sampler, Executor sampling) {
    this.sampler = sampler;
    this.sampling = sampling;
  }

  @Override
  public CompletionStage<PartialTotals> measure(Grant range, Totals before) {
    List<ExtremeValues.Bounds> bounds = before.bounds();
    return CompletableFuture.supplyAsync(() -> measured(range, bounds), sampling);
  }

  private PartialTotals measured(Grant range, List<ExtremeValues.Bounds> bounds) {
    requireWanted();
    return sampler.measure(range, bounds, this::letOthersGoFirst);
  }

  private void letOthersGoFirst() {
    requireWanted();
    SamplingThreads.yieldToOthers();
    requireWanted();
  }

  private void requireWanted() {
    if (isWithdrawn) {
      throw new CancellationException("nobody waits for it any more");
    }
  }

  @Override
  public void withdraw() {
    isWithdrawn = true;
  }
}
