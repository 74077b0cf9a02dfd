package wickstream.sampling;

/**
 * Operations on one number a network, over the first n networks of a batch: loops so plain that a
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

  /** into = a − b. */
  static void subtract(double[] a, double b, double[] into, int n) {
    for (int i = 0; i < n; i++) {
      into[i] = a[i] - b;
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
