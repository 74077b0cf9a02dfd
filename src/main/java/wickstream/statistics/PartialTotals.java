package wickstream.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Neighbouring bags of one shard, summed as far as they can be before the bags in front of them are
 * at hand: what comes of bags from the threads or the machine that measured them. Added to {@link
 * Totals} that start at bag 0 it gives the same bits as its bags would one by one. Immutable.
 *
 * @param shard identity of the shard
 * @param firstBag index of the first bag
 * @param blocks of the bags in the order of their indices, at least one: as large as totals of all
 *     bags up to the last would have them
 * @param extremes of each series the values that may be among its extreme ones, in any order; the
 *     arrays are handed over and must not change afterwards
 */
public record PartialTotals(
    String shard, long firstBag, List<Block> blocks, List<double[]> extremes) {

  /**
   * @throws IllegalArgumentException if no bags add up to such a stretch
   */
  public PartialTotals {
    blocks = List.copyOf(blocks);
    extremes = List.copyOf(extremes);
    long next = firstBag;
    boolean isPlaced = firstBag >= 0 && !blocks.isEmpty();
    for (Block block : blocks) {
      isPlaced &=
          block.firstBag() == next
              && block.isAligned()
              && block.sums().isAlike(blocks.get(0).sums());
      next = block.nextBag();
    }
    if (!isPlaced || extremes.size() != blocks.get(0).sums().series().size()) {
      throw new IllegalArgumentException(
          "a stretch of shard %s must be the blocks of bags from %d on, with the extremes of each series"
              .formatted(shard, firstBag));
    }
  }

  /** The index after the last bag. */
  public long nextBag() {
    return blocks.get(blocks.size() - 1).nextBag();
  }

  /** How many bags these are. */
  public long bags() {
    return nextBag() - firstBag;
  }

  /** How many values series s has. */
  long count(int s) {
    return blocks.stream().mapToLong(block -> block.sums().series().get(s).count()).sum();
  }

  /**
   * The index after the last bag that a stretch from one on may hold to be added to {@link Totals}:
   * what is extreme is known anew at every power of two.
   */
  public static long endOfStretch(long firstBag) {
    return ExtremeValues.endOfPeriod(firstBag);
  }

  /** Adds bags up. Mutable; for one thread. */
  public static final class Builder {
    private final String shard;
    private final Grant range;
    private final List<ExtremeValues.Bounds> bounds;
    private final List<Block> blocks = new ArrayList<>();

    /** Of each series the values beyond its bounds, but for those that others outdo. */
    private final List<double[]> collected = new ArrayList<>();

    /**
     * @param range the bags that will be added
     * @param bounds of each series, beyond which a value must lie to be among the extreme ones; if
     *     they are fewer than there are series, any value may be
     */
    public Builder(String shard, Grant range, List<ExtremeValues.Bounds> bounds) {
      this.shard = shard;
      this.range = range;
      this.bounds = List.copyOf(bounds);
    }

    /**
     * Adds the bag that comes next. None of its arrays are kept.
     *
     * @throws IllegalArgumentException if it is of another shard or not the next one
     */
    public void add(Bag bag) {
      long next = blocks.isEmpty() ? range.firstBag() : blocks.get(blocks.size() - 1).nextBag();
      if (!bag.shard().equals(shard) || bag.index() != next || next == range.endBag()) {
        throw new IllegalArgumentException(
            "bag %d of shard %s must come next, came %d of shard %s"
                .formatted(next, shard, bag.index(), bag.shard()));
      }
      Totals.push(blocks, new Block(next, 1, bag.sums()), Totals.fullSize(range.endBag()));
      for (int s = 0; s < bag.contributions().size(); s++) {
        collect(s, bag.contributions().get(s));
      }
    }

    private void collect(int s, double[] values) {
      if (collected.size() == s) {
        collected.add(new double[0]);
      }
      double[] found = s < bounds.size() ? bounds.get(s).beyond(values) : values;
      if (found.length == 0) {
        return;
      }
      double[] before = collected.get(s);
      double[] all = Arrays.copyOf(before, before.length + found.length);
      System.arraycopy(found, 0, all, before.length, found.length);
      boolean isTooMuch = all.length > 4 * ExtremeValues.CAPACITY;
      collected.set(s, isTooMuch ? ExtremeValues.ends(all, ExtremeValues.CAPACITY) : all);
    }

    /**
     * What has been added.
     *
     * @throws IllegalArgumentException if that is nothing
     */
    public PartialTotals build() {
      return new PartialTotals(shard, range.firstBag(), blocks, collected);
    }
  }
}
