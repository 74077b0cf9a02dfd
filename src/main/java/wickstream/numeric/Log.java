package wickstream.numeric;

/**
 * The natural logarithm: log x = k ln 2 + log(1 + f) with 1 + f between sqrt(1/2) and sqrt(2).
 *
 * <p>With s = f / (2 + f), log(1 + f) = 2 artanh s. It is summed as f - f<sup>2</sup>/2 + s
 * (f<sup>2</sup>/2 + R), R = 2 artanh(s)/s - 2, so that the leading term f is exact and the
 * relative error stays small near x = 1 (the arrangement is that of Sun's fdlibm; the coefficients
 * are our own).
 */
public final class Log {

  /** The bits of sqrt(1/2), the smallest significand 1 + f. */
  public static final long SMALLEST_SIGNIFICAND = 0x3fe6a09e667f3bcdL;

  /** The bits of 1.0. */
  public static final long ONE = 0x3ff0000000000000L;

  /** 2<sup>54</sup>, which makes a subnormal number normal. */
  public static final double SUBNORMAL_SCALE = 0x1p54;

  /** ln 2 cut after 42 bits, so that its product with an exponent is exact. */
  public static final double LN2_HIGH = 0x1.62e42fefa3800p-1;

  public static final double LN2_LOW = 0x1.ef35793c76730p-45;

  // R = z (R1 + R2 z + ... + R7 z^6), z = s^2 <= 0.0295: minimax by the Remez algorithm in 60-digit
  // arithmetic, weighted for the relative error of 2 artanh s, the coefficients rounded one by one
  // and the others fitted again. With the rounded coefficients that error is below 1.3e-18
  // (0.012 * 2^-53).
  public static final double R1 = 0x1.5555555555592p-1;
  public static final double R2 = 0x1.999999997ff06p-2;
  public static final double R3 = 0x1.24924941e3143p-2;
  public static final double R4 = 0x1.c71c5212783b6p-3;
  public static final double R5 = 0x1.74663d612caa5p-3;
  public static final double R6 = 0x1.39a1db7696cacp-3;
  public static final double R7 = 0x1.2f044f7a68b2fp-3;

  private Log() {}

  public static double of(double x) {
    boolean subnormal = x < Double.MIN_NORMAL;
    long bits = Double.doubleToRawLongBits(subnormal ? x * SUBNORMAL_SCALE : x);
    long exponent = (bits - SMALLEST_SIGNIFICAND) >> 52;
    double f = Double.longBitsToDouble(bits - (exponent << 52)) - 1.0;
    double k = (double) (exponent - (subnormal ? 54 : 0));

    double s = f / (2.0 + f);
    double z = s * s;
    double z2 = z * z;
    double low = Math.fma(Math.fma(R4, z, R3), z2, Math.fma(R2, z, R1));
    double high = Math.fma(R7, z2, Math.fma(R6, z, R5));
    double remainder = z * Math.fma(high, z2 * z2, low);
    double halfSquare = 0.5 * f * f;
    double correction = Math.fma(s, halfSquare + remainder, k * LN2_LOW);
    double logarithm = Math.fma(k, LN2_HIGH, f - (halfSquare - correction));

    return x > 0.0
        ? (x <= Double.MAX_VALUE ? logarithm : Double.POSITIVE_INFINITY)
        : (x == 0.0 ? Double.NEGATIVE_INFINITY : Double.NaN);
  }
}
