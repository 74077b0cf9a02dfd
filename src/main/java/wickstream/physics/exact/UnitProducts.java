package wickstream.physics.exact;

/** The law of products h_a h_b …, of two or four factors, of one hidden unit. */
interface UnitProducts {

  /** A product, ready for use. */
  Product product(int... points);

  /** Adds factor · Cov(s, t). */
  void addCovariance(Product s, Product t, ScaledSum factor, ScaledSum into);

  /** Whether products of four are known, or only those of two. */
  boolean hasQuartic();

  /**
   * A product of values of one hidden unit.
   *
   * @param points the sorted indices of its points
   * @param sum Σx
   * @param size Σ|x|
   * @param logMean the logarithm of its expectation, which is above 0
   */
  record Product(int[] points, double[] sum, double size, double logMean) {
    int order() {
      return points.length;
    }
  }
}
