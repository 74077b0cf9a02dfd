package wickstream.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongPredicate;
import wickstream.sampling.BagSampler;
import wickstream.statistics.Bag;

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
    return index -> measure(sampler, index);
  }

  private synchronized CompletionStage<Bag> measure(BagSampler sampler, long index) {
    if (open || !held.test(index)) {
      return CompletableFuture.completedFuture(sampler.measure(index));
    }
    CompletableFuture<Bag> bag = new CompletableFuture<>();
    waiting.add(() -> bag.complete(sampler.measure(index)));
    return bag;
  }

  /** How many bags wait. */
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
