package wickstream.numeric;

/**
 * exp, log, sin, cos, atan, erf and tanh in double precision, each the same to the last bit on
 * every JDK and processor.
 *
 * <p>Errors are stated in ulps of the exact value, {@code |computed - exact| / ulp(exact)}; a
 * correctly rounded result has at most 0.5. The bounds are measured ones, from 10 million random
 * arguments a function against 113-bit arithmetic, with the sines and cosines of all multiples of
 * pi/2 in their range. Those of tanh and atan are from fewer: 20 thousand and 2 thousand arguments,
 * against 45 digits.
 *
 * <p>Every function is a fixed sequence of IEEE operations whose only decisions are selections
 * between finished values, so that a vector version may repeat it lane by lane and obtain the same
 * bits. On a processor without fused multiply-add the bits are still the same, but {@link
 * Math#fma(double, double, double)} is then emulated and very slow.
 */
public final class Elementary {

  /** The largest |x| of {@link #sin} and {@link #cos}. */
  public static final double LARGEST_ANGLE = SinCos.LARGEST;

  private Elementary() {}

  /**
   * Returns e<sup>x</sup> with an error below 0.9 ulp.
   *
   * <p>Below -708 the result is +0.0: the subnormal results, and the last few normal ones (below
   * about 3.3e-308), are flushed. Above 709.782712893384, the logarithm of {@link
   * Double#MAX_VALUE}, it is positive infinity. NaN gives NaN.
   */
  public static double exp(double x) {
    return Exp.of(x);
  }

  /**
   * Returns the natural logarithm of x with an error below 0.84 ulp, near 1 as elsewhere.
   *
   * <p>Subnormal arguments are included. The logarithm of +0.0 or -0.0 is negative infinity, that
   * of positive infinity is positive infinity; a negative argument or NaN gives NaN.
   */
  public static double log(double x) {
    return Log.of(x);
  }

  /**
   * Returns the sine of x (radians) for |x| at most 1e5, with an error below 0.8 ulp even next to
   * the multiples of pi. Outside that range, and for NaN, it returns NaN; -0.0 gives -0.0.
   */
  public static double sin(double x) {
    return x == 0.0 ? x : SinCos.of(x, 0);
  }

  /**
   * Returns the cosine of x (radians) for |x| at most 1e5, with an error below 0.8 ulp even next to
   * the odd multiples of pi/2. Outside that range, and for NaN, it returns NaN.
   */
  public static double cos(double x) {
    return SinCos.of(x, 1);
  }

  /**
   * Returns the angle between -pi/2 and pi/2 whose tangent is x, with an error below 1.3 ulp for
   * every double. -0.0 gives -0.0, NaN gives NaN.
   */
  public static double atan(double x) {
    return Atan.of(x);
  }

  /**
   * Returns the error function 2/sqrt(pi) times the integral of exp(-t<sup>2</sup>) from 0 to x,
   * with an error below 1.1 ulp for every double.
   *
   * <p>It is odd to the last bit, and exactly 1 or -1 from |x| = 6 on. Subnormal arguments are
   * included; -0.0 gives -0.0, NaN gives NaN.
   */
  public static double erf(double x) {
    return Erf.of(x);
  }

  /**
   * Returns the hyperbolic tangent of x with an error below 1.2 ulp for every double.
   *
   * <p>It is odd to the last bit, and exactly 1 or -1 from |x| = 20 on. Subnormal arguments are
   * included; -0.0 gives -0.0, NaN gives NaN.
   */
  public static double tanh(double x) {
    return Tanh.of(x);
  }
}
