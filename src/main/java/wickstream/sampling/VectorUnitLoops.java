package wickstream.sampling;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import wickstream.random.LaneStreams;

/**
 * As many lanes at once as a vector register holds, with the sums of one network in registers while
 * its units pass by.
 */
final class VectorUnitLoops implements UnitLoops {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = LaneStreams.LANES;

  @Override
  public void climb(
      HiddenUnits piece,
      double[] value,
      double[] factor,
      double[] last,
      UnitSums sums,
      int[] slots,
      int first) {
    for (int row = 0; row < piece.rows(); row++) {
      int begin = row * piece.units() * LANES;
      int at = sums.at(piece.firstRow() + row, 0);
      for (int lane = 0; lane < LANES; lane += SPECIES.length()) {
        climb(
            value,
            factor,
            last,
            begin + lane,
            begin + piece.units() * LANES,
            sums.values,
            at + lane + LANES * slots[first],
            at + lane + LANES * slots[first + 1],
            at + lane + LANES * slots[first + 2],
            at + lane + LANES * slots[first + 3],
            at + lane + LANES * slots[first + 4],
            at + lane + LANES * slots[first + 5]);
      }
    }
  }

  private static void climb(
      double[] value,
      double[] factor,
      double[] last,
      int begin,
      int end,
      double[] sums,
      int at0,
      int at1,
      int at2,
      int at3,
      int at4,
      int at5) {
    DoubleVector sum0 = DoubleVector.fromArray(SPECIES, sums, at0);
    DoubleVector sum1 = DoubleVector.fromArray(SPECIES, sums, at1);
    DoubleVector sum2 = DoubleVector.fromArray(SPECIES, sums, at2);
    DoubleVector sum3 = DoubleVector.fromArray(SPECIES, sums, at3);
    DoubleVector sum4 = DoubleVector.fromArray(SPECIES, sums, at4);
    DoubleVector sum5 = DoubleVector.fromArray(SPECIES, sums, at5);
    for (int i = begin; i < end; i += LANES) {
      DoubleVector q = DoubleVector.fromArray(SPECIES, factor, i);
      DoubleVector v = DoubleVector.fromArray(SPECIES, value, i);
      sum0 = sum0.add(v);
      v = v.mul(q);
      sum1 = sum1.add(v);
      v = v.mul(q);
      sum2 = sum2.add(v);
      v = v.mul(q);
      sum3 = sum3.add(v);
      v = v.mul(q);
      sum4 = sum4.add(v);
      v = v.mul(q);
      sum5 = sum5.add(v);
      v.intoArray(last, i);
    }
    sum0.intoArray(sums, at0);
    sum1.intoArray(sums, at1);
    sum2.intoArray(sums, at2);
    sum3.intoArray(sums, at3);
    sum4.intoArray(sums, at4);
    sum5.intoArray(sums, at5);
  }

  @Override
  public void addProducts(HiddenUnits piece, double[] a, double[] b, UnitSums sums, int slot) {
    for (int row = 0; row < piece.rows(); row++) {
      int begin = row * piece.units() * LANES;
      int at = sums.at(piece.firstRow() + row, slot);
      for (int lane = 0; lane < LANES; lane += SPECIES.length()) {
        addProducts(a, b, begin + lane, begin + piece.units() * LANES, sums.values, at + lane);
      }
    }
  }

  private static void addProducts(
      double[] a, double[] b, int begin, int end, double[] sums, int at) {
    DoubleVector sum = DoubleVector.fromArray(SPECIES, sums, at);
    for (int i = begin; i < end; i += LANES) {
      sum = DoubleVector.fromArray(SPECIES, a, i).fma(DoubleVector.fromArray(SPECIES, b, i), sum);
    }
    sum.intoArray(sums, at);
  }

  @Override
  public void affine(double scale, UnitSums sums, int slot, double shift, double[] into, int rows) {
    DoubleVector factor = DoubleVector.broadcast(SPECIES, scale);
    DoubleVector term = DoubleVector.broadcast(SPECIES, shift);
    int stride = sums.slots * LANES;
    for (int lane = 0; lane < LANES; lane += SPECIES.length()) {
      int at = slot * LANES + lane;
      for (int i = lane; i < rows * LANES; i += LANES) {
        factor.fma(DoubleVector.fromArray(SPECIES, sums.values, at), term).intoArray(into, i);
        at += stride;
      }
    }
  }
}
