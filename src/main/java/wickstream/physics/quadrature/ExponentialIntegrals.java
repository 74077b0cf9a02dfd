package wickstream.physics.quadrature;

import java.util.Arrays;
import wickstream.physics.Ball;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Multisets;
import wickstream.physics.Splits;

/**
 * The coupling integrals of K_W = σ_W² exp(−m|x−y|), m = σ_W, d = 1, in closed form. Between two
 * neighbouring points the integrands are exponentials of x, so that with u = m x all is a sum over
 * the intervals of divided differences of the exponential function, of which every term is
 * positive.
 */
final class ExponentialIntegrals {
  /** Below it divided differences are summed as series. */
  private static final double SERIES_BELOW = 1;

  private static final int TERMS = 24;

  private final double[] u;
  private final double sigmaW;

  ExponentialIntegrals(Ensemble ensemble, InputPoints points) {
    this.sigmaW = ensemble.sigmaW();
    this.u = new double[points.count()];
    Arrays.setAll(u, a -> sigmaW * points.coordinate(a, 0));
  }

  /** I_n for each multiset of n points. */
  Ball[] integrals(Multisets multisets) {
    int n = multisets.order();
    Ball[] integrals = new Ball[multisets.size()];
    for (int k = 0; k < integrals.length; k++) {
      double[] at = sorted(multisets.indices(k));
      integrals[k] = bounded(StrictMath.pow(sigmaW, 2 * n - 1) * integral(at), at);
    }
    return integrals;
  }

  /** ∫ exp(−Σ|u − u_i|) du. */
  private static double integral(double[] at) {
    int n = at.length;
    double sum = (decay(at, at[0]) + decay(at, at[n - 1])) / n;
    for (int k = 1; k < n; k++) {
      double length = at[k] - at[k - 1];
      sum += decay(at, at[k - 1]) * length * first((n - 2 * k) * length);
    }
    return sum;
  }

  /** Σ over the 10 splits abc|def of J for each multiset of six points. */
  Ball[] exchanges(Multisets sextets) {
    Ball[] sums = new Ball[sextets.size()];
    for (int k = 0; k < sums.length; k++) {
      int[] x = sextets.indices(k);
      double sum = 0;
      for (int[] s : Splits.TRIPLES) {
        sum +=
            exchange(
                sorted(new int[] {x[s[0]], x[s[1]], x[s[2]]}),
                sorted(new int[] {x[s[3]], x[s[4]], x[s[5]]}));
      }
      sums[k] = bounded(StrictMath.pow(sigmaW, 12) * sum, sorted(x));
    }
    return sums;
  }

  /**
   * ∬ A(u) e^{−|u−v|} B(v) du dv with A(u) = exp(−Σ|u − a_i|) and B alike. From left to right, with
   * p = ∫_{u &lt; z} A(u) e^{u−z} du, q alike of B, and the double integral over u, v &lt; z; where
   * A is a e^{αs} and B is b e^{βs} at distance s from the left end of an interval.
   */
  private static double exchange(double[] as, double[] bs) {
    double[] ends = new double[as.length + bs.length];
    System.arraycopy(as, 0, ends, 0, as.length);
    System.arraycopy(bs, 0, ends, as.length, bs.length);
    Arrays.sort(ends);
    double a = decay(as, ends[0]);
    double b = decay(bs, ends[0]);
    double p = a / 4;
    double q = b / 4;
    double both = a * b / 12;
    for (int k = 1; k < ends.length; k++) {
      double length = ends[k] - ends[k - 1];
      int alpha = slope(as, ends[k - 1]);
      int beta = slope(bs, ends[k - 1]);
      both +=
          length * (p * b * first((beta - 1) * length) + q * a * first((alpha - 1) * length))
              + a
                  * b
                  * length
                  * length
                  * (second((beta - 1) * length, (alpha + beta) * length)
                      + second((alpha - 1) * length, (alpha + beta) * length));
      double fading = StrictMath.exp(-length);
      p = fading * (p + a * length * first((alpha + 1) * length));
      q = fading * (q + b * length * first((beta + 1) * length));
      a = decay(as, ends[k]);
      b = decay(bs, ends[k]);
    }
    return both + (p * b + q * a) / 4 + a * b / 12;
  }

  /** exp(−Σ|u − u_i|). */
  private static double decay(double[] at, double u) {
    double sum = 0;
    for (double x : at) {
      sum += Math.abs(u - x);
    }
    return StrictMath.exp(-sum);
  }

  /** By how much the exponent of {@link #decay} grows to the right of u. */
  private static int slope(double[] at, double u) {
    int slope = 0;
    for (double x : at) {
      slope += x > u ? 1 : -1;
    }
    return slope;
  }

  /** (e^t − 1)/t, which is ∫₀¹ e^{ts} ds. */
  private static double first(double t) {
    return t == 0 ? 1 : StrictMath.expm1(t) / t;
  }

  /** The divided difference of exp at 0, s and t, which is ∬_{0 < x < y < 1} e^{(t−s)x + sy}. */
  private static double second(double s, double t) {
    if (Math.max(Math.abs(s), Math.abs(t)) < SERIES_BELOW) {
      return series(s, t);
    }
    if (s == t) {
      return (StrictMath.exp(s) - first(s)) / s;
    }
    return (first(s) - first(t)) / (s - t);
  }

  /** Σ_n h_n(s, t)/(n+2)! with h_n = Σ_j s^j t^{n−j}. */
  private static double series(double s, double t) {
    double sum = 0;
    double power = 1;
    double symmetric = 1;
    double factorial = 2;
    for (int n = 0; n < TERMS; n++) {
      sum += symmetric / factorial;
      power *= s;
      symmetric = symmetric * t + power;
      factorial *= n + 3;
    }
    return sum;
  }

  /** Z0 = 1/(2 m σ_W²), with which K_W(p) = Z0⁻¹/(m² + p²). */
  Ball z0() {
    return Ball.rounded(0.5 / (sigmaW * sigmaW * sigmaW), 4);
  }

  private double[] sorted(int[] indices) {
    double[] at = new double[indices.length];
    Arrays.setAll(at, k -> u[indices[k]]);
    Arrays.sort(at);
    return at;
  }

  /** Of sums of positive terms: exponents are as inexact as the points are large. */
  private static Ball bounded(double value, double[] at) {
    double largest = Math.max(Math.abs(at[0]), Math.abs(at[at.length - 1]));
    return new Ball(value, (256 + 32 * largest) * Ball.ULP * value + Double.MIN_VALUE);
  }
}
