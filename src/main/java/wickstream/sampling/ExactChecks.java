package wickstream.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import wickstream.physics.Activation.Family;
import wickstream.physics.Ensemble;
import wickstream.physics.Multisets;
import wickstream.physics.exact.VarianceBounds;
import wickstream.statistics.ConfidenceSequence;
import wickstream.statistics.Estimate;
import wickstream.statistics.KnownMean;
import wickstream.statistics.KnownVariance;
import wickstream.statistics.SampleChecks;

/**
 * What is known exactly of a shard's averages, whatever its target: E[D] = 0 of each pair of points
 * for one hidden layer, and of each point for relu and its like of any depth, because E[g(u)²] is
 * linear in the variance of u; E[D] of order 1/N of several layers of bounded units; E[M] = 0 of
 * what is linear in fluctuations of the layers below an integrated one; E[w] = 1 of the tilted
 * estimator's weights; and the variances of what networks contribute to D and to averages of fourth
 * order.
 */
final class ExactChecks {
  /**
   * Corrections of order 1/N to a kernel of L layers are at most so many times L/N of its
   * variances, twenty times what is known of erf and relu.
   */
  private static final double MAX_OF_ORDER_ONE = 2;

  private final Measurement measurement;
  private final VarianceLaws laws;
  private final RoundingBound rounding;

  private ExactChecks(Measurement measurement, VarianceLaws laws) {
    this.measurement = measurement;
    this.laws = laws;
    this.rounding = new RoundingBound(measurement);
  }

  /** The checks of a measurement. */
  static SampleChecks of(Measurement measurement, VarianceLaws laws, ConfidenceSequence sequence) {
    ExactChecks known = new ExactChecks(measurement, laws);
    return new SampleChecks(
        known.means(), known.variances(), known.rounding, sequence, measurement.posteriorWeights());
  }

  private List<KnownMean> means() {
    List<KnownMean> means = new ArrayList<>();
    Multisets pairs = measurement.multisets(2);
    for (int k = 0; k < pairs.size(); k++) {
      if (isKnown(pairs.indices(k))) {
        means.add(ofPair(k, rounding.ofPair(k)));
      } else if (measurement.shard().ensemble().activation().largestSquare().isPresent()) {
        means.add(ofPair(k, ofOrderOne(k)));
      }
    }
    for (int k = 0; k < measurement.layout().linearSize(); k++) {
      String name = "the mean of what is linear in " + name(k);
      means.add(ofComponent(measurement.layout().linear(k), name, rounding.ofPair(k)));
    }
    OptionalInt weight = measurement.position(Series.WEIGHT);
    weight.ifPresent(
        s ->
            means.add(
                new KnownMean("the mean weight", sums -> sums.series().get(s).estimate(), 1, 0)));
    return means;
  }

  /** Whether E[D] of a pair is 0 at finite N. */
  private boolean isKnown(int[] ab) {
    Ensemble ensemble = measurement.shard().ensemble();
    return ensemble.depth() == 1
        || ensemble.activation().family() == Family.RECTIFIED && ab[0] == ab[1];
  }

  /**
   * How far E[D] of several saturating layers may be from 0: a correction of order 1/N. One far
   * larger means that networks of this width differ from wide ones by events too rare to be drawn.
   */
  private double ofOrderOne(int pair) {
    Shard shard = measurement.shard();
    return MAX_OF_ORDER_ONE * shard.ensemble().depth() / shard.width() * rounding.deviations(pair);
  }

  private KnownMean ofPair(int k, double allowed) {
    return ofComponent(measurement.layout().deviation(2, k), name(k), allowed);
  }

  private static KnownMean ofComponent(int component, String name, double allowed) {
    return new KnownMean(
        name,
        sums ->
            new Estimate(sums.componentMean(component), sums.components().standardError(component)),
        0,
        allowed);
  }

  private String name(int pair) {
    int[] ab = measurement.multisets(2).indices(pair);
    return "G2 - K at points %d and %d".formatted(ab[0] + 1, ab[1] + 1);
  }

  private List<KnownVariance> variances() {
    List<KnownVariance> variances = new ArrayList<>();
    int width = measurement.shard().width();
    Multisets pairs = measurement.multisets(2);
    for (int k = 0; k < pairs.size(); k++) {
      VarianceBounds bounds = laws.pair(k).at(width);
      int component = measurement.layout().deviation(2, k);
      variances.add(
          new KnownVariance(
              name(k),
              sums -> sums.components().variance(component),
              bounds.lower(),
              isExact(bounds),
              OptionalInt.empty(),
              rounding.ofPair(k)));
    }
    for (Series of : List.of(Series.U4, Series.M4)) {
      OptionalInt position = measurement.position(of);
      if (position.isPresent()) {
        double[] coefficients = measurement.coefficients(of).orElseThrow().values();
        VarianceBounds bounds = laws.of(of, coefficients, measurement.layout()).at(width);
        variances.add(
            KnownVariance.ofSeries(
                of.label(), position.getAsInt(), bounds.lower(), isExact(bounds)));
      }
    }
    return variances.stream().filter(known -> known.variance() > 0).toList();
  }

  private static boolean isExact(VarianceBounds bounds) {
    return bounds.value().isPresent();
  }
}
