package wickstream.numeric;

/**
 * The exponential function and its reciprocal for small arguments: e<sup>±r</sup> = 1 + r² P(r²) ±
 * (r + r³ Q(r²)), |r| at most {@link #LARGEST}, with a relative error of the polynomials below
 * 2·10<sup>−17</sup>. Vector versions, for which the coefficients are public, must repeat the
 * operations in this order.
 */
public final class NearOne {
  /** The largest |r|. */
  public static final double LARGEST = 0.6;

  // Chebyshev interpolation of (cosh r − 1)/r² and (sinh r − r)/r³ in r², |r| ≤ 0.6.

  public static final double P0 = 0.5;
  public static final double P1 = 0x1.55555555556b6p-5;
  public static final double P2 = 0x1.6c16c16bbd64fp-10;
  public static final double P3 = 0x1.a01a02a8d1113p-16;
  public static final double P4 = 0x1.27e39916b9af2p-22;
  public static final double P5 = 0x1.20a2aa394624cp-29;
  public static final double Q0 = 0x1.5555555555555p-3;
  public static final double Q1 = 0x1.111111111116fp-7;
  public static final double Q2 = 0x1.a01a019fea5f2p-13;
  public static final double Q3 = 0x1.71de3ae289400p-19;
  public static final double Q4 = 0x1.ae62dca8d4910p-26;
  public static final double Q5 = 0x1.62f678e4e1d8fp-33;

  private NearOne() {}

  /** e<sup>r</sup>. */
  public static double up(double r) {
    return 1 + (odd(r) + even(r));
  }

  /** e<sup>−r</sup>. */
  public static double down(double r) {
    return 1 + (even(r) - odd(r));
  }

  private static double even(double r) {
    double s = r * r;
    double s2 = s * s;
    double high = Math.fma(Math.fma(P5, s, P4), s2, Math.fma(P3, s, P2));
    return s * Math.fma(high, s2, Math.fma(P1, s, P0));
  }

  private static double odd(double r) {
    double s = r * r;
    double s2 = s * s;
    double high = Math.fma(Math.fma(Q5, s, Q4), s2, Math.fma(Q3, s, Q2));
    return Math.fma(r * s, Math.fma(high, s2, Math.fma(Q1, s, Q0)), r);
  }
}
