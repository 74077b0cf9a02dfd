package wickstream.statistics;

/**
 * The sum of 2^level bags whose indices start at a multiple of 2^level. A block is always the sum
 * of its two halves, down to single bags, so its bits depend on its place alone and not on how it
 * came together.
 *
 * @param level binary logarithm of the number of bags
 * @param firstBag index of the first of them
 * @param sums what was measured on them
 */
public record Block(int level, long firstBag, Sums sums) {

  /** The index after the last bag. */
  public long nextBag() {
    return firstBag + (1L << level);
  }

  /** The number of networks. */
  public long networks() {
    return sums.networks();
  }

  /** Whether {@code next} is the right half of the block whose left half this is. */
  boolean isLeftHalfWith(Block next) {
    return level == next.level && firstBag % (2L << level) == 0 && next.firstBag == nextBag();
  }

  /** The block of which this is the left half and {@code right} the other. */
  Block join(Block right) {
    return new Block(level + 1, firstBag, sums.plus(right.sums));
  }
}
