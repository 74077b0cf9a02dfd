package wickstream.physics.exact;

import wickstream.physics.Ball;
import wickstream.physics.Multisets;

/**
 * Products of two values of a hidden unit whose four-point moments the oracle has found, of any
 * activation: from N G_c⁽⁴⁾(1234) = e4 σ_W⁴ M(1234) − Σ_3 K_W K_W, with e4 the fourth moment of the
 * readout weights, 3 if they are normal,
 *
 * <pre>
 *   σ_W⁴ Cov(h_a h_b, h_c h_d) = [ N G_c⁽⁴⁾(abcd) + Σ_3 K_W K_W ]/e4 − K_W(ab) K_W(cd)
 * </pre>
 *
 * <p>in units of σ_W². Products of four are not known.
 */
final class OracleProducts implements UnitProducts {
  private final ExactCouplings exact;
  private final double[] weightKernel;
  private final double ofReadout;
  private final Multisets pairs;
  private final Multisets quads;
  private final int[] used;

  /**
   * @param used the indices, among the theory's points, of those that products are made of
   */
  OracleProducts(Theory theory, ExactCouplings exact, int[] used) {
    this.exact = exact;
    this.weightKernel = theory.weightKernel();
    this.ofReadout = theory.ensemble().priors().readout().moment(4);
    this.pairs = Multisets.of(theory.points().count(), 2);
    this.quads = Multisets.of(theory.points().count(), 4);
    this.used = used;
  }

  /** Its mean may be negative and has no logarithm here. */
  @Override
  public Product product(int... of) {
    return new Product(of, new double[0], 0, Double.NaN);
  }

  @Override
  public void addCovariance(Product s, Product t, ScaledSum factor, ScaledSum into) {
    int a = s.points()[0];
    int b = s.points()[1];
    int c = t.points()[0];
    int d = t.points()[1];
    Ball connected = connected(a, b, c, d);
    double own = at(weightKernel, a, b) * at(weightKernel, c, d);
    double others =
        at(weightKernel, a, c) * at(weightKernel, b, d)
            + at(weightKernel, a, d) * at(weightKernel, b, c);
    double uncertainty =
        connected.error() + ScaledSum.ROUNDING * (Math.abs(others) + Math.abs(own));
    double least = 1 - ofReadout;
    into.addProduct(factor, (connected.value() + others + least * own) / ofReadout, uncertainty, 0);
  }

  private double at(double[] kernel, int a, int b) {
    return kernel[pairs.indexOf(used[a], used[b])];
  }

  /** N G_c⁽⁴⁾. */
  private Ball connected(int a, int b, int c, int d) {
    return exact.deviation4TimesN(quads.indexOf(used[a], used[b], used[c], used[d]));
  }

  @Override
  public boolean hasQuartic() {
    return false;
  }

  /**
   * The variance of Σ ℓ_ab f(a) f(b), averaged over outputs: the plain estimator.
   *
   * @param linear ℓ, by pairs of the points used
   * @param kernel K of the theory's pairs
   */
  VarianceLaw ofFields(double[] linear, double[] kernel, int outputs) {
    Multisets of = Multisets.of(used.length, 2);
    ScaledSum free = new ScaledSum();
    ScaledSum connected = new ScaledSum();
    ScaledSum covariance = new ScaledSum();
    for (int s = 0; s < linear.length; s++) {
      for (int t = 0; t < linear.length; t++) {
        double factor = linear[s] * linear[t];
        if (factor != 0) {
          int[] ab = of.indices(s);
          int[] cd = of.indices(t);
          free.add(factor * (at(kernel, ab[0], cd[0]) * at(kernel, ab[1], cd[1])), 0, 0);
          free.add(factor * (at(kernel, ab[0], cd[1]) * at(kernel, ab[1], cd[0])), 0, 0);
          Ball fourth = connected(ab[0], ab[1], cd[0], cd[1]);
          connected.add(factor * fourth.value(), Math.abs(factor) * fourth.error(), 0);
          addCovariance(product(ab), product(cd), ScaledSum.of(factor, 0), covariance);
        }
      }
    }
    return width -> {
      ScaledSum variance = new ScaledSum();
      variance.add(free, 1.0 / outputs, 0);
      variance.add(connected, 1.0 / outputs / width, 0);
      variance.add(covariance, (1 - 1.0 / outputs) / width, 0);
      return variance.bounds();
    };
  }
}
