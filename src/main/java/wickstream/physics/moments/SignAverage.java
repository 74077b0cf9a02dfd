package wickstream.physics.moments;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import wickstream.numeric.LegendreRule;
import wickstream.numeric.Panel;

/**
 * E[Π sign(z_s)] of four or six normal numbers. With their covariances scaled by τ it grows from 0
 * by
 *
 * <pre>
 *   d/dτ E[Π sign] = Σ_{i&lt;j} S_ij · 4/(2π√(S_ii S_jj − τ²S_ij²)) · E[Π of the others | z_i = z_j = 0]
 * </pre>
 *
 * <p>(Plackett, Biometrika 41, 1954), and of two numbers it is (2/π) arcsin of their correlation.
 * With τ = cos v the integrand is analytic, with singularities no nearer to v = 0 than √(2λ), λ the
 * least eigenvalue of the correlations: panels are halved towards 0 down to that.
 */
final class SignAverage {
  private static final int MOST_HALVINGS = 28;

  private SignAverage() {}

  /** Of four numbers. */
  static double ofFour(GramMinors minors, LegendreRule rule) {
    return along(minors.volume(), rule, (tau, u) -> slope(minors, tau, u));
  }

  private static double slope(GramMinors minors, double tau, double u) {
    double root = minors.root(tau, u);
    double slope = 0;
    for (int p = 0; p < GramMinors.PAIRS; p++) {
      double covariance = minors.covariance(p);
      if (covariance != 0) {
        double area = minors.area(p, tau, u);
        slope += covariance / area * minors.arcsine(p, tau, u, area, root);
      }
    }
    return 2 / Math.PI * slope;
  }

  /**
   * Of six numbers, by an average of four at each node.
   *
   * @param s a covariance that is not singular
   * @param leastEigenvalue a lower bound on that of the correlations
   * @param kinds the same number for those that are alike, so that pairs of them count together
   */
  static double ofSix(double[][] s, double leastEigenvalue, int[] kinds, LegendreRule rule) {
    int[][] pairs = countedPairs(kinds);
    return along(
        leastEigenvalue,
        rule,
        (tau, u) -> {
          double slope = 0;
          for (int[] pair : pairs) {
            double covariance = s[pair[0]][pair[1]];
            if (covariance != 0) {
              ConditionedPair given = new ConditionedPair(s, pair[0], pair[1], tau, u);
              double others = ofFour(GramMinors.of(given.covarianceOfOthers()), rule);
              slope += pair[2] * covariance / given.area() * others;
            }
          }
          return slope;
        });
  }

  /** Pairs i, j of different kinds of pairs, and how many of each kind there are. */
  private static int[][] countedPairs(int[] kinds) {
    Map<Set<Integer>, int[]> counted = new LinkedHashMap<>();
    for (int i = 0; i < kinds.length; i++) {
      for (int j = i + 1; j < kinds.length; j++) {
        int[] first = {i, j, 0};
        counted.computeIfAbsent(new HashSet<>(List.of(kinds[i], kinds[j])), pair -> first)[2]++;
      }
    }
    return counted.values().toArray(int[][]::new);
  }

  /** (2/π) ∫₀¹ dτ of a slope that is given τ and 1 − τ. */
  private static double along(
      double leastEigenvalue, LegendreRule rule, DoubleBinaryOperator slope) {
    double sum = 0;
    int halvings = halvings(leastEigenvalue);
    for (int h = 0; h <= halvings; h++) {
      double end = Math.scalb(Math.PI / 2, -h);
      Panel panel = new Panel(h == halvings ? 0 : end / 2, end);
      for (int i = 0; i < rule.size(); i++) {
        double v = panel.at(rule.node(i));
        double half = StrictMath.sin(v / 2);
        double u = 2 * half * half;
        double weight = rule.weight(i, panel) * StrictMath.sin(v);
        sum += weight * slope.applyAsDouble(1 - u, u);
      }
    }
    return 2 / Math.PI * sum;
  }

  /** How often π/2 has to be halved to be below twice the root of an eigenvalue. */
  private static int halvings(double eigenvalue) {
    double end = Math.PI / 2;
    int halvings = 0;
    while (end * end > 4 * eigenvalue && halvings < MOST_HALVINGS) {
      end /= 2;
      halvings++;
    }
    return halvings;
  }
}
