package wickstream.cluster;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** How fast bags are measured in the cluster, and by how many. Thread-safe. */
public final class Throughput {
  /** How much the newest item of a shard counts in its pace. */
  private static final double NEWEST = 0.3;

  private static final int MAX_SHARDS = 10_000;

  private final AtomicInteger slots = new AtomicInteger();
  private final AtomicInteger outstanding = new AtomicInteger();
  private final LongAdder items = new LongAdder();
  private final LongAdder repeated = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final Map<String, Double> secondsPerBag = new ConcurrentHashMap<>();

  /** How many items of a shard are wanted right now, shard by shard. */
  private final Map<String, Integer> wanted = new ConcurrentHashMap<>();

  void slots(int found) {
    slots.set(found);
  }

  void given() {
    outstanding.incrementAndGet();
  }

  void returned(int size, boolean isNew) {
    bytes.add(size);
    if (isNew) {
      outstanding.decrementAndGet();
      items.increment();
    } else {
      repeated.increment();
    }
  }

  /** This many items that slots hold are no longer needed. */
  void withdrawn(int items) {
    outstanding.addAndGet(-items);
  }

  void wanted(String shard) {
    wanted.merge(shard, 1, Integer::sum);
  }

  void notWanted(String shard) {
    wanted.computeIfPresent(shard, (same, items) -> items == 1 ? null : items - 1);
  }

  /** How many other shards want items right now. */
  int othersThan(String shard) {
    return wanted.size() - (wanted.containsKey(shard) ? 1 : 0);
  }

  void took(String shard, long bags, Duration time) {
    if (secondsPerBag.size() > MAX_SHARDS) {
      secondsPerBag.clear(); // those under way are known again with their next item
    }
    double seconds = time.toNanos() * 1e-9 / bags;
    secondsPerBag.merge(shard, seconds, (old, now) -> old + NEWEST * (now - old));
  }

  /** How long a thread takes for a bag of a shard, in seconds; a guess until one was measured. */
  double secondsPerBag(String shard, double guess) {
    return secondsPerBag.getOrDefault(shard, guess);
  }

  /** How many slots pull items right now. */
  public int slots() {
    return slots.get();
  }

  /** How many items slots hold right now. */
  public int outstanding() {
    return outstanding.get();
  }

  /** How many items have come back. */
  public long items() {
    return items.sum();
  }

  /**
   * How many results came for items that had come back already, were given by another leader, or
   * were withdrawn.
   */
  public long repeated() {
    return repeated.sum();
  }

  /** How many bytes of results have come. */
  public long bytes() {
    return bytes.sum();
  }
}
