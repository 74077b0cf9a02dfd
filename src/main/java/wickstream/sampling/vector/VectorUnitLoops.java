package wickstream.sampling.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import wickstream.numeric.NearOne;
import wickstream.random.LaneStreams;
import wickstream.sampling.HiddenUnits;
import wickstream.sampling.UnitLoops;
import wickstream.sampling.UnitSums;

/**
 * As many lanes at once as a vector register holds, with the sums of one network in registers while
 * its units pass by.
 */
final class VectorUnitLoops implements UnitLoops {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = LaneStreams.LANES;

  @Override
  public void addPowers(
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
        addPowers(
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

  private static void addPowers(
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
  public void addPowersFused(
      HiddenUnits piece, double[] value, double growth, UnitSums sums, int[] slots) {
    for (int row = 0; row < piece.rows(); row++) {
      int begin = row * piece.units() * LANES;
      int at = sums.at(piece.firstRow() + row, 0);
      for (int lane = 0; lane < LANES; lane += SPECIES.length()) {
        addPowersFused(
            value,
            piece.outputWeights(),
            piece.inputWeights(0),
            growth,
            begin + lane,
            begin + piece.units() * LANES,
            sums.values,
            at + lane,
            slots);
      }
    }
  }

  private static void addPowersFused(
      double[] value,
      double[] output,
      double[] w,
      double growth,
      int begin,
      int end,
      double[] sums,
      int at,
      int[] slots) {
    DoubleVector factor = of(growth);
    DoubleVector one = of(1.0);
    DoubleVector sum0 = DoubleVector.fromArray(SPECIES, sums, at + LANES * slots[0]);
    DoubleVector sum1 = DoubleVector.fromArray(SPECIES, sums, at + LANES * slots[1]);
    DoubleVector sum2 = DoubleVector.fromArray(SPECIES, sums, at + LANES * slots[2]);
    DoubleVector sum3 = DoubleVector.fromArray(SPECIES, sums, at + LANES * slots[3]);
    DoubleVector sum4 = DoubleVector.fromArray(SPECIES, sums, at + LANES * slots[4]);
    DoubleVector sum5 = DoubleVector.fromArray(SPECIES, sums, at + LANES * slots[5]);
    for (int i = begin; i < end; i += LANES) {
      DoubleVector r = factor.mul(DoubleVector.fromArray(SPECIES, w, i));
      DoubleVector s = r.mul(r);
      DoubleVector s2 = s.mul(s);
      DoubleVector evenHigh =
          line(NearOne.P4, NearOne.P5, s).fma(s2, line(NearOne.P2, NearOne.P3, s));
      DoubleVector even = s.mul(evenHigh.fma(s2, line(NearOne.P0, NearOne.P1, s)));
      DoubleVector oddHigh =
          line(NearOne.Q4, NearOne.Q5, s).fma(s2, line(NearOne.Q2, NearOne.Q3, s));
      DoubleVector odd = r.mul(s).fma(oddHigh.fma(s2, line(NearOne.Q0, NearOne.Q1, s)), r);
      DoubleVector grown = one.add(odd.add(even));
      DoubleVector v =
          DoubleVector.fromArray(SPECIES, value, i).mul(DoubleVector.fromArray(SPECIES, output, i));
      sum0 = sum0.add(v);
      v = v.mul(grown);
      sum1 = sum1.add(v);
      v = v.mul(grown);
      sum2 = sum2.add(v);
      v = v.mul(grown);
      sum3 = sum3.add(v);
      v = v.mul(grown);
      sum4 = sum4.add(v);
      v = v.mul(grown);
      sum5 = sum5.add(v);
    }
    sum0.intoArray(sums, at + LANES * slots[0]);
    sum1.intoArray(sums, at + LANES * slots[1]);
    sum2.intoArray(sums, at + LANES * slots[2]);
    sum3.intoArray(sums, at + LANES * slots[3]);
    sum4.intoArray(sums, at + LANES * slots[4]);
    sum5.intoArray(sums, at + LANES * slots[5]);
  }

  @Override
  public void addPowersFused(
      HiddenUnits piece, double[] value, double growth, UnitSums sums, int[] up, int[] down) {
    for (int row = 0; row < piece.rows(); row++) {
      int begin = row * piece.units() * LANES;
      int at = sums.at(piece.firstRow() + row, 0);
      for (int lane = 0; lane < LANES; lane += SPECIES.length()) {
        addPowersFused(
            value,
            piece.inputWeights(0),
            growth,
            begin + lane,
            begin + piece.units() * LANES,
            sums.values,
            at + lane,
            up,
            down);
      }
    }
  }

  private static void addPowersFused(
      double[] value,
      double[] w,
      double growth,
      int begin,
      int end,
      double[] sums,
      int at,
      int[] up,
      int[] down) {
    DoubleVector factor = of(growth);
    DoubleVector one = of(1.0);
    DoubleVector sum0 = DoubleVector.fromArray(SPECIES, sums, at + LANES * up[0]);
    DoubleVector sum1 = DoubleVector.fromArray(SPECIES, sums, at + LANES * up[1]);
    DoubleVector sum2 = DoubleVector.fromArray(SPECIES, sums, at + LANES * up[2]);
    DoubleVector sum3 = DoubleVector.fromArray(SPECIES, sums, at + LANES * up[3]);
    DoubleVector sum4 = DoubleVector.fromArray(SPECIES, sums, at + LANES * up[4]);
    DoubleVector sum5 = DoubleVector.fromArray(SPECIES, sums, at + LANES * up[5]);
    DoubleVector low1 = DoubleVector.fromArray(SPECIES, sums, at + LANES * down[1]);
    DoubleVector low2 = DoubleVector.fromArray(SPECIES, sums, at + LANES * down[2]);
    DoubleVector low3 = DoubleVector.fromArray(SPECIES, sums, at + LANES * down[3]);
    DoubleVector low4 = DoubleVector.fromArray(SPECIES, sums, at + LANES * down[4]);
    DoubleVector low5 = DoubleVector.fromArray(SPECIES, sums, at + LANES * down[5]);
    for (int i = begin; i < end; i += LANES) {
      DoubleVector r = factor.mul(DoubleVector.fromArray(SPECIES, w, i));
      DoubleVector s = r.mul(r);
      DoubleVector s2 = s.mul(s);
      DoubleVector evenHigh =
          line(NearOne.P4, NearOne.P5, s).fma(s2, line(NearOne.P2, NearOne.P3, s));
      DoubleVector even = s.mul(evenHigh.fma(s2, line(NearOne.P0, NearOne.P1, s)));
      DoubleVector oddHigh =
          line(NearOne.Q4, NearOne.Q5, s).fma(s2, line(NearOne.Q2, NearOne.Q3, s));
      DoubleVector odd = r.mul(s).fma(oddHigh.fma(s2, line(NearOne.Q0, NearOne.Q1, s)), r);
      DoubleVector grown = one.add(odd.add(even));
      DoubleVector shrunk = one.add(even.sub(odd));
      DoubleVector v = DoubleVector.fromArray(SPECIES, value, i);
      DoubleVector u = v;
      sum0 = sum0.add(v);
      v = v.mul(grown);
      sum1 = sum1.add(v);
      u = u.mul(shrunk);
      low1 = low1.add(u);
      v = v.mul(grown);
      sum2 = sum2.add(v);
      u = u.mul(shrunk);
      low2 = low2.add(u);
      v = v.mul(grown);
      sum3 = sum3.add(v);
      u = u.mul(shrunk);
      low3 = low3.add(u);
      v = v.mul(grown);
      sum4 = sum4.add(v);
      u = u.mul(shrunk);
      low4 = low4.add(u);
      v = v.mul(grown);
      sum5 = sum5.add(v);
      u = u.mul(shrunk);
      low5 = low5.add(u);
    }
    sum0.intoArray(sums, at + LANES * up[0]);
    sum1.intoArray(sums, at + LANES * up[1]);
    sum2.intoArray(sums, at + LANES * up[2]);
    sum3.intoArray(sums, at + LANES * up[3]);
    sum4.intoArray(sums, at + LANES * up[4]);
    sum5.intoArray(sums, at + LANES * up[5]);
    low1.intoArray(sums, at + LANES * down[1]);
    low2.intoArray(sums, at + LANES * down[2]);
    low3.intoArray(sums, at + LANES * down[3]);
    low4.intoArray(sums, at + LANES * down[4]);
    low5.intoArray(sums, at + LANES * down[5]);
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
    DoubleVector factor = of(scale);
    DoubleVector term = of(shift);
    int stride = sums.slots * LANES;
    for (int lane = 0; lane < LANES; lane += SPECIES.length()) {
      int at = slot * LANES + lane;
      for (int i = lane; i < rows * LANES; i += LANES) {
        factor.fma(DoubleVector.fromArray(SPECIES, sums.values, at), term).intoArray(into, i);
        at += stride;
      }
    }
  }

  private static DoubleVector of(double x) {
    return DoubleVector.broadcast(SPECIES, x);
  }

  /** a + b x, with one rounding. */
  private static DoubleVector line(double a, double b, DoubleVector x) {
    return of(b).fma(x, of(a));
  }
}
