package wickstream.random;

/**
 * The generator xoshiro256++ (Blackman and Vigna, "Scrambled linear pseudorandom number
 * generators", ACM Trans. Math. Softw. 47, 2021): 256 bits of state, not all zero. It steps the
 * lanes of {@link LaneStreams}, one at a time.
 */
final class Xoshiro {
  private long s0;
  private long s1;
  private long s2;
  private long s3;

  Xoshiro(long s0, long s1, long s2, long s3) {
    this.s0 = s0;
    this.s1 = s1;
    this.s2 = s2;
    this.s3 = s3;
  }

  /** A generator whose state is a hash of 64 bits. */
  static Xoshiro seededBy(long bits) {
    long[] low = Philox.hash(bits, 0, 0);
    long[] high = Philox.hash(bits, 1, 0);
    return new Xoshiro(low[0], low[1], high[0], high[1]);
  }

  /** The next 64 random bits. */
  long next() {
    long result = Long.rotateLeft(s0 + s3, 23) + s0;
    long t = s1 << 17;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = Long.rotateLeft(s3, 45);
    return result;
  }

  /** The generator of one lane: word w of its state is {@code state[w][lane]}. */
  static Xoshiro of(long[][] state, int lane) {
    return new Xoshiro(state[0][lane], state[1][lane], state[2][lane], state[3][lane]);
  }

  /** Writes the state of one lane, so that its stream can go on later. */
  void store(long[][] state, int lane) {
    state[0][lane] = s0;
    state[1][lane] = s1;
    state[2][lane] = s2;
    state[3][lane] = s3;
  }
}
