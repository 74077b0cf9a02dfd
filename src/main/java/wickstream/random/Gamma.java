package wickstream.random;

import wickstream.numeric.Elementary;

/**
 * Gamma variates of scale 1, each a pure function of its shape and 64 random bits, by which a
 * generator is seeded: rejection from the cube of a normal number (Marsaglia and Tsang, "A simple
 * method for generating gamma variables", ACM Trans. Math. Softw. 26, 2000). A shape a below 1
 * takes that of a + 1 times U^{1/a}.
 */
public final class Gamma {
  private Gamma() {}

  /**
   * The variate of 64 uniformly random bits.
   *
   * @param shape finite and above 0; its mean and its variance
   */
  public static double of(double shape, long bits) {
    Xoshiro random = Xoshiro.seededBy(bits);
    return shape < 1
        ? ofLargeShape(shape + 1, random) * Elementary.exp(Elementary.log(uniform(random)) / shape)
        : ofLargeShape(shape, random);
  }

  private static double ofLargeShape(double shape, Xoshiro random) {
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = Ziggurat.normal(random.next());
      double v = 1 + c * x;
      double cube = v * v * v;
      double accepted = uniform(random);
      if (v > 0 && Elementary.log(accepted) < 0.5 * x * x + d * (1 - cube + Elementary.log(cube))) {
        return d * cube;
      }
    }
  }

  /** Uniform on the midpoints of 2⁵² cells of (0, 1). */
  private static double uniform(Xoshiro random) {
    return ((random.next() >>> 12) + 0.5) * 0x1p-52;
  }
}
