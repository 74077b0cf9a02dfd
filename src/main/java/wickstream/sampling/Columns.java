package wickstream.sampling;

/**
 * Operations on one number a network or a unit, over the first n of them: loops so plain that a
 * compiler can make vectors of them.
 */
final class Columns {
  private Columns() {}

  /** into = a · b. */
  static void multiply(double[] a, double[] b, double[] into, int n) {
    for (int i = 0; i < n; i++) {
      into[i] = a[i] * b[i];
    }
  }

  /** into = a / b. */
  static void divide(double[] a, double[] b, double[] into, int n) {
    for (int i = 0; i < n; i++) {
      into[i] = a[i] / b[i];
    }
  }

  /** into = √a. */
  static void root(double[] a, double[] into, int n) {
    for (int i = 0; i < n; i++) {
      into[i] = Math.sqrt(a[i]);
    }
  }

  /** into = a + b. */
  static void add(double[] a, double[] b, double[] into, int n) {
    for (int i = 0; i < n; i++) {
      into[i] = a[i] + b[i];
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

  /** to −= a · b, with one rounding. */
  static void subtractProduct(double[] a, double[] b, double[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[i] = Math.fma(-a[i], b[i], to[i]);
    }
  }

  /** into = a − b. */
  static void subtract(double[] a, double[] b, double[] into, int n) {
    for (int i = 0; i < n; i++) {
      into[i] = a[i] - b[i];
    }
  }

  /** into = a − b. */
  static void subtract(double[] a, double b, double[] into, int n) {
    for (int i = 0; i < n; i++) {
      into[i] = a[i] - b;
    }
  }

  /** x less the nearest whole number. */
  static void subtractWhole(double[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] -= Math.rint(x[i]);
    }
  }

  /** What is not larger than this becomes 0. */
  static void clearBelow(double least, double[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = Math.abs(x[i]) <= least ? 0 : x[i];
    }
  }

  /** into = a · x + (b · y + c), with two roundings. */
  static void combine(double a, double[] x, double b, double[] y, double c, double[] into, int n) {
    for (int i = 0; i < n; i++) {
      into[i] = Math.fma(a, x[i], Math.fma(b, y[i], c));
    }
  }

  /** x = factor · x + shift, with one rounding. */
  static void scaleAndShift(double[] x, double factor, double shift, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = Math.fma(factor, x[i], shift);
    }
  }

  /** into = factor · a. */
  static void scale(double factor, double[] a, double[] into, int n) {
    for (int i = 0; i < n; i++) {
      into[i] = factor * a[i];
    }
  }
}
