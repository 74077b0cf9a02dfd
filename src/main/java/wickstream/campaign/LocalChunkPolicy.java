package wickstream.campaign;

import wickstream.sampling.Shard;

/**
 * Ranges for the threads of one machine: single bags, unless they are so small that handing them on
 * would take as long as measuring them.
 *
 * @param bagsInFlight how many bags may be measured at once, at least 1
 * @param together how many of them make a range
 */
record LocalChunkPolicy(int bagsInFlight, int together) implements ChunkPolicy {

  /**
   * How much work may be in flight a thread where bags are small, as the size of networks counts
   * it.
   */
  private static final long THREAD_WORK = 2_000_000;

  /** The most bags of a shard at once because they are small. */
  private static final int MAX_SMALL_BAGS = 256;

  /** Into how many ranges small bags are gathered, if there are not more threads to keep busy. */
  private static final int MAX_RANGES = 8;

  /** What the products of a network cost, counted likewise. */
  private static final int NETWORK_WORK = 16;

  LocalChunkPolicy {
    if (bagsInFlight < 1 || together < 1 || together > bagsInFlight) {
      throw new IllegalArgumentException(
          "bags in flight must be at least 1, and so many together, were %d and %d"
              .formatted(bagsInFlight, together));
    }
  }

  /** What keeps so many threads busy with the bags of a shard. */
  static LocalChunkPolicy forThreads(int threads, Shard shard) {
    double work = shard.bagSize() * (shard.size().work() + NETWORK_WORK);
    int least = 2 * threads;
    int bags = (int) Math.max(least, Math.min(MAX_SMALL_BAGS, threads * THREAD_WORK / work));
    return new LocalChunkPolicy(bags, Math.max(1, bags / Math.max(least, MAX_RANGES)));
  }

  @Override
  public int rangesInFlight() {
    return bagsInFlight / together;
  }

  @Override
  public long bagsTogether(long left) {
    return together;
  }
}
