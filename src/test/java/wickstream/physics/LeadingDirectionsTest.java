package wickstream.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import wickstream.physics.exact.ExactCouplings;

/** The directions in which u4 varies from multiset to multiset. */
class LeadingDirectionsTest {
  private static final Multisets QUADS = Multisets.of(6, 4);
  private static final InputPoints POINTS = Activation.GAUSS.defaultPoints();

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  @Test
  void areOrthonormalAndOrthogonalToAConstant() {
    List<double[]> directions = POINTS.leadingDirections(QUADS);
    assertThat(directions).hasSize(2);
    for (double[] direction : directions) {
      assertThat(Arrays.stream(direction).sum()).isCloseTo(0, within(1e-13));
      assertThat(product(direction, direction)).isCloseTo(1, within(1e-14));
    }
    assertThat(product(directions.get(0), directions.get(1))).isCloseTo(0, within(1e-14));
  }

  /** With σ_W|x| small, all but a thousandth of the variation of u4 (eq. 8) lies in them. */
  @Test
  void holdTheVariationOfU4() {
    for (double sigmaB : new double[] {0, 0.5}) {
      double[] u4 =
          ExactCouplings.of(Ensemble.of(Activation.GAUSS, 1, 1, sigmaB), POINTS, false)
              .orElseThrow()
              .eachU4(10);
      double mean = Arrays.stream(u4).average().orElseThrow();
      double[] left = Arrays.stream(u4).map(u -> u - mean).toArray();
      double all = product(left, left);
      for (double[] direction : POINTS.leadingDirections(QUADS)) {
        double share = product(left, direction);
        Arrays.setAll(left, k -> left[k] - share * direction[k]);
      }
      assertThat(product(left, left)).isLessThan(1e-3 * all);
    }
  }

  @Test
  void areFewerWherePointsAreFew() {
    InputPoints one = InputPoints.ofDimension(1, List.of(List.of(0.5)));
    assertThat(one.leadingDirections(Multisets.of(1, 4))).isEmpty();
  }
}
