package wickstream.random;

/**
 * Philox 4x32 with ten rounds: a counter-based random function of 128 bits under a key of 64
 * (Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011). Here it
 * turns addresses into seeds.
 */
final class Philox {
  private static final long MULTIPLIER_0 = 0xD2511F53L;
  private static final long MULTIPLIER_1 = 0xCD9E8D57L;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;
  private static final long LOW = 0xFFFFFFFFL;

  private Philox() {}

  /**
   * The four words of output for a counter of four words under a key of two, least significant word
   * first.
   */
  static int[] block(int c0, int c1, int c2, int c3, int k0, int k1) {
    for (int round = 0; round < 10; round++) {
      long product0 = MULTIPLIER_0 * (c0 & LOW);
      long product1 = MULTIPLIER_1 * (c2 & LOW);
      c0 = (int) (product1 >>> 32) ^ c1 ^ k0;
      c2 = (int) (product0 >>> 32) ^ c3 ^ k1;
      c1 = (int) product1;
      c3 = (int) product0;
      k0 += WEYL_0;
      k1 += WEYL_1;
    }
    return new int[] {c0, c1, c2, c3};
  }

  /** Two longs for a counter of two longs under a key of one. */
  static long[] hash(long counterLow, long counterHigh, long key) {
    int[] words =
        block(
            (int) counterLow,
            (int) (counterLow >>> 32),
            (int) counterHigh,
            (int) (counterHigh >>> 32),
            (int) key,
            (int) (key >>> 32));
    return new long[] {
      words[0] & LOW | (long) words[1] << 32, words[2] & LOW | (long) words[3] << 32
    };
  }
}
