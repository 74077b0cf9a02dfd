package wickstream.physics.exact;

/**
 * A sum of terms t_rk N(N−1)…(N−k+1)/N^r, as expectations over N independent units are, with the
 * sum of their magnitudes. Mutable.
 */
final class WidthPolynomial {
  private static final int MOST = 4;

  private final double[][] terms = new double[MOST + 1][MOST + 1];
  private final double[][] sizes = new double[MOST + 1][MOST + 1];

  /** Adds a multiple of others, by r and k. */
  void add(double factor, double[][] others) {
    for (int r = 0; r < others.length; r++) {
      for (int k = 0; others[r] != null && k < others[r].length; k++) {
        terms[r][k] += factor * others[r][k];
        sizes[r][k] += Math.abs(factor) * others[r][k];
      }
    }
  }

  /** The value at width N. */
  double at(int width) {
    return at(width, terms);
  }

  /** The sum of the magnitudes of what was added, at width N. */
  double sizeAt(int width) {
    return at(width, sizes);
  }

  private static double at(int width, double[][] of) {
    double sum = 0;
    double perPower = 1;
    for (int r = 0; r <= MOST; r++) {
      double factor = perPower;
      for (int k = 0; k <= r; k++) {
        sum += factor == 0 ? 0 : factor * of[r][k];
        factor *= width - k;
      }
      perPower /= width;
    }
    return sum;
  }
}
