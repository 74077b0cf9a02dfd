package wickstream.random;

/**
 * Random numbers of one kind for one bag: eight logical lanes, each with a xoshiro256++ stream of
 * its own, seeded by hashing (campaign seed, shard hash, bag, kind, lane) with Philox. Lane l
 * serves the networks l, l+8, l+16, … of the bag, whatever the width of the vectors that compute
 * them.
 *
 * <p>Arrays hold one number a network, in network order: entry 8 r + l is the r-th draw of lane l.
 * Mutable; used by one thread.
 */
public final class LaneStreams {
  /** How many logical lanes a bag has. */
  public static final int LANES = 8;

  private static final int STATE_WORDS = 4;

  private final LaneGenerator generator;
  private final long campaignSeed;
  private final long shardHash;
  private final long bag;
  private final int kind;

  /** Empty until the first number is asked for: not every bag needs all kinds. */
  private long[][] state = {};

  /** Streams at their beginning, stepped one lane after the other. */
  public LaneStreams(long campaignSeed, long shardHash, long bag, int kind) {
    this(LaneGenerator.SCALAR, campaignSeed, shardHash, bag, kind);
  }

  /**
   * Streams at their beginning.
   *
   * @param kind what the numbers are for: streams of different kinds are independent
   */
  public LaneStreams(
      LaneGenerator generator, long campaignSeed, long shardHash, long bag, int kind) {
    this.generator = generator;
    this.campaignSeed = campaignSeed;
    this.shardHash = shardHash;
    this.bag = bag;
    this.kind = kind;
  }

  private long[][] state() {
    if (state.length == 0) {
      state = seeded();
    }
    return state;
  }

  private long[][] seeded() {
    long[][] seeds = new long[STATE_WORDS][LANES];
    long shardKey = Philox.hash(shardHash, 0, campaignSeed)[0];
    for (int lane = 0; lane < LANES; lane++) {
      for (int half = 0; half < 2; half++) {
        long[] words = Philox.hash(bag, 2L * LANES * kind + 2L * lane + half, shardKey);
        seeds[2 * half][lane] = words[0];
        seeds[2 * half + 1][lane] = words[1];
      }
    }
    return seeds;
  }

  /** The number in [0, 1) that a word stands for, by its upper 53 bits. */
  public static double uniform(long word) {
    return (word >>> 11) * 0x1p-53;
  }

  /** The next {@code rows} words of every lane, into the first 8 · rows entries. */
  public void words(long[] into, int rows) {
    generator.words(state(), into, rows);
  }

  /**
   * The next {@code rows} standard normals of every lane, into the first 8 · rows entries; one word
   * a normal.
   */
  public void normals(double[] into, int rows) {
    generator.normals(state(), into, rows);
  }
}
