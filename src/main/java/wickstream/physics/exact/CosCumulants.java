package wickstream.physics.exact;

import java.util.Arrays;
import wickstream.physics.Ball;
import wickstream.physics.Ensemble;
import wickstream.physics.InputPoints;

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
 * three cosines is their E's times P'Q' + P'R' + Q'R' + P'Q'R' − sinh P sinh Q sinh R. Of points
 * near each other this subtracts no two numbers of nearly the same size. Of distant ones it does,
 * and cumulants are combined from moments instead, each of which is an E of a sum or difference and
 * at most 1. Both are computed with bounds on their errors, and the better one counts.
 */
final class CosCumulants implements PairCumulants {
  /** What is known as well as this needs no second computation. */
  private static final double GOOD = 64 * Ball.ULP;

  private final InputPoints points;
  private final Ball slope;

  CosCumulants(Ensemble ensemble, InputPoints points) {
    this.points = points;
    this.slope = Ball.exact(ensemble.sigmaW()).square().over(Ball.exact(ensemble.dIn()));
  }

  @Override
  public int points() {
    return points.count();
  }

  @Override
  public Ball covariance(int[] x, int[] ab, int[] cd) {
    Difference delta = difference(x, ab, cd);
    return ofCosines(difference(x, ab), difference(x, cd)).plus(delta.mean().scaled(0.5));
  }

  @Override
  public Ball thirdCumulant(int[] x, int[] ab, int[] cd, int[] ef) {
    Difference p = difference(x, ab);
    Difference q = difference(x, cd);
    Difference r = difference(x, ef);
    Ball ofPhases =
        ofCosines(p, difference(x, cd, ef))
            .plus(ofCosines(q, difference(x, ab, ef)))
            .plus(ofCosines(r, difference(x, ab, cd)));
    return ofCosines(p, q, r).plus(ofPhases.scaled(0.5));
  }

  @Override
  public Ball second(int[] x, int[] ab) {
    return difference(x, ab).mean();
  }

  /** C(p, q). */
  private Ball ofCosines(Difference p, Difference q) {
    Ball near = nearCovariance(p, q);
    return near.relativeError() <= GOOD ? near : near.orBetter(farCovariance(p, q));
  }

  private Ball nearCovariance(Difference p, Difference q) {
    Ball root = root(p.square().plus(q.square()));
    return root.times(excess(slope.times(p.dot(q)))).times(root);
  }

  private Ball farCovariance(Difference p, Difference q) {
    return meanOfProduct(p, q).minus(p.mean().times(q.mean()));
  }

  /** κ3(cos w·p, cos w·q, cos w·r). */
  private Ball ofCosines(Difference p, Difference q, Difference r) {
    Ball near = nearThirdCumulant(p, q, r);
    return near.relativeError() <= GOOD ? near : near.orBetter(farThirdCumulant(p, q, r));
  }

  private Ball nearThirdCumulant(Difference p, Difference q, Difference r) {
    Ball pq = slope.times(p.dot(q));
    Ball pr = slope.times(p.dot(r));
    Ball qr = slope.times(q.dot(r));
    Ball a = excess(pq);
    Ball b = excess(pr);
    Ball c = excess(qr);
    Ball ab = a.times(b);
    Ball even = ab.plus(a.times(c)).plus(b.times(c)).plus(ab.times(c));
    Ball odd = pq.sinh().times(pr.sinh()).times(qr.sinh());
    Ball root = root(p.square().plus(q.square()).plus(r.square()));
    return root.times(even.minus(odd)).times(root);
  }

  /** E[cos cos cos] − Σ E[cos cos] E[cos] + 2 E[cos]³, each term at most one. */
  private Ball farThirdCumulant(Difference p, Difference q, Difference r) {
    Ball all =
        p.plus(q, 1)
            .plus(r, 1)
            .mean()
            .plus(p.plus(q, 1).plus(r, -1).mean())
            .plus(p.plus(q, -1).plus(r, 1).mean())
            .plus(p.plus(q, -1).plus(r, -1).mean())
            .scaled(0.25);
    Ball pairs =
        meanOfProduct(p, q)
            .times(r.mean())
            .plus(meanOfProduct(p, r).times(q.mean()))
            .plus(meanOfProduct(q, r).times(p.mean()));
    return all.minus(pairs).plus(p.mean().times(q.mean()).times(r.mean()).scaled(2));
  }

  /** E[cos w·p cos w·q]. */
  private static Ball meanOfProduct(Difference p, Difference q) {
    return p.plus(q, 1).mean().plus(p.plus(q, -1).mean()).scaled(0.5);
  }

  /** The square root of a product of E's: taken twice, as the whole may underflow too early. */
  private Ball root(Ball squares) {
    return slope.times(squares).scaled(-0.25).exp();
  }

  /** cosh t − 1. */
  private static Ball excess(Ball t) {
    return t.scaled(0.5).sinh().square().scaled(2);
  }

  /** x_a − x_b. */
  private Difference difference(int[] x, int[] ab) {
    return new Difference(new int[] {x[ab[0]], x[ab[1]]}, new int[] {1, -1});
  }

  /** Δ = x_a + x_b − x_c − x_d. */
  private Difference difference(int[] x, int[] ab, int[] cd) {
    return new Difference(
        new int[] {x[ab[0]], x[cd[0]], x[ab[1]], x[cd[1]]}, new int[] {1, -1, 1, -1});
  }

  /**
   * Differences of sums of points, coordinate by coordinate: points with signs that add up to zero,
   * kept apart until they are added all at once, so that far points keep their digits.
   */
  private final class Difference {
    private final int[] members;
    private final int[] signs;
    private final Ball[] coordinates;

    Difference(int[] members, int[] signs) {
      this.members = members;
      this.signs = signs;
      this.coordinates = new Ball[points.coordinates()];
      for (int k = 0; k < coordinates.length; k++) {
        double[] terms = new double[members.length];
        for (int i = 0; i < terms.length; i++) {
          terms[i] = signs[i] * points.coordinate(members[i], k);
        }
        coordinates[k] = Ball.sum(terms);
      }
    }

    Difference plus(Difference other, int sign) {
      int length = members.length;
      int[] all = Arrays.copyOf(members, length + other.members.length);
      int[] allSigns = Arrays.copyOf(signs, all.length);
      for (int i = 0; i < other.members.length; i++) {
        all[length + i] = other.members[i];
        allSigns[length + i] = sign * other.signs[i];
      }
      return new Difference(all, allSigns);
    }

    Ball dot(Difference other) {
      Ball dot = Ball.ZERO;
      for (int k = 0; k < coordinates.length; k++) {
        dot = dot.plus(coordinates[k].times(other.coordinates[k]));
      }
      return dot;
    }

    Ball square() {
      return dot(this);
    }

    /** E = E[cos w·p]. */
    Ball mean() {
      return slope.times(square()).scaled(-0.5).exp();
    }
  }
}
