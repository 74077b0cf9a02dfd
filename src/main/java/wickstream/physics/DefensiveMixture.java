package wickstream.physics;

/**
 * The law from which log-normal hidden units are drawn where rare large ones matter: with
 * probability p_0 as the ensemble has them, else with the bias shifted by t σ_b². The tilted
 * estimator shifts one unit of a network, chosen uniformly; the pooled one each on its own.
 * Defensive, because no weight exceeds 1/p_0 (Hesterberg, Technometrics 37, 1995).
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

  /**
   * The shift t that a uniform number stands for.
   *
   * @param u in [0, 1)
   */
  public int shift(double u) {
    if (u < untilted) {
      return 0;
    }
    return u < untilted + fourth ? 4 : 6;
  }
}
