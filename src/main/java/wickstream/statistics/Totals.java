package wickstream.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The sum of a contiguous range of bags of one shard. Immutable.
 *
 * <p>The bags are kept in at most {@link #MAX_BLOCKS} blocks, which double pairwise as the range
 * grows. As a block's bits depend on its place alone, totals are the same bits however their bags
 * were grouped: one after the other, or ranges merged in any association.
 *
 * <p>Pooled totals join several such sums for evaluation, and cannot grow.
 */
public final class Totals {
  /** The largest number of blocks. */
  public static final int MAX_BLOCKS = 128;

  /**
   * So many full-size blocks leave room for the smaller ones at the end of a range of up to 2³⁸
   * bags.
   */
  private static final int MAX_FULL_BLOCKS = MAX_BLOCKS - 32;

  private final String shard;
  private final long firstBag;
  private final List<Block> blocks;
  private final List<ExtremeValues> tails;
  private final boolean pooled;

  private Totals(
      String shard, long firstBag, List<Block> blocks, List<ExtremeValues> tails, boolean pooled) {
    this.shard = shard;
    this.firstBag = firstBag;
    this.blocks = List.copyOf(blocks);
    this.tails = List.copyOf(tails);
    this.pooled = pooled;
  }

  /** The sum of no bags, before bag {@code firstBag} of a shard. */
  public static Totals startingAt(String shard, long firstBag) {
    return new Totals(shard, firstBag, List.of(), List.of(), false);
  }

  /**
   * Totals from their parts, to which bags can be added as if they had never been taken apart.
   *
   * @param nextBag the index after the last bag of the last block
   * @param tails the extreme values of each series; none if there are no blocks
   * @throws IllegalArgumentException if no bags add up to such totals
   */
  public static Totals of(
      String shard, long firstBag, long nextBag, List<Block> blocks, List<ExtremeValues> tails) {
    Totals totals = new Totals(shard, firstBag, blocks, tails, false);
    blocks.forEach(block -> totals.requireAlike(block.sums()));
    totals.requirePlaced(nextBag);
    int series = blocks.isEmpty() ? 0 : blocks.get(0).sums().series().size();
    if (tails.size() != series) {
      throw new IllegalArgumentException(
          "totals of shard %s must have a tail of each of %d series, had %d"
              .formatted(shard, series, tails.size()));
    }
    for (int s = 0; s < series; s++) {
      totals.requirePlaced(s);
    }
    return totals;
  }

  private void requirePlaced(int s) {
    ExtremeValues tail = tails.get(s);
    long count = blocks.stream().mapToLong(block -> block.sums().series().get(s).count()).sum();
    if (tail.firstBag() != firstBag || tail.nextBag() != nextBag() || tail.count() != count) {
      throw new IllegalArgumentException(
          "tail %d of shard %s must be that of %d values in bags %d until %d"
              .formatted(s, shard, count, firstBag, nextBag()));
    }
  }

  /** Requires the blocks that adding the bags of the range makes, which are the only such ones. */
  private void requirePlaced(long end) {
    boolean placed = firstBag >= 0 && nextBag() == end;
    long next = firstBag;
    for (Block block : blocks) {
      placed &= block.firstBag() == next && block.isAligned() && block.bags() <= fullSize(bags());
      next = block.nextBag();
    }
    if (!placed || joined(List.of(), blocks, end).size() < blocks.size()) {
      throw new IllegalArgumentException(
          "blocks of shard %s must be those of bags %d until %d".formatted(shard, firstBag, end));
    }
  }

  /**
   * Independent totals of one shard, measured under different seeds, as one sample to estimate
   * from: their bags are renumbered from 0 one after the other, and their blocks joined until at
   * most {@link #MAX_BLOCKS} remain. The order of the parts matters to rounding alone. Nothing can
   * be added to pooled totals.
   *
   * @param parts at least one and at most {@link #MAX_BLOCKS}
   * @throws IllegalArgumentException if they are too few or too many, of different shards, or
   *     measure different things
   */
  public static Totals pooled(List<Totals> parts) {
    if (parts.isEmpty() || parts.size() > MAX_BLOCKS) {
      throw new IllegalArgumentException(
          "between 1 and %d totals can be pooled, were %d".formatted(MAX_BLOCKS, parts.size()));
    }
    String shard = parts.get(0).shard;
    for (Totals part : parts) {
      if (!part.shard.equals(shard)) {
        throw new IllegalArgumentException(
            "totals of shards %s and %s cannot be pooled".formatted(shard, part.shard));
      }
    }
    List<Totals> measured = parts.stream().filter(part -> part.bags() > 0).toList();
    measured.forEach(part -> measured.get(0).requireAlike(part.blocks.get(0).sums()));
    int series = measured.stream().mapToInt(Totals::seriesCount).findFirst().orElse(0);
    List<ExtremeValues> tails =
        IntStream.range(0, series)
            .mapToObj(
                s -> ExtremeValues.pooled(measured.stream().map(part -> part.tail(s)).toList()))
            .toList();
    return new Totals(shard, 0, PooledBlocks.blocksOf(measured, MAX_BLOCKS), tails, true);
  }

  /**
   * These totals and the bag after them.
   *
   * @throws IllegalArgumentException if the bag is of another shard, not the next one, or measures
   *     something else, or these are pooled
   */
  public Totals plus(Bag bag) {
    requireNext(bag.shard(), bag.index());
    requireAlike(bag.sums());
    List<double[]> values = bag.contributions();
    List<ExtremeValues> extended =
        IntStream.range(0, values.size()).mapToObj(s -> tail(s).plus(values.get(s))).toList();
    Block block = new Block(bag.index(), 1, bag.sums());
    return new Totals(
        shard, firstBag, joined(blocks, List.of(block), block.nextBag()), extended, false);
  }

  /**
   * These totals and those of the bags after them.
   *
   * @throws IllegalArgumentException if the others are of another shard or do not begin where these
   *     end, or any are pooled
   */
  public Totals plus(Totals later) {
    later.requireNotPooled();
    requireNext(later.shard, later.firstBag);
    later.blocks.stream().findFirst().ifPresent(block -> requireAlike(block.sums()));
    if (later.blocks.isEmpty()) {
      return this;
    }
    List<ExtremeValues> merged =
        IntStream.range(0, later.tails.size())
            .mapToObj(s -> tail(s).plus(later.tails.get(s)))
            .toList();
    return new Totals(
        shard, firstBag, joined(blocks, later.blocks, later.nextBag()), merged, false);
  }

  /**
   * These totals and the bags after them, summed before.
   *
   * @throws IllegalArgumentException if these do not start at bag 0, or the others are of another
   *     shard, do not begin where these end, go past the next {@link PartialTotals#endOfStretch},
   *     or measure something else, or these are pooled
   */
  public Totals plus(PartialTotals later) {
    requireNext(later.shard(), later.firstBag());
    requireAlike(later.blocks().get(0).sums());
    if (firstBag != 0) { // partial totals fit only totals that start at bag 0
      throw new IllegalArgumentException(
          "totals of shard %s must start at bag 0 to be added to, started at %d"
              .formatted(shard, firstBag));
    }
    List<ExtremeValues> extended =
        IntStream.range(0, later.extremes().size())
            .mapToObj(s -> tail(s).plus(later.bags(), later.count(s), later.extremes().get(s)))
            .toList();
    return new Totals(
        shard, firstBag, joined(blocks, later.blocks(), later.nextBag()), extended, false);
  }

  private void requireNext(String otherShard, long otherFirst) {
    requireNotPooled();
    if (!shard.equals(otherShard)) {
      throw new IllegalArgumentException(
          "bags of shard %s cannot be added to totals of shard %s".formatted(otherShard, shard));
    }
    if (otherFirst != nextBag()) {
      throw new IllegalArgumentException(
          "bag %d of shard %s must come next, came %d".formatted(nextBag(), shard, otherFirst));
    }
  }

  private void requireNotPooled() {
    if (pooled) {
      throw new IllegalArgumentException(
          "pooled totals of shard %s cannot be added up with others".formatted(shard));
    }
  }

  private void requireAlike(Sums sums) {
    if (!blocks.isEmpty() && !blocks.get(0).sums().isAlike(sums)) {
      throw new IllegalArgumentException(
          "bags of shard %s must all measure the same components and series".formatted(shard));
    }
  }

  /** Both lists, with halves joined up to the size at which few enough full-size blocks remain. */
  private List<Block> joined(List<Block> left, List<Block> right, long end) {
    long fullSize = fullSize(end - firstBag);
    List<Block> stack = new ArrayList<>(left.size() + right.size());
    Stream.concat(left.stream(), right.stream()).forEach(block -> push(stack, block, fullSize));
    return stack;
  }

  /** Adds a block, joined with those before it up to a size. */
  static void push(List<Block> stack, Block block, long fullSize) {
    Block joined = block;
    while (!stack.isEmpty()
        && joined.bags() < fullSize
        && stack.get(stack.size() - 1).isLeftHalfWith(joined)) {
      joined = stack.remove(stack.size() - 1).join(joined);
    }
    stack.add(joined);
  }

  /** How many bags a full-size block of so many bags holds. */
  static long fullSize(long bags) {
    int level = 0;
    while (bags >>> level > MAX_FULL_BLOCKS) {
      level++;
    }
    return 1L << level;
  }

  /** The identity of the shard. */
  public String shard() {
    return shard;
  }

  /** The index of the first bag. */
  public long firstBag() {
    return firstBag;
  }

  /** The index of the bag after the last one. */
  public long nextBag() {
    return blocks.isEmpty() ? firstBag : blocks.get(blocks.size() - 1).nextBag();
  }

  /** How many bags these are. */
  public long bags() {
    return nextBag() - firstBag;
  }

  /** How many networks were measured. */
  public long networks() {
    return blocks.stream().mapToLong(Block::networks).sum();
  }

  /** Whether these are several totals in one, to which nothing can be added. */
  public boolean isPooled() {
    return pooled;
  }

  /** The blocks, in the order of their bags; at most {@link #MAX_BLOCKS}. */
  public List<Block> blocks() {
    return blocks;
  }

  /** Those that hold as many bags as the largest: all but the last few of a growing range. */
  List<Block> equalBlocks() {
    long largest = blocks.stream().mapToLong(Block::bags).max().orElse(0);
    return blocks.stream().filter(block -> block.bags() == largest).toList();
  }

  /**
   * The moments of everything measured on all bags.
   *
   * @throws IllegalStateException if there are no bags
   */
  public Sums sums() {
    return blocks.stream()
        .map(Block::sums)
        .reduce(Sums::plus)
        .orElseThrow(
            () -> new IllegalStateException("totals of shard %s hold no bags".formatted(shard)));
  }

  /** How many series there are; 0 without bags. */
  public int seriesCount() {
    return tails.size();
  }

  /** Of each series, beyond what a later value must lie to be among the extreme ones. */
  public List<ExtremeValues.Bounds> bounds() {
    return tails.stream().map(ExtremeValues::bounds).toList();
  }

  /** The extreme values of series s. */
  public ExtremeValues tail(int s) {
    return tails.isEmpty() ? ExtremeValues.startingAt(firstBag) : tails.get(s);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Totals that
        && shard.equals(that.shard)
        && firstBag == that.firstBag
        && blocks.equals(that.blocks)
        && tails.equals(that.tails)
        && pooled == that.pooled;
  }

  @Override
  public int hashCode() {
    return shard.hashCode() * 31 + Long.hashCode(nextBag());
  }
}
