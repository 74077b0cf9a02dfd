package wickstream.cli;

import java.math.BigDecimal;
import java.util.Locale;
import wickstream.statistics.NumberText;

/** Measured numbers as physicists write them. */
final class ValueText {
  private static final int DIGITS = 5;

  private ValueText() {}

  /**
   * A value with its standard error, the error to two digits and the value to the same place:
   * {@code -1.2830 ± 0.0061}.
   */
  static String withError(double value, double standardError) {
    return NumberText.measured(value, standardError);
  }

  /** A number to five significant digits. */
  static String number(double x) {
    return NumberText.significant(x, DIGITS);
  }

  /** The same in the row of a measured value, and in its notation. */
  static String beside(double value, double standardError, double x) {
    return NumberText.significantBeside(value, standardError, x, DIGITS);
  }

  /** Something large, to three significant digits. */
  static String size(double x) {
    return NumberText.significant(x, 3);
  }

  /** A number without trailing zeros. */
  static String plain(double x) {
    return BigDecimal.valueOf(x).stripTrailingZeros().toPlainString();
  }

  /**
   * How many networks were measured, and of how many where it takes more.
   *
   * @param needed how many it takes; infinite if no number would do, NaN if it is not known
   * @param isLowerBound whether it takes at least so many
   */
  static String networks(long measured, double needed, boolean isLowerBound) {
    if (!(needed > measured)) { // a lower bound may say nothing
      return count(measured);
    }
    return Double.isInfinite(needed)
        ? count(measured) + "; no finite number would do"
        : "%s of %s %s"
            .formatted(count(measured), isLowerBound ? "at least" : "about", count(needed));
  }

  /** A count with its thousands apart: {@code 20 000}. */
  static String count(double n) {
    return n < 1e9
        ? String.format(Locale.ROOT, "%,d", Math.round(n)).replace(',', ' ')
        : NumberText.significant(n, 2);
  }
}
