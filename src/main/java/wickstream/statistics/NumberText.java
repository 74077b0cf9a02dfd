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
    return rounded.signum() == 0 || isPlain(exponent)
        ? rounded.toPlainString()
        : rounded.movePointLeft(exponent).toPlainString() + "e" + exponent;
  }

  /** Whether numbers of this decimal exponent are written without one. */
  private static boolean isPlain(int exponent) {
    return exponent >= -3 && exponent < 5;
  }

  /**
   * A number to so many significant digits, such as 0.00012300 or 1.2300e-5; {@code -} where it is
   * not finite.
   */
  public static String significant(double x, int digits) {
    if (!Double.isFinite(x)) {
      return "-";
    }
    BigDecimal rounded = new BigDecimal(x).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    int exponent = rounded.signum() == 0 ? 0 : exponentOf(rounded);
    return inUnitsOf(isPlain(exponent) || exponent == -4 ? 0 : exponent, rounded, digits);
  }

  /**
   * The same in the row of a measured value: with the power of ten that {@link #measured} writes,
   * unless the two differ too much in size for that.
   */
  public static String significantBeside(double value, double standardError, double x, int digits) {
    boolean isMeasured = Double.isFinite(value) && Double.isFinite(standardError);
    if (!isMeasured || !(standardError > 0) || !Double.isFinite(x) || x == 0) {
      return significant(x, digits);
    }
    BigDecimal rounded = new BigDecimal(x).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    int unit = commonExponent(new BigDecimal(value), new BigDecimal(standardError));
    int exponent = exponentOf(rounded);
    boolean fits =
        isPlain(unit)
            ? isPlain(exponent) || isPlain(exponent - 1) || isPlain(exponent + 1)
            : Math.abs(exponent - unit) <= 1;
    return fits ? inUnitsOf(isPlain(unit) ? 0 : unit, rounded, digits) : significant(x, digits);
  }

  private static String inUnitsOf(int exponent, BigDecimal rounded, int digits) {
    BigDecimal shown = rounded.movePointLeft(exponent);
    int places = digits - 1 - (shown.signum() == 0 ? 0 : exponentOf(shown));
    return shown.setScale(Math.max(0, places), RoundingMode.HALF_EVEN).toPlainString()
        + (exponent == 0 ? "" : "e" + exponent);
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
    int exponent = commonExponent(exactValue, error);
    if (isPlain(exponent)) {
      return pair(exactValue, error);
    }
    return "(%s)e%d"
        .formatted(
            pair(exactValue.movePointLeft(exponent), error.movePointLeft(exponent)), exponent);
  }

  /** That of the larger one, with the error as it is written. */
  private static int commonExponent(BigDecimal value, BigDecimal error) {
    return Math.max(exponentOf(value), exponentOf(error.round(TWO_DIGITS)));
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
