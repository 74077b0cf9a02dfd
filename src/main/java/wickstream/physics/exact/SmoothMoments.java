package wickstream.physics.exact;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import wickstream.numeric.Elementary;
import wickstream.physics.Activation;
import wickstream.physics.Ball;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Multisets;
import wickstream.physics.quadrature.MultisetProducts;

/**
 * Moments of one unit of a smooth, odd and bounded h at d_in = 1, M(S) = E[Π h(σ_W g x_s + σ_b g')]
 * with g, g' standard normal, by the trapezoidal rule in both: for integrands that are analytic
 * around the real axis convergence is exponential (Trefethen and Weideman, SIAM Review 56, 2014).
 * If the integrand can be continued to distance y, a step h errs by exp(−2πy/h) times its size
 * there.
 *
 * <p>Another such activation needs its function and the step it asks for.
 */
final class SmoothMoments {
  private static final double REACH = 10;
  private static final double STEP_RATIO = 1.3;

  private final DoubleUnaryOperator unit;
  private final double sigmaB;
  private final Axis weights;
  private final Axis biases;
  private final double[] slopes;

  private SmoothMoments(
      DoubleUnaryOperator unit, double sigmaB, Axis weights, Axis biases, double[] slopes) {
    this.unit = unit;
    this.sigmaB = sigmaB;
    this.weights = weights;
    this.biases = biases;
    this.slopes = slopes;
  }

  /**
   * The rule of a level 0, 1, …, whose steps are 1.3 times smaller than those of the one before.
   */
  static SmoothMoments atLevel(int level, Ensemble ensemble, InputPoints points) {
    double[] slopes = new double[points.count()];
    double steepest = 0;
    for (int a = 0; a < slopes.length; a++) {
      slopes[a] = ensemble.sigmaW() * points.coordinate(a, 0);
      steepest = Math.max(steepest, Math.abs(slopes[a]));
    }
    double finer = 1;
    for (int k = 0; k < level; k++) {
      finer *= STEP_RATIO;
    }
    DoubleUnaryOperator step = step(ensemble.activation());
    return new SmoothMoments(
        unit(ensemble.activation()),
        ensemble.sigmaB(),
        Axis.of(steepest, step, finer),
        Axis.of(ensemble.sigmaB(), step, finer),
        slopes);
  }

  private static DoubleUnaryOperator unit(Activation activation) {
    return switch (activation.family()) {
      case ERF -> Elementary::erf;
      case TANH -> Elementary::tanh;
      case GAUSS, COS, RECTIFIED, SIN, FORMULA ->
          throw new IllegalArgumentException(
              activation.label() + " is not smooth, odd and bounded");
    };
  }

  /** The step of level 0 for products of up to six h(scale·g). */
  private static DoubleUnaryOperator step(Activation activation) {
    return activation == Activation.ERF ? SmoothMoments::stepOfErf : SmoothMoments::stepOfTanh;
  }

  /**
   * erf is entire, and a product of k bounded by exp(y²(1/2 + k a²)) at distance y, so that a step
   * h errs by exp(−2π²/(h²(1+2ka²))).
   */
  private static double stepOfErf(double scale) {
    return 0.8 / Math.sqrt(1 + 12 * scale * scale);
  }

  /**
   * tanh(a g) has poles at distance π/(2a). At nine tenths of that, or nearer if it is far, y, the
   * integrand is bounded by exp(y²/2) but for a factor, and a step h errs by exp(y²/2 − 2πy/h): as
   * much as e^{−50}.
   */
  private static double stepOfTanh(double scale) {
    double digits = 50;
    double distance = Math.min(Math.sqrt(2 * digits), 0.9 * Math.PI / (2 * scale));
    return 2 * Math.PI * distance / (digits + distance * distance / 2);
  }

  /** How many nodes are to be visited. */
  double size() {
    return (double) weights.size() * biases.size();
  }

  /**
   * The moments for all multisets of four points and, if asked for, of six, with bounds on their
   * rounding errors. That of each sum is relative to E[Π |h|], and this at most a product of
   * E[h_a^k]^{1/k} by Hölder's inequality.
   */
  Ball[] moments(int points, boolean sixth) {
    MultisetProducts products = new MultisetProducts(points, sixth);
    double[] h = new double[slopes.length];
    for (int i = weights.first(); i <= weights.last(); i++) {
      // h is odd, its even products are not changed by (g, g') → (−g, −g'): half the plane will do
      for (int j = 0; j <= biases.last(); j++) {
        for (int a = 0; a < h.length; a++) {
          h[a] = unit.applyAsDouble(slopes[a] * weights.node(i) + sigmaB * biases.node(j));
        }
        products.add(h, (j == 0 ? 1 : 2) * weights.weight(i) * biases.weight(j));
      }
      products.endBlock();
    }
    double rounding = (weights.size() + biases.last() + 64) * Ball.ULP / 2;
    return bounded(products.sums(), rounding, points, sixth);
  }

  /** Moments of all multisets with rounding errors relative to that bound on their sizes. */
  static Ball[] bounded(double[] sums, double rounding, int points, boolean sixth) {
    Ball[] moments = new Ball[sums.length];
    int next = 0;
    for (Multisets multisets : multisets(points, sixth)) {
      int first = next;
      for (int k = 0; k < multisets.size(); k++) {
        double largest = 1;
        for (int a : multisets.indices(k)) {
          int[] same = new int[multisets.order()];
          Arrays.fill(same, a);
          double ofOne = Math.abs(sums[first + multisets.indexOf(same)]);
          largest *= Math.pow(ofOne, 1.0 / same.length);
        }
        moments[next] = new Ball(sums[next], rounding * largest);
        next++;
      }
    }
    return moments;
  }

  private static List<Multisets> multisets(int points, boolean sixth) {
    Multisets quads = Multisets.of(points, 4);
    return sixth ? List.of(quads, Multisets.of(points, 6)) : List.of(quads);
  }

  /** The trapezoidal rule for a standard normal variable: nodes kh, |kh| ≤ 10. */
  private record Axis(double step, int last) {

    /** The value at 0 alone when the integrand does not depend on the variable. */
    static Axis of(double scale, DoubleUnaryOperator steps, double finer) {
      if (scale == 0) {
        return new Axis(Math.sqrt(2 * Math.PI), 0);
      }
      double step = steps.applyAsDouble(scale) / finer;
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
