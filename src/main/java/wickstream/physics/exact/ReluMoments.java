package wickstream.physics.exact;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import wickstream.numeric.LegendreRule;
import wickstream.numeric.Panel;
import wickstream.physics.Ball;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Multisets;

/**
 * Moments of one relu unit at d_in = 1. In polar coordinates (W0, b0) = r (−σ_W sin t, σ_b cos t) a
 * unit is h(x) = r R_x max(sin(upper_x − t), 0) with R_x² = σ_b² + σ_W² x², positive between
 * lower_x and upper_x = lower_x + π, so
 *
 * <pre>
 *   M(S) = E[rᵏ] (1/2π) ∫ dt Π_{s∈S} R_s sin(upper_s − t),   E[rᵏ] = 2^{k/2} (k/2)!,  k = |S| even
 * </pre>
 *
 * over the arc on which every factor is positive: a trigonometric polynomial of degree k, for which
 * a Gauss-Legendre rule is exact to rounding from about 20 nodes on.
 */
final class ReluMoments {
  private final double[] norms;
  private final double[] lowers;
  private final double[] uppers;
  private final boolean[] positive;
  private final LegendreRule rule;

  private ReluMoments(Ensemble ensemble, InputPoints points, LegendreRule rule) {
    int count = points.count();
    this.norms = new double[count];
    this.lowers = new double[count];
    this.uppers = new double[count];
    this.positive = new boolean[count];
    this.rule = rule;
    for (int a = 0; a < count; a++) {
      double x = ensemble.sigmaW() * points.coordinate(a, 0);
      double angle = StrictMath.atan2(ensemble.sigmaB(), Math.abs(x));
      norms[a] = Math.sqrt(Math.fma(x, x, ensemble.sigmaB() * ensemble.sigmaB()));
      positive[a] = x >= 0;
      uppers[a] = positive[a] ? angle : Math.PI - angle;
      lowers[a] = positive[a] ? angle - Math.PI : -angle;
    }
  }

  /** The moments for all multisets of four points and, if asked for, of six. */
  static Ball[] of(Ensemble ensemble, InputPoints points, boolean sixth, LegendreRule rule) {
    ReluMoments moments = new ReluMoments(ensemble, points, rule);
    Stream<Ball> fourth = moments.all(Multisets.of(points.count(), 4));
    return (sixth ? Stream.concat(fourth, moments.all(Multisets.of(points.count(), 6))) : fourth)
        .toArray(Ball[]::new);
  }

  /** Sums of numbers that are none of them negative. */
  private Stream<Ball> all(Multisets multisets) {
    double radial = 1;
    for (int k = 1; k <= multisets.order() / 2; k++) {
      radial *= 2 * k;
    }
    double factor = radial / (2 * Math.PI);
    double rounding = (rule.size() + 16 * multisets.order()) * Ball.ULP;
    return IntStream.range(0, multisets.size())
        .mapToDouble(k -> factor * angular(multisets.indices(k)))
        .mapToObj(moment -> moment == 0 ? Ball.ZERO : new Ball(moment, rounding * moment));
  }

  /** ∫ dt Π R_s sin(upper_s − t) where all factors are positive. */
  private double angular(int[] s) {
    double lower = Double.NEGATIVE_INFINITY;
    double upper = Double.POSITIVE_INFINITY;
    for (int a : s) {
      lower = Math.max(lower, lowers[a]);
      upper = Math.min(upper, uppers[a]);
    }
    if (lower >= upper) {
      return 0;
    }
    Panel arc = new Panel(lower, upper);
    double sum = 0;
    for (int i = 0; i < rule.size(); i++) {
      sum += rule.weight(i, arc) * product(s, arc.at(rule.node(i)));
    }
    return sum;
  }

  private double product(int[] s, double t) {
    double product = 1;
    for (int a : s) {
      product *= norms[a] * StrictMath.sin(positive[a] ? uppers[a] - t : t - lowers[a]);
    }
    return product;
  }
}
