package wickstream.random;

import wickstream.numeric.Elementary;

/** Numbers of mean 0 and variance 1, each a pure function of 64 random bits. */
public final class SymmetricVariates {
  private static final double ROOT_3 = Math.sqrt(3);
  private static final double ROOT_HALF = Math.sqrt(0.5);

  private SymmetricVariates() {}

  /** Uniform between −√3 and √3. */
  public static double uniform(long bits) {
    return ROOT_3 * (2 * inside(bits) - 1);
  }

  /** −1 or 1, by the highest bit. */
  public static double rademacher(long bits) {
    return bits < 0 ? -1 : 1;
  }

  /** Of density exp(−√2|x|)/√2: its sign by the lowest bit, its size by the highest 52. */
  public static double laplace(long bits) {
    double size = -ROOT_HALF * Elementary.log(inside(bits));
    return (bits & 1) == 0 ? size : -size;
  }

  /** Uniform on the midpoints of 2⁵² cells of (0, 1). */
  private static double inside(long bits) {
    return ((bits >>> 12) + 0.5) * 0x1p-52;
  }
}
