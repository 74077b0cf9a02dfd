package wickstream.numeric;

/**
 * ab − cd to 1.5 ulps, however much of the products cancels (Kahan; Jeannerod, Louvet and Muller,
 * Math. Comp. 82, 2013).
 */
public final class DifferenceOfProducts {
  private DifferenceOfProducts() {}

  /** ab − cd. */
  public static double of(double a, double b, double c, double d) {
    double cd = c * d;
    return Math.fma(a, b, -cd) + Math.fma(-c, d, cd);
  }
}
