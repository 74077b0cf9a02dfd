package wickstream.sampling.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import wickstream.random.LaneStreams;
import wickstream.sampling.Accumulator;
import wickstream.sampling.ProductLoops;
import wickstream.sampling.ScalarProductLoops;
import wickstream.sampling.Terms;

/**
 * Four terms of as many lanes at once as a vector register holds, with their sums in registers
 * while the networks of a batch pass by.
 */
final class VectorProductLoops implements ProductLoops {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = LaneStreams.LANES;

  @Override
  public void add(Terms terms, double[][] left, double[][] right, int n, Accumulator into) {
    int end = n / LANES * LANES;
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

  /** Terms of 0 ways. */
  private static void columns(
      Terms terms, int t, double[][] left, int lane, int end, Accumulator into) {
    double[] l00 = left[terms.left[t]];
    double[] l10 = left[terms.left[t + 1]];
    double[] l20 = left[terms.left[t + 2]];
    double[] l30 = left[terms.left[t + 3]];
    int at0 = terms.component[t] * LANES + lane;
    int at1 = terms.component[t + 1] * LANES + lane;
    int at2 = terms.component[t + 2] * LANES + lane;
    int at3 = terms.component[t + 3] * LANES + lane;
    double[] sums = into.sums;
    double[] squares = into.squares;
    double[] first = into.series(terms.series[0]);
    double[] second = into.series(terms.series[1]);
    int begin = into.measured();
    DoubleVector sum0 = DoubleVector.fromArray(SPECIES, sums, at0);
    DoubleVector square0 = DoubleVector.fromArray(SPECIES, squares, at0);
    DoubleVector shift0 = DoubleVector.broadcast(SPECIES, terms.shift[t]);
    DoubleVector c0 = DoubleVector.broadcast(SPECIES, terms.coefficients[0][t]);
    DoubleVector d0 = DoubleVector.broadcast(SPECIES, terms.coefficients[1][t]);
    DoubleVector sum1 = DoubleVector.fromArray(SPECIES, sums, at1);
    DoubleVector square1 = DoubleVector.fromArray(SPECIES, squares, at1);
    DoubleVector shift1 = DoubleVector.broadcast(SPECIES, terms.shift[t + 1]);
    DoubleVector c1 = DoubleVector.broadcast(SPECIES, terms.coefficients[0][t + 1]);
    DoubleVector d1 = DoubleVector.broadcast(SPECIES, terms.coefficients[1][t + 1]);
    DoubleVector sum2 = DoubleVector.fromArray(SPECIES, sums, at2);
    DoubleVector square2 = DoubleVector.fromArray(SPECIES, squares, at2);
    DoubleVector shift2 = DoubleVector.broadcast(SPECIES, terms.shift[t + 2]);
    DoubleVector c2 = DoubleVector.broadcast(SPECIES, terms.coefficients[0][t + 2]);
    DoubleVector d2 = DoubleVector.broadcast(SPECIES, terms.coefficients[1][t + 2]);
    DoubleVector sum3 = DoubleVector.fromArray(SPECIES, sums, at3);
    DoubleVector square3 = DoubleVector.fromArray(SPECIES, squares, at3);
    DoubleVector shift3 = DoubleVector.broadcast(SPECIES, terms.shift[t + 3]);
    DoubleVector c3 = DoubleVector.broadcast(SPECIES, terms.coefficients[0][t + 3]);
    DoubleVector d3 = DoubleVector.broadcast(SPECIES, terms.coefficients[1][t + 3]);
    for (int i = lane; i < end; i += LANES) {
      DoubleVector c = DoubleVector.fromArray(SPECIES, first, begin + i);
      DoubleVector d = DoubleVector.fromArray(SPECIES, second, begin + i);
      DoubleVector y0 = DoubleVector.fromArray(SPECIES, l00, i).sub(shift0);
      sum0 = sum0.add(y0);
      square0 = y0.fma(y0, square0);
      c = c0.fma(y0, c);
      d = d0.fma(y0, d);
      DoubleVector y1 = DoubleVector.fromArray(SPECIES, l10, i).sub(shift1);
      sum1 = sum1.add(y1);
      square1 = y1.fma(y1, square1);
      c = c1.fma(y1, c);
      d = d1.fma(y1, d);
      DoubleVector y2 = DoubleVector.fromArray(SPECIES, l20, i).sub(shift2);
      sum2 = sum2.add(y2);
      square2 = y2.fma(y2, square2);
      c = c2.fma(y2, c);
      d = d2.fma(y2, d);
      DoubleVector y3 = DoubleVector.fromArray(SPECIES, l30, i).sub(shift3);
      sum3 = sum3.add(y3);
      square3 = y3.fma(y3, square3);
      c = c3.fma(y3, c);
      d = d3.fma(y3, d);
      c.intoArray(first, begin + i);
      d.intoArray(second, begin + i);
    }
    sum0.intoArray(sums, at0);
    square0.intoArray(squares, at0);
    sum1.intoArray(sums, at1);
    square1.intoArray(squares, at1);
    sum2.intoArray(sums, at2);
    square2.intoArray(squares, at2);
    sum3.intoArray(sums, at3);
    square3.intoArray(squares, at3);
  }

  /** Terms of 1 way. */
  private static void products(
      Terms terms, int t, double[][] left, double[][] right, int lane, int end, Accumulator into) {
    double[] l00 = left[terms.left[t]];
    double[] r00 = right[terms.right[t]];
    double[] l10 = left[terms.left[t + 1]];
    double[] r10 = right[terms.right[t + 1]];
    double[] l20 = left[terms.left[t + 2]];
    double[] r20 = right[terms.right[t + 2]];
    double[] l30 = left[terms.left[t + 3]];
    double[] r30 = right[terms.right[t + 3]];
    int at0 = terms.component[t] * LANES + lane;
    int at1 = terms.component[t + 1] * LANES + lane;
    int at2 = terms.component[t + 2] * LANES + lane;
    int at3 = terms.component[t + 3] * LANES + lane;
    double[] sums = into.sums;
    double[] squares = into.squares;
    double[] first = into.series(terms.series[0]);
    double[] second = into.series(terms.series[1]);
    int begin = into.measured();
    DoubleVector sum0 = DoubleVector.fromArray(SPECIES, sums, at0);
    DoubleVector square0 = DoubleVector.fromArray(SPECIES, squares, at0);
    DoubleVector shift0 = DoubleVector.broadcast(SPECIES, -terms.shift[t]);
    DoubleVector c0 = DoubleVector.broadcast(SPECIES, terms.coefficients[0][t]);
    DoubleVector d0 = DoubleVector.broadcast(SPECIES, terms.coefficients[1][t]);
    DoubleVector sum1 = DoubleVector.fromArray(SPECIES, sums, at1);
    DoubleVector square1 = DoubleVector.fromArray(SPECIES, squares, at1);
    DoubleVector shift1 = DoubleVector.broadcast(SPECIES, -terms.shift[t + 1]);
    DoubleVector c1 = DoubleVector.broadcast(SPECIES, terms.coefficients[0][t + 1]);
    DoubleVector d1 = DoubleVector.broadcast(SPECIES, terms.coefficients[1][t + 1]);
    DoubleVector sum2 = DoubleVector.fromArray(SPECIES, sums, at2);
    DoubleVector square2 = DoubleVector.fromArray(SPECIES, squares, at2);
    DoubleVector shift2 = DoubleVector.broadcast(SPECIES, -terms.shift[t + 2]);
    DoubleVector c2 = DoubleVector.broadcast(SPECIES, terms.coefficients[0][t + 2]);
    DoubleVector d2 = DoubleVector.broadcast(SPECIES, terms.coefficients[1][t + 2]);
    DoubleVector sum3 = DoubleVector.fromArray(SPECIES, sums, at3);
    DoubleVector square3 = DoubleVector.fromArray(SPECIES, squares, at3);
    DoubleVector shift3 = DoubleVector.broadcast(SPECIES, -terms.shift[t + 3]);
    DoubleVector c3 = DoubleVector.broadcast(SPECIES, terms.coefficients[0][t + 3]);
    DoubleVector d3 = DoubleVector.broadcast(SPECIES, terms.coefficients[1][t + 3]);
    for (int i = lane; i < end; i += LANES) {
      DoubleVector c = DoubleVector.fromArray(SPECIES, first, begin + i);
      DoubleVector d = DoubleVector.fromArray(SPECIES, second, begin + i);
      DoubleVector y0 =
          DoubleVector.fromArray(SPECIES, l00, i)
              .fma(DoubleVector.fromArray(SPECIES, r00, i), shift0);
      sum0 = sum0.add(y0);
      square0 = y0.fma(y0, square0);
      c = c0.fma(y0, c);
      d = d0.fma(y0, d);
      DoubleVector y1 =
          DoubleVector.fromArray(SPECIES, l10, i)
              .fma(DoubleVector.fromArray(SPECIES, r10, i), shift1);
      sum1 = sum1.add(y1);
      square1 = y1.fma(y1, square1);
      c = c1.fma(y1, c);
      d = d1.fma(y1, d);
      DoubleVector y2 =
          DoubleVector.fromArray(SPECIES, l20, i)
              .fma(DoubleVector.fromArray(SPECIES, r20, i), shift2);
      sum2 = sum2.add(y2);
      square2 = y2.fma(y2, square2);
      c = c2.fma(y2, c);
      d = d2.fma(y2, d);
      DoubleVector y3 =
          DoubleVector.fromArray(SPECIES, l30, i)
              .fma(DoubleVector.fromArray(SPECIES, r30, i), shift3);
      sum3 = sum3.add(y3);
      square3 = y3.fma(y3, square3);
      c = c3.fma(y3, c);
      d = d3.fma(y3, d);
      c.intoArray(first, begin + i);
      d.intoArray(second, begin + i);
    }
    sum0.intoArray(sums, at0);
    square0.intoArray(squares, at0);
    sum1.intoArray(sums, at1);
    square1.intoArray(squares, at1);
    sum2.intoArray(sums, at2);
    square2.intoArray(squares, at2);
    sum3.intoArray(sums, at3);
    square3.intoArray(squares, at3);
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
    double[] l20 = left[terms.left[2 * t + 4]];
    double[] r20 = right[terms.right[2 * t + 4]];
    double[] l21 = left[terms.left[2 * t + 5]];
    double[] r21 = right[terms.right[2 * t + 5]];
    double[] l30 = left[terms.left[2 * t + 6]];
    double[] r30 = right[terms.right[2 * t + 6]];
    double[] l31 = left[terms.left[2 * t + 7]];
    double[] r31 = right[terms.right[2 * t + 7]];
    int at0 = terms.component[t] * LANES + lane;
    int at1 = terms.component[t + 1] * LANES + lane;
    int at2 = terms.component[t + 2] * LANES + lane;
    int at3 = terms.component[t + 3] * LANES + lane;
    double[] sums = into.sums;
    double[] squares = into.squares;
    double[] first = into.series(terms.series[0]);
    double[] second = into.series(terms.series[1]);
    int begin = into.measured();
    DoubleVector sum0 = DoubleVector.fromArray(SPECIES, sums, at0);
    DoubleVector square0 = DoubleVector.fromArray(SPECIES, squares, at0);
    DoubleVector c0 = DoubleVector.broadcast(SPECIES, terms.coefficients[0][t]);
    DoubleVector d0 = DoubleVector.broadcast(SPECIES, terms.coefficients[1][t]);
    DoubleVector sum1 = DoubleVector.fromArray(SPECIES, sums, at1);
    DoubleVector square1 = DoubleVector.fromArray(SPECIES, squares, at1);
    DoubleVector c1 = DoubleVector.broadcast(SPECIES, terms.coefficients[0][t + 1]);
    DoubleVector d1 = DoubleVector.broadcast(SPECIES, terms.coefficients[1][t + 1]);
    DoubleVector sum2 = DoubleVector.fromArray(SPECIES, sums, at2);
    DoubleVector square2 = DoubleVector.fromArray(SPECIES, squares, at2);
    DoubleVector c2 = DoubleVector.broadcast(SPECIES, terms.coefficients[0][t + 2]);
    DoubleVector d2 = DoubleVector.broadcast(SPECIES, terms.coefficients[1][t + 2]);
    DoubleVector sum3 = DoubleVector.fromArray(SPECIES, sums, at3);
    DoubleVector square3 = DoubleVector.fromArray(SPECIES, squares, at3);
    DoubleVector c3 = DoubleVector.broadcast(SPECIES, terms.coefficients[0][t + 3]);
    DoubleVector d3 = DoubleVector.broadcast(SPECIES, terms.coefficients[1][t + 3]);
    for (int i = lane; i < end; i += LANES) {
      DoubleVector c = DoubleVector.fromArray(SPECIES, first, begin + i);
      DoubleVector d = DoubleVector.fromArray(SPECIES, second, begin + i);
      DoubleVector once0 =
          DoubleVector.fromArray(SPECIES, l00, i).mul(DoubleVector.fromArray(SPECIES, r00, i));
      DoubleVector y0 =
          DoubleVector.fromArray(SPECIES, l01, i)
              .fma(DoubleVector.fromArray(SPECIES, r01, i), once0.add(once0));
      sum0 = sum0.add(y0);
      square0 = y0.fma(y0, square0);
      c = c0.fma(y0, c);
      d = d0.fma(y0, d);
      DoubleVector once1 =
          DoubleVector.fromArray(SPECIES, l10, i).mul(DoubleVector.fromArray(SPECIES, r10, i));
      DoubleVector y1 =
          DoubleVector.fromArray(SPECIES, l11, i)
              .fma(DoubleVector.fromArray(SPECIES, r11, i), once1.add(once1));
      sum1 = sum1.add(y1);
      square1 = y1.fma(y1, square1);
      c = c1.fma(y1, c);
      d = d1.fma(y1, d);
      DoubleVector once2 =
          DoubleVector.fromArray(SPECIES, l20, i).mul(DoubleVector.fromArray(SPECIES, r20, i));
      DoubleVector y2 =
          DoubleVector.fromArray(SPECIES, l21, i)
              .fma(DoubleVector.fromArray(SPECIES, r21, i), once2.add(once2));
      sum2 = sum2.add(y2);
      square2 = y2.fma(y2, square2);
      c = c2.fma(y2, c);
      d = d2.fma(y2, d);
      DoubleVector once3 =
          DoubleVector.fromArray(SPECIES, l30, i).mul(DoubleVector.fromArray(SPECIES, r30, i));
      DoubleVector y3 =
          DoubleVector.fromArray(SPECIES, l31, i)
              .fma(DoubleVector.fromArray(SPECIES, r31, i), once3.add(once3));
      sum3 = sum3.add(y3);
      square3 = y3.fma(y3, square3);
      c = c3.fma(y3, c);
      d = d3.fma(y3, d);
      c.intoArray(first, begin + i);
      d.intoArray(second, begin + i);
    }
    sum0.intoArray(sums, at0);
    square0.intoArray(squares, at0);
    sum1.intoArray(sums, at1);
    square1.intoArray(squares, at1);
    sum2.intoArray(sums, at2);
    square2.intoArray(squares, at2);
    sum3.intoArray(sums, at3);
    square3.intoArray(squares, at3);
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
    double[] l20 = left[terms.left[3 * t + 6]];
    double[] r20 = right[terms.right[3 * t + 6]];
    double[] l21 = left[terms.left[3 * t + 7]];
    double[] r21 = right[terms.right[3 * t + 7]];
    double[] l22 = left[terms.left[3 * t + 8]];
    double[] r22 = right[terms.right[3 * t + 8]];
    double[] l30 = left[terms.left[3 * t + 9]];
    double[] r30 = right[terms.right[3 * t + 9]];
    double[] l31 = left[terms.left[3 * t + 10]];
    double[] r31 = right[terms.right[3 * t + 10]];
    double[] l32 = left[terms.left[3 * t + 11]];
    double[] r32 = right[terms.right[3 * t + 11]];
    int at0 = terms.component[t] * LANES + lane;
    int at1 = terms.component[t + 1] * LANES + lane;
    int at2 = terms.component[t + 2] * LANES + lane;
    int at3 = terms.component[t + 3] * LANES + lane;
    double[] sums = into.sums;
    double[] squares = into.squares;
    double[] first = into.series(terms.series[0]);
    double[] second = into.series(terms.series[1]);
    int begin = into.measured();
    DoubleVector sum0 = DoubleVector.fromArray(SPECIES, sums, at0);
    DoubleVector square0 = DoubleVector.fromArray(SPECIES, squares, at0);
    DoubleVector c0 = DoubleVector.broadcast(SPECIES, terms.coefficients[0][t]);
    DoubleVector d0 = DoubleVector.broadcast(SPECIES, terms.coefficients[1][t]);
    DoubleVector sum1 = DoubleVector.fromArray(SPECIES, sums, at1);
    DoubleVector square1 = DoubleVector.fromArray(SPECIES, squares, at1);
    DoubleVector c1 = DoubleVector.broadcast(SPECIES, terms.coefficients[0][t + 1]);
    DoubleVector d1 = DoubleVector.broadcast(SPECIES, terms.coefficients[1][t + 1]);
    DoubleVector sum2 = DoubleVector.fromArray(SPECIES, sums, at2);
    DoubleVector square2 = DoubleVector.fromArray(SPECIES, squares, at2);
    DoubleVector c2 = DoubleVector.broadcast(SPECIES, terms.coefficients[0][t + 2]);
    DoubleVector d2 = DoubleVector.broadcast(SPECIES, terms.coefficients[1][t + 2]);
    DoubleVector sum3 = DoubleVector.fromArray(SPECIES, sums, at3);
    DoubleVector square3 = DoubleVector.fromArray(SPECIES, squares, at3);
    DoubleVector c3 = DoubleVector.broadcast(SPECIES, terms.coefficients[0][t + 3]);
    DoubleVector d3 = DoubleVector.broadcast(SPECIES, terms.coefficients[1][t + 3]);
    for (int i = lane; i < end; i += LANES) {
      DoubleVector c = DoubleVector.fromArray(SPECIES, first, begin + i);
      DoubleVector d = DoubleVector.fromArray(SPECIES, second, begin + i);
      DoubleVector y0 =
          DoubleVector.fromArray(SPECIES, l00, i).mul(DoubleVector.fromArray(SPECIES, r00, i));
      y0 = DoubleVector.fromArray(SPECIES, l01, i).fma(DoubleVector.fromArray(SPECIES, r01, i), y0);
      y0 = DoubleVector.fromArray(SPECIES, l02, i).fma(DoubleVector.fromArray(SPECIES, r02, i), y0);
      sum0 = sum0.add(y0);
      square0 = y0.fma(y0, square0);
      c = c0.fma(y0, c);
      d = d0.fma(y0, d);
      DoubleVector y1 =
          DoubleVector.fromArray(SPECIES, l10, i).mul(DoubleVector.fromArray(SPECIES, r10, i));
      y1 = DoubleVector.fromArray(SPECIES, l11, i).fma(DoubleVector.fromArray(SPECIES, r11, i), y1);
      y1 = DoubleVector.fromArray(SPECIES, l12, i).fma(DoubleVector.fromArray(SPECIES, r12, i), y1);
      sum1 = sum1.add(y1);
      square1 = y1.fma(y1, square1);
      c = c1.fma(y1, c);
      d = d1.fma(y1, d);
      DoubleVector y2 =
          DoubleVector.fromArray(SPECIES, l20, i).mul(DoubleVector.fromArray(SPECIES, r20, i));
      y2 = DoubleVector.fromArray(SPECIES, l21, i).fma(DoubleVector.fromArray(SPECIES, r21, i), y2);
      y2 = DoubleVector.fromArray(SPECIES, l22, i).fma(DoubleVector.fromArray(SPECIES, r22, i), y2);
      sum2 = sum2.add(y2);
      square2 = y2.fma(y2, square2);
      c = c2.fma(y2, c);
      d = d2.fma(y2, d);
      DoubleVector y3 =
          DoubleVector.fromArray(SPECIES, l30, i).mul(DoubleVector.fromArray(SPECIES, r30, i));
      y3 = DoubleVector.fromArray(SPECIES, l31, i).fma(DoubleVector.fromArray(SPECIES, r31, i), y3);
      y3 = DoubleVector.fromArray(SPECIES, l32, i).fma(DoubleVector.fromArray(SPECIES, r32, i), y3);
      sum3 = sum3.add(y3);
      square3 = y3.fma(y3, square3);
      c = c3.fma(y3, c);
      d = d3.fma(y3, d);
      c.intoArray(first, begin + i);
      d.intoArray(second, begin + i);
    }
    sum0.intoArray(sums, at0);
    square0.intoArray(squares, at0);
    sum1.intoArray(sums, at1);
    square1.intoArray(squares, at1);
    sum2.intoArray(sums, at2);
    square2.intoArray(squares, at2);
    sum3.intoArray(sums, at3);
    square3.intoArray(squares, at3);
  }
}
