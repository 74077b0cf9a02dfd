package wickstream.physics.exact;

import java.util.function.IntFunction;
import wickstream.physics.Ball;
import wickstream.physics.FreeGreens;
import wickstream.physics.Multisets;
import wickstream.physics.PairTable;
import wickstream.physics.Priors;

/**
 * Connected four- and six-point functions of networks of any width.
 *
 * @param fourth A for each multiset of four points: N·G_c⁽⁴⁾ of one hidden layer
 * @param sixth C for each multiset of six points, N²·G_c⁽⁶⁾ of one hidden layer; or empty
 * @param scale what takes these to width N
 */
public record ConnectedFunctions(Ball[] fourth, Ball[] sixth, IntFunction<WidthScale> scale) {

  /** Of one hidden layer. */
  ConnectedFunctions(Ball[] fourth, Ball[] sixth) {
    this(fourth, sixth, WidthScale::ofOneLayer);
  }

  /**
   * Of networks of one width in which τ multiplies C_W: by the law of total cumulance, from their
   * connected functions G given τ = 1,
   *
   * <pre>
   *   G_c⁽⁴⁾ = E[τ²] G⁽⁴⁾ + Var τ Σ_3 K_W K_W
   *   G_c⁽⁶⁾ = E[τ³] G⁽⁶⁾ + Cov(τ, τ²) Σ_{15 (pair|quad)} K_W G⁽⁴⁾ + κ3(τ) Σ_15 K_W K_W K_W
   * </pre>
   *
   * with κ3 = 2/γ² and Cov(τ, τ²) = E[τ³] − E[τ²].
   *
   * @param points how many there are
   */
  ConnectedFunctions atSharedScale(int width, Priors priors, PairTable weightKernel, int points) {
    WidthScale at = scale.apply(width);
    Ball variance = Ball.rounded(priors.scaleVariance(), 1);
    Ball second = Ball.rounded(priors.scaleMoment(2), 2);
    Multisets quads = Multisets.of(points, 4);
    Ball[] given4 = new Ball[fourth.length];
    Ball[] fourth = FreeGreens.of(weightKernel, quads);
    for (int k = 0; k < given4.length; k++) {
      given4[k] = at.fourth(this.fourth[k]);
      fourth[k] = given4[k].times(second).plus(fourth[k].times(variance));
    }
    Ball[] sixth = sixth(at, priors, weightKernel, points, given4);
    return new ConnectedFunctions(fourth, sixth, n -> WidthScale.ofOneLayer(1));
  }

  private Ball[] sixth(
      WidthScale at, Priors priors, PairTable weightKernel, int points, Ball[] given4) {
    if (sixth.length == 0) {
      return sixth;
    }
    Ball variance = Ball.rounded(priors.scaleVariance(), 1);
    Ball third = Ball.rounded(priors.scaleMoment(3), 4);
    Ball covariance = Ball.rounded(priors.scaleMoment(2), 2).times(variance).scaled(2);
    Ball skewness = variance.square().scaled(2);
    Multisets sextets = Multisets.of(points, 6);
    Ball[] of = FreeGreens.of(weightKernel, sextets);
    Ball[] dressed = Deviations.dressed(weightKernel, Multisets.of(points, 4), sextets, given4);
    for (int k = 0; k < of.length; k++) {
      of[k] =
          at.sixth(sixth[k])
              .times(third)
              .plus(dressed[k].times(covariance))
              .plus(of[k].times(skewness));
    }
    return of;
  }
}
