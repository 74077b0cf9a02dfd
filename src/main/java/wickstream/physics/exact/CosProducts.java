package wickstream.physics.exact;

import java.util.Arrays;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Multisets;

/**
 * Products of units √2 cos(w·x + φ), any d: the moments of {@link CosCumulants}, of which none is
 * negative. Nothing cancels, since the phase alone makes a product of two vary by half its mean
 * square.
 */
final class CosProducts implements UnitProducts {
  private static final int MAX_FACTORS = 8;

  private final InputPoints points;
  private final double slope;
  private final boolean isExponential;
  private final Multisets[] multisets = new Multisets[MAX_FACTORS + 1];
  private final double[][] known = new double[MAX_FACTORS + 1][];

  CosProducts(Ensemble ensemble, InputPoints points) {
    this.points = points;
    this.slope = ensemble.sigmaW() * ensemble.sigmaW() / ensemble.dIn();
    this.isExponential = ensemble.hasExponentialKernel();
  }

  @Override
  public Product product(int... of) {
    double size = 0;
    for (int a : of) {
      size += Math.sqrt(points.dot(a, a));
    }
    return new Product(of, new double[0], size, StrictMath.log(moment(of)));
  }

  @Override
  public void addCovariance(Product s, Product t, ScaledSum factor, ScaledSum into) {
    int[] both = Arrays.copyOf(s.points(), s.order() + t.order());
    System.arraycopy(t.points(), 0, both, s.order(), t.order());
    double product = moment(both);
    double ofMeans = StrictMath.exp(s.logMean() + t.logMean());
    double far = 1 + Math.sqrt(slope) * (s.size() + t.size());
    into.addProduct(factor, product - ofMeans, ScaledSum.ROUNDING * far * (product + ofMeans), 0);
  }

  /** E[Π h] of an even number of points. */
  private double moment(int... of) {
    int order = of.length;
    if (multisets[order] == null) {
      multisets[order] = Multisets.of(points.count(), order);
      known[order] = new double[multisets[order].size()];
    }
    int k = multisets[order].indexOf(of);
    if (known[order][k] == 0) {
      // The first sign is +, the other half of the terms are the same.
      known[order][k] = 2 * signed(of, 1, 1, points.point(of[0])) / (1 << order / 2);
    }
    return known[order][k];
  }

  /**
   * Σ exp(−s|Σ ε x|²/2), or of Cauchy frequencies exp(−√s|Σ ε x|), over the signs of the factors
   * from {@code next} on.
   */
  private double signed(int[] of, int next, int excess, double[] sum) {
    int left = of.length - next;
    if (Math.abs(excess) > left) {
      return 0;
    }
    if (left == 0) {
      double square = 0;
      for (double x : sum) {
        square = Math.fma(x, x, square);
      }
      return StrictMath.exp(isExponential ? -Math.sqrt(slope * square) : -slope / 2 * square);
    }
    return signed(of, next + 1, excess + 1, moved(sum, of[next], 1))
        + signed(of, next + 1, excess - 1, moved(sum, of[next], -1));
  }

  private double[] moved(double[] sum, int point, int sign) {
    double[] moved = sum.clone();
    for (int k = 0; k < moved.length; k++) {
      moved[k] += sign * points.coordinate(point, k);
    }
    return moved;
  }

  @Override
  public boolean hasQuartic() {
    return true;
  }
}
