package wickstream.physics.quadrature;

import java.util.Arrays;
import wickstream.physics.Ball;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Multisets;
import wickstream.physics.Splits;

/**
 * The coupling integrals of a Gaussian kernel in closed form, any d, with s = σ_W²/d and points
 * measured from the first of each multiset (the exponents are translation invariant, and small
 * distances far from the origin keep their digits):
 *
 * <pre>
 *   I_n = σ_W^{2n} (2π/(ns))^{d/2} exp( −(s/2)(Σ|x_i|² − |Σx_i|²/n) )
 *   J   = σ_W^{14} (2π/s)^d 15^{−d/2} exp( −(s/2)( Σ|x_i|² − (4|A|²+4|B|²+2A·B)/15 ) )
 *   A   = x_a+x_b+x_c,  B = x_d+x_e+x_f
 * </pre>
 */
final class GaussIntegrals {
  private final InputPoints points;
  private final double sigmaW;
  private final int dIn;
  private final double slope;

  GaussIntegrals(Ensemble ensemble, InputPoints points) {
    this.points = points;
    this.sigmaW = ensemble.sigmaW();
    this.dIn = ensemble.dIn();
    this.slope = sigmaW * sigmaW / dIn;
  }

  /** I_n for each multiset of n points. */
  Ball[] integrals(Multisets multisets) {
    int n = multisets.order();
    Ball amplitude = power(sigmaTo(2 * n) * halfPower(2 * Math.PI / (n * slope)));
    Ball[] integrals = new Ball[multisets.size()];
    for (int k = 0; k < integrals.length; k++) {
      integrals[k] = decay(spread(multisets.indices(k))).times(amplitude);
    }
    return integrals;
  }

  /**
   * ∫ dᵈx |x|² Π K_W(x, x_i) = I4 (|x̄|² + d/(4s)) for each multiset of four points, as their
   * product is a Gaussian about the mean point x̄ with variance 1/(4s) along each axis.
   */
  double[] secondMoments(Multisets quads) {
    double[] i4 = Ball.values(integrals(quads));
    Arrays.setAll(i4, k -> i4[k] * (squaredMean(quads.indices(k)) + dIn / (4 * slope)));
    return i4;
  }

  private double squaredMean(int[] indices) {
    double square = 0;
    for (int a : indices) {
      for (int b : indices) {
        square += points.dot(a, b);
      }
    }
    return square / (indices.length * indices.length);
  }

  /** Σ over the 10 splits abc|def of J for each multiset of six points. */
  Ball[] exchanges(Multisets sextets) {
    Ball amplitude = power(sigmaTo(14) * sq(halfPower(2 * Math.PI / slope)) / halfPower(15));
    Ball[] sums = new Ball[sextets.size()];
    for (int k = 0; k < sums.length; k++) {
      int[] sextet = sextets.indices(k);
      Ball sum = Ball.ZERO;
      for (int[] split : Splits.TRIPLES) {
        sum = sum.plus(decay(exchangeSpread(sextet, split)));
      }
      sums[k] = sum.times(amplitude);
    }
    return sums;
  }

  /**
   * Z0 = (σ_W²)^{d/2−1} (2π/d)^{d/2} d/(2σ_W²): the field's normalisation in K_W(p) ≈ Z0⁻¹/(Λ²+p²).
   */
  Ball z0() {
    return power(halfPower(2 * Math.PI / dIn) * sigmaTo(dIn - 4) * dIn / 2);
  }

  /** Σ|x_i|² − |Σx_i|²/n. */
  private Ball spread(int[] indices) {
    double spread = 0;
    double all = 0;
    for (int k = 0; k < points.coordinates(); k++) {
      double sum = 0;
      double squares = 0;
      for (int index : indices) {
        double x = fromFirst(index, indices, k);
        sum += x;
        squares = Math.fma(x, x, squares);
      }
      spread += squares - sum * sum / indices.length;
      all += squares;
    }
    return new Ball(spread, rounding() * all);
  }

  /** Σ|x_i|² − (4|A|²+4|B|²+2A·B)/15. */
  private Ball exchangeSpread(int[] sextet, int[] split) {
    double spread = 0;
    double all = 0;
    for (int k = 0; k < points.coordinates(); k++) {
      double[] sums = new double[2];
      double squares = 0;
      for (int leg = 0; leg < 6; leg++) {
        double x = fromFirst(sextet[split[leg]], sextet, k);
        sums[leg / 3] += x;
        squares = Math.fma(x, x, squares);
      }
      double a = sums[0];
      double b = sums[1];
      spread += squares - (4 * a * a + 4 * b * b + 2 * a * b) / 15;
      all += squares;
    }
    return new Ball(spread, rounding() * all);
  }

  /** Of a sum over at most six points and all coordinates, relative to the squares in it. */
  private double rounding() {
    return (20 + points.coordinates()) * Ball.ULP;
  }

  /** exp(−(s/2) spread). */
  private Ball decay(Ball spread) {
    return spread.times(Ball.rounded(-slope / 2, 2)).exp();
  }

  /** A product of powers up to the d/2-th of numbers that are rounded. */
  private Ball power(double value) {
    return new Ball(value, (16 + 4 * dIn) * Ball.ULP * value + Double.MIN_VALUE);
  }

  private double fromFirst(int index, int[] indices, int k) {
    return points.coordinate(index, k) - points.coordinate(indices[0], k);
  }

  /** v^{d/2}. */
  private double halfPower(double v) {
    return StrictMath.pow(v, dIn / 2.0);
  }

  private double sigmaTo(int power) {
    return StrictMath.pow(sigmaW, power);
  }

  private static double sq(double v) {
    return v * v;
  }
}
