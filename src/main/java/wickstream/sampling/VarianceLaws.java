package wickstream.sampling;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import wickstream.physics.DefensiveMixture;
import wickstream.physics.Multisets;
import wickstream.physics.exact.EstimatorVariance;
import wickstream.physics.exact.Theory;
import wickstream.physics.exact.VarianceLaw;

/**
 * The variances that are known of what networks contribute to the averages of a shard, as functions
 * of the width: for all shards that differ in nothing else. Computed when first asked for; may be
 * used by many threads at once.
 */
public final class VarianceLaws {
  private final Optional<EstimatorVariance> variance;
  private final VarianceLaw[] pairs;
  private final Map<Series, VarianceLaw> series = new ConcurrentHashMap<>();

  /**
   * @param shard of any width
   * @param theory of its ensemble, points and orders
   */
  public VarianceLaws(Shard shard, Theory theory) {
    this.variance =
        shard.isTiltedByDirection()
            ? Optional.empty() // they are known of shifted biases, not of shifted weights
            : Optional.of(
                EstimatorVariance.of(
                    theory, shard.estimator(), DefensiveMixture.of(shard.measures(6))));
    this.pairs = new VarianceLaw[Multisets.of(shard.points().count(), 2).size()];
  }

  /** Of the contribution to ΔG⁽²⁾ of a pair of points. */
  synchronized VarianceLaw pair(int k) {
    if (pairs[k] == null) {
      pairs[k] = variance.map(of -> of.pair(k)).orElse(VarianceLaw.UNKNOWN);
    }
    return pairs[k];
  }

  /** Of the contribution to a series of second and fourth order, which is linear in components. */
  VarianceLaw of(Series of, double[] coefficients, Layout layout) {
    return series.computeIfAbsent(of, s -> law(coefficients, layout));
  }

  private VarianceLaw law(double[] coefficients, Layout layout) {
    int second = layout.deviation(4, 0);
    int fourth = second + (layout.hasOrder(4) ? layout.multisets(4).size() : 0);
    return variance
        .map(
            of ->
                of.linear(
                    Arrays.copyOfRange(coefficients, 0, second),
                    Arrays.copyOfRange(coefficients, second, fourth)))
        .orElse(VarianceLaw.UNKNOWN);
  }
}
