package wickstream.physics.theory;

import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.Kernel;
import wickstream.physics.Multisets;
import wickstream.physics.Readout;

/**
 * Of one hidden layer of gauss or cos, V = σ_W⁴ Cov(h_a h_b, h_c h_d) in closed form. With s =
 * σ_W²/d, E(p) = exp(−s|p|²/2), p = x_a − x_b, q = x_c − x_d, t = x_a + x_b and u = x_c + x_d
 *
 * <pre>
 *   gauss  Cov = E(p) E(q) (exp(4σ_b² + s t·u) − 1)
 *   cos    Cov = [E(p+q) + E(p−q) + E(t−u)]/2 − E(p) E(q)
 * </pre>
 *
 * <p>and E(p) = exp(−σ_W|p|) of cos with Cauchy frequencies.
 */
final class ShallowCovariance {
  private final Ensemble ensemble;
  private final InputPoints points;
  private final double slope;

  private ShallowCovariance(Ensemble ensemble, InputPoints points) {
    this.ensemble = ensemble;
    this.points = points;
    this.slope = ensemble.sigmaW() * ensemble.sigmaW() / ensemble.dIn();
  }

  /** The statistics of the layer, whose E[C] is K at every N. */
  static LayerStatistics layer(Ensemble ensemble, InputPoints points) {
    ShallowCovariance of = new ShallowCovariance(ensemble, points);
    Multisets pairs = Multisets.of(points.count(), 2);
    double fourthPower = Math.pow(ensemble.sigmaW(), 4);
    double[][] covariance = new double[pairs.size()][pairs.size()];
    for (int a = 0; a < covariance.length; a++) {
      for (int b = 0; b <= a; b++) {
        covariance[a][b] = fourthPower * of.covariance(pairs.indices(a), pairs.indices(b));
        covariance[b][a] = covariance[a][b];
      }
    }
    return new LayerStatistics(
        points.count(),
        Kernel.of(ensemble).pairs(points),
        new double[pairs.size()],
        covariance,
        of.ofReadout(covariance, pairs));
  }

  /** From σ_W⁴ E[h h h h] = V + K_W K_W. */
  private double[] ofReadout(double[][] covariance, Multisets pairs) {
    Readout readout = ensemble.priors().readout();
    if (readout == Readout.NORMAL) {
      return new double[0];
    }
    double[] weightKernel = Kernel.of(ensemble).weightPairs(points);
    Multisets quads = Multisets.of(points.count(), 4);
    double[] ofReadout = new double[quads.size()];
    for (int k = 0; k < ofReadout.length; k++) {
      int[] x = quads.indices(k);
      int ab = pairs.indexOf(x[0], x[1]);
      int cd = pairs.indexOf(x[2], x[3]);
      double moment = covariance[ab][cd] + weightKernel[ab] * weightKernel[cd];
      ofReadout[k] = readout.fourthCumulant() * moment;
    }
    return ofReadout;
  }

  private double covariance(int[] ab, int[] cd) {
    double p2 = 0;
    double q2 = 0;
    double pq = 0;
    double tu = 0;
    double tMinusU2 = 0;
    for (int k = 0; k < points.dIn(); k++) {
      double a = points.coordinate(ab[0], k);
      double b = points.coordinate(ab[1], k);
      double c = points.coordinate(cd[0], k);
      double d = points.coordinate(cd[1], k);
      p2 += (a - b) * (a - b);
      q2 += (c - d) * (c - d);
      pq += (a - b) * (c - d);
      tu += (a + b) * (c + d);
      tMinusU2 += (a - c + b - d) * (a - c + b - d);
    }
    double product = exp(p2 + q2);
    return switch (ensemble.activation().family()) {
      case GAUSS ->
          product * StrictMath.expm1(4 * ensemble.sigmaB() * ensemble.sigmaB() + slope * tu);
      case COS ->
          (exp(p2 + q2 + 2 * pq) + exp(p2 + q2 - 2 * pq) + exp(tMinusU2)) / 2
              - (ensemble.hasExponentialKernel() ? exp(p2) * exp(q2) : product);
      case ERF, RECTIFIED, SIN, TANH, FORMULA ->
          throw new IllegalArgumentException(ensemble.activation().label() + " has none");
    };
  }

  private double exp(double square) {
    return ensemble.hasExponentialKernel()
        ? StrictMath.exp(-ensemble.sigmaW() * Math.sqrt(Math.max(0, square)))
        : StrictMath.exp(-slope * square / 2);
  }
}
