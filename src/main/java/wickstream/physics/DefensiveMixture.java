package wickstream.physics;

/**
 * The law from which the tilted estimator draws: networks of the ensemble with probability p_0,
 * else such of which one hidden unit, chosen uniformly, has its bias shifted by t σ_b². Defensive,
 * because no weight exceeds 1/p_0 (Hesterberg, Technometrics 37, 1995).
 *
 * @param untilted p_0
 * @param fourth the probability of t = 4, which serves functions of order four
 * @param sixth the probability of t = 6
 */
public record DefensiveMixture(double untilted, double fourth, double sixth) {

  /** The mixture for functions up to order four, or up to order six. */
  public static DefensiveMixture of(boolean sixth) {
    return sixth ? new DefensiveMixture(0.5, 0.25, 0.25) : new DefensiveMixture(0.5, 0.5, 0);
  }
}
