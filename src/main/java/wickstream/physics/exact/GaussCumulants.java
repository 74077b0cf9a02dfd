package wickstream.physics.exact;

import wickstream.physics.Ball;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;
import wickstream.physics.PairTable;

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
  private final Ball slope;
  private final Ball biasTerm;
  private final PairTable second;

  GaussCumulants(Ensemble ensemble, InputPoints points) {
    this.points = points;
    this.biasTerm = Ball.exact(ensemble.sigmaB()).square().scaled(4);
    this.slope = Ball.exact(ensemble.sigmaW()).square().over(Ball.exact(ensemble.dIn()));
    this.second = NeuronMoments.second(ensemble, points);
  }

  @Override
  public int points() {
    return points.count();
  }

  @Override
  public Ball covariance(int[] x, int[] ab, int[] cd) {
    return second(x, ab).times(second(x, cd)).times(excess(x, ab, cd));
  }

  @Override
  public Ball thirdCumulant(int[] x, int[] ab, int[] cd, int[] ef) {
    Ball p = excess(x, ab, cd);
    Ball q = excess(x, ab, ef);
    Ball r = excess(x, cd, ef);
    Ball pq = p.times(q);
    Ball sum = pq.plus(p.times(r)).plus(q.times(r)).plus(pq.times(r));
    return second(x, ab).times(second(x, cd)).times(second(x, ef)).times(sum);
  }

  @Override
  public Ball second(int[] x, int[] pair) {
    return second.at(x[pair[0]], x[pair[1]]);
  }

  /** P = M(abcd)/(M(ab) M(cd)) − 1. */
  private Ball excess(int[] x, int[] ab, int[] cd) {
    Ball dot = Ball.ZERO;
    for (int k = 0; k < points.coordinates(); k++) {
      Ball first = sum(x, ab, k);
      Ball second = sum(x, cd, k);
      dot = dot.plus(first.times(second));
    }
    return slope.times(dot).plus(biasTerm).expm1();
  }

  private Ball sum(int[] x, int[] pair, int k) {
    return Ball.sum(points.coordinate(x[pair[0]], k), points.coordinate(x[pair[1]], k));
  }
}
