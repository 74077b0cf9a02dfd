package wickstream.sampling.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import wickstream.random.LaneStreams;
import wickstream.sampling.Accumulator;
import wickstream.sampling.ProductLoops;
import wickstream.sampling.ScalarProductLoops;
import wickstream.sampling.Terms;

/**
 * Four vectors of products at once, with their sums in registers while the networks of a batch pass
 * by: as many as sixteen registers have room for. They are those of four terms, where a register
 * holds all lanes; else two terms and both halves of the lanes, so that the loop is left half as
 * often and coefficients are read for twice as many networks. Sums about a shift, which are rare,
 * are left to the scalar loops.
 */
final class VectorProductLoops implements ProductLoops {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = LaneStreams.LANES;
  private static final int LENGTH = SPECIES.length();

  @Override
  public void add(Terms terms, double[][] left, double[][] right, int n, Accumulator into) {
    int end = into.isShifted() ? 0 : n / LANES * LANES;
    for (int t = 0; t < terms.size; t += terms.tile) {
      if (terms.ways > 1 || terms.ways == 0 && terms.haveSeries()) {
        two(terms, t, left, right, end, into);
      } else if (terms.haveSeries()) {
        products(terms, t, left, right, end, into);
      } else {
        alone(terms, t, left, right, end, into);
      }
    }
    if (end < n) {
      ScalarProductLoops.add(terms, left, right, end, n, into);
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

  private static void alone(
      Terms terms, int t, double[][] left, double[][] right, int end, Accumulator into) {
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      if (terms.ways == 0) {
        columnsAlone(terms, t, left, lane, end, into);
      } else {
        productsAlone(terms, t, left, right, lane, end, into);
      }
    }
  }

  private static void two(
      Terms terms, int t, double[][] left, double[][] right, int end, Accumulator into) {
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      switch (terms.ways) {
        case 0 -> columns(terms, t, left, lane, end, into);
        case 2 -> pairs(terms, t, left, right, lane, end, into);
        default -> triples(terms, t, left, right, lane, end, into);
      }
    }
  }

  private static DoubleVector load(double[] from, int at) {
    return DoubleVector.fromArray(SPECIES, from, at);
  }

  private static DoubleVector all(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }

  /** Terms of 0 ways that add to no series. */
  private static void columnsAlone(
      Terms terms, int t, double[][] left, int lane, int end, Accumulator into) {
    double[] l0 = left[terms.left[t]];
    int at0 = terms.component[t] * LANES + lane;
    double[] l1 = left[terms.left[t + 1]];
    int at1 = terms.component[t + 1] * LANES + lane;
    double[] l2 = left[terms.left[t + 2]];
    int at2 = terms.component[t + 2] * LANES + lane;
    double[] l3 = left[terms.left[t + 3]];
    int at3 = terms.component[t + 3] * LANES + lane;
    DoubleVector sum0 = load(into.sums, at0);
    DoubleVector square0 = load(into.squares, at0);
    DoubleVector sum1 = load(into.sums, at1);
    DoubleVector square1 = load(into.squares, at1);
    DoubleVector sum2 = load(into.sums, at2);
    DoubleVector square2 = load(into.squares, at2);
    DoubleVector sum3 = load(into.sums, at3);
    DoubleVector square3 = load(into.squares, at3);
    for (int i = lane; i < end; i += LANES) {
      DoubleVector y0 = load(l0, i);
      sum0 = sum0.add(y0);
      square0 = y0.fma(y0, square0);
      DoubleVector y1 = load(l1, i);
      sum1 = sum1.add(y1);
      square1 = y1.fma(y1, square1);
      DoubleVector y2 = load(l2, i);
      sum2 = sum2.add(y2);
      square2 = y2.fma(y2, square2);
      DoubleVector y3 = load(l3, i);
      sum3 = sum3.add(y3);
      square3 = y3.fma(y3, square3);
    }
    sum0.intoArray(into.sums, at0);
    square0.intoArray(into.squares, at0);
    sum1.intoArray(into.sums, at1);
    square1.intoArray(into.squares, at1);
    sum2.intoArray(into.sums, at2);
    square2.intoArray(into.squares, at2);
    sum3.intoArray(into.sums, at3);
    square3.intoArray(into.squares, at3);
  }

  /** Terms of 1 way that add to no series. */
  private static void productsAlone(
      Terms terms, int t, double[][] left, double[][] right, int lane, int end, Accumulator into) {
    double[] l0 = left[terms.left[t]];
    double[] r0 = right[terms.right[t]];
    int at0 = terms.component[t] * LANES + lane;
    double[] l1 = left[terms.left[t + 1]];
    double[] r1 = right[terms.right[t + 1]];
    int at1 = terms.component[t + 1] * LANES + lane;
    double[] l2 = left[terms.left[t + 2]];
    double[] r2 = right[terms.right[t + 2]];
    int at2 = terms.component[t + 2] * LANES + lane;
    double[] l3 = left[terms.left[t + 3]];
    double[] r3 = right[terms.right[t + 3]];
    int at3 = terms.component[t + 3] * LANES + lane;
    DoubleVector sum0 = load(into.sums, at0);
    DoubleVector square0 = load(into.squares, at0);
    DoubleVector sum1 = load(into.sums, at1);
    DoubleVector square1 = load(into.squares, at1);
    DoubleVector sum2 = load(into.sums, at2);
    DoubleVector square2 = load(into.squares, at2);
    DoubleVector sum3 = load(into.sums, at3);
    DoubleVector square3 = load(into.squares, at3);
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
    }
    sum0.intoArray(into.sums, at0);
    square0.intoArray(into.squares, at0);
    sum1.intoArray(into.sums, at1);
    square1.intoArray(into.squares, at1);
    sum2.intoArray(into.sums, at2);
    square2.intoArray(into.squares, at2);
    sum3.intoArray(into.sums, at3);
    square3.intoArray(into.squares, at3);
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
    DoubleVector sum0 = load(into.sums, at0);
    DoubleVector square0 = load(into.squares, at0);
    DoubleVector c0 = all(terms.coefficients[0][t]);
    DoubleVector d0 = all(terms.coefficients[1][t]);
    DoubleVector sum1 = load(into.sums, at1);
    DoubleVector square1 = load(into.squares, at1);
    DoubleVector c1 = all(terms.coefficients[0][t + 1]);
    DoubleVector d1 = all(terms.coefficients[1][t + 1]);
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
    sum0.intoArray(into.sums, at0);
    square0.intoArray(into.squares, at0);
    sum1.intoArray(into.sums, at1);
    square1.intoArray(into.squares, at1);
  }

  /** Terms of 1 way. */
  private static void fourProducts(
      Terms terms, int t, double[][] left, double[][] right, int end, Accumulator into) {
    double[] l0 = left[terms.left[t]];
    double[] r0 = right[terms.right[t]];
    int at0 = terms.component[t] * LANES;
    double[] l1 = left[terms.left[t + 1]];
    double[] r1 = right[terms.right[t + 1]];
    int at1 = terms.component[t + 1] * LANES;
    double[] l2 = left[terms.left[t + 2]];
    double[] r2 = right[terms.right[t + 2]];
    int at2 = terms.component[t + 2] * LANES;
    double[] l3 = left[terms.left[t + 3]];
    double[] r3 = right[terms.right[t + 3]];
    int at3 = terms.component[t + 3] * LANES;
    double[] first = into.series(terms.series[0]);
    double[] second = into.series(terms.series[1]);
    DoubleVector sum0 = load(into.sums, at0);
    DoubleVector square0 = load(into.squares, at0);
    DoubleVector c0 = all(terms.coefficients[0][t]);
    DoubleVector d0 = all(terms.coefficients[1][t]);
    DoubleVector sum1 = load(into.sums, at1);
    DoubleVector square1 = load(into.squares, at1);
    DoubleVector c1 = all(terms.coefficients[0][t + 1]);
    DoubleVector d1 = all(terms.coefficients[1][t + 1]);
    DoubleVector sum2 = load(into.sums, at2);
    DoubleVector square2 = load(into.squares, at2);
    DoubleVector c2 = all(terms.coefficients[0][t + 2]);
    DoubleVector d2 = all(terms.coefficients[1][t + 2]);
    DoubleVector sum3 = load(into.sums, at3);
    DoubleVector square3 = load(into.squares, at3);
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
    sum0.intoArray(into.sums, at0);
    square0.intoArray(into.squares, at0);
    sum1.intoArray(into.sums, at1);
    square1.intoArray(into.squares, at1);
    sum2.intoArray(into.sums, at2);
    square2.intoArray(into.squares, at2);
    sum3.intoArray(into.sums, at3);
    square3.intoArray(into.squares, at3);
  }

  /** Terms of 1 way in two vectors each, {@code a} and {@code b}. */
  private static void twoProducts(
      Terms terms, int t, double[][] left, double[][] right, int lane, int end, Accumulator into) {
    double[] l0 = left[terms.left[t]];
    double[] r0 = right[terms.right[t]];
    int at0 = terms.component[t] * LANES + lane;
    double[] l1 = left[terms.left[t + 1]];
    double[] r1 = right[terms.right[t + 1]];
    int at1 = terms.component[t + 1] * LANES + lane;
    double[] first = into.series(terms.series[0]);
    double[] second = into.series(terms.series[1]);
    DoubleVector sum0a = load(into.sums, at0);
    DoubleVector sum0b = load(into.sums, at0 + LENGTH);
    DoubleVector square0a = load(into.squares, at0);
    DoubleVector square0b = load(into.squares, at0 + LENGTH);
    DoubleVector c0 = all(terms.coefficients[0][t]);
    DoubleVector d0 = all(terms.coefficients[1][t]);
    DoubleVector sum1a = load(into.sums, at1);
    DoubleVector sum1b = load(into.sums, at1 + LENGTH);
    DoubleVector square1a = load(into.squares, at1);
    DoubleVector square1b = load(into.squares, at1 + LENGTH);
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
    sum0a.intoArray(into.sums, at0);
    square0a.intoArray(into.squares, at0);
    sum0b.intoArray(into.sums, at0 + LENGTH);
    square0b.intoArray(into.squares, at0 + LENGTH);
    sum1a.intoArray(into.sums, at1);
    square1a.intoArray(into.squares, at1);
    sum1b.intoArray(into.sums, at1 + LENGTH);
    square1b.intoArray(into.squares, at1 + LENGTH);
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
      c1.fma(y1, c0.fma(y0, load(first, i))).intoArray(first, i);
      d1.fma(y1, d0.fma(y0, load(second, i))).intoArray(second, i);
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
      c1.fma(y1, c0.fma(y0, load(first, i))).intoArray(first, i);
      d1.fma(y1, d0.fma(y0, load(second, i))).intoArray(second, i);
    }
    sum0.intoArray(into.sums, at0);
    square0.intoArray(into.squares, at0);
    sum1.intoArray(into.sums, at1);
    square1.intoArray(into.squares, at1);
  }
}
