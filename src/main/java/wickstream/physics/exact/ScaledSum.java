package wickstream.physics.exact;

/**
 * A sum of terms of either sign that may be far beyond the range of a double, with a bound on its
 * error: {@code sum} and {@code error} in units of exp({@code scale}). Mutable.
 */
final class ScaledSum {
  /** The relative error that each term is taken to have at least. */
  static final double ROUNDING = 0x1p-48;

  private static final double ULP = 0x1p-52;

  /** By how much a term's exponent may exceed the scale before the scale is raised. */
  private static final double HEADROOM = 200;

  private double scale = Double.NEGATIVE_INFINITY;
  private double sum;
  private double error;

  /** A number in units of exp(log). */
  static ScaledSum of(double value, double log) {
    ScaledSum of = new ScaledSum();
    of.add(value, 0, log);
    return of;
  }

  /**
   * Adds a term.
   *
   * @param value the term, in units of exp(log)
   * @param uncertainty a bound on its error beyond {@link #ROUNDING}, in the same units
   */
  void add(double value, double uncertainty, double log) {
    if (value == 0 && uncertainty == 0 || log == Double.NEGATIVE_INFINITY) {
      return;
    }
    if (log - HEADROOM > scale) {
      raise(log);
    }
    double unit = log == scale ? 1 : StrictMath.exp(log - scale);
    sum += value * unit;
    error += (uncertainty + Math.abs(value) * (ROUNDING + ULP * Math.abs(log))) * unit;
  }

  private void raise(double log) {
    double unit = StrictMath.exp(scale - log);
    sum *= unit;
    error *= unit;
    scale = log;
  }

  /** Adds a multiple of another sum, factor · exp(log) · other. */
  void add(ScaledSum other, double factor, double log) {
    add(factor * other.sum, Math.abs(factor) * other.error, other.scale + log);
  }

  /** Adds the product of two sums. */
  void addProduct(ScaledSum a, ScaledSum b) {
    double uncertainty = Math.abs(a.sum) * b.error + a.error * (Math.abs(b.sum) + b.error);
    add(a.sum * b.sum, uncertainty, a.scale + b.scale);
  }

  /** Adds a multiple of a number in units of exp(log) whose error is known. */
  void addProduct(ScaledSum a, double value, double uncertainty, double log) {
    add(
        a.sum * value,
        Math.abs(a.sum) * uncertainty + a.error * (Math.abs(value) + uncertainty),
        a.scale + log);
  }

  /** The product with another sum. */
  ScaledSum times(ScaledSum other) {
    ScaledSum product = new ScaledSum();
    product.addProduct(this, other);
    return product;
  }

  /** Whether nothing but zeros was added. */
  boolean isZero() {
    return sum == 0 && error == 0;
  }

  /** The sum squared and divided by another, neither of them 0. */
  ScaledSum squareOver(ScaledSum other) {
    double value = sum / other.sum * sum;
    double relative = 2 * error / Math.abs(sum) + other.error / (other.sum - other.error);
    ScaledSum quotient = new ScaledSum();
    quotient.add(value, Math.abs(value) * relative * (1 + relative), 2 * scale - other.scale);
    return quotient;
  }

  /** The sum, ±∞ beyond the range of a double. */
  double value() {
    return unscaled(sum);
  }

  /** The bound on its error. */
  double error() {
    return unscaled(error);
  }

  private double unscaled(double number) {
    return number == 0
        ? 0
        : Math.signum(number) * StrictMath.exp(StrictMath.log(Math.abs(number)) + scale);
  }

  /** The sum as what a variance is known to be. */
  VarianceBounds bounds() {
    return VarianceBounds.of(value(), error());
  }
}
