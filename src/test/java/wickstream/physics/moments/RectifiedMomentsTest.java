package wickstream.physics.moments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.numeric.LegendreRule;
import wickstream.physics.Ball;

class RectifiedMomentsTest {
  private static final LegendreRule RULE = LegendreRule.of(16);

  static Stream<Arguments> factors() {
    return Stream.of(
        Arguments.of(new double[] {1, 1, 1, 1}, new double[] {1, 1, 1, 1}),
        Arguments.of(new double[] {0.5, 1, 0.7, 1.2}, new double[] {1, -0.6, 0.3, 1.1}),
        Arguments.of(new double[] {0.01, 0.02, 0.015, 0.03}, new double[] {1, 1, 1, 1}),
        Arguments.of(new double[] {1e-4, 2e-4, 1e-4, 3e-4}, new double[] {1, 1.1, 0.9, 1}),
        Arguments.of(new double[] {1e-6, 1e-6, 1e-6, 1e-6}, new double[] {1, 1, 1, 1}),
        Arguments.of(new double[] {1e-8, 1e-8, 2e-8, 1e-8}, new double[] {1, 1, 1, 1}),
        Arguments.of(new double[] {0.3, 1e-3, 0.2, 0.1}, new double[] {1, 1, -1, 1}),
        Arguments.of(new double[] {3e9, 2e-9, 1, 5}, new double[] {1e9, 2e-9, -1, 4}));
  }

  @ParameterizedTest
  @MethodSource("factors")
  void agreeWithAnIntegralOverACommonFactor(double[] a, double[] b) {
    OneFactor numbers = new OneFactor(a, b);
    Ball moment = RectifiedMoments.ofFour(numbers.covariance(), RULE);
    double expected = numbers.ofRelu();
    assertThat(moment.value()).isEqualTo(RectifiedMoments.ofFour(numbers.covariance()));
    assertThat(moment.value()).isCloseTo(expected, within(4e-15 * numbers.size()));
    assertThat(Math.abs(moment.value() - expected)).isLessThan(moment.error());
  }

  /** Numbers a_s·ξ of random and of degenerate directions a_s in space. */
  static Stream<double[][]> directions() {
    Random random = new Random(20261);
    Stream<double[][]> any = Stream.generate(() -> random(random, 1)).limit(5);
    Stream<double[][]> near = Stream.generate(() -> random(random, 1e-2)).limit(3);
    return Stream.concat(
        Stream.concat(any, near),
        Stream.of(
            // a repeated one; three of one plane, one of them in the middle; all of a square
            new double[][] {{1, 0.2, 0.3}, {1, 0.2, 0.3}, {0.4, -1, 0.7}, {1, 0.5, -0.1}},
            new double[][] {{1, 0.1, 0}, {1, 0.2, 0}, {1, 0.3, 0}, {1, 0.5, -0.4}},
            new double[][] {{1, 0.5, 0.5}, {1, -0.5, 0.5}, {1, 0.5, -0.5}, {1, -0.5, -0.5}}));
  }

  private static double[][] random(Random random, double spread) {
    double[][] directions = new double[4][3];
    for (double[] direction : directions) {
      for (int k = 0; k < 3; k++) {
        direction[k] = (spread < 1 && k == 0 ? 1 : 0) + spread * random.nextGaussian();
      }
    }
    return directions;
  }

  /**
   * Singular covariances of rank 3 by E[r⁴]/4π times the integral over the sphere: half circles of
   * meridians are cut where a factor changes sign, meridians are summed in 4000 panels.
   */
  @ParameterizedTest
  @MethodSource("directions")
  void agreeWithAnIntegralOverTheSphere(double[][] directions) {
    double[][] s = covariance(directions);
    double size = Math.sqrt(s[0][0] * s[1][1] * s[2][2] * s[3][3]);
    Ball moment = RectifiedMoments.ofFour(s, RULE);
    assertThat(moment.value()).isCloseTo(overSphere(directions), within(2e-12 * size));
    int[][] orders = {{2, 0, 3, 1}, {3, 2, 1, 0}, {1, 0, 2, 3}};
    for (int[] order : orders) {
      double[][] reordered = new double[4][];
      for (int a = 0; a < 4; a++) {
        reordered[a] = directions[order[a]];
      }
      assertThat(RectifiedMoments.ofFour(covariance(reordered)))
          .isCloseTo(moment.value(), within(2e-14 * size));
    }
  }

  private static double[][] covariance(double[][] directions) {
    double[][] s = new double[directions.length][directions.length];
    for (int a = 0; a < s.length; a++) {
      for (int b = 0; b < s.length; b++) {
        for (int k = 0; k < directions[a].length; k++) {
          s[a][b] += directions[a][k] * directions[b][k];
        }
      }
    }
    return s;
  }

  private static double overSphere(double[][] a) {
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(10);
    int panels = 4000;
    double half = Math.PI / panels;
    double sum = 0;
    for (int p = 0; p < panels; p++) {
      double middle = (2 * p + 1) * half;
      sum += half * rule.integrate(t -> meridian(a, middle + half * t, rule));
    }
    return 15 / (4 * Math.PI) * sum; // E[r⁴] = 15
  }

  /** ∫₀^π sin t dt Π max(p_s cos t + q_s sin t, 0). */
  private static double meridian(double[][] a, double phi, GaussIntegrator rule) {
    double lower = 0;
    double upper = Math.PI;
    double[][] pq = new double[4][];
    for (int s = 0; s < 4; s++) {
      pq[s] = new double[] {a[s][0], a[s][1] * Math.cos(phi) + a[s][2] * Math.sin(phi)};
      double zero = Math.atan2(pq[s][0], -pq[s][1]); // in (−π, π]: rises or falls there
      double cut = zero < 0 ? zero + Math.PI : zero;
      if (pq[s][0] > 0) {
        upper = Math.min(upper, cut);
      } else {
        lower = Math.max(lower, cut);
      }
    }
    if (lower >= upper) {
      return 0;
    }
    double middle = (lower + upper) / 2;
    double half = (upper - lower) / 2;
    return half
        * rule.integrate(
            x -> {
              double t = middle + half * x;
              double product = Math.sin(t);
              for (double[] f : pq) {
                product *= f[0] * Math.cos(t) + f[1] * Math.sin(t);
              }
              return product;
            });
  }

  /** Numbers that leave the plane little by little: their moments do, too. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-9, 1e-7, 1e-6, 1e-5, 1e-4})
  void areContinuousNearAPlane(double away) {
    double[][] directions = {{1, 0.3, away}, {0.2, 1, -away}, {0.9, -0.5, 0}, {1, 1, 2 * away}};
    double[][] flat = {{1, 0.3}, {0.2, 1}, {0.9, -0.5}, {1, 1}};
    double[][] s = covariance(directions);
    Ball moment = RectifiedMoments.ofFour(s, RULE);
    double inPlane = PlanarMoments.of(covariance(flat)).of(new int[] {0, 1, 2, 3}, RULE).value();
    assertThat(moment.value()).isCloseTo(inPlane, within(2e-15 + 10 * away * away));
    assertThat(moment.value()).isCloseTo(overSphere(directions), within(2e-12));
    assertThat(moment.error()).isBetween(1e-16, 1e-12);
  }

  /** E[z⁴; z &gt; 0] = 3/2, and zero where two numbers are never positive together. */
  @Test
  void ofMultiplesArePowers() {
    double[] b = {2, 3, 0.5, 1};
    double[][] s = covariance(new double[][] {{b[0]}, {b[1]}, {b[2]}, {b[3]}});
    assertThat(RectifiedMoments.ofFour(s)).isCloseTo(1.5 * 3, within(1e-14));
    double[][] opposite = covariance(new double[][] {{1, 0}, {-2, 0}, {0.3, 1}, {1, 2}});
    assertThat(RectifiedMoments.ofFour(opposite)).isZero();
    double[][] none = covariance(new double[][] {{0, 0}, {1, 0}, {0.3, 1}, {1, 2}});
    assertThat(RectifiedMoments.ofFour(none)).isZero();
  }
}
