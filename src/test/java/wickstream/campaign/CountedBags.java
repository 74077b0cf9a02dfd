package wickstream.campaign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import wickstream.sampling.BagSampler;
import wickstream.statistics.PartialTotals;

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
    return (range, before) -> {
      int count = (int) range.bags();
      begin(sampler, count);
      CompletionStage<PartialTotals> bags = source.measure(range, before);
      // Before the stream hears of them, which is when it may begin others.
      return bags.whenComplete((measured, failure) -> end(sampler, range.firstBag(), count));
    };
  }

  private synchronized void begin(BagSampler sampler, int count) {
    mostBags = Math.max(mostBags, underWay.merge(sampler, count, Integer::sum));
    mostShards = Math.max(mostShards, underWay.size());
  }

  private synchronized void end(BagSampler sampler, long index, int count) {
    ready.add(index);
    underWay.computeIfPresent(sampler, (s, before) -> before == count ? null : before - count);
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

  /** The first indices of ranges in the order in which they were ready. */
  synchronized List<Long> ready() {
    return List.copyOf(ready);
  }
}
