package wickstream.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import wickstream.statistics.NumberText;

/** Numbers and quantities as labels write them (see {@link Label#of}). */
final class Symbols {
  /** The width of the hidden layer. */
  static final String N = "*N*";

  /** The scale of the weights. */
  static final String SIGMA_W = "*σ*_{*W*}";

  private static final Map<String, String> QUANTITIES =
      Map.ofEntries(
          Map.entry("u4", "*u*_{4}"),
          Map.entry("u6", "*u*_{6}"),
          Map.entry("u4Canonical", "*u*_{4}/*Z*_{0}^{2}"),
          Map.entry("u6Canonical", "*u*_{6}/*Z*_{0}^{3}"),
          Map.entry("m2", "*m*_{2}"),
          Map.entry("m4", "*m*_{4}"),
          Map.entry("m6", "*m*_{6}"),
          Map.entry("mean", "E *f*"),
          Map.entry("covariance", "Cov(*f*, *f*′)"),
          Map.entry("connected3", "*G*_{c}^{(3)}"),
          Map.entry("connected4", "*G*_{c}^{(4)}"),
          Map.entry("connected6", "*G*_{c}^{(6)}"),
          Map.entry("kurtosis", "excess kurtosis"),
          Map.entry("width", N),
          Map.entry("sigmaW", SIGMA_W));

  private static final Pattern EXPONENT = Pattern.compile("e(-?\\d+)$");

  private Symbols() {}

  /** A quantity by its name in result files. */
  static String of(String quantity) {
    int at = quantity.indexOf('@');
    if (at > 0) {
      String time = quantity.substring(at + 1).replace("infinity", "∞");
      return "%s(*τ* = %s)".formatted(of(quantity.substring(0, at)), time);
    }
    return QUANTITIES.getOrDefault(quantity, quantity);
  }

  /** The size of a quantity, whatever its sign. */
  static String magnitude(String quantity) {
    return "|" + of(quantity) + "|";
  }

  /** A number as short as it can be: 0.05, 20, 2·10⁻⁵. */
  static String number(double x) {
    return number(BigDecimal.valueOf(x));
  }

  /** A number in plain text, without trailing zeros: 0.05, 20. */
  static String plain(double x) {
    return BigDecimal.valueOf(x).stripTrailingZeros().toPlainString();
  }

  /** A number as a label writes it. */
  static String number(BigDecimal x) {
    if (x.signum() == 0) {
      return "0";
    }
    BigDecimal value = x.abs().stripTrailingZeros();
    String sign = x.signum() < 0 ? "−" : "";
    int exponent = value.precision() - value.scale() - 1;
    if (exponent >= -3 && exponent < 4) {
      return sign + value.toPlainString();
    }
    BigDecimal digits = value.movePointLeft(exponent).stripTrailingZeros();
    String power = "10^{%s}".formatted(exponent < 0 ? "−" + -exponent : exponent);
    boolean one = digits.compareTo(BigDecimal.ONE) == 0;
    return sign + (one ? power : digits.toPlainString() + "·" + power);
  }

  /** A measured number with its error: −0.8307 ± 0.0060, (−6.579 ± 0.059)·10⁻⁴. */
  static String withError(double value, double standardError) {
    return Double.isFinite(value) ? typeset(NumberText.measured(value, standardError)) : "–";
  }

  /** A count with its thousands apart. */
  static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n).replace(',', '\u202f');
  }

  /** A number to three significant digits; a dash for one that cannot be had. */
  static String brief(double x) {
    return Double.isFinite(x) ? typeset(NumberText.brief(x)) : "–";
  }

  /** A number to five significant digits; a dash for one that cannot be had. */
  static String precise(double x) {
    return Double.isFinite(x) ? number(new BigDecimal(x).round(new MathContext(5))) : "–";
  }

  private static String typeset(String number) {
    return EXPONENT.matcher(number).replaceFirst("·10^{$1}").replace('-', '−');
  }
}
