package wickstream.config;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * A number as people write it, in decimal digits. Whatever reads one reads it here, before anything
 * is computed with it: twelve characters such as 1e-100000000 are enough for a decimal number of a
 * hundred million digits.
 *
 * @param text digits with or without sign, decimal point and exponent: at most 100 characters, and
 *     no number so close to 0 that doubles have none but 0 for it
 */
public record DecimalNumber(String text) {
  private static final int LONGEST = 100;
  private static final Pattern FORM =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern ZERO = Pattern.compile("[+-]?[0.]+([eE].*)?");

  /**
   * @throws NumberFormatException for any other text; its message is what would be allowed, to be
   *     read after "must be"
   */
  public DecimalNumber {
    if (text.length() > LONGEST) {
      throw new NumberFormatException("a number of at most %d characters".formatted(LONGEST));
    }
    if (!FORM.matcher(text).matches()) {
      throw new NumberFormatException("a number");
    }
    if (Double.parseDouble(text) == 0 && !ZERO.matcher(text).matches()) {
      throw new NumberFormatException("0 or at least %s in size".formatted(Double.MIN_VALUE));
    }
  }

  /** The nearest double, infinite beyond their range. */
  public double value() {
    return Double.parseDouble(text);
  }

  /**
   * The number itself, not rounded to a double.
   *
   * @throws ArithmeticException if it is beyond the range of doubles
   */
  BigDecimal exactly() {
    if (Double.isInfinite(value())) {
      throw new ArithmeticException("must be within the range of doubles, was " + text);
    }
    return value() == 0 ? BigDecimal.ZERO : new BigDecimal(text); // 0e999999999 is zero too
  }
}
