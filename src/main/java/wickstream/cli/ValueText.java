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
    int exponent = exponentOf(Math.max(Math.abs(value), standardError));
    if (exponent >= -3 && exponent < 5) {
      return pair(value, standardError);
    }
    double unit = Double.parseDouble("1e" + exponent);
    return "(%s)e%d".formatted(pair(value / unit, standardError / unit), exponent);
  }

  private static String pair(double value, double standardError) {
    BigDecimal error = new BigDecimal(standardError).round(new MathContext(2));
    int places = Math.max(0, error.scale());
    return new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).toPlainString()
        + " ± "
        + error.setScale(places, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static int exponentOf(double x) {
    return (int) Math.floor(Math.log10(x));
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
