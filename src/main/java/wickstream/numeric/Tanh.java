package wickstream.numeric;

/**
 * The hyperbolic tangent: x + x z P(z), z = x<sup>2</sup>, for |x| below 1, and 1 - 2/(exp(2|x|) +
 * 1), with the sign of x, from there on.
 *
 * <p>Both forms are defined for every x, so that a vector version may compute both and blend.
 */
public final class Tanh {

  /** The first |x| of the exponential form. */
  public static final double JOIN = 1.0;

  /** From here on tanh rounds to 1 (from about 19.06 in fact). */
  public static final double SATURATION = 20.0;

  // tanh(x)/x - 1 = z (P0 + P1 z + ... + P15 z^15), z = x^2 <= 1: minimax in the relative error of
  // tanh by the Remez algorithm in 60-digit arithmetic, the coefficients rounded one by one and the
  // others fitted again. With the rounded coefficients the relative error is below 1.1e-18
  // (0.01 * 2^-53).
  public static final double P0 = -0x1.555555555554fp-2;
  public static final double P1 = 0x1.1111111110b21p-3;
  public static final double P2 = -0x1.ba1ba1b9dd856p-5;
  public static final double P3 = 0x1.664f487873e41p-6;
  public static final double P4 = -0x1.226e3458c9a0fp-7;
  public static final double P5 = 0x1.d6d3aed467544p-9;
  public static final double P6 = -0x1.7da1da3da416ap-10;
  public static final double P7 = 0x1.354b499a9d7d3p-11;
  public static final double P8 = -0x1.f4de9510b031bp-13;
  public static final double P9 = 0x1.939b6282df7e5p-14;
  public static final double P10 = -0x1.3f4b84edae936p-15;
  public static final double P11 = 0x1.df1d84e7de53ap-17;
  public static final double P12 = -0x1.3f3ffe5ff1b35p-18;
  public static final double P13 = 0x1.552c1adf0ef38p-20;
  public static final double P14 = -0x1.f433e619e530dp-23;
  public static final double P15 = 0x1.6ddc1358562e2p-26;

  private Tanh() {}

  public static double of(double x) {
    return Math.copySign(Math.abs(x) < JOIN ? central(x) : outer(x), x);
  }

  private static double central(double x) {
    double z = x * x;
    double z2 = z * z;
    double z4 = z2 * z2;
    double p0 = Math.fma(Math.fma(P3, z, P2), z2, Math.fma(P1, z, P0));
    double p4 = Math.fma(Math.fma(P7, z, P6), z2, Math.fma(P5, z, P4));
    double p8 = Math.fma(Math.fma(P11, z, P10), z2, Math.fma(P9, z, P8));
    double p12 = Math.fma(Math.fma(P15, z, P14), z2, Math.fma(P13, z, P12));
    double p = Math.fma(Math.fma(Math.fma(p12, z4, p8), z4, p4), z4, p0);
    return Math.fma(x, z * p, x);
  }

  private static double outer(double x) {
    double size = Math.abs(x);
    double a = size > SATURATION ? SATURATION : size;
    return 1.0 - 2.0 / (Exp.of(a + a) + 1.0);
  }
}
