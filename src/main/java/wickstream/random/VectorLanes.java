package wickstream.random;

import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.L2I;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Steps as many lanes at once as a vector register holds. Used by one thread. */
public final class VectorLanes implements LaneGenerator {
  private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

  private static final VectorSpecies<Integer> INDICES =
      VectorSpecies.of(
          int.class, VectorShape.forBitSize(Math.max(64, SPECIES.vectorBitSize() / 2)));

  private long[] words = new long[0];
  private final int[] parts = new int[8];

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
      LongVector sum = s0.add(s3);
      sum.lanewise(LSHL, 23).or(sum.lanewise(LSHR, 41)).add(s0).intoArray(into, i);
      LongVector t = s1.lanewise(LSHL, 17);
      s2 = s2.lanewise(XOR, s0);
      s3 = s3.lanewise(XOR, s1);
      s1 = s1.lanewise(XOR, s2);
      s0 = s0.lanewise(XOR, s3);
      s2 = s2.lanewise(XOR, t);
      s3 = s3.lanewise(LSHL, 45).or(s3.lanewise(LSHR, 19));
    }
    s0.intoArray(state[0], lane);
    s1.intoArray(state[1], lane);
    s2.intoArray(state[2], lane);
    s3.intoArray(state[3], lane);
  }

  @Override
  public void normals(long[][] state, double[] into, int rows) {
    int n = LaneStreams.LANES * rows;
    if (words.length < n) {
      words = new long[n];
    }
    words(state, words, rows);
    LongVector partMask = LongVector.broadcast(SPECIES, Ziggurat.PARTS - 1);
    LongVector oneAndOdd = LongVector.broadcast(SPECIES, Ziggurat.ONE_AND_ODD);
    LongVector boxes = LongVector.broadcast(SPECIES, Ziggurat.BOXES);
    DoubleVector middle = DoubleVector.broadcast(DOUBLES, 1.5);
    for (int i = 0; i < n; i += SPECIES.length()) {
      LongVector bits = LongVector.fromArray(SPECIES, words, i);
      LongVector part = bits.and(partMask);
      ((IntVector) part.convertShape(L2I, INDICES, 0)).intoArray(parts, 0);
      DoubleVector coordinate =
          bits.lanewise(LSHR, 12).or(oneAndOdd).reinterpretAsDoubles().sub(middle);
      coordinate
          .mul(DoubleVector.fromArray(DOUBLES, Ziggurat.SCALE, 0, parts, 0))
          .intoArray(into, i);
      if (part.compare(GE, boxes).anyTrue()) {
        repair(into, i);
      }
    }
  }

  /** Draws those normals of one vector again, exactly, that are not in boxes. */
  private void repair(double[] into, int from) {
    for (int i = from; i < from + SPECIES.length(); i++) {
      into[i] = Ziggurat.normal(words[i]);
    }
  }
}
