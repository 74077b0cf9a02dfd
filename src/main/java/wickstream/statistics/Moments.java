package wickstream.statistics;

import java.util.Arrays;

/**
 * Means and central second moments of a vector-valued sample: Welford's state, merged by the
 * formulas of Chan, Golub, LeVeque ("Updating formulae and a pairwise algorithm for computing
 * sample variances", COMPSTAT 1982, eq. 2.1). Immutable.
 */
public final class Moments {
  private final long count;
  private final double[] mean;
  private final double[] squares;

  private Moments(long count, double[] mean, double[] squares) {
    this.count = count;
    this.mean = mean;
    this.squares = squares;
  }

  /** The moments of no sample, of vectors with {@code dimension} components. */
  public static Moments empty(int dimension) {
    return new Moments(0, new double[dimension], new double[dimension]);
  }

  /**
   * Moments from sums about a shift s of each component, with d = y − s:
   *
   * <pre>
   *   ȳ = s + Σd/n,   Σ(y−ȳ)² = Σd² − (Σd)²/n
   * </pre>
   *
   * <p>The difference cancels where ȳ is many standard deviations away from s: see {@link
   * #roundingOfSquares}. About the mean itself, even one that is known to half its digits, nothing
   * cancels.
   *
   * @param count n, at least 1
   * @param shifts s of each component
   * @param sums Σd of each component
   * @param sumsOfSquares Σd² of each component
   */
  public static Moments ofSums(long count, double[] shifts, double[] sums, double[] sumsOfSquares) {
    double[] mean = new double[sums.length];
    double[] squares = new double[sums.length];
    for (int k = 0; k < sums.length; k++) {
      double distance = sums[k] / count;
      mean[k] = shifts[k] + distance;
      squares[k] = Math.max(0, sumsOfSquares[k] - sums[k] * distance);
    }
    return new Moments(count, mean, squares);
  }

  /**
   * A bound on what rounding can change Σ(y−ȳ)² by that {@link #ofSums} makes of sums. With u =
   * 2⁻⁵³ the sums of m additions are right to m u Σ|d| and m u Σd², and |Σd| Σ|d| ≤ n Σd², so that
   * with three more operations the error is at most 3(m + 1) u Σd², to first order in u. Relative
   * to Σ(y−ȳ)² that is 3(m + 1) u (1 + κ), where the condition number κ = n(ȳ−s)²/Σ(y−ȳ)².
   *
   * @param additions m, the most additions that a term has gone through
   * @param sumOfSquares Σd²
   */
  public static double roundingOfSquares(long additions, double sumOfSquares) {
    return 3 * (additions + 2.0) * 0x1p-53 * sumOfSquares;
  }

  /**
   * Moments from Welford's state.
   *
   * @param count n, at least 0
   * @param means ȳ of each component
   * @param squares Σ(y−ȳ)² of each component
   * @throws IllegalArgumentException if the count is negative or the arrays differ in length
   */
  public static Moments of(long count, double[] means, double[] squares) {
    if (count < 0 || means.length != squares.length) {
      throw new IllegalArgumentException(
          "moments must be of a count of at least 0 and as many means as squares, were %d, %d, %d"
              .formatted(count, means.length, squares.length));
    }
    return new Moments(count, means.clone(), squares.clone());
  }

  /** The moments of both samples together. */
  public Moments plus(Moments other) {
    if (other.dimension() != dimension()) {
      throw new IllegalArgumentException(
          "moments of %d components cannot be added to moments of %d"
              .formatted(other.dimension(), dimension()));
    }
    if (other.count == 0) {
      return this;
    }
    if (count == 0) {
      return other;
    }
    long n = count + other.count;
    double share = (double) other.count / n;
    double weight = count * share;
    double[] merged = new double[mean.length];
    double[] mergedSquares = new double[mean.length];
    for (int k = 0; k < mean.length; k++) {
      double delta = other.mean[k] - mean[k];
      merged[k] = mean[k] + delta * share;
      mergedSquares[k] = squares[k] + other.squares[k] + delta * delta * weight;
    }
    return new Moments(n, merged, mergedSquares);
  }

  /** n, the size of the sample. */
  public long count() {
    return count;
  }

  /** How many components the vectors have. */
  public int dimension() {
    return mean.length;
  }

  /** The sample mean of component k. */
  public double mean(int k) {
    return mean[k];
  }

  /** The sample mean of each component. */
  public double[] means() {
    return mean.clone();
  }

  /** Σ(y−ȳ)² of each component. */
  public double[] squares() {
    return squares.clone();
  }

  /** The unbiased sample variance of component k; NaN for fewer than two vectors. */
  public double variance(int k) {
    return count < 2 ? Double.NaN : squares[k] / (count - 1);
  }

  /** The standard error of the mean of component k; NaN for fewer than two vectors. */
  public double standardError(int k) {
    return Math.sqrt(variance(k) / count);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Moments that
        && count == that.count
        && Arrays.equals(mean, that.mean)
        && Arrays.equals(squares, that.squares);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(mean) * 31 + Long.hashCode(count);
  }
}
