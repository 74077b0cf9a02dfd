package wickstream.campaign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import wickstream.sampling.BagSampler;
import wickstream.statistics.Bag;

/** Counts the bags being measured, and keeps the order in which they were ready. */
final class CountedBags implements BagSource.Factory {
  private final BagSource.Factory bags;
  private final Map<BagSampler, Integer> underWay = new HashMap<>();
  private final List<Long> ready = new ArrayList<>();
  private int mostBags;
  private int mostShards;

  CountedBags(BagSource.Factory bags) {
    this.bags = bags;
  }

  @Override
  public BagSource of(BagSampler sampler) {
    BagSource source = bags.of(sampler);
    return index -> {
      begin(sampler);
      CompletionStage<Bag> bag = source.measure(index);
      // Before the stream hears of the bag, which is when it may begin another.
      return bag.whenComplete((measured, failure) -> end(sampler, index));
    };
  }

  private synchronized void begin(BagSampler sampler) {
    mostBags = Math.max(mostBags, underWay.merge(sampler, 1, Integer::sum));
    mostShards = Math.max(mostShards, underWay.size());
  }

  private synchronized void end(BagSampler sampler, long index) {
    ready.add(index);
    underWay.computeIfPresent(sampler, (s, count) -> count == 1 ? null : count - 1);
  }

  /** The most bags of a shard that were being measured at once. */
  synchronized int mostBags() {
    return mostBags;
  }

  /** The most shards of which bags were being measured at once. */
  synchronized int mostShards() {
    return mostShards;
  }

  /** How many bags are being measured now. */
  synchronized int now() {
    return underWay.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The indices of bags in the order in which they were ready. */
  synchronized List<Long> ready() {
    return List.copyOf(ready);
  }
}
