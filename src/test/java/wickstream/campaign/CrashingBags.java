package wickstream.campaign;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import wickstream.sampling.BagSampler;

/** Bags of which some cannot be measured at the first attempts. */
final class CrashingBags implements BagSource.Factory {
  private final BagSource.Factory bags;
  private final Predicate<String> shard;
  private final Map<Long, Integer> failures;
  private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
  private final AtomicInteger crashes = new AtomicInteger();

  /**
   * @param shard whose bags fail
   * @param failures how often the bags with these indices fail
   */
  CrashingBags(BagSource.Factory bags, Predicate<String> shard, Map<Long, Integer> failures) {
    this.bags = bags;
    this.shard = shard;
    this.failures = failures;
  }

  @Override
  public BagSource of(BagSampler sampler) {
    BagSource source = bags.of(sampler);
    return (range, before) ->
        source
            .measure(range, before)
            .thenCompose(
                bags ->
                    LongStream.range(range.firstBag(), range.endBag())
                            .anyMatch(index -> fails(sampler.shard().id(), index))
                        ? CompletableFuture.failedFuture(
                            new IllegalStateException("bag " + range.firstBag() + " is torn"))
                        : CompletableFuture.completedFuture(bags));
  }

  private boolean fails(String of, long index) {
    if (!shard.test(of) || !failures.containsKey(index)) {
      return false;
    }
    int attempt =
        attempts.computeIfAbsent(of + index, key -> new AtomicInteger()).incrementAndGet();
    boolean failing = attempt <= failures.get(index);
    crashes.addAndGet(failing ? 1 : 0);
    return failing;
  }

  /** How often a bag has failed. */
  int crashes() {
    return crashes.get();
  }
}
