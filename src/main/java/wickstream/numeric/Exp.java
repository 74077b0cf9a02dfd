package wickstream.numeric;

/**
 * The exponential function: e<sup>x</sup> = 2<sup>n</sup> e<sup>r</sup> with n = round(x / ln 2)
 * and |r| at most ln(2)/2.
 *
 * <p>There are no tables and no branches before the final selection. Vector versions must repeat
 * the operations in this order.
 */
public final class Exp {

  /** Below this the result is flushed to zero, so that the exponent field never underflows. */
  public static final double LOWEST = -708.0;

  /** The logarithm of {@link Double#MAX_VALUE}, rounded down; the result is infinite above. */
  static final double HIGHEST = 0x1.62e42fefa39efp9;

  /**
   * 1.5 * 2<sup>52</sup>. Added to a number below 2<sup>51</sup> in size it rounds that number to
   * an integer, and leaves the integer in two's complement in the low bits of the sum.
   */
  public static final double ROUNDER = 0x1.8p52;

  public static final double INVERSE_LN2 = 0x1.71547652b82fep0;

  /** ln 2 in two parts of 53 bits. */
  public static final double LN2_HIGH = 0x1.62e42fefa39efp-1;

  public static final double LN2_LOW = 0x1.abc9e3b39803fp-56;

  // e^r = 1 + r + r^2/2 + r^3 (C3 + C4 r + ... + C11 r^8) for |r| <= ln(2)/2: minimax in relative
  // error by the Remez algorithm in 60-digit arithmetic, the coefficients rounded one by one and
  // the others fitted again. With the rounded coefficients the relative error is below 5.4e-18
  // (0.05 * 2^-53).
  public static final double C3 = 0x1.5555555555501p-3;
  public static final double C4 = 0x1.5555555553207p-5;
  public static final double C5 = 0x1.1111111128997p-7;
  public static final double C6 = 0x1.6c16c17cc2e19p-10;
  public static final double C7 = 0x1.a01a011bb88d8p-13;
  public static final double C8 = 0x1.a019ab2eb9d29p-16;
  public static final double C9 = 0x1.71df5647dfd4cp-19;
  public static final double C10 = 0x1.289f89013f9d7p-22;
  public static final double C11 = 0x1.ad1e5343b76c5p-26;

  private Exp() {}

  public static double of(double x) {
    double rounded = Math.fma(x, INVERSE_LN2, ROUNDER);
    double n = rounded - ROUNDER;
    // The fma is exact: x and n * LN2_HIGH nearly cancel and share a grid of 2^-54.
    double leading = Math.fma(n, -LN2_HIGH, x);
    double rest = n * -LN2_LOW;
    double r = leading + rest;

    // Estrin's scheme, to keep the chain of dependent operations short.
    double r2 = r * r;
    double r4 = r2 * r2;
    double low = Math.fma(Math.fma(C6, r, C5), r2, Math.fma(C4, r, C3));
    double high = Math.fma(C11, r2, Math.fma(C10, r, C9));
    double middle = Math.fma(high, r2, Math.fma(C8, r, C7));
    double cubic = Math.fma(middle, r4, low);
    // r itself is rounded; its two parts, added late, are not.
    double exponential = 1.0 + (leading + Math.fma(Math.fma(cubic, r, 0.5), r2, rest));

    // The shift drops all but the integer n from the bits of the sum; adding it to the exponent
    // field multiplies by 2^n. At n = 1024 this still holds, because e^r is then below 1.
    double scaled =
        Double.longBitsToDouble(
            Double.doubleToRawLongBits(exponential) + (Double.doubleToRawLongBits(rounded) << 52));
    return x >= LOWEST
        ? (x <= HIGHEST ? scaled : Double.POSITIVE_INFINITY)
        : (x < LOWEST ? 0.0 : Double.NaN);
  }
}
