package wickstream.physics;

import wickstream.numeric.Elementary;

/**
 * Moments of one erf unit at d_in = 1, M(S) = E[Π erf(σ_W g x_s + σ_b g')] with g, g' standard
 * normal, by the trapezoidal rule in both. The integrand is entire and bounded by exp(y²(1/2 +
 * |S|a²)) at distance y from the real axis, with a = σ_W max|x| in one direction and σ_b in the
 * other, so that a step h errs by exp(−2π²/(h²(1+2|S|a²))): convergence is exponential (Trefethen
 * and Weideman, SIAM Review 56, 2014).
 */
final class ErfMoments {
  private static final double REACH = 10;
  private static final double FIRST_STEP = 0.8;
  private static final double STEP_RATIO = 1.3;

  private final Axis weights;
  private final Axis biases;
  private final double[] slopes;

  private ErfMoments(Axis weights, Axis biases, double[] slopes) {
    this.weights = weights;
    this.biases = biases;
    this.slopes = slopes;
  }

  /**
   * The rule of a level 0, 1, …, whose steps are 1.3 times smaller than those of the one before.
   */
  static ErfMoments atLevel(int level, Ensemble ensemble, InputPoints points) {
    double[] slopes = new double[points.count()];
    double steepest = 0;
    for (int a = 0; a < slopes.length; a++) {
      slopes[a] = ensemble.sigmaW() * points.coordinate(a, 0);
      steepest = Math.max(steepest, Math.abs(slopes[a]));
    }
    double fineness = 1 / FIRST_STEP;
    for (int k = 0; k < level; k++) {
      fineness *= STEP_RATIO;
    }
    return new ErfMoments(
        Axis.of(steepest, fineness), Axis.of(ensemble.sigmaB(), fineness), slopes);
  }

  /** How many nodes are to be visited. */
  double size() {
    return (double) weights.size() * biases.size();
  }

  NeuronMoments moments(Ensemble ensemble, InputPoints points, boolean sixth) {
    MultisetProducts products = new MultisetProducts(points.count(), sixth);
    double[] h = new double[slopes.length];
    for (int i = weights.first(); i <= weights.last(); i++) {
      // h is odd, its even products are not changed by (g, g') → (−g, −g'): half the plane will do
      for (int j = 0; j <= biases.last(); j++) {
        for (int a = 0; a < h.length; a++) {
          h[a] = Elementary.erf(slopes[a] * weights.node(i) + ensemble.sigmaB() * biases.node(j));
        }
        products.add(h, (j == 0 ? 1 : 2) * weights.weight(i) * biases.weight(j));
      }
    }
    return new NeuronMoments(
        NeuronMoments.second(ensemble, points), products.fourth(), products.sixth());
  }

  /** The trapezoidal rule for a standard normal variable: nodes kh, |kh| ≤ 10. */
  private record Axis(double step, int last) {

    /**
     * Fine enough for products of erf(scale·g); the value at 0 alone when they do not depend on g.
     */
    static Axis of(double scale, double fineness) {
      if (scale == 0) {
        return new Axis(Math.sqrt(2 * Math.PI), 0);
      }
      double step = 1 / (fineness * Math.sqrt(1 + 12 * scale * scale));
      return new Axis(step, (int) Math.min(Math.ceil(REACH / step), Integer.MAX_VALUE / 4.0));
    }

    int first() {
      return -last;
    }

    int size() {
      return 2 * last + 1;
    }

    double node(int k) {
      return k * step;
    }

    double weight(int k) {
      return step / Math.sqrt(2 * Math.PI) * StrictMath.exp(-node(k) * node(k) / 2);
    }
  }
}
