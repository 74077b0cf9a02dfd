package wickstream.sampling;

import java.util.List;
import wickstream.physics.Estimator;
import wickstream.physics.Multisets;
import wickstream.physics.Priors;

/**
 * What a random factor τ of C_W, the same for a whole network, makes of connected functions G that
 * networks without it have, where it is integrated and not drawn:
 *
 * <pre>
 *   G_c⁽⁴⁾ = E[τ²] G⁽⁴⁾ + Var τ Σ_3 K_W K_W
 *   G_c⁽⁶⁾ = E[τ³] G⁽⁶⁾ + Cov(τ, τ²) Σ_{15 (pair|rest)} K_W G⁽⁴⁾ + κ3(τ) Σ_15 K_W K_W K_W
 * </pre>
 *
 * @param second E[τ²]
 * @param third E[τ³]
 * @param covariance Cov(τ, τ²)
 * @param constant4 what G_c⁽⁴⁾ has that does not depend on G, for each multiset
 * @param constant6 the same of ΔG⁽⁶⁾ = Σ_15 K G_c⁽⁴⁾ + G_c⁽⁶⁾
 * @param connected6 the same of G_c⁽⁶⁾
 * @param couples Var τ K_W K_W for each multiset of two pairs, of two different outputs
 */
record SharedScale(
    double second,
    double third,
    double covariance,
    double[] constant4,
    double[] constant6,
    double[] connected6,
    double[] couples) {

  /** Of a measurement; of plain networks, whose τ is drawn, and without τ it changes nothing. */
  static SharedScale of(Measurement measurement) {
    double variance = measurement.shard().ensemble().priors().scaleVariance();
    return variance == 0 || measurement.shard().estimator() == Estimator.PLAIN
        ? none(measurement.layout())
        : of(measurement, variance);
  }

  private static SharedScale none(Layout layout) {
    double[] sixth = new double[size(layout, 6)];
    return new SharedScale(
        1, 1, 0, new double[size(layout, 4)], sixth, sixth, new double[couples(layout)]);
  }

  private static int size(Layout layout, int order) {
    return layout.hasOrder(order) ? layout.multisets(order).size() : 0;
  }

  private static int couples(Layout layout) {
    return layout.couples().map(Multisets::size).orElse(0);
  }

  private static SharedScale of(Measurement measurement, double variance) {
    Layout layout = measurement.layout();
    Priors priors = measurement.shard().ensemble().priors();
    double second = priors.scaleMoment(2);
    double third = priors.scaleMoment(3);
    double[] kernel = measurement.theory().kernel();
    double[] weightKernel = measurement.theory().weightKernel();
    List<Split> pairings4 = Split.withFirstPoint(layout, 4);
    List<Split> pairings6 = Split.withFirstPoint(layout, 6);
    List<Split> splits6 = Split.all(layout, 6);
    double[] free4 = new double[pairings4.size()];
    double[] constant4 = new double[free4.length];
    for (int k = 0; k < free4.length; k++) {
      free4[k] = contracted(pairings4.get(k), weightKernel, weightKernel);
      constant4[k] = variance * free4[k];
    }
    double[] connected6 = new double[pairings6.size()];
    double[] constant6 = new double[connected6.length];
    for (int k = 0; k < connected6.length; k++) {
      double free6 = contracted(pairings6.get(k), weightKernel, free4);
      connected6[k] = 2 * variance * variance * free6;
      constant6[k] = connected6[k] + contracted(splits6.get(k), kernel, constant4);
    }
    double[] couples = new double[couples(layout)];
    for (int k = 0; k < couples.length; k++) {
      int[] of = layout.couples().orElseThrow().indices(k);
      couples[k] = variance * weightKernel[of[0]] * weightKernel[of[1]];
    }
    return new SharedScale(
        second, third, 2 * variance * second, constant4, constant6, connected6, couples);
  }

  private static double contracted(Split split, double[] pairs, double[] rests) {
    double sum = 0;
    for (int way = 0; way < split.count(); way++) {
      sum += pairs[split.pairs()[way]] * rests[split.rests()[way]];
    }
    return sum;
  }

  /** Whether it changes nothing. */
  boolean isNone() {
    return second == 1;
  }

  /** The term that takes G⁽⁴⁾ of a multiset, which is in a column, to G_c⁽⁴⁾. */
  Term fourth(int component, int column, int multiset) {
    double shift = 0 - constant4[multiset] / second;
    return new Term(component, new int[] {column}, new int[0], shift, second);
  }

  /**
   * The term that takes the covariance of C at two pairs, a product of columns or one, to ΔG⁽⁴⁾.
   */
  Term couple(int component, int[] left, int[] right, int couple) {
    return new Term(component, left, right, 0 - couples[couple] / second, second);
  }
}
