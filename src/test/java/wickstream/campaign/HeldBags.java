package wickstream.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import wickstream.sampling.BagSampler;
import wickstream.statistics.Grant;
import wickstream.statistics.PartialTotals;

/** Bags of which some are never ready until they are let go. */
final class HeldBags implements BagSource.Factory {
  private final LongPredicate held;
  private final List<Runnable> waiting = new ArrayList<>();
  private boolean open;

  /**
   * @param held which indices wait; the others are ready at once
   */
  HeldBags(LongPredicate held) {
    this.held = held;
  }

  @Override
  public BagSource of(BagSampler sampler) {
    return (range, before) -> measure(sampler, range);
  }

  private synchronized CompletionStage<PartialTotals> measure(BagSampler sampler, Grant range) {
    if (open || LongStream.range(range.firstBag(), range.endBag()).noneMatch(held)) {
      return CompletableFuture.completedFuture(sampler.measure(range, List.of(), () -> {}));
    }
    CompletableFuture<PartialTotals> bags = new CompletableFuture<>();
    waiting.add(() -> bags.complete(sampler.measure(range, List.of(), () -> {})));
    return bags;
  }

  /** How many ranges wait. */
  synchronized int waiting() {
    return waiting.size();
  }

  /** From now on nothing waits. */
  void letGo() {
    List<Runnable> bags;
    synchronized (this) {
      open = true;
      bags = List.copyOf(waiting);
      waiting.clear();
    }
    bags.forEach(Runnable::run);
  }
}
