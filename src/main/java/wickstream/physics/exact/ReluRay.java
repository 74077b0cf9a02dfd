package wickstream.physics.exact;

import static org.apache.commons.math3.util.CombinatoricsUtils.binomialCoefficient;

import java.util.Optional;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Multisets;

/**
 * Networks of relu at points where their covariance is one random number: C = K (1 + δ) at a single
 * point, and without bias at all points of one ray, because relu is homogeneous. With q_1 = σ_b² +
 * σ_W²|x|²/d a layer makes of q_l
 *
 * <pre>
 *   q_{l+1} = σ_b² + (σ_W²/N) Σ_j g(u_j)² = σ_b² + q_l (σ_W²/2)(1 + t),   t = (1/N) Σ_j (2 max(ξ_j, 0)² − 1)
 *   δ_{l+1} = c (δ_l + (1 + δ_l) t),   c = 1 − σ_b²/K_{l+1}
 * </pre>
 *
 * <p>with t independent of δ_l and of mean zero: all moments of δ at any width and depth, each a
 * sum of positive terms.
 */
final class ReluRay {
  private static final int MOST = 8;
  private static final double SAME_DIRECTION = 1e-12;

  private final Ensemble ensemble;
  private final double[] roots;
  private final double[] shares;

  /**
   * @param roots √K of each point
   * @param shares c of each layer, the same for all points
   */
  private ReluRay(Ensemble ensemble, double[] roots, double[] shares) {
    this.ensemble = ensemble;
    this.roots = roots;
    this.shares = shares;
  }

  /** Empty where the covariances at the points are not all multiples of each other. */
  static Optional<ReluRay> of(Ensemble ensemble, InputPoints points) {
    if (ensemble.activation() != Activation.RELU
        || points.count() > 1 && !(ensemble.sigmaB() == 0 && isRay(points))) {
      return Optional.empty();
    }
    double biasVariance = ensemble.sigmaB() * ensemble.sigmaB();
    double variance = ensemble.sigmaW() * ensemble.sigmaW();
    double[] roots = new double[points.count()];
    double[] shares = new double[ensemble.depth()];
    for (int a = 0; a < roots.length; a++) {
      double q = biasVariance + variance / ensemble.dIn() * points.dot(a, a);
      for (int l = 0; l < shares.length; l++) {
        double weights = q * variance / 2;
        q = biasVariance + weights;
        shares[l] = biasVariance == 0 ? 1 : weights / q;
      }
      roots[a] = Math.sqrt(q);
    }
    return Optional.of(new ReluRay(ensemble, roots, shares));
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
    double[] ofLayer = layerMoments(width);
    double[] moments = new double[MOST + 1];
    moments[0] = 1;
    for (double share : shares) {
      double[] next = new double[MOST + 1];
      for (int n = 0; n <= MOST; n++) {
        for (int j = 0; j <= n; j++) {
          for (int i = 0; i <= j; i++) {
            next[n] +=
                binomialCoefficient(n, j)
                    * binomialCoefficient(j, i)
                    * ofLayer[j]
                    * moments[n - j + i];
          }
        }
        next[n] *= StrictMath.pow(share, n);
      }
      moments = next;
    }
    return moments;
  }

  /** E[tⁿ]. */
  private static double[] layerMoments(int width) {
    double[] cumulants = new double[MOST + 1];
    double[] raw = new double[MOST + 1];
    raw[0] = 1;
    double odd = 1;
    for (int n = 1; n <= MOST; n++) {
      odd *= 2 * (2 * n - 1); // 2ⁿ (2n−1)!!
      raw[n] = odd / 2;
      cumulants[n] = raw[n];
      for (int j = 1; j < n; j++) {
        cumulants[n] -= binomialCoefficient(n - 1, j - 1) * cumulants[j] * raw[n - j];
      }
    }
    double[] moments = new double[MOST + 1];
    moments[0] = 1;
    for (int n = 2; n <= MOST; n++) {
      for (int j = 2; j <= n; j++) {
        moments[n] +=
            binomialCoefficient(n - 1, j - 1)
                * cumulants[j]
                / StrictMath.pow(width, j - 1)
                * moments[n - j];
      }
    }
    return moments;
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
    Multisets pairs = Multisets.of(form.points(), 2);
    double[] kernel = new double[pairs.size()];
    for (int k = 0; k < kernel.length; k++) {
      int[] ab = pairs.indices(k);
      kernel[k] = roots[ab[0]] * roots[ab[1]];
    }
    return kernel;
  }
}
