package wickstream.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolarRuleTest {

  private static double mean(PolarRule rule, double[] first, double[] second) {
    double[] product = new double[first.length];
    for (int k = 0; k < product.length; k++) {
      product[k] = first[k] * second[k];
    }
    return rule.mean(product);
  }

  private static double[] each(double[] z, java.util.function.DoubleUnaryOperator function) {
    return java.util.Arrays.stream(z).map(function).toArray();
  }

  /** Products of two linear, rectified and stepped numbers, at any scale and angle. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 0.3, 1, 7, 300})
  void meansAreThose(double scale) {
    for (double angle : new double[] {0, 1e-7, 0.01, 0.8, 2.5, Math.PI}) {
      double[] norms = {scale, 0.1 * scale};
      PolarRule rule = PolarRule.of(norms, new double[] {0.4, 0.4 + angle}, 10, 16);
      double[] u = rule.numbers(norms[0], 0.4);
      double[] v = rule.numbers(norms[1], 0.4 + angle);
      double size = norms[0] * norms[1];
      assertThat(mean(rule, each(u, z -> 1), each(v, z -> 1))).isCloseTo(1, within(1e-13));
      assertThat(mean(rule, u, v)).isCloseTo(size * Math.cos(angle), within(1e-13 * size));
      double rectified = (Math.sin(angle) + (Math.PI - angle) * Math.cos(angle)) / (2 * Math.PI);
      assertThat(mean(rule, each(u, z -> Math.max(z, 0)), each(v, z -> Math.max(z, 0))))
          .isCloseTo(size * rectified, within(1e-13 * size));
      assertThat(mean(rule, each(u, z -> z > 0 ? 1 : 0), each(v, z -> z > 0 ? 1 : 0)))
          .isCloseTo((Math.PI - angle) / (2 * Math.PI), within(1e-13));
      assertThat(mean(rule, each(u, Math::tanh), each(u, z -> 1))).isCloseTo(0, within(1e-13));
    }
  }

  /** E[sign(u) … ] of saturated units: arcsines of the correlation as the scale grows. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-2, 1, 30, 1000})
  void errorFunctionsAreArcsines(double scale) {
    for (double angle : new double[] {0.001, 0.5, 1.5, 3}) {
      double[] norms = {scale, scale};
      double expected =
          2 / Math.PI * Math.asin(2 * scale * scale * Math.cos(angle) / (1 + 2 * scale * scale));
      for (boolean ends : new boolean[] {true, false}) {
        double[] directions = {0, angle};
        PolarRule rule =
            ends
                ? PolarRule.of(norms, directions, 10, 18)
                : PolarRule.ofAnalytic(norms, directions, 10, 18);
        double[] u = each(rule.numbers(scale, 0), Elementary::erf);
        double[] v = each(rule.numbers(scale, angle), Elementary::erf);
        assertThat(mean(rule, u, v)).isCloseTo(expected, within(2e-12));
      }
    }
  }

  @org.junit.jupiter.api.Test
  void partsOfItsNumbersAreThoseOfTheWhole() {
    PolarRule rule = PolarRule.of(new double[] {2, 3}, new double[] {0, 1}, 8, 6);
    double[] all = rule.numbers(2, 0.3);
    double[] part = rule.numbers(2, 0.3, 5, 9);
    assertThat(all).hasSize(rule.size());
    assertThat(part).hasSize(4 * rule.radii());
    for (int k = 0; k < part.length; k++) {
      assertThat(part[k]).isEqualTo(all[5 * rule.radii() + k]);
    }
    double sum = 0;
    for (int k = 0; k < rule.size(); k++) {
      sum += rule.weight(k);
    }
    assertThat(sum).isCloseTo(1, within(1e-4)); // few nodes
  }
}
