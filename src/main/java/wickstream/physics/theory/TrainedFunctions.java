package wickstream.physics.theory;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import wickstream.physics.Multisets;
import wickstream.physics.Observable;

/**
 * Correlators of one output of trained networks, to first order in 1/N. Pairs, triples and quads of
 * points are in the order of {@link Multisets}; connected functions of three and four points vanish
 * for N → ∞. Where orders 1/N are not known their arrays are empty.
 *
 * @param mean E[f_a] of N → ∞, one a point
 * @param meanOrder1 its coefficient of 1/N
 * @param covariance Cov(f_a, f_b) of N → ∞, one a pair
 * @param covarianceOrder1 its coefficient of 1/N
 * @param varianceOfMeanOrder1 N Var(μ_a) of the means of networks with the same hidden layers, one
 *     a point
 * @param connected3Order1 N G_c⁽³⁾, one a triple
 * @param connected4Order1 N G_c⁽⁴⁾, one a quad
 */
public record TrainedFunctions(
    double[] mean,
    double[] meanOrder1,
    double[] covariance,
    double[] covarianceOrder1,
    double[] varianceOfMeanOrder1,
    double[] connected3Order1,
    double[] connected4Order1) {

  /** Those of N → ∞ alone. */
  static TrainedFunctions ofLimit(double[] mean, double[] covariance) {
    double[] unknown = {};
    return new TrainedFunctions(mean, unknown, covariance, unknown, unknown, unknown, unknown);
  }

  /** Whether orders 1/N are known. */
  public boolean hasOrder1() {
    return meanOrder1.length > 0;
  }

  /**
   * Every function at a width, by the observable of trained networks that it is averaged to: to
   * order 1/N, or mean and covariance for N → ∞ where no more is known. The kurtosis is not a
   * number where the variance is 0.
   */
  public Map<Observable, double[]> atWidth(int width) {
    if (!hasOrder1()) {
      return Map.of(Observable.MEAN, mean, Observable.COVARIANCE, covariance);
    }
    double[] connected4 = sum(new double[connected4Order1.length], connected4Order1, width);
    return Map.of(
        Observable.MEAN, sum(mean, meanOrder1, width),
        Observable.COVARIANCE, sum(covariance, covarianceOrder1, width),
        Observable.CONNECTED3, sum(new double[connected3Order1.length], connected3Order1, width),
        Observable.CONNECTED4, connected4,
        Observable.KURTOSIS, kurtosis(connected4));
  }

  /**
   * In what the expansion of the functions at a width is one, in sums over points, with variances
   * from network to network: the larger of Var(Σ)/Σ² and 2 Var(μ)/√(N Var(Σ)). The latter is by how
   * much what comes next in G_c⁽⁴⁾, Σ_6 κ3(Σ, μ, μ), is larger than what is kept, Σ_3 Var(Σ).
   */
  double expansionParameter(int width) {
    Multisets pairs = Multisets.of(mean.length, 2);
    Multisets quads = Multisets.of(mean.length, 4);
    double ofMeans = 0;
    double deviations = 0;
    double variances = 0;
    double squares = 0;
    for (int a = 0; a < mean.length && hasOrder1(); a++) {
      double variance = Math.max(0, connected4Order1[quads.indexOf(a, a, a, a)]) / 3;
      double value = covariance[pairs.indexOf(a, a)];
      ofMeans += 2 * varianceOfMeanOrder1[a];
      deviations += Math.sqrt(variance);
      variances += variance;
      squares += value * value;
    }
    double relative = squares > 0 ? variances / squares : 0;
    return Math.max(relative, ofMeans > 0 ? ofMeans / deviations : 0) / width;
  }

  private static double[] sum(double[] limit, double[] order1, double width) {
    double[] sum = new double[limit.length];
    Arrays.setAll(sum, k -> limit[k] + order1[k] / width);
    return sum;
  }

  private double[] kurtosis(double[] connected4) {
    Multisets pairs = Multisets.of(mean.length, 2);
    Multisets quads = Multisets.of(mean.length, 4);
    double[] kurtosis = new double[mean.length];
    for (int a = 0; a < kurtosis.length; a++) {
      double variance = covariance[pairs.indexOf(a, a)];
      kurtosis[a] = connected4[quads.indexOf(a, a, a, a)] / (variance * variance);
    }
    return kurtosis;
  }

  boolean isFinite() {
    return Stream.of(
            mean, meanOrder1, covariance, covarianceOrder1, connected3Order1, connected4Order1)
        .flatMapToDouble(Arrays::stream)
        .allMatch(Double::isFinite);
  }
}
