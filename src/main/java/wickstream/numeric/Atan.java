package wickstream.numeric;

/**
 * The arctangent: t + t z P(z), z = t<sup>2</sup>, for |t| up to tan(pi/8); beyond, arctan t = pi/4
 * + arctan((t - 1)/(t + 1)) and, above 1, pi/2 - arctan(1/t).
 */
final class Atan {
  private static final double EIGHTH = 0x1.a827999fcef32p-2; // tan(pi/8)
  private static final double QUARTER_PI = 0x1.921fb54442d18p-1;
  private static final double HALF_PI = 0x1.921fb54442d18p0;

  // atan(t)/t - 1 = z (P0 + P1 z + ... + P10 z^10), z = t^2 <= tan^2(pi/8): minimax in the relative
  // error of atan by the Remez algorithm in 60-digit arithmetic, the coefficients rounded one by
  // one
  // and the others fitted again. With the rounded coefficients the relative error is below 1.3e-18
  // (0.012 * 2^-53).
  private static final double P0 = -0x1.555555555553dp-2;
  private static final double P1 = 0x1.9999999995869p-3;
  private static final double P2 = -0x1.24924922ad516p-3;
  private static final double P3 = 0x1.c71c70e6086c1p-4;
  private static final double P4 = -0x1.745cf8db9d1dep-4;
  private static final double P5 = 0x1.3b11190f9a9e0p-4;
  private static final double P6 = -0x1.10ebb7d6abefbp-4;
  private static final double P7 = 0x1.df0f4704cbd4dp-5;
  private static final double P8 = -0x1.9cd2b45068027p-5;
  private static final double P9 = 0x1.37d5a85c32747p-5;
  private static final double P10 = -0x1.256a973f66aa6p-6;

  private Atan() {}

  static double of(double x) {
    double size = Math.abs(x);
    double angle = size > 1 ? HALF_PI - upToOne(1 / size) : upToOne(size);
    return Math.copySign(angle, x);
  }

  private static double upToOne(double t) {
    return t > EIGHTH ? QUARTER_PI + central((t - 1) / (t + 1)) : central(t);
  }

  private static double central(double t) {
    double z = t * t;
    double z2 = z * z;
    double z4 = z2 * z2;
    double p0 = Math.fma(Math.fma(P3, z, P2), z2, Math.fma(P1, z, P0));
    double p4 = Math.fma(Math.fma(P7, z, P6), z2, Math.fma(P5, z, P4));
    double p8 = Math.fma(P10, z2, Math.fma(P9, z, P8));
    double p = Math.fma(Math.fma(p8, z4, p4), z4, p0);
    return Math.fma(t, z * p, t);
  }
}
