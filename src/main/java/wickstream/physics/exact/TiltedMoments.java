package wickstream.physics.exact;

import java.util.function.IntFunction;
import wickstream.physics.DefensiveMixture;

/**
 * What is known of the second moment of a contribution w y to the tilted estimator, where 1/w = p_0
 * + Σ_t p_t (1/N) Σ_j r_t(j) and r_t(j) = exp(t b0_j − t²σ_b²/2) is the density ratio of the shift
 * of unit j. E[w y²], over networks of the ensemble, has no closed form, but
 *
 * <pre>
 *   E[y²]² / E[y²/w] ≤ E[w y²] ≤ E[y²] / p_0
 * </pre>
 *
 * by the Cauchy–Schwarz inequality and because w ≤ 1/p_0; E[y² r_t(1)] is E[y²] with one unit
 * shifted.
 *
 * @param plain E[y²]
 * @param weighed E[y²/w]
 * @param mixture p
 */
record TiltedMoments(ScaledSum plain, ScaledSum weighed, DefensiveMixture mixture) {

  /**
   * @param shifted E[y²] with the bias of one unit shifted by t σ_b², by t
   */
  static TiltedMoments of(DefensiveMixture mixture, IntFunction<ScaledSum> shifted) {
    ScaledSum plain = shifted.apply(0);
    ScaledSum weighed = new ScaledSum();
    weighed.add(plain, mixture.untilted(), 0);
    weighed.add(shifted.apply(4), mixture.fourth(), 0);
    weighed.add(shifted.apply(6), mixture.sixth(), 0);
    return new TiltedMoments(plain, weighed, mixture);
  }

  /** What is known of the variance of w y. */
  VarianceBounds bounds(ScaledSum mean) {
    ScaledSum square = mean.times(mean);
    ScaledSum least = new ScaledSum();
    if (!plain.isZero()) {
      least.add(plain.squareOver(weighed), 1, 0);
    }
    least.add(square, -1, 0);
    ScaledSum most = new ScaledSum();
    most.add(plain, 1 / mixture.untilted(), 0);
    most.add(square, -1, 0);
    return new VarianceBounds(least.bounds().lower(), most.bounds().upper());
  }
}
