package wickstream.physics.exact;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import wickstream.physics.Activation.Family;
import wickstream.physics.Ball;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Multisets;

/**
 * Networks of relu and its like at points where their covariance is one random number: C = K (1 +
 * δ) at a single point, and without bias at all points of one ray, because they are homogeneous.
 * The law of δ is {@link RayMoments}.
 */
final class ReluRay {
  private static final double SAME_DIRECTION = 1e-12;

  private final Ensemble ensemble;
  private final List<RayMoments> points;

  /**
   * @param points the law at each of them, the same but for K
   */
  private ReluRay(Ensemble ensemble, List<RayMoments> points) {
    this.ensemble = ensemble;
    this.points = points;
  }

  /** Empty where the covariances at the points are not all multiples of each other. */
  static Optional<ReluRay> of(Ensemble ensemble, InputPoints points) {
    if (ensemble.activation().family() != Family.RECTIFIED
        || points.count() > 1 && !(ensemble.sigmaB() == 0 && isRay(points))) {
      return Optional.empty();
    }
    return Optional.of(
        new ReluRay(
            ensemble,
            IntStream.range(0, points.count()).mapToObj(a -> law(ensemble, points, a)).toList()));
  }

  private static RayMoments law(Ensemble ensemble, InputPoints points, int a) {
    double biasVariance = ensemble.sigmaB() * ensemble.sigmaB();
    double variance = ensemble.sigmaW() * ensemble.sigmaW();
    double first = biasVariance + variance / ensemble.dIn() * points.dot(a, a);
    return RayMoments.of(
        ensemble.activation().negativeSlope(),
        Ball.rounded(first, ensemble.dIn() + 6),
        biasVariance,
        variance,
        ensemble.depth());
  }

  /** Whether each point is a positive multiple of the one before it. */
  private static boolean isRay(InputPoints points) {
    for (int a = 1; a < points.count(); a++) {
      double length = Math.sqrt(points.dot(a - 1, a - 1));
      double other = Math.sqrt(points.dot(a, a));
      for (int k = 0; k < points.coordinates(); k++) {
        double ofFirst = points.coordinate(a - 1, k) / length;
        double ofSecond = points.coordinate(a, k) / other;
        if (!(Math.abs(ofFirst - ofSecond) <= SAME_DIRECTION)) {
          return false;
        }
      }
    }
    return true;
  }

  /** E[δⁿ], n = 0…8, at a width. */
  double[] moments(int width) {
    return Ball.values(points.get(0).moments(width));
  }

  /**
   * G_c⁽⁴⁾ = 3 √(K_a K_b K_c K_d) E[δ²] and G_c⁽⁶⁾ = 15 √(K_a … K_f) E[δ³]: three and fifteen
   * pairings, all with the same cumulant.
   */
  ConnectedFunctions connected(boolean sixth) {
    RayMoments any = points.get(0);
    return new ConnectedFunctions(
        amplitudes(4, 3),
        sixth ? amplitudes(6, 15) : new Ball[0],
        width -> {
          Ball[] e = any.moments(width);
          return new WidthScale(Ball.exact(1).over(e[2]), e[3].over(e[2].square()));
        });
  }

  private Ball[] amplitudes(int order, int pairings) {
    Multisets multisets = Multisets.of(points.size(), order);
    Ball[] roots = points.stream().map(point -> point.kernel().sqrt()).toArray(Ball[]::new);
    Ball[] amplitudes = new Ball[multisets.size()];
    for (int k = 0; k < amplitudes.length; k++) {
      amplitudes[k] = Ball.exact(pairings);
      for (int a : multisets.indices(k)) {
        amplitudes[k] = amplitudes[k].times(roots[a]);
      }
    }
    return amplitudes;
  }

  /**
   * The law of a form. Of several hidden layers what fourth order contributes has a part linear in
   * D as well, Σ_3 (D D + K D + D K), unless it is a product of different outputs.
   */
  VarianceLaw conditional(DeviationForm form, boolean withLinearPart) {
    double quadratic = quadratic(form);
    double linear = linear(form) + (withLinearPart ? 2 * quadratic : 0);
    return width -> {
      double[] e = moments(width);
      return bounds(variance(quadratic, linear, e), size(quadratic, linear, e));
    };
  }

  /** Var(αδ² + βδ). */
  private static double variance(double alpha, double beta, double[] e) {
    return alpha * alpha * (e[4] - e[2] * e[2]) + 2 * alpha * beta * e[3] + beta * beta * e[2];
  }

  private static double size(double alpha, double beta, double[] e) {
    return variance(Math.abs(alpha), Math.abs(beta), e) + 2 * alpha * alpha * e[2] * e[2];
  }

  private static VarianceBounds bounds(double value, double size) {
    return VarianceBounds.of(value, ScaledSum.ROUNDING * size);
  }

  /** The law of the plain estimator: f = √(K(1+δ)) ξ, the mean over outputs of A f⁴ + B f². */
  VarianceLaw plain(DeviationForm form) {
    double a = quadratic(form) / 3;
    double b = linear(form);
    double outputs = ensemble.dOut();
    return width -> {
      double[] e = moments(width);
      double second = 1 + e[2];
      double third = second + 2 * e[2] + e[3];
      double fourth = 1 + 6 * e[2] + 4 * e[3] + e[4];
      double given = (96 * a * fourth + 24 * b * third) * a + 2 * b * b * second;
      double value = variance(3 * a, 6 * a + b, e) + given / outputs;
      double size = size(3 * a, 6 * Math.abs(a) + Math.abs(b), e);
      return bounds(value, size + (96 * a * a * fourth + 24 * Math.abs(a * b) * third) / outputs);
    };
  }

  /** Σ_AB Q_AB K_A K_B. */
  private double quadratic(DeviationForm form) {
    double[] kernel = kernel(form);
    double sum = 0;
    for (int a = 0; a < kernel.length; a++) {
      for (int b = 0; b < kernel.length; b++) {
        sum += form.quadratic()[a][b] * kernel[a] * kernel[b];
      }
    }
    return sum;
  }

  /** Σ_A ℓ_A K_A. */
  private double linear(DeviationForm form) {
    double[] kernel = kernel(form);
    double sum = 0;
    for (int a = 0; a < kernel.length; a++) {
      sum += form.linear()[a] * kernel[a];
    }
    return sum;
  }

  private double[] kernel(DeviationForm form) {
    double[] roots =
        points.stream().mapToDouble(point -> Math.sqrt(point.kernel().value())).toArray();
    Multisets pairs = Multisets.of(form.points(), 2);
    double[] kernel = new double[pairs.size()];
    for (int k = 0; k < kernel.length; k++) {
      int[] ab = pairs.indices(k);
      kernel[k] = roots[ab[0]] * roots[ab[1]];
    }
    return kernel;
  }
}
