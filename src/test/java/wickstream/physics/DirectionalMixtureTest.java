package wickstream.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectionalMixtureTest {
  private static final Ensemble GAUSS = Ensemble.of(Activation.GAUSS, 1, 1, 0.5);

  private static List<double[]> shifts(DirectionalMixture mixture) {
    return mixture.components().stream().map(DirectionalMixture.Component::shift).toList();
  }

  /** Σx of four of −4, 0, 4 is one of nine numbers, four apart. */
  @Test
  void takesEachDirectionOfPointsThatAreFarApart() {
    DirectionalMixture mixture = DirectionalMixture.of(GAUSS, Line.of(-4, 0, 4), false);
    assertThat(shifts(mixture))
        .allSatisfy(shift -> assertThat(shift[1]).isEqualTo(2))
        .extracting(shift -> shift[0])
        .containsExactlyInAnyOrder(-16.0, -12.0, -8.0, -4.0, 0.0, 4.0, 8.0, 12.0, 16.0);
    assertThat(mixture.components())
        .allSatisfy(c -> assertThat(c.probability()).isCloseTo(0.5 / 9, within(1e-16)));
    assertThat(mixture.distance()).isEqualTo(1); // of those of order two, 2 σ_b away
  }

  /** W0 has variance σ_W²/d, so that far and near are in units of √d/σ_W. */
  @Test
  void directionsAreInUnitsOfStandardNormals() {
    Ensemble ensemble = Ensemble.of(Activation.GAUSS, 4, 3, 0);
    InputPoints points = InputPoints.ofDimension(4, List.of(List.of(1.0, 2.0)));
    assertThat(shifts(DirectionalMixture.of(ensemble, points, true)))
        .containsExactly(new double[] {6, 12, 0}, new double[] {3, 6, 0}, new double[] {9, 18, 0});
  }

  /** Where points are close together the mixture is that of shifted biases. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void pointsCloseTogetherNeedNone(boolean sixth) {
    InputPoints points = Activation.GAUSS.defaultPoints();
    assertThat(DirectionalMixture.isNeeded(GAUSS, points, sixth)).isFalse();
    DefensiveMixture known = DefensiveMixture.of(sixth);
    DirectionalMixture mixture = DirectionalMixture.of(GAUSS, points, sixth);
    assertThat(mixture.untilted()).isEqualTo(known.untilted());
    assertThat(shifts(mixture).get(0)).containsExactly(0, 2);
    assertThat(mixture.components().get(0).probability()).isEqualTo(known.fourth());
    if (sixth) {
      assertThat(shifts(mixture).get(1)).containsExactly(0, 3);
      assertThat(mixture.components().get(1).probability()).isEqualTo(known.sixth());
    }
    for (double u = 0; u < 1; u += 1.0 / 64) {
      int c = mixture.component(u);
      assertThat(known.shift(u)).isEqualTo(c < 0 ? 0 : 4 + 2 * c);
    }
  }

  /** Four times 0.3 is near, six times is not; of cos nothing is rare. */
  @Test
  void areNeededWhereThatOfTheFarthestPointIsFar() {
    assertThat(DirectionalMixture.isNeeded(GAUSS, Line.of(0.1, -0.3), false)).isFalse();
    assertThat(DirectionalMixture.isNeeded(GAUSS, Line.of(0.1, -0.3), true)).isTrue();
    assertThat(DirectionalMixture.isNeeded(GAUSS, Line.of(0.1, -0.4), false)).isTrue();
    Ensemble cos = Ensemble.of(Activation.COS, 1, 1, 0.5);
    assertThat(DirectionalMixture.isNeeded(cos, Line.of(0.1, -0.4), false)).isFalse();
  }

  /**
   * Every multiset has its direction within the distance, and no more are taken than are allowed.
   */
  @ParameterizedTest
  @CsvSource({"1, 3, 1", "1, 6, 2", "2, 3, 0.5", "2, 5, 2", "3, 4, 3", "5, 2, 4"})
  void coversAllMultisets(int dIn, int count, double scale) {
    SplittableRandom random = new SplittableRandom(17);
    double[][] rows = new double[count][dIn];
    for (double[] row : rows) {
      Arrays.setAll(row, k -> scale * (2 * random.nextDouble() - 1));
    }
    InputPoints points = InputPoints.ofDimension(dIn, rows);
    Ensemble ensemble = Ensemble.of(Activation.GAUSS, dIn, 1, 0.5);
    DirectionalMixture mixture = DirectionalMixture.of(ensemble, points, true);
    double sum = mixture.components().stream().mapToDouble(c -> c.probability()).sum();
    assertThat(sum).isCloseTo(0.5, within(1e-15));
    int most = DirectionalMixture.MAX_DIRECTIONS;
    assertThat(mixture.components()).hasSizeLessThanOrEqualTo(3 * most);
    if (mixture.distance() > DirectionalMixture.NEAR) {
      assertThat(mixture.components()).hasSizeGreaterThan(most);
    }
    for (int order : new int[] {2, 4, 6}) {
      Multisets multisets = Multisets.of(count, order);
      for (int k = 0; k < multisets.size(); k++) {
        double[] direction = new double[dIn + 1];
        direction[dIn] = order * 0.5;
        for (int a : multisets.indices(k)) {
          for (int i = 0; i < dIn; i++) {
            direction[i] += rows[a][i] / Math.sqrt(dIn);
          }
        }
        double nearest =
            shifts(mixture).stream().mapToDouble(s -> distance(s, direction)).min().orElseThrow();
        assertThat(nearest).isLessThanOrEqualTo(mixture.distance() + 1e-12);
      }
    }
  }

  private static double distance(double[] a, double[] b) {
    double square = 0;
    for (int k = 0; k < a.length; k++) {
      square += (a[k] - b[k]) * (a[k] - b[k]);
    }
    return Math.sqrt(square);
  }

  @Test
  void uniformNumbersStandForComponentsInTheirOrder() {
    DirectionalMixture mixture = DirectionalMixture.of(GAUSS, Line.of(-4, 0, 4), false);
    assertThat(mixture.component(Math.nextDown(0.5))).isEqualTo(-1);
    assertThat(mixture.component(0.5)).isZero();
    for (int c = 0; c < 9; c++) {
      assertThat(mixture.component(0.5 + (c + 0.5) / 18)).isEqualTo(c);
    }
    assertThat(mixture.component(Math.nextDown(1.0))).isEqualTo(8);
  }
}
