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
    double[] first = into.series(terms.series[0]);
    double[] second = into.series(terms.series[1]);
    for (int t = 0; t < terms.size; t++) {
      evaluate(terms, t, left, right, y, from, to);
      int at = terms.component[t] * LANES;
      double shift = into.shifts[terms.component[t]];
      for (int i = from; i < to; i++) {
        int lane = at + i % LANES;
        double d = y[i] - shift;
        into.sums[lane] += d;
        into.squares[lane] = Math.fma(d, d, into.squares[lane]);
      }
      double c = terms.coefficients[0][t];
      double d = terms.coefficients[1][t];
      for (int i = from; i < to; i++) {
        first[i] = Math.fma(c, y[i], first[i]);
        second[i] = Math.fma(d, y[i], second[i]);
      }
    }
  }

  private static void evaluate(
      Terms terms, int t, double[][] left, double[][] right, double[] y, int from, int to) {
    int at = t * Math.max(1, terms.ways);
    double[] l = left[terms.left[at]];
    double[] r = right[terms.right[at]];
    double[] m = left[terms.left[terms.ways > 1 ? at + 1 : at]];
    double[] s = right[terms.right[terms.ways > 1 ? at + 1 : at]];
    double[] k = left[terms.left[terms.ways > 2 ? at + 2 : at]];
    double[] q = right[terms.right[terms.ways > 2 ? at + 2 : at]];
    for (int i = from; i < to; i++) {
      y[i] =
          switch (terms.ways) {
            case 0 -> l[i];
            case 1 -> l[i] * r[i];
            case 2 -> {
              double once = l[i] * r[i];
              yield Math.fma(m[i], s[i], once + once);
            }
            default -> Math.fma(k[i], q[i], Math.fma(m[i], s[i], l[i] * r[i]));
          };
    }
  }
}
