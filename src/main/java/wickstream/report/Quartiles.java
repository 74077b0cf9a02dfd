package wickstream.report;

/**
 * The quartiles of a distribution that is nearly normal, from its cumulants by the expansion of
 * Cornish and Fisher (Rev. Inst. Int. Stat. 5, 307, 1938)
 *
 * <pre>
 *   q = μ + σ [z + (z² − 1) γ1/6 + (z³ − 3z) γ2/24 − (2z³ − 5z) γ1²/36],   z = ±0.6745
 * </pre>
 *
 * where γ1 is the third cumulant over σ³ and γ2 the fourth over σ⁴.
 *
 * @param low a quarter is below
 * @param high a quarter is above
 */
record Quartiles(double low, double high) {
  /** The upper quartile of the normal distribution. */
  private static final double NORMAL = 0.674489750196082;

  /** Below this part of the square of the mean, a variance is rounding. */
  private static final double ROUNDING = 1e-14;

  /**
   * From cumulants as they are measured: of no variance both are the mean, and they are those of
   * the normal distribution where the expansion does not put the mean between them.
   */
  static Quartiles of(double mean, double variance, double third, double fourth) {
    if (!(variance > ROUNDING * mean * mean)) {
      return new Quartiles(mean, mean);
    }
    double sigma = Math.sqrt(variance);
    double skewness = third / (variance * sigma);
    double kurtosis = fourth / (variance * variance);
    double low = mean + sigma * expansion(-NORMAL, skewness, kurtosis);
    double high = mean + sigma * expansion(NORMAL, skewness, kurtosis);
    return low < mean && mean < high
        ? new Quartiles(low, high)
        : new Quartiles(mean - sigma * NORMAL, mean + sigma * NORMAL);
  }

  private static double expansion(double z, double skewness, double kurtosis) {
    return z
        + (z * z - 1) * skewness / 6
        + z * (z * z - 3) * kurtosis / 24
        - z * (2 * z * z - 5) * skewness * skewness / 36;
  }
}
