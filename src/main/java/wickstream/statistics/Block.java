package wickstream.statistics;

/**
 * The sum of neighbouring bags.
 *
 * <p>Among {@link Totals} that can grow, a block holds a power of two of bags, the first of which
 * has an index that is a multiple of their number. It is then always the sum of its two halves,
 * down to single bags, so its bits depend on its place alone and not on how it came together.
 *
 * @param firstBag index of the first bag, at least 0
 * @param bags how many bags, at least 1
 * @param sums what was measured on them
 */
public record Block(long firstBag, long bags, Sums sums) {

  public Block {
    if (firstBag < 0 || bags < 1 || firstBag > Long.MAX_VALUE - bags) {
      throw new IllegalArgumentException(
          "a block must hold at least one bag from bag 0 on, was %d from bag %d"
              .formatted(bags, firstBag));
    }
  }

  /** The index after the last bag. */
  public long nextBag() {
    return firstBag + bags;
  }

  /** The number of networks. */
  public long networks() {
    return sums.networks();
  }

  /** Whether the bags are those of one place in the doubling of blocks. */
  boolean isAligned() {
    return Long.bitCount(bags) == 1 && firstBag % bags == 0;
  }

  /** Whether {@code next} is the right half of the block whose left half this is. */
  boolean isLeftHalfWith(Block next) {
    return bags == next.bags && firstBag % (2 * bags) == 0 && next.firstBag == nextBag();
  }

  /** This block and {@code next}, whose bags follow, as one. */
  Block join(Block next) {
    return new Block(firstBag, bags + next.bags, sums.plus(next.sums));
  }

  /** The same sum under other indices. */
  Block movedTo(long newFirstBag) {
    return new Block(newFirstBag, bags, sums);
  }
}
