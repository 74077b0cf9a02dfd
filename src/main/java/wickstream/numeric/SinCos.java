package wickstream.numeric;

/**
 * Sine and cosine: x = n pi/2 + r with |r| at most about pi/4, and the polynomial of sine or cosine
 * in r, whichever the quadrant n asks for. Both are evaluated and one is selected, because a branch
 * on n could not be predicted.
 */
public final class SinCos {

  /** The largest |x|. Then |n| is below 2<sup>16</sup>, and the reduction below is exact enough. */
  public static final double LARGEST = 1e5;

  public static final double TWO_OVER_PI = 0x1.45f306dc9c883p-1;

  /** pi/2 in three parts of 53 bits. */
  public static final double HALF_PI_1 = 0x1.921fb54442d18p0;

  public static final double HALF_PI_2 = 0x1.1a62633145c07p-54;
  public static final double HALF_PI_3 = -0x1.f1976b7ed8fbcp-110;

  // sin r = r + r^3 (S1 + ... + S6 z^5) and cos r = 1 - z/2 + z^2 (C1 + ... + C6 z^5), z = r^2, for
  // |r| <= pi/4: minimax in relative error by the Remez algorithm in 60-digit arithmetic, the
  // coefficients rounded one by one and the others fitted again. With the rounded coefficients the
  // relative errors are below 3.5e-18 (sine) and 6e-20 (cosine).
  public static final double S1 = -0x1.5555555555549p-3;
  public static final double S2 = 0x1.111111110f8a4p-7;
  public static final double S3 = -0x1.a01a019c15b53p-13;
  public static final double S4 = 0x1.71de357aaef60p-19;
  public static final double S5 = -0x1.ae5e683cd8d78p-26;
  public static final double S6 = 0x1.5d9384fafe31cp-33;
  public static final double C1 = 0x1.555555555554bp-5;
  public static final double C2 = -0x1.6c16c16c15013p-10;
  public static final double C3 = 0x1.a01a019c8ed3dp-16;
  public static final double C4 = -0x1.27e4f7f147338p-22;
  public static final double C5 = 0x1.1ee9db953b86fp-29;
  public static final double C6 = -0x1.8fa663bbd96f5p-37;

  private SinCos() {}

  /** sin(x + quarterTurns pi/2); the sign of a zero x is lost. */
  public static double of(double x, long quarterTurns) {
    double rounded = Math.fma(x, TWO_OVER_PI, Exp.ROUNDER);
    double n = rounded - Exp.ROUNDER;
    // r + tail = x - n pi/2. The first step is exact, as in Exp; the second is an exact product and
    // an exact difference (Knuth). What the third leaves out is below 1e-43, against a smallest
    // |r| of 6.2e-19 (at 29 pi/2).
    double first = Math.fma(n, -HALF_PI_1, x);
    double product = n * HALF_PI_2;
    double productError = Math.fma(n, HALF_PI_2, -product);
    double difference = first - product;
    double taken = first - difference;
    double differenceError = (first - (difference + taken)) + (taken - product);
    double rest = differenceError - Math.fma(n, HALF_PI_3, productError);
    double r = difference + rest;
    double tail = (difference - r) + rest;

    double z = r * r;
    double z2 = z * z;
    double z4 = z2 * z2;
    double sinePolynomial =
        Math.fma(Math.fma(S6, z, S5), z4, Math.fma(Math.fma(S4, z, S3), z2, Math.fma(S2, z, S1)));
    // sin(r + tail) = sin r + tail cos r, cos r = 1 - z/2 being enough for so small a tail.
    double sine = r + Math.fma(z * r, sinePolynomial, Math.fma(tail * z, -0.5, tail));

    double cosinePolynomial =
        Math.fma(Math.fma(C6, z, C5), z4, Math.fma(Math.fma(C4, z, C3), z2, Math.fma(C2, z, C1)));
    // 1 - z/2 as a rounded number and its exact error; cos(r + tail) = cos r - tail sin r.
    double lead = Math.fma(z, -0.5, 1.0);
    double leadError = Math.fma(z, -0.5, 1.0 - lead);
    double cosine = lead + Math.fma(z2, cosinePolynomial, Math.fma(-r, tail, leadError));

    long quadrant = Double.doubleToRawLongBits(rounded) + quarterTurns;
    double value = (quadrant & 1) == 0 ? sine : cosine;
    long sign = (quadrant & 2) << 62;
    double signed = Double.longBitsToDouble(Double.doubleToRawLongBits(value) ^ sign);
    return Math.abs(x) <= LARGEST ? signed : Double.NaN;
  }
}
