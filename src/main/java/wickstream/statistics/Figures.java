package wickstream.statistics;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Numbers in sentences. Rounded from their exact binary value, because the formatting of doubles
 * differs between Java versions and some of these sentences are part of the results.
 */
public final class Figures {
  private static final MathContext THREE_DIGITS = new MathContext(3);

  private Figures() {}

  /** A number to three significant digits, such as 0.0123 or 1.23e-7; "unknown" for NaN. */
  public static String brief(double x) {
    if (Double.isNaN(x)) {
      return "unknown";
    }
    if (Double.isInfinite(x)) {
      return x > 0 ? "infinite" : "-infinite";
    }
    BigDecimal rounded = new BigDecimal(x).round(THREE_DIGITS).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    boolean plain = rounded.signum() == 0 || exponent >= -3 && exponent < 5;
    return plain
        ? rounded.toPlainString()
        : rounded.movePointLeft(exponent).toPlainString() + "e" + exponent;
  }

  /** A fraction as a percentage to three significant digits. */
  public static String percent(double fraction) {
    return Double.isNaN(fraction) ? brief(fraction) : brief(100 * fraction) + " %";
  }
}
