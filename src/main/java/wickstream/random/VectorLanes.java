package wickstream.random;

import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.L2I;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.ROL;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Steps as many lanes at once as a vector register holds. The table of the ziggurat is read one
 * number at a time, in a loop of its own: gathering instructions are slower on many machines. Used
 * by one thread.
 */
public final class VectorLanes implements LaneGenerator {
  private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

  private static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(
          int.class, VectorShape.forBitSize(Math.max(64, SPECIES.vectorBitSize() / 2)));

  /** How many numbers pass from loop to loop: few enough to stay in the innermost cache. */
  private static final int MOST = 512;

  private final int[] parts = new int[MOST + INTS.length()];
  private final double[] scales = new double[MOST];
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
      found = coordinates(state, into, from, lane, n, found);
    }
    for (int i = 0; i < n; i++) {
      scales[i] = Ziggurat.SCALE[parts[i] & (Ziggurat.PARTS - 1)];
    }
    for (int i = 0; i < n; i++) {
      into[from + i] *= scales[i];
    }
    for (int s = 0; s < found; s += SPECIES.length()) {
      repair(into, from, s);
    }
  }

  /**
   * Draws words for {@code SPECIES.length()} lanes and splits them into parts and coordinates.
   * Remembers the words of which some are outside the boxes.
   *
   * @return how many words are remembered, if {@code found} were before
   */
  private int coordinates(long[][] state, double[] into, int from, int lane, int n, int found) {
    LongVector partMask = LongVector.broadcast(SPECIES, Ziggurat.PARTS - 1);
    LongVector oneAndOdd = LongVector.broadcast(SPECIES, Ziggurat.ONE_AND_ODD);
    LongVector boxes = LongVector.broadcast(SPECIES, Ziggurat.BOXES);
    DoubleVector middle = DoubleVector.broadcast(DOUBLES, 1.5);
    LongVector s0 = LongVector.fromArray(SPECIES, state[0], lane);
    LongVector s1 = LongVector.fromArray(SPECIES, state[1], lane);
    LongVector s2 = LongVector.fromArray(SPECIES, state[2], lane);
    LongVector s3 = LongVector.fromArray(SPECIES, state[3], lane);
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
      LongVector part = bits.and(partMask);
      ((IntVector) part.convertShape(L2I, INTS, 0)).intoArray(parts, i);
      bits.lanewise(LSHR, 12)
          .or(oneAndOdd)
          .reinterpretAsDoubles()
          .sub(middle)
          .intoArray(into, from + i);
      if (part.compare(GE, boxes).anyTrue()) {
        bits.intoArray(strayWords, strayed);
        strays[strayed] = i;
        strayed += SPECIES.length();
      }
    }
    s0.intoArray(state[0], lane);
    s1.intoArray(state[1], lane);
    s2.intoArray(state[2], lane);
    s3.intoArray(state[3], lane);
    return strayed;
  }

  /** Computes the normals of remembered words one by one, exactly. */
  private void repair(double[] into, int from, int stray) {
    for (int k = 0; k < SPECIES.length(); k++) {
      into[from + strays[stray] + k] = Ziggurat.normal(strayWords[stray + k]);
    }
  }
}
