package wickstream.random;

import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.L2I;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.ROL;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Steps as many lanes at once as a vector register holds. The table of the ziggurat is read one
 * number at a time, between the vector operations of later words, which leave the processor's
 * scalar units idle: gathering instructions are slower on many machines. Used by one thread.
 */
public final class VectorLanes implements LaneGenerator {
  private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

  private static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(
          int.class, VectorShape.forBitSize(Math.max(64, SPECIES.vectorBitSize() / 2)));

  /** How many numbers pass from loop to loop: few enough to stay in the innermost cache. */
  private static final int MOST = 512;

  /** So many numbers after its word was drawn a table entry is read: its part is in memory then. */
  private static final int LAG = 32;

  /**
   * {@link Ziggurat#SCALE} as bits: copies through integer registers can be stored twice as fast.
   */
  private static final long[] SCALES =
      Arrays.stream(Ziggurat.SCALE).mapToLong(Double::doubleToRawLongBits).toArray();

  /** The part of entry i is at {@code LAG + i}. */
  private final int[] parts = new int[LAG + MOST + INTS.length()];

  /** The scale of entry i, likewise. */
  private final long[] scales = new long[LAG + MOST];

  private final long[] strayWords = new long[MOST];
  private final int[] strays = new int[MOST];

  @Override
  public void words(long[][] state, long[] into, int rows) {
    for (int lane = 0; lane < LaneStreams.LANES; lane += SPECIES.length()) {
      step(state, into, lane, LaneStreams.LANES * rows);
    }
  }

  private static void step(long[][] state, long[] into, int lane, int end) {
    LongVector s0 = LongVector.fromArray(SPECIES, state[0], lane);
    LongVector s1 = LongVector.fromArray(SPECIES, state[1], lane);
    LongVector s2 = LongVector.fromArray(SPECIES, state[2], lane);
    LongVector s3 = LongVector.fromArray(SPECIES, state[3], lane);
    for (int i = lane; i < end; i += LaneStreams.LANES) {
      s0.add(s3).lanewise(ROL, 23).add(s0).intoArray(into, i);
      LongVector t = s1.lanewise(LSHL, 17);
      s2 = s2.lanewise(XOR, s0);
      s3 = s3.lanewise(XOR, s1);
      s1 = s1.lanewise(XOR, s2);
      s0 = s0.lanewise(XOR, s3);
      s2 = s2.lanewise(XOR, t);
      s3 = s3.lanewise(ROL, 45);
    }
    s0.intoArray(state[0], lane);
    s1.intoArray(state[1], lane);
    s2.intoArray(state[2], lane);
    s3.intoArray(state[3], lane);
  }

  @Override
  public void normals(long[][] state, double[] into, int rows) {
    int n = LaneStreams.LANES * rows;
    for (int from = 0; from < n; from += MOST) {
      block(state, into, from, Math.min(MOST, n - from));
    }
  }

  private void block(long[][] state, double[] into, int from, int n) {
    int found = 0;
    for (int lane = 0; lane < LaneStreams.LANES; lane += SPECIES.length()) {
      boolean last = lane + SPECIES.length() == LaneStreams.LANES;
      found = draw(state, into, from, lane, n, found, last);
    }
    for (int i = n; i < n + LAG; i++) {
      scales[i] = SCALES[parts[i] & (Ziggurat.PARTS - 1)];
    }
    scale(into, from, n);
    for (int s = 0; s < found; s += SPECIES.length()) {
      repair(into, from, s);
    }
  }

  /**
   * Draws words for {@code SPECIES.length()} lanes and splits them into parts and coordinates.
   * Remembers the words of which some are outside the boxes. With the last lanes, also looks the
   * scales of all lanes up, but those of the last entries.
   *
   * @return how many words are remembered, if {@code found} were before
   */
  private int draw(
      long[][] state, double[] into, int from, int lane, int n, int found, boolean last) {
    LongVector partMask = LongVector.broadcast(SPECIES, Ziggurat.PARTS - 1);
    LongVector oneAndOdd = LongVector.broadcast(SPECIES, Ziggurat.ONE_AND_ODD);
    LongVector boxes = LongVector.broadcast(SPECIES, Ziggurat.BOXES);
    DoubleVector middle = DoubleVector.broadcast(DOUBLES, 1.5);
    LongVector s0 = LongVector.fromArray(SPECIES, state[0], lane);
    LongVector s1 = LongVector.fromArray(SPECIES, state[1], lane);
    LongVector s2 = LongVector.fromArray(SPECIES, state[2], lane);
    LongVector s3 = LongVector.fromArray(SPECIES, state[3], lane);
    int[] part = parts;
    long[] scale = scales;
    int strayed = found;
    for (int i = lane; i < n; i += LaneStreams.LANES) {
      LongVector bits = s0.add(s3).lanewise(ROL, 23).add(s0);
      LongVector t = s1.lanewise(LSHL, 17);
      s2 = s2.lanewise(XOR, s0);
      s3 = s3.lanewise(XOR, s1);
      s1 = s1.lanewise(XOR, s2);
      s0 = s0.lanewise(XOR, s3);
      s2 = s2.lanewise(XOR, t);
      s3 = s3.lanewise(ROL, 45);
      LongVector low = bits.and(partMask);
      ((IntVector) low.convertShape(L2I, INTS, 0)).intoArray(part, LAG + i);
      bits.lanewise(LSHR, 12)
          .or(oneAndOdd)
          .reinterpretAsDoubles()
          .sub(middle)
          .intoArray(into, from + i);
      if (low.compare(GE, boxes).anyTrue()) {
        bits.intoArray(strayWords, strayed);
        strays[strayed] = i;
        strayed += SPECIES.length();
      }
      if (last) {
        int j = i - lane;
        scale[j] = SCALES[part[j] & (Ziggurat.PARTS - 1)];
        scale[j + 1] = SCALES[part[j + 1] & (Ziggurat.PARTS - 1)];
        scale[j + 2] = SCALES[part[j + 2] & (Ziggurat.PARTS - 1)];
        scale[j + 3] = SCALES[part[j + 3] & (Ziggurat.PARTS - 1)];
        scale[j + 4] = SCALES[part[j + 4] & (Ziggurat.PARTS - 1)];
        scale[j + 5] = SCALES[part[j + 5] & (Ziggurat.PARTS - 1)];
        scale[j + 6] = SCALES[part[j + 6] & (Ziggurat.PARTS - 1)];
        scale[j + 7] = SCALES[part[j + 7] & (Ziggurat.PARTS - 1)];
      }
    }
    s0.intoArray(state[0], lane);
    s1.intoArray(state[1], lane);
    s2.intoArray(state[2], lane);
    s3.intoArray(state[3], lane);
    return strayed;
  }

  /** Coordinates become normals. */
  private void scale(double[] into, int from, int n) {
    for (int i = 0; i < n; i += SPECIES.length()) {
      DoubleVector scale = LongVector.fromArray(SPECIES, scales, LAG + i).reinterpretAsDoubles();
      DoubleVector.fromArray(DOUBLES, into, from + i).mul(scale).intoArray(into, from + i);
    }
  }

  /** Computes the normals of remembered words one by one, exactly. */
  private void repair(double[] into, int from, int stray) {
    for (int k = 0; k < SPECIES.length(); k++) {
      into[from + strays[stray] + k] = Ziggurat.normal(strayWords[stray + k]);
    }
  }
}
