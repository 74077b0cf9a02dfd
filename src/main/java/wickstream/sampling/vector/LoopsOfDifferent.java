package wickstream.sampling.vector;

import static wickstream.sampling.vector.VectorProductLoops.LANES;
import static wickstream.sampling.vector.VectorProductLoops.LENGTH;
import static wickstream.sampling.vector.VectorProductLoops.SQUARES;
import static wickstream.sampling.vector.VectorProductLoops.all;
import static wickstream.sampling.vector.VectorProductLoops.load;

import jdk.incubator.vector.DoubleVector;
import wickstream.sampling.Accumulator;
import wickstream.sampling.Terms;

/**
 * The sums of terms whose coefficients differ: of products four vectors at once. They are those of
 * four terms, where a register holds all lanes; else two terms and both halves of the lanes, so
 * that the loop is left half as often and coefficients are read for twice as many networks.
 */
final class LoopsOfDifferent {
  private LoopsOfDifferent() {}

  /** The tile of terms that begins with term {@code t}, up to network {@code end}. */
  static void add(
      Terms terms, int t, double[][] left, double[][] right, int end, Accumulator into) {
    switch (terms.ways) {
      case 0 -> columns(terms, t, left, end, into);
      case 1 -> products(terms, t, left, right, end, into);
      case 2 -> pairs(terms, t, left, right, end, into);
      default -> triples(terms, t, left, right, end, into);
    }
  }

  private static void products(
      Terms terms, int t, double[][] left, double[][] right, int end, Accumulator into) {
    if (LENGTH == LANES) {
      fourProducts(terms, t, left, right, end, into);
      return;
    }
    for (int lane = 0; lane < LANES; lane += 2 * LENGTH) {
      twoProducts(terms, t, left, right, lane, end, into);
      twoProducts(terms, t + 2, left, right, lane, end, into);
    }
  }

  /** Terms of 0 ways. */
  private static void columns(Terms terms, int t, double[][] left, int end, Accumulator into) {
    double[] l00 = left[terms.left[t]];
    double[] l10 = left[terms.left[t + 1]];
    int at0 = terms.component[t] * Accumulator.STRIDE;
    int at1 = terms.component[t + 1] * Accumulator.STRIDE;
    double[] first = into.series(terms.series[0]);
    double[] second = into.series(terms.series[1]);
    double[] moments = into.moments;
    DoubleVector c0 = all(terms.coefficients[0][t]);
    DoubleVector d0 = all(terms.coefficients[1][t]);
    DoubleVector c1 = all(terms.coefficients[0][t + 1]);
    DoubleVector d1 = all(terms.coefficients[1][t + 1]);
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      DoubleVector sum0 = load(moments, at0 + lane);
      DoubleVector square0 = load(moments, at0 + lane + SQUARES);
      DoubleVector sum1 = load(moments, at1 + lane);
      DoubleVector square1 = load(moments, at1 + lane + SQUARES);
      for (int i = lane; i < end; i += LANES) {
        DoubleVector y0 = load(l00, i);
        sum0 = sum0.add(y0);
        square0 = y0.fma(y0, square0);
        DoubleVector y1 = load(l10, i);
        sum1 = sum1.add(y1);
        square1 = y1.fma(y1, square1);
        c1.fma(y1, c0.fma(y0, load(first, i))).intoArray(first, i);
        d1.fma(y1, d0.fma(y0, load(second, i))).intoArray(second, i);
      }
      sum0.intoArray(moments, at0 + lane);
      square0.intoArray(moments, at0 + lane + SQUARES);
      sum1.intoArray(moments, at1 + lane);
      square1.intoArray(moments, at1 + lane + SQUARES);
    }
  }

  /** Terms of 1 way. */
  private static void fourProducts(
      Terms terms, int t, double[][] left, double[][] right, int end, Accumulator into) {
    double[] l0 = left[terms.left[t]];
    double[] r0 = right[terms.right[t]];
    int at0 = terms.component[t] * Accumulator.STRIDE;
    double[] l1 = left[terms.left[t + 1]];
    double[] r1 = right[terms.right[t + 1]];
    int at1 = terms.component[t + 1] * Accumulator.STRIDE;
    double[] l2 = left[terms.left[t + 2]];
    double[] r2 = right[terms.right[t + 2]];
    int at2 = terms.component[t + 2] * Accumulator.STRIDE;
    double[] l3 = left[terms.left[t + 3]];
    double[] r3 = right[terms.right[t + 3]];
    int at3 = terms.component[t + 3] * Accumulator.STRIDE;
    double[] first = into.series(terms.series[0]);
    double[] second = into.series(terms.series[1]);
    double[] moments = into.moments;
    DoubleVector sum0 = load(moments, at0);
    DoubleVector square0 = load(moments, at0 + SQUARES);
    DoubleVector c0 = all(terms.coefficients[0][t]);
    DoubleVector d0 = all(terms.coefficients[1][t]);
    DoubleVector sum1 = load(moments, at1);
    DoubleVector square1 = load(moments, at1 + SQUARES);
    DoubleVector c1 = all(terms.coefficients[0][t + 1]);
    DoubleVector d1 = all(terms.coefficients[1][t + 1]);
    DoubleVector sum2 = load(moments, at2);
    DoubleVector square2 = load(moments, at2 + SQUARES);
    DoubleVector c2 = all(terms.coefficients[0][t + 2]);
    DoubleVector d2 = all(terms.coefficients[1][t + 2]);
    DoubleVector sum3 = load(moments, at3);
    DoubleVector square3 = load(moments, at3 + SQUARES);
    DoubleVector c3 = all(terms.coefficients[0][t + 3]);
    DoubleVector d3 = all(terms.coefficients[1][t + 3]);
    for (int i = 0; i < end; i += LANES) {
      DoubleVector u = load(first, i);
      DoubleVector v = load(second, i);
      DoubleVector y0 = load(l0, i).mul(load(r0, i));
      sum0 = sum0.add(y0);
      square0 = y0.fma(y0, square0);
      u = c0.fma(y0, u);
      v = d0.fma(y0, v);
      DoubleVector y1 = load(l1, i).mul(load(r1, i));
      sum1 = sum1.add(y1);
      square1 = y1.fma(y1, square1);
      u = c1.fma(y1, u);
      v = d1.fma(y1, v);
      DoubleVector y2 = load(l2, i).mul(load(r2, i));
      sum2 = sum2.add(y2);
      square2 = y2.fma(y2, square2);
      u = c2.fma(y2, u);
      v = d2.fma(y2, v);
      DoubleVector y3 = load(l3, i).mul(load(r3, i));
      sum3 = sum3.add(y3);
      square3 = y3.fma(y3, square3);
      u = c3.fma(y3, u);
      v = d3.fma(y3, v);
      u.intoArray(first, i);
      v.intoArray(second, i);
    }
    sum0.intoArray(moments, at0);
    square0.intoArray(moments, at0 + SQUARES);
    sum1.intoArray(moments, at1);
    square1.intoArray(moments, at1 + SQUARES);
    sum2.intoArray(moments, at2);
    square2.intoArray(moments, at2 + SQUARES);
    sum3.intoArray(moments, at3);
    square3.intoArray(moments, at3 + SQUARES);
  }

  /** Terms of 1 way in two vectors each, {@code a} and {@code b}. */
  private static void twoProducts(
      Terms terms, int t, double[][] left, double[][] right, int lane, int end, Accumulator into) {
    double[] l0 = left[terms.left[t]];
    double[] r0 = right[terms.right[t]];
    int at0 = terms.component[t] * Accumulator.STRIDE + lane;
    double[] l1 = left[terms.left[t + 1]];
    double[] r1 = right[terms.right[t + 1]];
    int at1 = terms.component[t + 1] * Accumulator.STRIDE + lane;
    double[] first = into.series(terms.series[0]);
    double[] second = into.series(terms.series[1]);
    double[] moments = into.moments;
    DoubleVector sum0a = load(moments, at0);
    DoubleVector sum0b = load(moments, at0 + LENGTH);
    DoubleVector square0a = load(moments, at0 + SQUARES);
    DoubleVector square0b = load(moments, at0 + LENGTH + SQUARES);
    DoubleVector c0 = all(terms.coefficients[0][t]);
    DoubleVector d0 = all(terms.coefficients[1][t]);
    DoubleVector sum1a = load(moments, at1);
    DoubleVector sum1b = load(moments, at1 + LENGTH);
    DoubleVector square1a = load(moments, at1 + SQUARES);
    DoubleVector square1b = load(moments, at1 + LENGTH + SQUARES);
    DoubleVector c1 = all(terms.coefficients[0][t + 1]);
    DoubleVector d1 = all(terms.coefficients[1][t + 1]);
    for (int i = lane; i < end; i += LANES) {
      DoubleVector y0a = load(l0, i).mul(load(r0, i));
      sum0a = sum0a.add(y0a);
      square0a = y0a.fma(y0a, square0a);
      DoubleVector y1a = load(l1, i).mul(load(r1, i));
      sum1a = sum1a.add(y1a);
      square1a = y1a.fma(y1a, square1a);
      c1.fma(y1a, c0.fma(y0a, load(first, i))).intoArray(first, i);
      d1.fma(y1a, d0.fma(y0a, load(second, i))).intoArray(second, i);
      DoubleVector y0b = load(l0, i + LENGTH).mul(load(r0, i + LENGTH));
      sum0b = sum0b.add(y0b);
      square0b = y0b.fma(y0b, square0b);
      DoubleVector y1b = load(l1, i + LENGTH).mul(load(r1, i + LENGTH));
      sum1b = sum1b.add(y1b);
      square1b = y1b.fma(y1b, square1b);
      c1.fma(y1b, c0.fma(y0b, load(first, i + LENGTH))).intoArray(first, i + LENGTH);
      d1.fma(y1b, d0.fma(y0b, load(second, i + LENGTH))).intoArray(second, i + LENGTH);
    }
    sum0a.intoArray(moments, at0);
    square0a.intoArray(moments, at0 + SQUARES);
    sum0b.intoArray(moments, at0 + LENGTH);
    square0b.intoArray(moments, at0 + LENGTH + SQUARES);
    sum1a.intoArray(moments, at1);
    square1a.intoArray(moments, at1 + SQUARES);
    sum1b.intoArray(moments, at1 + LENGTH);
    square1b.intoArray(moments, at1 + LENGTH + SQUARES);
  }

  /** Terms of 2 ways. */
  private static void pairs(
      Terms terms, int t, double[][] left, double[][] right, int end, Accumulator into) {
    double[] l00 = left[terms.left[2 * t]];
    double[] r00 = right[terms.right[2 * t]];
    double[] l01 = left[terms.left[2 * t + 1]];
    double[] r01 = right[terms.right[2 * t + 1]];
    double[] l10 = left[terms.left[2 * t + 2]];
    double[] r10 = right[terms.right[2 * t + 2]];
    double[] l11 = left[terms.left[2 * t + 3]];
    double[] r11 = right[terms.right[2 * t + 3]];
    int at0 = terms.component[t] * Accumulator.STRIDE;
    int at1 = terms.component[t + 1] * Accumulator.STRIDE;
    double[] first = into.series(terms.series[0]);
    double[] second = into.series(terms.series[1]);
    double[] moments = into.moments;
    DoubleVector c0 = all(terms.coefficients[0][t]);
    DoubleVector d0 = all(terms.coefficients[1][t]);
    DoubleVector c1 = all(terms.coefficients[0][t + 1]);
    DoubleVector d1 = all(terms.coefficients[1][t + 1]);
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      DoubleVector sum0 = load(moments, at0 + lane);
      DoubleVector square0 = load(moments, at0 + lane + SQUARES);
      DoubleVector sum1 = load(moments, at1 + lane);
      DoubleVector square1 = load(moments, at1 + lane + SQUARES);
      for (int i = lane; i < end; i += LANES) {
        DoubleVector once0 = load(l00, i).mul(load(r00, i));
        DoubleVector y0 = load(l01, i).fma(load(r01, i), once0.add(once0));
        sum0 = sum0.add(y0);
        square0 = y0.fma(y0, square0);
        DoubleVector once1 = load(l10, i).mul(load(r10, i));
        DoubleVector y1 = load(l11, i).fma(load(r11, i), once1.add(once1));
        sum1 = sum1.add(y1);
        square1 = y1.fma(y1, square1);
        c1.fma(y1, c0.fma(y0, load(first, i))).intoArray(first, i);
        d1.fma(y1, d0.fma(y0, load(second, i))).intoArray(second, i);
      }
      sum0.intoArray(moments, at0 + lane);
      square0.intoArray(moments, at0 + lane + SQUARES);
      sum1.intoArray(moments, at1 + lane);
      square1.intoArray(moments, at1 + lane + SQUARES);
    }
  }

  /** Terms of 3 ways. */
  private static void triples(
      Terms terms, int t, double[][] left, double[][] right, int end, Accumulator into) {
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
    int at0 = terms.component[t] * Accumulator.STRIDE;
    int at1 = terms.component[t + 1] * Accumulator.STRIDE;
    double[] first = into.series(terms.series[0]);
    double[] second = into.series(terms.series[1]);
    double[] moments = into.moments;
    DoubleVector c0 = all(terms.coefficients[0][t]);
    DoubleVector d0 = all(terms.coefficients[1][t]);
    DoubleVector c1 = all(terms.coefficients[0][t + 1]);
    DoubleVector d1 = all(terms.coefficients[1][t + 1]);
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      DoubleVector sum0 = load(moments, at0 + lane);
      DoubleVector square0 = load(moments, at0 + lane + SQUARES);
      DoubleVector sum1 = load(moments, at1 + lane);
      DoubleVector square1 = load(moments, at1 + lane + SQUARES);
      for (int i = lane; i < end; i += LANES) {
        DoubleVector two0 = load(l01, i).fma(load(r01, i), load(l00, i).mul(load(r00, i)));
        DoubleVector y0 = load(l02, i).fma(load(r02, i), two0);
        sum0 = sum0.add(y0);
        square0 = y0.fma(y0, square0);
        DoubleVector two1 = load(l11, i).fma(load(r11, i), load(l10, i).mul(load(r10, i)));
        DoubleVector y1 = load(l12, i).fma(load(r12, i), two1);
        sum1 = sum1.add(y1);
        square1 = y1.fma(y1, square1);
        c1.fma(y1, c0.fma(y0, load(first, i))).intoArray(first, i);
        d1.fma(y1, d0.fma(y0, load(second, i))).intoArray(second, i);
      }
      sum0.intoArray(moments, at0 + lane);
      square0.intoArray(moments, at0 + lane + SQUARES);
      sum1.intoArray(moments, at1 + lane);
      square1.intoArray(moments, at1 + lane + SQUARES);
    }
  }
}
