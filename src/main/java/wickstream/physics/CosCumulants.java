package wickstream.physics;

/**
 * Connected functions of cos in closed form, any d. The uniform phase leaves of a product of
 * cosines the terms whose signs cancel, so that with s = σ_W²/d
 *
 * <pre>
 *   M(S) = 2^{−k/2} Σ_{ε, Σε = 0} exp( −s|Σ ε x|²/2 ),   k = |S| even
 * </pre>
 *
 * <p>Equivalently 2 cos u_a cos u_b = cos(w·p) + cos(w·t + 2φ) with p = x_a − x_b, t = x_a + x_b,
 * in which the phase φ averages out of all terms but products of two second ones. With E(p) =
 * exp(−s|p|²/2), C(p, q) = Cov(cos w·p, cos w·q) = E(p) E(q) (cosh s p·q − 1), and t_ab − t_cd = Δ
 *
 * <pre>
 *   Cov(h_a h_b, h_c h_d) = C(p_ab, p_cd) + E(Δ_abcd)/2
 *   κ3(h_a h_b, h_c h_d, h_e h_f) = κ3(cos w·p_ab, cos w·p_cd, cos w·p_ef)
 *       + [ C(p_ab, Δ_cdef) + C(p_cd, Δ_abef) + C(p_ef, Δ_abcd) ]/2
 * </pre>
 *
 * <p>and, with P, Q, R the three numbers s p·q and P' = cosh P − 1 = 2 sinh²(P/2) and alike, κ3 of
 * three cosines is their E's times P'Q' + P'R' + Q'R' + P'Q'R' − sinh P sinh Q sinh R. So no two
 * numbers of nearly the same size are ever subtracted, however near the points.
 */
final class CosCumulants implements PairCumulants {
  /**
   * Beyond it hyperbolic functions come near the range of a double: then moments are subtracted.
   */
  private static final double FAR = 300;

  private final InputPoints points;
  private final double slope;

  CosCumulants(Ensemble ensemble, InputPoints points) {
    this.points = points;
    this.slope = ensemble.sigmaW() * ensemble.sigmaW() / ensemble.dIn();
  }

  @Override
  public int points() {
    return points.count();
  }

  @Override
  public double covariance(int[] x, int[] ab, int[] cd) {
    double[] delta = differenceOfSums(x, ab, cd);
    return covariance(difference(x, ab), difference(x, cd)) + mean(delta) / 2;
  }

  @Override
  public double thirdCumulant(int[] x, int[] ab, int[] cd, int[] ef) {
    double[] p = difference(x, ab);
    double[] q = difference(x, cd);
    double[] r = difference(x, ef);
    double ofPhases =
        covariance(p, differenceOfSums(x, cd, ef))
            + covariance(q, differenceOfSums(x, ab, ef))
            + covariance(r, differenceOfSums(x, ab, cd));
    return thirdCumulant(p, q, r) + ofPhases / 2;
  }

  /** E(p) = E[cos w·p]. */
  private double mean(double[] p) {
    return StrictMath.exp(-slope / 2 * dot(p, p));
  }

  /** C(p, q). */
  private double covariance(double[] p, double[] q) {
    double squares = dot(p, p) + dot(q, q);
    double product = slope * dot(p, q);
    if (Math.abs(product) > FAR) {
      return StrictMath.exp(Math.abs(product) - slope / 2 * squares) / 2;
    }
    double root =
        StrictMath.exp(-slope / 4 * squares); // twice, as the whole may underflow too early
    return root * excess(product) * root;
  }

  /** κ3(cos w·p, cos w·q, cos w·r). */
  private double thirdCumulant(double[] p, double[] q, double[] r) {
    double pq = slope * dot(p, q);
    double pr = slope * dot(p, r);
    double qr = slope * dot(q, r);
    double exponent = -slope / 2 * (dot(p, p) + dot(q, q) + dot(r, r));
    if (Math.abs(pq) + Math.abs(pr) + Math.abs(qr) > FAR) {
      return farThirdCumulant(pq, pr, qr, exponent);
    }
    double a = excess(pq);
    double b = excess(pr);
    double c = excess(qr);
    double odd = StrictMath.sinh(pq) * StrictMath.sinh(pr) * StrictMath.sinh(qr);
    double root = StrictMath.exp(exponent / 2); // twice, as the whole may underflow too early
    return root * (a * b + a * c + b * c + a * b * c - odd) * root;
  }

  /** E[cos cos cos] − Σ E[cos cos] E[cos] + 2 E[cos]³, each term at most one. */
  private static double farThirdCumulant(double pq, double pr, double qr, double exponent) {
    double all =
        StrictMath.exp(exponent - pq - pr - qr)
            + StrictMath.exp(exponent - pq + pr + qr)
            + StrictMath.exp(exponent + pq - pr + qr)
            + StrictMath.exp(exponent + pq + pr - qr);
    double pairs = 0;
    for (double product : new double[] {pq, pr, qr}) {
      pairs += StrictMath.exp(exponent + product) + StrictMath.exp(exponent - product);
    }
    return all / 4 - pairs / 2 + 2 * StrictMath.exp(exponent);
  }

  /** cosh t − 1. */
  private static double excess(double t) {
    double half = StrictMath.sinh(t / 2);
    return 2 * half * half;
  }

  private double[] difference(int[] x, int[] ab) {
    double[] p = new double[points.dIn()];
    for (int k = 0; k < p.length; k++) {
      p[k] = coordinate(x, ab[0], k) - coordinate(x, ab[1], k);
    }
    return p;
  }

  /** Δ = (x_a − x_c) + (x_b − x_d): differences first, so that far points keep their digits. */
  private double[] differenceOfSums(int[] x, int[] ab, int[] cd) {
    double[] delta = new double[points.dIn()];
    for (int k = 0; k < delta.length; k++) {
      delta[k] =
          (coordinate(x, ab[0], k) - coordinate(x, cd[0], k))
              + (coordinate(x, ab[1], k) - coordinate(x, cd[1], k));
    }
    return delta;
  }

  private double coordinate(int[] x, int leg, int k) {
    return points.coordinate(x[leg], k);
  }

  private static double dot(double[] p, double[] q) {
    double dot = 0;
    for (int k = 0; k < p.length; k++) {
      dot = Math.fma(p[k], q[k], dot);
    }
    return dot;
  }
}
