package wickstream.physics.theory;

import java.util.Arrays;
import java.util.stream.Stream;
import wickstream.physics.Multisets;

/**
 * Correlators of one output of trained networks, to first order in 1/N. Pairs, triples and quads of
 * points are in the order of {@link Multisets}; connected functions of three and four points vanish
 * for N → ∞. Where orders 1/N are not known their arrays are empty.
 *
 * @param mean E[f_a] of N → ∞, one a point
 * @param meanOrder1 its coefficient of 1/N
 * @param covariance Cov(f_a, f_b) of N → ∞, one a pair
 * @param covarianceOrder1 its coefficient of 1/N
 * @param connected3Order1 N G_c⁽³⁾, one a triple
 * @param connected4Order1 N G_c⁽⁴⁾, one a quad
 */
public record TrainedFunctions(
    double[] mean,
    double[] meanOrder1,
    double[] covariance,
    double[] covarianceOrder1,
    double[] connected3Order1,
    double[] connected4Order1) {

  /** Those of N → ∞ alone. */
  static TrainedFunctions ofLimit(double[] mean, double[] covariance) {
    double[] unknown = {};
    return new TrainedFunctions(mean, unknown, covariance, unknown, unknown, unknown);
  }

  /** Whether orders 1/N are known. */
  public boolean hasOrder1() {
    return meanOrder1.length > 0;
  }

  boolean isFinite() {
    return Stream.of(
            mean, meanOrder1, covariance, covarianceOrder1, connected3Order1, connected4Order1)
        .flatMapToDouble(Arrays::stream)
        .allMatch(Double::isFinite);
  }
}
