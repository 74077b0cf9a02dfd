package wickstream.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import wickstream.statistics.Figures;

/** Measured numbers as physicists write them. */
final class ValueText {
  private ValueText() {}

  /**
   * A value with its standard error, the error to two digits and the value to the same place:
   * {@code -1.2830 ± 0.0061}.
   */
  static String withError(double value, double standardError) {
    if (!Double.isFinite(value)) {
      return "-";
    }
    if (!(standardError > 0) || Double.isInfinite(standardError)) {
      return Figures.brief(value) + " ± ?";
    }
    BigDecimal exactValue = new BigDecimal(value);
    BigDecimal error = new BigDecimal(standardError).round(new MathContext(2));
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

  /** A number to five significant digits. */
  static String number(double x) {
    return Double.isFinite(x) ? String.format(Locale.ROOT, "%.5g", x) : "-";
  }

  /** A number without trailing zeros. */
  static String plain(double x) {
    return BigDecimal.valueOf(x).stripTrailingZeros().toPlainString();
  }

  /** A count with its thousands apart: {@code 20 000}. */
  static String count(double n) {
    return n < 1e9
        ? String.format(Locale.ROOT, "%,d", Math.round(n)).replace(',', ' ')
        : String.format(Locale.ROOT, "%.1e", n);
  }
}
