package wickstream.sampling;

import java.util.Arrays;

/**
 * Operations on one number a network, over the first n networks of a batch: loops so plain that a
 * compiler can make vectors of them.
 */
final class Columns {
  private Columns() {}

  /** Sets the entries of all columns to zero. */
  static void clear(double[][] sums, int n) {
    for (double[] sum : sums) {
      Arrays.fill(sum, 0, n, 0);
    }
  }

  /** into = a · b. */
  static void multiply(double[] a, double[] b, double[] into, int n) {
    for (int i = 0; i < n; i++) {
      into[i] = a[i] * b[i];
    }
  }

  /** to += a. */
  static void add(double[] a, double[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[i] += a[i];
    }
  }

  /** to += a · b, with one rounding. */
  static void addProduct(double[] a, double[] b, double[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[i] = Math.fma(a[i], b[i], to[i]);
    }
  }

  /** to += factor · a, with one rounding. */
  static void addMultiple(double factor, double[] a, double[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[i] = Math.fma(factor, a[i], to[i]);
    }
  }

  /**
   * Adds y to the sum and y² to the sum of squares of its lane: entries {@code at} to at + 7. The
   * eight chains of additions are independent, and written out so that they run side by side.
   */
  static void addToLanes(double[] y, double[] sums, double[] squares, int at, int n) {
    double s0 = sums[at];
    double s1 = sums[at + 1];
    double s2 = sums[at + 2];
    double s3 = sums[at + 3];
    double s4 = sums[at + 4];
    double s5 = sums[at + 5];
    double s6 = sums[at + 6];
    double s7 = sums[at + 7];
    double q0 = squares[at];
    double q1 = squares[at + 1];
    double q2 = squares[at + 2];
    double q3 = squares[at + 3];
    double q4 = squares[at + 4];
    double q5 = squares[at + 5];
    double q6 = squares[at + 6];
    double q7 = squares[at + 7];
    int i = 0;
    for (; i + 8 <= n; i += 8) {
      s0 += y[i];
      s1 += y[i + 1];
      s2 += y[i + 2];
      s3 += y[i + 3];
      s4 += y[i + 4];
      s5 += y[i + 5];
      s6 += y[i + 6];
      s7 += y[i + 7];
      q0 = Math.fma(y[i], y[i], q0);
      q1 = Math.fma(y[i + 1], y[i + 1], q1);
      q2 = Math.fma(y[i + 2], y[i + 2], q2);
      q3 = Math.fma(y[i + 3], y[i + 3], q3);
      q4 = Math.fma(y[i + 4], y[i + 4], q4);
      q5 = Math.fma(y[i + 5], y[i + 5], q5);
      q6 = Math.fma(y[i + 6], y[i + 6], q6);
      q7 = Math.fma(y[i + 7], y[i + 7], q7);
    }
    sums[at] = s0;
    sums[at + 1] = s1;
    sums[at + 2] = s2;
    sums[at + 3] = s3;
    sums[at + 4] = s4;
    sums[at + 5] = s5;
    sums[at + 6] = s6;
    sums[at + 7] = s7;
    squares[at] = q0;
    squares[at + 1] = q1;
    squares[at + 2] = q2;
    squares[at + 3] = q3;
    squares[at + 4] = q4;
    squares[at + 5] = q5;
    squares[at + 6] = q6;
    squares[at + 7] = q7;
    for (; i < n; i++) {
      int lane = at + (i & 7);
      sums[lane] += y[i];
      squares[lane] = Math.fma(y[i], y[i], squares[lane]);
    }
  }

  /** into = a − b. */
  static void subtract(double[] a, double b, double[] into, int n) {
    for (int i = 0; i < n; i++) {
      into[i] = a[i] - b;
    }
  }

  /** into = factor · a. */
  static void scale(double factor, double[] a, double[] into, int n) {
    for (int i = 0; i < n; i++) {
      into[i] = factor * a[i];
    }
  }

  /** For each sum in turn: sum += value, then value *= factor. */
  static void climb(double[] value, double[] factor, double[][] sums, int n) {
    int m = 0;
    for (; m + 4 <= sums.length; m += 4) {
      climb(value, factor, sums[m], sums[m + 1], sums[m + 2], sums[m + 3], n);
    }
    for (; m < sums.length; m++) {
      addThenScale(value, factor, sums[m], n);
    }
  }

  /** Four rungs in one pass, so that the value stays in a register. */
  private static void climb(
      double[] value, double[] factor, double[] a, double[] b, double[] c, double[] d, int n) {
    for (int i = 0; i < n; i++) {
      double v = value[i];
      double q = factor[i];
      a[i] += v;
      v *= q;
      b[i] += v;
      v *= q;
      c[i] += v;
      v *= q;
      d[i] += v;
      value[i] = v * q;
    }
  }

  /** sum += value, then value *= factor. */
  static void addThenScale(double[] value, double[] factor, double[] sum, int n) {
    for (int i = 0; i < n; i++) {
      sum[i] += value[i];
      value[i] *= factor[i];
    }
  }

  /** into = scale · a + shift, with one rounding. */
  static void affine(double scale, double[] a, double shift, double[] into, int n) {
    for (int i = 0; i < n; i++) {
      into[i] = Math.fma(scale, a[i], shift);
    }
  }
}
