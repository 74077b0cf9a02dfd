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
  public void addTaylorSums(HiddenUnits piece, double[] value, double growth, UnitSums sums) {
    double[] w = piece.inputWeights(0);
    int length = piece.units() * LANES;
    for (int row = 0; row < piece.rows(); row++) {
      int at = sums.at(piece.firstRow() + row, 0);
      for (int lane = 0; lane < LANES; lane += SPECIES.length()) {
        int begin = row * length + lane;
        int end = row * length + length;
        addEvenTaylorSums(value, w, growth, begin, end, sums.values, at + lane);
        addOddTaylorSums(value, w, growth, begin, end, sums.values, at + lane);
      }
    }
  }

  /**
   * Half of the sums at a time: all at once are more than the compiler reliably keeps in registers.
   */
  private static void addEvenTaylorSums(
      double[] value, double[] w, double growth, int begin, int end, double[] sums, int at) {
    DoubleVector factor = of(growth);
    DoubleVector sum0 = DoubleVector.fromArray(SPECIES, sums, at);
    DoubleVector sum2 = DoubleVector.fromArray(SPECIES, sums, at + 2 * LANES);
    DoubleVector sum4 = DoubleVector.fromArray(SPECIES, sums, at + 4 * LANES);
    DoubleVector sum6 = DoubleVector.fromArray(SPECIES, sums, at + 6 * LANES);
    DoubleVector sum8 = DoubleVector.fromArray(SPECIES, sums, at + 8 * LANES);
    DoubleVector sum10 = DoubleVector.fromArray(SPECIES, sums, at + 10 * LANES);
    DoubleVector sum12 = DoubleVector.fromArray(SPECIES, sums, at + 12 * LANES);
    for (int i = begin; i < end; i += LANES) {
      DoubleVector r = factor.mul(DoubleVector.fromArray(SPECIES, w, i));
      DoubleVector square = r.mul(r);
      DoubleVector v = DoubleVector.fromArray(SPECIES, value, i);
      sum0 = sum0.add(v);
      v = v.mul(square);
      sum2 = sum2.add(v);
      v = v.mul(square);
      sum4 = sum4.add(v);
      v = v.mul(square);
      sum6 = sum6.add(v);
      v = v.mul(square);
      sum8 = sum8.add(v);
      v = v.mul(square);
      sum10 = sum10.add(v);
      v = v.mul(square);
      sum12 = sum12.add(v);
    }
    sum0.intoArray(sums, at);
    sum2.intoArray(sums, at + 2 * LANES);
    sum4.intoArray(sums, at + 4 * LANES);
    sum6.intoArray(sums, at + 6 * LANES);
    sum8.intoArray(sums, at + 8 * LANES);
    sum10.intoArray(sums, at + 10 * LANES);
    sum12.intoArray(sums, at + 12 * LANES);
  }

  /** The other half. */
  private static void addOddTaylorSums(
      double[] value, double[] w, double growth, int begin, int end, double[] sums, int at) {
    DoubleVector factor = of(growth);
    DoubleVector sum1 = DoubleVector.fromArray(SPECIES, sums, at + LANES);
    DoubleVector sum3 = DoubleVector.fromArray(SPECIES, sums, at + 3 * LANES);
    DoubleVector sum5 = DoubleVector.fromArray(SPECIES, sums, at + 5 * LANES);
    DoubleVector sum7 = DoubleVector.fromArray(SPECIES, sums, at + 7 * LANES);
    DoubleVector sum9 = DoubleVector.fromArray(SPECIES, sums, at + 9 * LANES);
    DoubleVector sum11 = DoubleVector.fromArray(SPECIES, sums, at + 11 * LANES);
    for (int i = begin; i < end; i += LANES) {
      DoubleVector r = factor.mul(DoubleVector.fromArray(SPECIES, w, i));
      DoubleVector square = r.mul(r);
      DoubleVector v = DoubleVector.fromArray(SPECIES, value, i).mul(r);
      sum1 = sum1.add(v);
      v = v.mul(square);
      sum3 = sum3.add(v);
      v = v.mul(square);
      sum5 = sum5.add(v);
      v = v.mul(square);
      sum7 = sum7.add(v);
      v = v.mul(square);
      sum9 = sum9.add(v);
      v = v.mul(square);
      sum11 = sum11.add(v);
    }
    sum1.intoArray(sums, at + LANES);
    sum3.intoArray(sums, at + 3 * LANES);
    sum5.intoArray(sums, at + 5 * LANES);
    sum7.intoArray(sums, at + 7 * LANES);
    sum9.intoArray(sums, at + 9 * LANES);
    sum11.intoArray(sums, at + 11 * LANES);
  }

  @Override
  public void taylorTerms(UnitSums taylor, UnitSums sums, int[] up, int[] down, int rows) {
    for (int m = 1; m < TERMS_PER_PASS; m++) {
      for (int lane = 0; lane < LANES; lane += SPECIES.length()) {
        taylorTerms(
            UnitLoops.taylorCoefficients(m), taylor, sums, up[0], up[m], down[m], lane, rows);
      }
    }
  }

  private static void taylorTerms(
      double[] a,
      UnitSums taylor,
      UnitSums sums,
      int middle,
      int up,
      int down,
      int lane,
      int rows) {
    double[] from = taylor.values;
    double[] into = sums.values;
    DoubleVector a1 = of(a[1]);
    DoubleVector a2 = of(a[2]);
    DoubleVector a3 = of(a[3]);
    DoubleVector a4 = of(a[4]);
    DoubleVector a5 = of(a[5]);
    DoubleVector a6 = of(a[6]);
    DoubleVector a7 = of(a[7]);
    DoubleVector a8 = of(a[8]);
    DoubleVector a9 = of(a[9]);
    DoubleVector a10 = of(a[10]);
    DoubleVector a11 = of(a[11]);
    DoubleVector a12 = of(a[12]);
    int at = lane;
    int to = lane;
    for (int row = 0; row < rows; row++) {
      DoubleVector even = a12.mul(DoubleVector.fromArray(SPECIES, from, at + 12 * LANES));
      DoubleVector odd = a11.mul(DoubleVector.fromArray(SPECIES, from, at + 11 * LANES));
      even = a10.fma(DoubleVector.fromArray(SPECIES, from, at + 10 * LANES), even);
      odd = a9.fma(DoubleVector.fromArray(SPECIES, from, at + 9 * LANES), odd);
      even = a8.fma(DoubleVector.fromArray(SPECIES, from, at + 8 * LANES), even);
      odd = a7.fma(DoubleVector.fromArray(SPECIES, from, at + 7 * LANES), odd);
      even = a6.fma(DoubleVector.fromArray(SPECIES, from, at + 6 * LANES), even);
      odd = a5.fma(DoubleVector.fromArray(SPECIES, from, at + 5 * LANES), odd);
      even = a4.fma(DoubleVector.fromArray(SPECIES, from, at + 4 * LANES), even);
      odd = a3.fma(DoubleVector.fromArray(SPECIES, from, at + 3 * LANES), odd);
      even = a2.fma(DoubleVector.fromArray(SPECIES, from, at + 2 * LANES), even);
      odd = a1.fma(DoubleVector.fromArray(SPECIES, from, at + LANES), odd);
      DoubleVector all = DoubleVector.fromArray(SPECIES, from, at);
      even = even.add(all);
      all.intoArray(into, to + middle * LANES);
      even.add(odd).intoArray(into, to + up * LANES);
      even.sub(odd).intoArray(into, to + down * LANES);
      at += taylor.slots * LANES;
      to += sums.slots * LANES;
    }
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
