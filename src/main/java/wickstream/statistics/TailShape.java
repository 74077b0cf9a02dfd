package wickstream.statistics;

/**
 * The shape k̂ of a generalised Pareto distribution fitted to the largest |y − ȳ| of a series: the
 * number of finite moments is about 1/k̂, so that from about 0.7 the mean's error can no longer be
 * judged from the sample. The fit is the quasi-Bayesian one of Zhang and Stephens ("A new and
 * efficient estimation method for the generalized Pareto distribution", Technometrics 51, 2009)
 * with the weak prior of Vehtari, Simpson, Gelman, Yao, Gabry ("Pareto smoothed importance
 * sampling", JMLR 25, 2024, appendix C).
 */
public final class TailShape {
  private static final int FEWEST_EXCEEDANCES = 5;
  private static final int GRID = 30;
  private static final double PRIOR_COUNT = 10;
  private static final double PRIOR_SHAPE = 0.5;

  private TailShape() {}

  /** From how many exceedances the shape of so many values is fitted: min(n/5, 3√n). */
  static int exceedances(long n) {
    long roots = (long) Math.ceil(3 * Math.sqrt(n));
    return (int) Math.min(n / 5, Math.min(roots, ExtremeValues.CAPACITY - 1));
  }

  /**
   * k̂ of a series with these moments and this tail, from the largest min(n/5, 3√n) deviations, as
   * far as a tail holds them; NaN if they are too few or all the same.
   */
  public static double of(CentralMoments moments, ExtremeValues tail) {
    int wanted = exceedances(moments.count());
    if (wanted < FEWEST_EXCEEDANCES) {
      return Double.NaN;
    }
    double[] largest = tail.largestDeviations(moments.mean(), wanted + 1);
    if (largest.length <= wanted || Double.isNaN(largest[wanted])) {
      return Double.NaN;
    }
    double[] exceedances = new double[wanted];
    for (int i = 0; i < exceedances.length; i++) {
      exceedances[i] = largest[i + 1] - largest[0];
    }
    return shape(exceedances);
  }

  /**
   * k̂ of exceedances over a threshold, ascending and not negative; NaN if their lower quartile is
   * zero.
   */
  static double shape(double[] exceedances) {
    int n = exceedances.length;
    double quartile = exceedances[(int) Math.floor(n / 4.0 + 0.5) - 1];
    if (!(quartile > 0)) {
      return Double.NaN;
    }
    int grid = GRID + (int) Math.floor(Math.sqrt(n));
    double[] theta = new double[grid];
    double[] logLikelihood = new double[grid];
    for (int j = 0; j < grid; j++) {
      theta[j] = 1 / exceedances[n - 1] + (1 - Math.sqrt(grid / (j + 0.5))) / (3 * quartile);
      double k = meanLog(theta[j], exceedances);
      logLikelihood[j] = n * (StrictMath.log(-theta[j] / k) - k - 1);
    }
    double k = meanLog(weightedMean(theta, logLikelihood), exceedances);
    return (n * k + PRIOR_COUNT * PRIOR_SHAPE) / (n + PRIOR_COUNT);
  }

  private static double meanLog(double theta, double[] exceedances) {
    double sum = 0;
    for (double x : exceedances) {
      sum += StrictMath.log1p(-theta * x);
    }
    return sum / exceedances.length;
  }

  /** The mean of {@code values} under weights proportional to exp(logWeights). */
  private static double weightedMean(double[] values, double[] logWeights) {
    double most = Double.NEGATIVE_INFINITY;
    for (double logWeight : logWeights) {
      most = Math.max(most, logWeight);
    }
    double weights = 0;
    double sum = 0;
    for (int j = 0; j < values.length; j++) {
      double weight = StrictMath.exp(logWeights[j] - most);
      weights += weight;
      sum += weight * values[j];
    }
    return sum / weights;
  }
}
