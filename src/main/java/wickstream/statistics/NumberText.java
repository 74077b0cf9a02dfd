package wickstream.statistics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers in sentences. Rounded from their exact binary value, because the formatting of doubles
 * differs between Java versions and some of these sentences are part of the results.
 */
public final class NumberText {
  private static final MathContext TWO_DIGITS = new MathContext(2);
  private static final MathContext THREE_DIGITS = new MathContext(3);

  private NumberText() {}

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

  /**
   * A value with its standard error, the error to two digits and the value to the same place:
   * {@code -1.2830 ± 0.0061}; {@code -} for a value that is not finite.
   */
  public static String measured(double value, double standardError) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    if (!(standardError > 0) || Double.isInfinite(standardError)) {
      return brief(value) + " ± ?";
    }
    BigDecimal exactValue = new BigDecimal(value);
    BigDecimal error = new BigDecimal(standardError).round(TWO_DIGITS);
    int exponent = Math.max(exponentOf(exactValue), exponentOf(error));
    if (exponent >= -3 && exponent < 5) {
      return pair(exactValue, error);
    }
    return "(%s)e%d"
        .formatted(
            pair(exactValue.movePointLeft(exponent), error.movePointLeft(exponent)), exponent);
  }

  private static String pair(BigDecimal value, BigDecimal error) {
    int places = 1 - exponentOf(error);
    return value.setScale(places, RoundingMode.HALF_EVEN).toPlainString()
        + " ± "
        + error.setScale(places, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** The decimal exponent of the leading digit; very small for zero. */
  private static int exponentOf(BigDecimal x) {
    return x.signum() == 0 ? Integer.MIN_VALUE / 2 : x.precision() - x.scale() - 1;
  }

  /** A fraction as a percentage to three significant digits. */
  public static String percent(double fraction) {
    return Double.isNaN(fraction) ? brief(fraction) : brief(100 * fraction) + " %";
  }
}
