package wickstream.sampling;

import wickstream.random.LaneStreams;

/** One number after the other. */
public final class ScalarProductLoops implements ProductLoops {
  private static final int LANES = LaneStreams.LANES;

  @Override
  public void add(Terms terms, double[][] left, double[][] right, int n, Accumulator into) {
    add(terms, left, right, 0, n, into);
  }

  /** Adds networks {@code from} to {@code to − 1}, where {@code from} is of lane 0. */
  public static void add(
      Terms terms, double[][] left, double[][] right, int from, int to, Accumulator into) {
    double[] y = new double[to];
    double[] sum = new double[terms.areAlike ? to : 0];
    for (int t = 0; t < terms.size; t++) {
      evaluate(terms, t, left, right, y, from, to);
      int component = terms.component[t];
      addMoments(y, from, to, into.shifts[component], into.moments, component * Accumulator.STRIDE);
      if (!terms.areAlike) {
        addToSeries(terms, t, y, from, to, into);
      } else if (t % terms.tile == 0) {
        System.arraycopy(y, from, sum, from, to - from);
      } else {
        add(y, sum, from, to);
        if (t % terms.tile == terms.tile - 1) {
          addToSeries(terms, t, sum, from, to, into);
        }
      }
    }
  }

  private static void addToSeries(
      Terms terms, int t, double[] y, int from, int to, Accumulator into) {
    for (int f = 0; f < Terms.SERIES && terms.series[f] >= 0; f++) {
      addTo(into.series(terms.series[f]), terms.coefficients[f][t], y, from, to);
    }
  }

  // One loop each: compilers take long over one with choices in it.

  private static void addMoments(
      double[] y, int from, int to, double shift, double[] moments, int at) {
    for (int i = from; i < to; i++) {
      int lane = at + i % LANES;
      double d = y[i] - shift;
      moments[lane] += d;
      int squares = lane + Accumulator.SQUARES;
      moments[squares] = Math.fma(d, d, moments[squares]);
    }
  }

  private static void addTo(double[] series, double coefficient, double[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      series[i] = Math.fma(coefficient, y[i], series[i]);
    }
  }

  private static void add(double[] y, double[] sum, int from, int to) {
    for (int i = from; i < to; i++) {
      sum[i] += y[i];
    }
  }

  private static void evaluate(
      Terms terms, int t, double[][] left, double[][] right, double[] y, int from, int to) {
    int at = t * Math.max(1, terms.ways);
    if (terms.ways == 0) {
      System.arraycopy(left[terms.left[at]], from, y, from, to - from);
      return;
    }
    multiply(left[terms.left[at]], right[terms.right[at]], y, from, to);
    if (terms.ways == 2) {
      addTwice(y, left[terms.left[at + 1]], right[terms.right[at + 1]], from, to);
    } else if (terms.ways == 3) {
      addProduct(y, left[terms.left[at + 1]], right[terms.right[at + 1]], from, to);
      addProduct(y, left[terms.left[at + 2]], right[terms.right[at + 2]], from, to);
    }
  }

  private static void multiply(double[] l, double[] r, double[] y, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = l[i] * r[i];
    }
  }

  /** y becomes 2y + l r. */
  private static void addTwice(double[] y, double[] l, double[] r, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = Math.fma(l[i], r[i], y[i] + y[i]);
    }
  }

  private static void addProduct(double[] y, double[] l, double[] r, int from, int to) {
    for (int i = from; i < to; i++) {
      y[i] = Math.fma(l[i], r[i], y[i]);
    }
  }
}
