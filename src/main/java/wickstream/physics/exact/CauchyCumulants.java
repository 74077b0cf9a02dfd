package wickstream.physics.exact;

import java.util.Arrays;
import wickstream.physics.Ball;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;

/**
 * Connected functions of cos with Cauchy frequencies of scale m = σ_W, d = 1: those of {@link
 * CosCumulants} with E(p) = E cos w p = exp(−m|p|). With P ≥ Q ≥ R ≥ 0 the numbers m|p|, m|q|,
 * m|r|,
 *
 * <pre>
 *   Cov(cos w p, cos w q) = e^{−P} sinh Q
 *   κ3(cos w p, cos w q, cos w r) = e^{−P} sinh R (cosh Q − 2e^{−Q}) − ½ sinh(Q + R − P) if Q + R &gt; P
 * </pre>
 *
 * <p>which subtracts no two numbers of nearly the same size for points near each other.
 */
final class CauchyCumulants implements PairCumulants {
  private final InputPoints points;
  private final Ball mass;

  CauchyCumulants(Ensemble ensemble, InputPoints points) {
    this.points = points;
    this.mass = Ball.exact(ensemble.sigmaW());
  }

  @Override
  public int points() {
    return points.count();
  }

  @Override
  public Ball second(int[] x, int[] ab) {
    return distance(x, ab).negated().exp();
  }

  /** Cov(cos w p_ab, cos w p_cd) + E(Δ_abcd)/2. */
  @Override
  public Ball covariance(int[] x, int[] ab, int[] cd) {
    Ball ofPhases = distance(x, ab, cd).negated().exp().scaled(0.5);
    return ofCosines(distance(x, ab), distance(x, cd)).plus(ofPhases);
  }

  @Override
  public Ball thirdCumulant(int[] x, int[] ab, int[] cd, int[] ef) {
    Ball p = distance(x, ab);
    Ball q = distance(x, cd);
    Ball r = distance(x, ef);
    Ball ofPhases =
        ofCosines(p, distance(x, cd, ef))
            .plus(ofCosines(q, distance(x, ab, ef)))
            .plus(ofCosines(r, distance(x, ab, cd)));
    return ofCosines(p, q, r).plus(ofPhases.scaled(0.5));
  }

  /** Where it is not certain which is larger, each may be, and makes little difference. */
  private static Ball ofCosines(Ball p, Ball q) {
    Ball larger = p.value() >= q.value() ? p : q;
    Ball smaller = p.value() >= q.value() ? q : p;
    return larger.negated().exp().times(smaller.sinh()).widened(p.error() + q.error());
  }

  private static Ball ofCosines(Ball p, Ball q, Ball r) {
    Ball[] sorted = {p, q, r};
    Arrays.sort(sorted, (a, b) -> Double.compare(b.value(), a.value()));
    Ball decay = sorted[1].negated().exp();
    Ball cosh = sorted[1].exp().plus(decay).scaled(0.5);
    Ball outer = sorted[0].negated().exp().times(sorted[2].sinh());
    Ball cumulant = outer.times(cosh.minus(decay.scaled(2)));
    Ball excess = sorted[1].plus(sorted[2]).minus(sorted[0]);
    Ball overlap = excess.value() > 0 ? excess.sinh().scaled(0.5) : Ball.ZERO;
    return cumulant.minus(overlap).widened(2 * (p.error() + q.error() + r.error()));
  }

  /** m|x_a − x_b|. */
  private Ball distance(int[] x, int[] ab) {
    return size(Ball.sum(at(x, ab[0]), -at(x, ab[1])));
  }

  /** m|Δ|, Δ = x_a + x_b − x_c − x_d. */
  private Ball distance(int[] x, int[] ab, int[] cd) {
    return size(Ball.sum(at(x, ab[0]), -at(x, cd[0]), at(x, ab[1]), -at(x, cd[1])));
  }

  private Ball size(Ball difference) {
    return mass.times(new Ball(Math.abs(difference.value()), difference.error()));
  }

  private double at(int[] x, int index) {
    return points.coordinate(x[index], 0);
  }
}
