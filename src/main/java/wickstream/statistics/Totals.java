package wickstream.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The sum of a contiguous range of bags of one shard. Immutable.
 *
 * <p>The bags are kept in at most {@link #MOST_BLOCKS} blocks, which double pairwise as the range
 * grows. As a block's bits depend on its place alone, totals are the same bits however their bags
 * were grouped: one after the other, or ranges merged in any association.
 */
public final class Totals {
  /** The largest number of blocks. */
  public static final int MOST_BLOCKS = 128;

  /**
   * So many full-size blocks leave room for the smaller ones at the end of a range of up to 2³⁸
   * bags.
   */
  private static final int MOST_FULL_BLOCKS = MOST_BLOCKS - 32;

  private final String shard;
  private final long firstBag;
  private final long nextBag;
  private final List<Block> blocks;
  private final List<Tail> tails;

  private Totals(String shard, long firstBag, long nextBag, List<Block> blocks, List<Tail> tails) {
    this.shard = shard;
    this.firstBag = firstBag;
    this.nextBag = nextBag;
    this.blocks = blocks;
    this.tails = tails;
  }

  /** The sum of no bags, before bag {@code firstBag} of a shard. */
  public static Totals startingAt(String shard, long firstBag) {
    return new Totals(shard, firstBag, firstBag, List.of(), List.of());
  }

  /**
   * These totals and the bag after them.
   *
   * @throws IllegalArgumentException if the bag is of another shard, not the next one, or measures
   *     something else
   */
  public Totals plus(Bag bag) {
    requireNext(bag.shard(), bag.index());
    requireAlike(bag.sums());
    List<double[]> values = bag.contributions();
    List<Tail> extended =
        IntStream.range(0, values.size()).mapToObj(s -> tail(s).plus(values.get(s))).toList();
    Block block = new Block(0, bag.index(), bag.sums());
    return new Totals(
        shard,
        firstBag,
        bag.index() + 1,
        joined(blocks, List.of(block), bag.index() + 1),
        extended);
  }

  /**
   * These totals and those of the bags after them.
   *
   * @throws IllegalArgumentException if the others are of another shard or do not begin where these
   *     end
   */
  public Totals plus(Totals later) {
    requireNext(later.shard, later.firstBag);
    later.blocks.stream().findFirst().ifPresent(block -> requireAlike(block.sums()));
    if (later.blocks.isEmpty()) {
      return this;
    }
    List<Tail> merged =
        IntStream.range(0, later.tails.size())
            .mapToObj(s -> tail(s).plus(later.tails.get(s)))
            .toList();
    return new Totals(
        shard, firstBag, later.nextBag, joined(blocks, later.blocks, later.nextBag), merged);
  }

  private void requireNext(String otherShard, long otherFirst) {
    if (!shard.equals(otherShard)) {
      throw new IllegalArgumentException(
          "bags of shard %s cannot be added to totals of shard %s".formatted(otherShard, shard));
    }
    if (otherFirst != nextBag) {
      throw new IllegalArgumentException(
          "bag %d of shard %s must come next, came %d".formatted(nextBag, shard, otherFirst));
    }
  }

  private void requireAlike(Sums sums) {
    if (!blocks.isEmpty() && !blocks.get(0).sums().isAlike(sums)) {
      throw new IllegalArgumentException(
          "bags of shard %s must all measure the same components and series".formatted(shard));
    }
  }

  /** Both lists, with halves joined up to the level at which few enough full-size blocks remain. */
  private List<Block> joined(List<Block> left, List<Block> right, long end) {
    int level = fullLevel(end - firstBag);
    List<Block> stack = new ArrayList<>(left.size() + right.size());
    Stream.concat(left.stream(), right.stream()).forEach(block -> push(stack, block, level));
    return List.copyOf(stack);
  }

  private static void push(List<Block> stack, Block block, int level) {
    Block joined = block;
    while (!stack.isEmpty()
        && joined.level() < level
        && stack.get(stack.size() - 1).isLeftHalfWith(joined)) {
      joined = stack.remove(stack.size() - 1).join(joined);
    }
    stack.add(joined);
  }

  private static int fullLevel(long bags) {
    int level = 0;
    while (bags >>> level > MOST_FULL_BLOCKS) {
      level++;
    }
    return level;
  }

  /** The identity of the shard. */
  public String shard() {
    return shard;
  }

  /** The index of the bag after the last one. */
  public long nextBag() {
    return nextBag;
  }

  /** How many bags these are. */
  public long bags() {
    return nextBag - firstBag;
  }

  /** How many networks were measured. */
  public long networks() {
    return blocks.stream().mapToLong(Block::networks).sum();
  }

  /** The blocks, in the order of their bags; at most {@link #MOST_BLOCKS}. */
  public List<Block> blocks() {
    return blocks;
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

  /** The extreme values of series s. */
  public Tail tail(int s) {
    return tails.isEmpty() ? Tail.EMPTY : tails.get(s);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Totals that
        && shard.equals(that.shard)
        && firstBag == that.firstBag
        && nextBag == that.nextBag
        && blocks.equals(that.blocks)
        && tails.equals(that.tails);
  }

  @Override
  public int hashCode() {
    return shard.hashCode() * 31 + Long.hashCode(nextBag);
  }
}
