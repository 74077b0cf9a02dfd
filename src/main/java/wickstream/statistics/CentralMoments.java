package wickstream.statistics;

/**
 * Mean and central moments to order four of one series, merged by the formulas of Pébay ("Formulas
 * for robust, one-pass parallel computation of covariances and arbitrary-order statistical
 * moments", SAND2008-6212, eqs. 2.1 and 3.1). Immutable.
 *
 * @param count n, the length of the series
 * @param mean ȳ
 * @param m2 Σ(y−ȳ)²
 * @param m3 Σ(y−ȳ)³
 * @param m4 Σ(y−ȳ)⁴
 */
public record CentralMoments(long count, double mean, double m2, double m3, double m4) {
  /** Below this the fourth powers of a long series may have lost their digits. */
  private static final double SMALLEST_SQUARE = 1e-280;

  /** How many sums are kept side by side, so that additions need not wait for one another. */
  private static final int CHAINS = 64;

  /** The moments of an empty series. */
  public static final CentralMoments EMPTY = new CentralMoments(0, 0, 0, 0, 0);

  /** The moments of the first {@code count} entries of a series, in two passes. */
  public static CentralMoments of(double[] series, int count) {
    if (count == 0) {
      return EMPTY;
    }
    double[] sums = new double[CHAINS];
    for (int from = 0; from < count; from += CHAINS) {
      int end = Math.min(CHAINS, count - from);
      for (int i = 0; i < end; i++) {
        sums[i] += series[from + i];
      }
    }
    double mean = total(sums) / count;
    double[] sums2 = new double[CHAINS];
    double[] sums3 = new double[CHAINS];
    double[] sums4 = new double[CHAINS];
    for (int from = 0; from < count; from += CHAINS) {
      int end = Math.min(CHAINS, count - from);
      for (int i = 0; i < end; i++) {
        double delta = series[from + i] - mean;
        double square = delta * delta;
        sums2[i] += square;
        sums3[i] += square * delta;
        sums4[i] += square * square;
      }
    }
    return new CentralMoments(count, mean, total(sums2), total(sums3), total(sums4));
  }

  private static double total(double[] sums) {
    double total = 0;
    for (double sum : sums) {
      total += sum;
    }
    return total;
  }

  /** The moments of both series together. */
  public CentralMoments plus(CentralMoments other) {
    if (other.count == 0) {
      return this;
    }
    if (count == 0) {
      return other;
    }
    double a = count;
    double b = other.count;
    double n = a + b;
    double delta = other.mean - mean;
    double step = delta / n;
    double square = delta * delta;
    double product = a * b / n;
    return new CentralMoments(
        count + other.count,
        mean + b * step,
        m2 + other.m2 + square * product,
        m3 + other.m3 + square * step * product * (a - b) + 3 * step * (a * other.m2 - b * m2),
        m4
            + other.m4
            + square * step * step * product * (a * a - a * b + b * b)
            + 6 * step * step * (a * a * other.m2 + b * b * m2)
            + 4 * step * (a * other.m3 - b * m3));
  }

  /** The unbiased sample variance; NaN for fewer than two entries. */
  public double variance() {
    return count < 2 ? Double.NaN : m2 / (count - 1);
  }

  /** The mean and its standard error. */
  public Estimate estimate() {
    return new Estimate(mean, Math.sqrt(variance() / count));
  }

  /**
   * The variance of variance Σ(y−ȳ)⁴/(Σ(y−ȳ)²)² − 1/n: the squared relative error of the variance
   * itself (MCNP's and OpenMC's check). 0 for a series that does not vary, NaN for an empty one and
   * for one so small or large that fourth powers leave the range of a double.
   */
  public double varianceOfVariance() {
    if (m2 == 0 && count > 0) {
      return 0;
    }
    boolean inRange = m2 * m2 >= SMALLEST_SQUARE && m4 < Double.POSITIVE_INFINITY;
    return inRange ? m4 / (m2 * m2) - 1.0 / count : Double.NaN;
  }

  /** (Σy)²/Σy²: of a series of weights, how many networks of equal weight are worth as much. */
  public double effectiveSampleSize() {
    double sum = count * mean;
    return sum * sum / (m2 + sum * mean);
  }
}
