package wickstream.physics.exact;

import static org.apache.commons.math3.util.CombinatoricsUtils.binomialCoefficient;

import java.util.Arrays;
import wickstream.physics.Ball;

/**
 * The law of the covariance q of a network at a single point, for units g(z) = z where z &gt; 0 and
 * s·z elsewhere: relu (s = 0), leaky relu, linear (s = 1). Given the layer below, a layer makes of
 * q_l
 *
 * <pre>
 *   q_{l+1} = σ_b² + (σ_W²/N) Σ_j g(u_j)² = σ_b² + q_l σ_W² (1+s²)/2 (1 + t)
 *   t = (1/N) Σ_j (2 g(ξ_j)²/(1+s²) − 1),   ξ_j standard normal
 * </pre>
 *
 * <p>so that E q = K at every width, and of q = K(1 + δ)
 *
 * <pre>
 *   δ_{l+1} = c (δ_l + (1 + δ_l) t),   c = 1 − σ_b²/K_{l+1}
 * </pre>
 *
 * <p>with t independent of δ_l and of mean zero: all moments of δ at any width and depth, each a
 * sum of positive terms, so that they keep their digits however wide the network is.
 */
final class RayMoments {
  /** The highest moment. */
  static final int MOST = 8;

  private final double negativeSlope;
  private final Ball[] shares;
  private final Ball kernel;

  private RayMoments(double negativeSlope, Ball[] shares, Ball kernel) {
    this.negativeSlope = negativeSlope;
    this.shares = shares;
    this.kernel = kernel;
  }

  /**
   * The law at a point.
   *
   * @param negativeSlope s, between −1 and 1
   * @param first q_1 = σ_b² + σ_W²|x|²/d
   * @param biasVariance σ_b²
   * @param variance σ_W²
   * @param depth the number of hidden layers
   */
  static RayMoments of(
      double negativeSlope, Ball first, double biasVariance, double variance, int depth) {
    Ball bias = biasVariance == 0 ? Ball.ZERO : Ball.rounded(biasVariance, 1);
    Ball square = Ball.exact(1).plus(Ball.exact(negativeSlope).square());
    Ball perLayer = Ball.rounded(variance, 1).times(square).scaled(0.5);
    Ball q = first;
    Ball[] shares = new Ball[depth];
    for (int l = 0; l < depth; l++) {
      Ball weights = q.times(perLayer);
      q = bias.plus(weights);
      shares[l] = biasVariance == 0 ? Ball.exact(1) : weights.over(q);
    }
    return new RayMoments(negativeSlope, shares, q);
  }

  /** K at the point. */
  Ball kernel() {
    return kernel;
  }

  /** E[δⁿ], n = 0…8, at a width. */
  Ball[] moments(int width) {
    Ball[] ofLayer = layerMoments(width);
    Ball[] moments = unit();
    for (Ball share : shares) {
      Ball[] next = new Ball[MOST + 1];
      Ball power = Ball.exact(1);
      for (int n = 0; n <= MOST; n++) {
        next[n] = further(n, moments, ofLayer).times(power);
        power = power.times(share);
      }
      moments = next;
    }
    return moments;
  }

  /** E[(δ + (1 + δ) t)ⁿ]. */
  private static Ball further(int n, Ball[] moments, Ball[] ofLayer) {
    Ball sum = Ball.ZERO;
    for (int j = 0; j <= n; j++) {
      for (int i = 0; i <= j; i++) {
        Ball ways = Ball.exact((double) binomialCoefficient(n, j) * binomialCoefficient(j, i));
        sum = sum.plus(ways.times(ofLayer[j]).times(moments[n - j + i]));
      }
    }
    return sum;
  }

  /** E[tⁿ]. */
  private Ball[] layerMoments(int width) {
    Ball[] cumulants = unitCumulants();
    Ball[] moments = unit();
    for (int n = 2; n <= MOST; n++) {
      Ball perPower = Ball.exact(1);
      for (int j = 2; j <= n; j++) {
        perPower = perPower.over(Ball.exact(width));
        Ball ways = Ball.exact(binomialCoefficient(n - 1, j - 1));
        moments[n] =
            moments[n].plus(ways.times(cumulants[j]).times(perPower).times(moments[n - j]));
      }
    }
    return moments;
  }

  /** Those of 2 g(ξ)²/(1+s²), from its moments (2n−1)!! (1+s²ⁿ)/2 · (2/(1+s²))ⁿ. */
  private Ball[] unitCumulants() {
    Ball square = Ball.exact(negativeSlope).square();
    Ball scale = Ball.exact(2).over(Ball.exact(1).plus(square));
    Ball[] raw = unit();
    Ball[] cumulants = unit();
    Ball odd = Ball.exact(1);
    Ball power = Ball.exact(1);
    for (int n = 1; n <= MOST; n++) {
      odd = odd.times(Ball.exact(2 * n - 1)).times(scale);
      power = power.times(square);
      raw[n] = odd.times(Ball.exact(1).plus(power)).scaled(0.5);
      cumulants[n] = raw[n];
      for (int j = 1; j < n; j++) {
        Ball ways = Ball.exact(binomialCoefficient(n - 1, j - 1));
        cumulants[n] = cumulants[n].minus(ways.times(cumulants[j]).times(raw[n - j]));
      }
    }
    return cumulants;
  }

  private static Ball[] unit() {
    Ball[] moments = new Ball[MOST + 1];
    Arrays.fill(moments, Ball.ZERO);
    moments[0] = Ball.exact(1);
    return moments;
  }
}
