package wickstream.sampling.vector;

import static wickstream.sampling.vector.VectorProductLoops.LANES;
import static wickstream.sampling.vector.VectorProductLoops.LENGTH;
import static wickstream.sampling.vector.VectorProductLoops.SQUARES;
import static wickstream.sampling.vector.VectorProductLoops.all;
import static wickstream.sampling.vector.VectorProductLoops.load;

import jdk.incubator.vector.DoubleVector;
import wickstream.sampling.Accumulator;
import wickstream.sampling.Terms;

/** The sums of four terms of 1 way, or of two of 2, whose coefficients are the same. */
final class LoopsOfAlike {
  private LoopsOfAlike() {}

  /** The tile of terms that begins with term {@code t}, up to network {@code end}. */
  static void add(
      Terms terms, int t, double[][] left, double[][] right, int end, Accumulator into) {
    if (terms.ways == 1) {
      products(terms, t, left, right, end, into);
    } else {
      pairs(terms, t, left, right, end, into);
    }
  }

  /** Terms of 1 way, all with the same coefficients. */
  private static void products(
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
    DoubleVector c = all(terms.coefficients[0][t]);
    DoubleVector d = all(terms.coefficients[1][t]);
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      DoubleVector sum0 = load(moments, at0 + lane);
      DoubleVector square0 = load(moments, at0 + lane + SQUARES);
      DoubleVector sum1 = load(moments, at1 + lane);
      DoubleVector square1 = load(moments, at1 + lane + SQUARES);
      DoubleVector sum2 = load(moments, at2 + lane);
      DoubleVector square2 = load(moments, at2 + lane + SQUARES);
      DoubleVector sum3 = load(moments, at3 + lane);
      DoubleVector square3 = load(moments, at3 + lane + SQUARES);
      for (int i = lane; i < end; i += LANES) {
        DoubleVector y0 = load(l0, i).mul(load(r0, i));
        sum0 = sum0.add(y0);
        square0 = y0.fma(y0, square0);
        DoubleVector y1 = load(l1, i).mul(load(r1, i));
        sum1 = sum1.add(y1);
        square1 = y1.fma(y1, square1);
        DoubleVector y2 = load(l2, i).mul(load(r2, i));
        sum2 = sum2.add(y2);
        square2 = y2.fma(y2, square2);
        DoubleVector y3 = load(l3, i).mul(load(r3, i));
        sum3 = sum3.add(y3);
        square3 = y3.fma(y3, square3);
        DoubleVector together = y0.add(y1).add(y2).add(y3);
        c.fma(together, load(first, i)).intoArray(first, i);
        d.fma(together, load(second, i)).intoArray(second, i);
      }
      sum0.intoArray(moments, at0 + lane);
      square0.intoArray(moments, at0 + lane + SQUARES);
      sum1.intoArray(moments, at1 + lane);
      square1.intoArray(moments, at1 + lane + SQUARES);
      sum2.intoArray(moments, at2 + lane);
      square2.intoArray(moments, at2 + lane + SQUARES);
      sum3.intoArray(moments, at3 + lane);
      square3.intoArray(moments, at3 + lane + SQUARES);
    }
  }

  /** Terms of 2 ways, both with the same coefficients. */
  private static void pairs(
      Terms terms, int t, double[][] left, double[][] right, int end, Accumulator into) {
    double[] l00 = left[terms.left[2 * t]];
    double[] r00 = right[terms.right[2 * t]];
    double[] l01 = left[terms.left[2 * t + 1]];
    double[] r01 = right[terms.right[2 * t + 1]];
    int at0 = terms.component[t] * Accumulator.STRIDE;
    double[] l10 = left[terms.left[2 * t + 2]];
    double[] r10 = right[terms.right[2 * t + 2]];
    double[] l11 = left[terms.left[2 * t + 3]];
    double[] r11 = right[terms.right[2 * t + 3]];
    int at1 = terms.component[t + 1] * Accumulator.STRIDE;
    double[] first = into.series(terms.series[0]);
    double[] second = into.series(terms.series[1]);
    double[] moments = into.moments;
    DoubleVector c = all(terms.coefficients[0][t]);
    DoubleVector d = all(terms.coefficients[1][t]);
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
        DoubleVector together = y0.add(y1);
        c.fma(together, load(first, i)).intoArray(first, i);
        d.fma(together, load(second, i)).intoArray(second, i);
      }
      sum0.intoArray(moments, at0 + lane);
      square0.intoArray(moments, at0 + lane + SQUARES);
      sum1.intoArray(moments, at1 + lane);
      square1.intoArray(moments, at1 + lane + SQUARES);
    }
  }
}
