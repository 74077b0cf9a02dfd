package wickstream.physics;

/**
 * Connected functions of gauss in closed form, any d. The logarithm of M(S) is quadratic in the
 * points of S, so with s = σ_W²/d
 *
 * <pre>
 *   M(ab) = exp(−s|x_a−x_b|²/2)
 *   M(abcd) = M(ab) M(cd) e^p,   p = 4σ_b² + s (x_a+x_b)·(x_c+x_d)
 *   κ3(h_a h_b, h_c h_d, h_e h_f) = M(ab) M(cd) M(ef) (PQ + PR + QR + PQR)
 * </pre>
 *
 * with P = e^p − 1 and Q, R alike for the other two pairs of pairs: each term keeps its digits, at
 * σ_b = 0 too, where the moments differ by little.
 */
final class GaussCumulants implements PairCumulants {
  private final InputPoints points;
  private final double slope;
  private final double biasVariance;
  private final PairTable second;

  GaussCumulants(Ensemble ensemble, InputPoints points) {
    this.points = points;
    this.biasVariance = ensemble.sigmaB() * ensemble.sigmaB();
    this.slope = ensemble.sigmaW() * ensemble.sigmaW() / ensemble.dIn();
    this.second = new PairTable(NeuronMoments.second(ensemble, points), points.count());
  }

  @Override
  public int points() {
    return points.count();
  }

  @Override
  public double covariance(int[] x, int[] ab, int[] cd) {
    return second(x, ab) * second(x, cd) * excess(x, ab, cd);
  }

  @Override
  public double thirdCumulant(int[] x, int[] ab, int[] cd, int[] ef) {
    double p = excess(x, ab, cd);
    double q = excess(x, ab, ef);
    double r = excess(x, cd, ef);
    return second(x, ab) * second(x, cd) * second(x, ef) * (p * q + p * r + q * r + p * q * r);
  }

  private double second(int[] x, int[] pair) {
    return second.at(x[pair[0]], x[pair[1]]);
  }

  /** P = M(abcd)/(M(ab) M(cd)) − 1. */
  private double excess(int[] x, int[] ab, int[] cd) {
    double dot = 0;
    for (int k = 0; k < points.dIn(); k++) {
      double first = points.coordinate(x[ab[0]], k) + points.coordinate(x[ab[1]], k);
      double second = points.coordinate(x[cd[0]], k) + points.coordinate(x[cd[1]], k);
      dot = Math.fma(first, second, dot);
    }
    return StrictMath.expm1(Math.fma(slope, dot, 4 * biasVariance));
  }
}
