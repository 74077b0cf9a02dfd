package wickstream.physics.exact;

import java.util.Arrays;
import wickstream.physics.Multisets;
import wickstream.physics.WickPairings;

/**
 * A function of the deviations D_A of a network's covariance from the kernel, A running over the
 * pairs of points in the order of {@link Multisets}: Σ_A ℓ_A D_A + Σ_AB Q_AB D_A D_B. Such are the
 * contributions of a network to second and fourth order and to all that is linear in them.
 *
 * @param points how many points there are
 * @param linear ℓ
 * @param quadratic Q, symmetric
 */
public record DeviationForm(int points, double[] linear, double[][] quadratic) {

  /**
   * Σ_A second_A D_A + Σ_S fourth_S (D12 D34 + D13 D24 + D14 D23).
   *
   * @param second a number for each pair, or none
   * @param fourth a number for each multiset of four points, or none
   */
  public static DeviationForm of(int points, double[] second, double[] fourth) {
    Multisets pairs = Multisets.of(points, 2);
    int size = pairs.size();
    DeviationForm form =
        new DeviationForm(points, Arrays.copyOf(second, size), new double[size][size]);
    Multisets quads = Multisets.of(points, 4);
    for (int k = 0; k < fourth.length; k++) {
      int[] x = quads.indices(k);
      for (int[][] pairing : WickPairings.of(4)) {
        int a = pairs.indexOf(x[pairing[0][0]], x[pairing[0][1]]);
        int b = pairs.indexOf(x[pairing[1][0]], x[pairing[1][1]]);
        form.addProduct(a, b, fourth[k]);
      }
    }
    return form;
  }

  /** The same with Q multiplied by a factor. */
  DeviationForm timesQuadratic(double factor) {
    double[][] multiplied = new double[quadratic.length][];
    Arrays.setAll(
        multiplied, a -> Arrays.stream(quadratic[a]).map(value -> factor * value).toArray());
    return new DeviationForm(points, linear, multiplied);
  }

  private void addProduct(int a, int b, double factor) {
    quadratic[a][b] += factor / 2;
    quadratic[b][a] += factor / 2;
  }

  /** How many pairs there are. */
  int pairs() {
    return linear.length;
  }

  /** The sum of Q_AB over the pairs A, B that make up each multiset of four points. */
  double[] quartic() {
    Multisets pairs = Multisets.of(points, 2);
    Multisets quads = Multisets.of(points, 4);
    double[] quartic = new double[quads.size()];
    for (int a = 0; a < pairs(); a++) {
      for (int b = 0; b < pairs(); b++) {
        if (quadratic[a][b] != 0) {
          int[] ab = pairs.indices(a);
          int[] cd = pairs.indices(b);
          quartic[quads.indexOf(ab[0], ab[1], cd[0], cd[1])] += quadratic[a][b];
        }
      }
    }
    return quartic;
  }

  boolean hasLinear() {
    return !isZero(linear);
  }

  boolean hasQuadratic() {
    return !Arrays.stream(quadratic).allMatch(DeviationForm::isZero);
  }

  /** Whether D_A enters. */
  boolean contains(int a) {
    return linear[a] != 0 || !isZero(quadratic[a]);
  }

  private static boolean isZero(double[] row) {
    return Arrays.stream(row).allMatch(value -> value == 0);
  }
}
