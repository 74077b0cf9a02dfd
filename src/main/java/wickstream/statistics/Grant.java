package wickstream.statistics;

/**
 * A range of bags that a shard may run: firstBag, …, endBag − 1.
 *
 * @param firstBag the first bag to run
 * @param endBag the index after the last one, above firstBag
 */
public record Grant(long firstBag, long endBag) {

  public Grant {
    if (firstBag < 0 || endBag <= firstBag) {
      throw new IllegalArgumentException(
          "a grant must hold at least one bag, was %d until %d".formatted(firstBag, endBag));
    }
  }

  /** How many bags it holds. */
  public long bags() {
    return endBag - firstBag;
  }
}
