package wickstream.random.vector;

import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.ROL;
import static jdk.incubator.vector.VectorOperators.XOR;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;
import wickstream.random.LaneGenerator;
import wickstream.random.LaneStreams;
import wickstream.random.Ziggurat;

/**
 * Steps as many lanes at once as a vector register holds. The table of the ziggurat is read one
 * number at a time, between the vector operations of later words, which leave the processor's
 * scalar units idle: gathering instructions are slower on many machines. Used by one thread.
 */
public final class VectorLanes implements LaneGenerator {
  private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

  private static final long PART = Ziggurat.PARTS - 1;

  /** How many numbers pass from loop to loop: few enough to stay in the innermost cache. */
  private static final int MOST = 832;

  /**
   * So many numbers after its word was drawn a table entry is read, and so many later its normal is
   * computed: what went through memory has arrived then.
   */
  private static final int LAG = 32;

  /**
   * {@link Ziggurat#SCALE} as bits: copies through integer registers can be stored twice as fast.
   */
  private static final long[] SCALES =
      Arrays.stream(Ziggurat.SCALE).mapToLong(Double::doubleToRawLongBits).toArray();

  /** The word of entry i is at {@code 2 LAG + i}. */
  private final long[] words = new long[2 * LAG + MOST];

  /** The scale of entry i, likewise. */
  private final long[] scales = new long[2 * LAG + MOST];

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
      found = draw(state, into, from, lane, n, found);
    }
    finish(into, from, n);
    for (int s = 0; s < found; s++) {
      repair(into, from, strays[s]);
    }
  }

  /**
   * Draws words for {@code SPECIES.length()} lanes, looks their scales up and computes the normals,
   * each as much later as {@link #LAG} says, and remembers where some are outside the boxes.
   *
   * @return how many places are remembered, if {@code found} were before
   */
  private int draw(long[][] state, double[] into, int from, int lane, int n, int found) {
    LongVector partMask = LongVector.broadcast(SPECIES, PART);
    LongVector boxes = LongVector.broadcast(SPECIES, Ziggurat.BOXES);
    LongVector oneAndOdd = LongVector.broadcast(SPECIES, Ziggurat.ONE_AND_ODD);
    DoubleVector middle = DoubleVector.broadcast(DOUBLES, 1.5);
    LongVector s0 = LongVector.fromArray(SPECIES, state[0], lane);
    LongVector s1 = LongVector.fromArray(SPECIES, state[1], lane);
    LongVector s2 = LongVector.fromArray(SPECIES, state[2], lane);
    LongVector s3 = LongVector.fromArray(SPECIES, state[3], lane);
    long[] word = words;
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
      bits.intoArray(word, 2 * LAG + i);
      if (bits.and(partMask).compare(GE, boxes).anyTrue()) {
        strays[strayed++] = i;
      }
      int j = LAG + i;
      scale[j] = SCALES[(int) (word[j] & PART)];
      scale[j + 1] = SCALES[(int) (word[j + 1] & PART)];
      if (SPECIES.length() > 2) {
        scale[j + 2] = SCALES[(int) (word[j + 2] & PART)];
        scale[j + 3] = SCALES[(int) (word[j + 3] & PART)];
      }
      if (SPECIES.length() > 4) {
        scale[j + 4] = SCALES[(int) (word[j + 4] & PART)];
        scale[j + 5] = SCALES[(int) (word[j + 5] & PART)];
        scale[j + 6] = SCALES[(int) (word[j + 6] & PART)];
        scale[j + 7] = SCALES[(int) (word[j + 7] & PART)];
      }
      if (i >= 2 * LAG) {
        LongVector.fromArray(SPECIES, word, i)
            .lanewise(LSHR, 12)
            .or(oneAndOdd)
            .reinterpretAsDoubles()
            .sub(middle)
            .mul(LongVector.fromArray(SPECIES, scale, i).reinterpretAsDoubles())
            .intoArray(into, from + i - 2 * LAG);
      }
    }
    s0.intoArray(state[0], lane);
    s1.intoArray(state[1], lane);
    s2.intoArray(state[2], lane);
    s3.intoArray(state[3], lane);
    return strayed;
  }

  /** The normals of the last entries. */
  private void finish(double[] into, int from, int n) {
    for (int i = LAG + n; i < 2 * LAG + n; i++) {
      scales[i] = SCALES[(int) (words[i] & PART)];
    }
    LongVector oneAndOdd = LongVector.broadcast(SPECIES, Ziggurat.ONE_AND_ODD);
    DoubleVector middle = DoubleVector.broadcast(DOUBLES, 1.5);
    for (int i = Math.max(0, n - 2 * LAG); i < n; i += SPECIES.length()) {
      LongVector.fromArray(SPECIES, words, 2 * LAG + i)
          .lanewise(LSHR, 12)
          .or(oneAndOdd)
          .reinterpretAsDoubles()
          .sub(middle)
          .mul(LongVector.fromArray(SPECIES, scales, 2 * LAG + i).reinterpretAsDoubles())
          .intoArray(into, from + i);
    }
  }

  /** Computes those normals of a remembered place that are outside the boxes, exactly. */
  private void repair(double[] into, int from, int place) {
    for (int k = place; k < place + SPECIES.length(); k++) {
      long bits = words[2 * LAG + k];
      if ((bits & PART) >= Ziggurat.BOXES) {
        into[from + k] = Ziggurat.normal(bits);
      }
    }
  }
}
