package wickstream.sampling.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import wickstream.random.LaneStreams;
import wickstream.sampling.Accumulator;
import wickstream.sampling.ProductLoops;
import wickstream.sampling.ScalarProductLoops;
import wickstream.sampling.Terms;

/**
 * Some terms at once, with their sums in registers while the networks of a batch pass by: as many
 * as sixteen registers have room for. A loop reads no more than ten arrays, which is as many as
 * there are registers for their addresses; one more, and its counter is kept in memory. Sums about
 * a shift, which are rare, are left to the scalar loops.
 */
final class VectorProductLoops implements ProductLoops {
  static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  static final int LANES = LaneStreams.LANES;
  static final int LENGTH = SPECIES.length();
  static final int SQUARES = Accumulator.SQUARES;

  @Override
  public void add(Terms terms, double[][] left, double[][] right, int n, Accumulator into) {
    int end = into.isShifted() ? 0 : n / LANES * LANES;
    for (int t = 0; t < terms.size; t += terms.tile) {
      if (terms.areAlike) {
        LoopsOfAlike.add(terms, t, left, right, end, into);
      } else if (terms.ways > 1 || terms.haveSeries()) {
        LoopsOfDifferent.add(terms, t, left, right, end, into);
      } else {
        LoopsWithoutSeries.add(terms, t, left, right, end, into);
      }
    }
    if (end < n) {
      ScalarProductLoops.add(terms, left, right, end, n, into);
    }
  }

  static DoubleVector load(double[] from, int at) {
    return DoubleVector.fromArray(SPECIES, from, at);
  }

  static DoubleVector all(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }
}
