package wickstream.sampling.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import wickstream.random.LaneStreams;
import wickstream.sampling.Accumulator;
import wickstream.sampling.ProductLoops;
import wickstream.sampling.ScalarProductLoops;
import wickstream.sampling.Terms;

/**
 * Two terms of as many lanes at once as a vector register holds, with their sums in registers while
 * the networks of a batch pass by. Sums about a shift, which are rare, are left to the scalar
 * loops.
 */
final class VectorProductLoops implements ProductLoops {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = LaneStreams.LANES;

  @Override
  public void add(Terms terms, double[][] left, double[][] right, int n, Accumulator into) {
    int end = into.isShifted() ? 0 : n / LANES * LANES;
    for (int t = 0; t < terms.size; t += Terms.TILE) {
      for (int lane = 0; lane < LANES; lane += SPECIES.length()) {
        switch (terms.ways) {
          case 0 -> columns(terms, t, left, lane, end, into);
          case 1 -> products(terms, t, left, right, lane, end, into);
          case 2 -> pairs(terms, t, left, right, lane, end, into);
          default -> triples(terms, t, left, right, lane, end, into);
        }
      }
    }
    if (end < n) {
      ScalarProductLoops.add(terms, left, right, end, n, into);
    }
  }

  private static DoubleVector load(double[] from, int at) {
    return DoubleVector.fromArray(SPECIES, from, at);
  }

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }

  /** Terms of 0 ways. */
  private static void columns(
      Terms terms, int t, double[][] left, int lane, int end, Accumulator into) {
    double[] l00 = left[terms.left[t]];
    double[] l10 = left[terms.left[t + 1]];
    int at0 = terms.component[t] * LANES + lane;
    int at1 = terms.component[t + 1] * LANES + lane;
    double[] first = into.series(terms.series[0]);
    double[] second = into.series(terms.series[1]);
    int begin = into.measured();
    DoubleVector sum0 = load(into.sums, at0);
    DoubleVector square0 = load(into.squares, at0);
    DoubleVector shift0 = all(terms.shift[t]);
    DoubleVector c0 = all(terms.coefficients[0][t]);
    DoubleVector d0 = all(terms.coefficients[1][t]);
    DoubleVector sum1 = load(into.sums, at1);
    DoubleVector square1 = load(into.squares, at1);
    DoubleVector shift1 = all(terms.shift[t + 1]);
    DoubleVector c1 = all(terms.coefficients[0][t + 1]);
    DoubleVector d1 = all(terms.coefficients[1][t + 1]);
    for (int i = lane; i < end; i += LANES) {
      DoubleVector y0 = load(l00, i).sub(shift0);
      sum0 = sum0.add(y0);
      square0 = y0.fma(y0, square0);
      DoubleVector y1 = load(l10, i).sub(shift1);
      sum1 = sum1.add(y1);
      square1 = y1.fma(y1, square1);
      c1.fma(y1, c0.fma(y0, load(first, begin + i))).intoArray(first, begin + i);
      d1.fma(y1, d0.fma(y0, load(second, begin + i))).intoArray(second, begin + i);
    }
    sum0.intoArray(into.sums, at0);
    square0.intoArray(into.squares, at0);
    sum1.intoArray(into.sums, at1);
    square1.intoArray(into.squares, at1);
  }

  /** Terms of 1 way. */
  private static void products(
      Terms terms, int t, double[][] left, double[][] right, int lane, int end, Accumulator into) {
    double[] l00 = left[terms.left[t]];
    double[] r00 = right[terms.right[t]];
    double[] l10 = left[terms.left[t + 1]];
    double[] r10 = right[terms.right[t + 1]];
    int at0 = terms.component[t] * LANES + lane;
    int at1 = terms.component[t + 1] * LANES + lane;
    double[] first = into.series(terms.series[0]);
    double[] second = into.series(terms.series[1]);
    int begin = into.measured();
    DoubleVector sum0 = load(into.sums, at0);
    DoubleVector square0 = load(into.squares, at0);
    DoubleVector shift0 = all(-terms.shift[t]);
    DoubleVector c0 = all(terms.coefficients[0][t]);
    DoubleVector d0 = all(terms.coefficients[1][t]);
    DoubleVector sum1 = load(into.sums, at1);
    DoubleVector square1 = load(into.squares, at1);
    DoubleVector shift1 = all(-terms.shift[t + 1]);
    DoubleVector c1 = all(terms.coefficients[0][t + 1]);
    DoubleVector d1 = all(terms.coefficients[1][t + 1]);
    for (int i = lane; i < end; i += LANES) {
      DoubleVector y0 = load(l00, i).fma(load(r00, i), shift0);
      sum0 = sum0.add(y0);
      square0 = y0.fma(y0, square0);
      DoubleVector y1 = load(l10, i).fma(load(r10, i), shift1);
      sum1 = sum1.add(y1);
      square1 = y1.fma(y1, square1);
      c1.fma(y1, c0.fma(y0, load(first, begin + i))).intoArray(first, begin + i);
      d1.fma(y1, d0.fma(y0, load(second, begin + i))).intoArray(second, begin + i);
    }
    sum0.intoArray(into.sums, at0);
    square0.intoArray(into.squares, at0);
    sum1.intoArray(into.sums, at1);
    square1.intoArray(into.squares, at1);
  }

  /** Terms of 2 ways. */
  private static void pairs(
      Terms terms, int t, double[][] left, double[][] right, int lane, int end, Accumulator into) {
    double[] l00 = left[terms.left[2 * t]];
    double[] r00 = right[terms.right[2 * t]];
    double[] l01 = left[terms.left[2 * t + 1]];
    double[] r01 = right[terms.right[2 * t + 1]];
    double[] l10 = left[terms.left[2 * t + 2]];
    double[] r10 = right[terms.right[2 * t + 2]];
    double[] l11 = left[terms.left[2 * t + 3]];
    double[] r11 = right[terms.right[2 * t + 3]];
    int at0 = terms.component[t] * LANES + lane;
    int at1 = terms.component[t + 1] * LANES + lane;
    double[] first = into.series(terms.series[0]);
    double[] second = into.series(terms.series[1]);
    int begin = into.measured();
    DoubleVector sum0 = load(into.sums, at0);
    DoubleVector square0 = load(into.squares, at0);
    DoubleVector c0 = all(terms.coefficients[0][t]);
    DoubleVector d0 = all(terms.coefficients[1][t]);
    DoubleVector sum1 = load(into.sums, at1);
    DoubleVector square1 = load(into.squares, at1);
    DoubleVector c1 = all(terms.coefficients[0][t + 1]);
    DoubleVector d1 = all(terms.coefficients[1][t + 1]);
    for (int i = lane; i < end; i += LANES) {
      DoubleVector once0 = load(l00, i).mul(load(r00, i));
      DoubleVector y0 = load(l01, i).fma(load(r01, i), once0.add(once0));
      sum0 = sum0.add(y0);
      square0 = y0.fma(y0, square0);
      DoubleVector once1 = load(l10, i).mul(load(r10, i));
      DoubleVector y1 = load(l11, i).fma(load(r11, i), once1.add(once1));
      sum1 = sum1.add(y1);
      square1 = y1.fma(y1, square1);
      c1.fma(y1, c0.fma(y0, load(first, begin + i))).intoArray(first, begin + i);
      d1.fma(y1, d0.fma(y0, load(second, begin + i))).intoArray(second, begin + i);
    }
    sum0.intoArray(into.sums, at0);
    square0.intoArray(into.squares, at0);
    sum1.intoArray(into.sums, at1);
    square1.intoArray(into.squares, at1);
  }

  /** Terms of 3 ways. */
  private static void triples(
      Terms terms, int t, double[][] left, double[][] right, int lane, int end, Accumulator into) {
    double[] l00 = left[terms.left[3 * t]];
    double[] r00 = right[terms.right[3 * t]];
    double[] l01 = left[terms.left[3 * t + 1]];
    double[] r01 = right[terms.right[3 * t + 1]];
    double[] l02 = left[terms.left[3 * t + 2]];
    double[] r02 = right[terms.right[3 * t + 2]];
    double[] l10 = left[terms.left[3 * t + 3]];
    double[] r10 = right[terms.right[3 * t + 3]];
    double[] l11 = left[terms.left[3 * t + 4]];
    double[] r11 = right[terms.right[3 * t + 4]];
    double[] l12 = left[terms.left[3 * t + 5]];
    double[] r12 = right[terms.right[3 * t + 5]];
    int at0 = terms.component[t] * LANES + lane;
    int at1 = terms.component[t + 1] * LANES + lane;
    double[] first = into.series(terms.series[0]);
    double[] second = into.series(terms.series[1]);
    int begin = into.measured();
    DoubleVector sum0 = load(into.sums, at0);
    DoubleVector square0 = load(into.squares, at0);
    DoubleVector c0 = all(terms.coefficients[0][t]);
    DoubleVector d0 = all(terms.coefficients[1][t]);
    DoubleVector sum1 = load(into.sums, at1);
    DoubleVector square1 = load(into.squares, at1);
    DoubleVector c1 = all(terms.coefficients[0][t + 1]);
    DoubleVector d1 = all(terms.coefficients[1][t + 1]);
    for (int i = lane; i < end; i += LANES) {
      DoubleVector two0 = load(l01, i).fma(load(r01, i), load(l00, i).mul(load(r00, i)));
      DoubleVector y0 = load(l02, i).fma(load(r02, i), two0);
      sum0 = sum0.add(y0);
      square0 = y0.fma(y0, square0);
      DoubleVector two1 = load(l11, i).fma(load(r11, i), load(l10, i).mul(load(r10, i)));
      DoubleVector y1 = load(l12, i).fma(load(r12, i), two1);
      sum1 = sum1.add(y1);
      square1 = y1.fma(y1, square1);
      c1.fma(y1, c0.fma(y0, load(first, begin + i))).intoArray(first, begin + i);
      d1.fma(y1, d0.fma(y0, load(second, begin + i))).intoArray(second, begin + i);
    }
    sum0.intoArray(into.sums, at0);
    square0.intoArray(into.squares, at0);
    sum1.intoArray(into.sums, at1);
    square1.intoArray(into.squares, at1);
  }
}
