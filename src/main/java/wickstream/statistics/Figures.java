package wickstream.statistics;

import java.util.Locale;

/** Numbers in sentences. */
public final class Figures {
  private Figures() {}

  /** A number to three significant digits; "unknown" for NaN. */
  public static String brief(double x) {
    if (Double.isNaN(x)) {
      return "unknown";
    }
    double size = Math.abs(x);
    boolean plain = size == 0 || size >= 1e-3 && size < 1e5;
    return plain
        ? withoutTrailingZeros(String.format(Locale.ROOT, "%.3g", x))
        : String.format(Locale.ROOT, "%.2e", x);
  }

  private static String withoutTrailingZeros(String digits) {
    return digits.contains(".") ? digits.replaceAll("0+$", "").replaceAll("\\.$", "") : digits;
  }

  /** A fraction as a percentage to three significant digits. */
  public static String percent(double fraction) {
    return brief(100 * fraction) + " %";
  }
}
