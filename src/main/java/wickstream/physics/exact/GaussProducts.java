package wickstream.physics.exact;

import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;

/**
 * Products of log-normal units, any d. With s = σ_W²/d and the products S, T of k and l factors
 *
 * <pre>
 *   ln E[S]   = (k²/2 − k) σ_b² + s (|Σx|²/2 − Σ|x|²)
 *   Cov(S, T) = E[S] E[T] (e^p − 1),   p = k l σ_b² + s Σ_S x · Σ_T x
 * </pre>
 */
final class GaussProducts implements UnitProducts {
  private static final double ULPS = 0x1p-50;

  private final InputPoints points;
  private final double slope;
  private final double biasVariance;

  GaussProducts(Ensemble ensemble, InputPoints points) {
    this.points = points;
    this.biasVariance = ensemble.sigmaB() * ensemble.sigmaB();
    this.slope = ensemble.sigmaW() * ensemble.sigmaW() / ensemble.dIn();
  }

  @Override
  public Product product(int... of) {
    double[] sum = new double[points.coordinates()];
    double size = 0;
    double exponent = 0;
    for (int i = 0; i < of.length; i++) {
      for (int k = 0; k < sum.length; k++) {
        sum[k] += points.coordinate(of[i], k);
      }
      size += Math.sqrt(points.dot(of[i], of[i]));
      for (int j = 0; j < i; j++) {
        // Of two points |Σx|²/2 − Σ|x|² is −|x − y|²/2, which keeps its digits.
        exponent += of.length == 2 ? -distance2(of[i], of[j]) / 2 : points.dot(of[i], of[j]);
      }
      exponent -= of.length == 2 ? 0 : points.dot(of[i], of[i]) / 2;
    }
    double k = of.length;
    return new Product(of, sum, size, Math.fma(slope, exponent, (k * k / 2 - k) * biasVariance));
  }

  private double distance2(int a, int b) {
    double sum = 0;
    for (int k = 0; k < points.coordinates(); k++) {
      double difference = points.coordinate(a, k) - points.coordinate(b, k);
      sum = Math.fma(difference, difference, sum);
    }
    return sum;
  }

  @Override
  public void addCovariance(Product s, Product t, ScaledSum factor, ScaledSum into) {
    double dot = 0;
    for (int k = 0; k < s.sum().length; k++) {
      dot = Math.fma(s.sum()[k], t.sum()[k], dot);
    }
    double biases = s.order() * t.order() * biasVariance;
    double p = Math.fma(slope, dot, biases);
    double value = p > 0 ? -StrictMath.expm1(-p) : StrictMath.expm1(p);
    double rounding = biases + slope * s.size() * t.size() + Math.abs(value) * magnitudes(s, t);
    into.addProduct(factor, value, ULPS * rounding, s.logMean() + t.logMean() + Math.max(p, 0));
  }

  /** The size of the terms of the logarithms of both expectations. */
  private double magnitudes(Product s, Product t) {
    return magnitude(s) + magnitude(t);
  }

  private double magnitude(Product s) {
    return s.order() * s.order() * biasVariance + slope * s.size() * s.size();
  }

  @Override
  public boolean hasQuartic() {
    return true;
  }
}
