package wickstream.numeric;

/**
 * The error function: x + x P(x<sup>2</sup>) for |x| below 1, and 1 - exp(Q(|x|) - x<sup>2</sup>),
 * with the sign of x, from there on.
 *
 * <p>Both forms are defined for every x, so that a vector version may compute both and blend.
 */
public final class Erf {

  /** The first |x| of the exponential form. */
  public static final double JOIN = 1.0;

  /** From here on erf rounds to 1 (from about 5.92 in fact). */
  public static final double SATURATION = 6.0;

  // erf(x)/x - 1 = P0 + P1 z + ... + P11 z^11, z = x^2 <= 1: minimax in the relative error of erf
  // by the Remez algorithm in 60-digit arithmetic, the coefficients rounded one by one and the
  // others fitted again. With the rounded coefficients the relative error is below 1.4e-17
  // (0.12 * 2^-53), the most of it from P0.
  public static final double P0 = 0x1.06eba8214db69p-3;
  public static final double P1 = -0x1.812746b0379d9p-2;
  public static final double P2 = 0x1.ce2f21a0417f6p-4;
  public static final double P3 = -0x1.b82ce3121a615p-6;
  public static final double P4 = 0x1.565bccfc6df47p-8;
  public static final double P5 = -0x1.c02db0a5f6bf8p-11;
  public static final double P6 = 0x1.f9a2c2e90c39bp-14;
  public static final double P7 = -0x1.f4cab9afc1940p-17;
  public static final double P8 = 0x1.b98365007680cp-20;
  public static final double P9 = -0x1.5c19c5450a040p-23;
  public static final double P10 = 0x1.d78820e91d631p-27;
  public static final double P11 = -0x1.acbf4792859b1p-31;

  // log(erfc(x)) + x^2 = Q0 + Q1 u + ... + Q17 u^17, u = x - 1, for 1 <= x <= 6: minimax in the
  // absolute error of erf by the Remez algorithm in 60-digit arithmetic, the coefficients rounded
  // and the leading five moved by at most an ulp where that helped. With the rounded coefficients
  // the error is below 1.5e-17 (0.13 * 2^-53).
  public static final double Q0 = -0x1.b2ff7e4f54542p-1;
  public static final double Q1 = -0x1.4726c001b086ap-1;
  public static final double Q2 = 0x1.4150fb97540a4p-3;
  public static final double Q3 = -0x1.5477f099b6ed7p-5;
  public static final double Q4 = 0x1.48c9d37fc6a3cp-7;
  public static final double Q5 = -0x1.033f5a1357cf3p-9;
  public static final double Q6 = 0x1.f1b04aa228fcdp-13;
  public static final double Q7 = 0x1.b92dd81fa9cbdp-16;
  public static final double Q8 = -0x1.c852a7edb93d3p-16;
  public static final double Q9 = 0x1.44845fbca6db6p-17;
  public static final double Q10 = -0x1.1e2466ceee835p-19;
  public static final double Q11 = 0x1.b7ced5babc7dap-23;
  public static final double Q12 = 0x1.f25cb9ac923dcp-25;
  public static final double Q13 = -0x1.1ed88a4a9843ep-25;
  public static final double Q14 = 0x1.24b864faf2c6bp-27;
  public static final double Q15 = -0x1.6a9da0f3f67d0p-30;
  public static final double Q16 = 0x1.066b3fa7491e3p-33;
  public static final double Q17 = -0x1.565f1827c0888p-38;

  private Erf() {}

  public static double of(double x) {
    return Math.abs(x) < JOIN ? central(x) : outer(x);
  }

  private static double central(double x) {
    double z = x * x;
    double z2 = z * z;
    double z4 = z2 * z2;
    double low = Math.fma(Math.fma(P3, z, P2), z2, Math.fma(P1, z, P0));
    double middle = Math.fma(Math.fma(P7, z, P6), z2, Math.fma(P5, z, P4));
    double high = Math.fma(Math.fma(P11, z, P10), z2, Math.fma(P9, z, P8));
    return Math.fma(x, Math.fma(Math.fma(high, z4, middle), z4, low), x);
  }

  private static double outer(double x) {
    double size = Math.abs(x);
    double a = size > SATURATION ? SATURATION : size;
    double u = a - 1.0;
    double u2 = u * u;
    double u4 = u2 * u2;
    double q0 = Math.fma(Math.fma(Q3, u, Q2), u2, Math.fma(Q1, u, Q0));
    double q4 = Math.fma(Math.fma(Q7, u, Q6), u2, Math.fma(Q5, u, Q4));
    double q8 = Math.fma(Math.fma(Q11, u, Q10), u2, Math.fma(Q9, u, Q8));
    double q12 = Math.fma(Math.fma(Q15, u, Q14), u2, Math.fma(Q13, u, Q12));
    double q16 = Math.fma(Q17, u, Q16);
    double q = Math.fma(Math.fma(q16, u4, q12), u4, q8);
    double logarithm = Math.fma(-a, a, Math.fma(Math.fma(q, u4, q4), u4, q0));
    double value = 1.0 - Exp.of(logarithm);
    // The result is not negative, so that the sign of x can simply be added to its bits.
    return Double.longBitsToDouble(
        Double.doubleToRawLongBits(value) | (Double.doubleToRawLongBits(x) & Long.MIN_VALUE));
  }
}
