package wickstream.random;

import org.apache.commons.math3.special.Erf;

/** The standard normal law, from commons-math. */
final class NormalCurve {
  private static final double ROOT_HALF = Math.sqrt(0.5);

  private NormalCurve() {}

  /** exp(−x²/2), without the constant. */
  static double height(double x) {
    return Math.exp(-0.5 * x * x);
  }

  /** P(X &lt; x). */
  static double below(double x) {
    return 0.5 * Erf.erfc(-x * ROOT_HALF);
  }

  /** P(|X| &gt; x), with full relative precision far out. */
  static double beyond(double x) {
    return Erf.erfc(x * ROOT_HALF);
  }

  /** P(from &lt; X &lt; to), from whichever side does not cancel. */
  static double between(double from, double to) {
    return from > 0 ? below(-from) - below(-to) : below(to) - below(from);
  }
}
