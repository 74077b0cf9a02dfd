package wickstream.physics.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearntInverseTest {
  private static final MathContext DECIMALS = new MathContext(120);
  private static final BigDecimal APART = new BigDecimal("1e-25");

  /** Nodes that are far apart, near, equal, and null, at early and late times. */
  private static final double[][] NODES = {
    {2, 0.7, 0.01},
    {2, 2 - 1e-9, 2 - 1e-13},
    {1.3, 1.3, 1.3},
    {1.3, 1.3, 0.2},
    {1.9, 0, 0},
    {0, 0, 0},
    {1.1, 1e-9, 1e-17},
    {1.1, 1.1 + 1e-7, 1e-5}
  };

  /** Equal nodes are taken 10⁻²⁵ apart. */
  private static BigDecimal[] decimals(double[] nodes) {
    BigDecimal[] decimals = new BigDecimal[nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      decimals[i] = new BigDecimal(nodes[i]).add(APART.multiply(BigDecimal.valueOf(i + 1)));
    }
    return decimals;
  }

  private interface DecimalFunction {
    BigDecimal at(BigDecimal x);
  }

  private static double[] differences(double[] nodes, DecimalFunction function) {
    BigDecimal[] x = decimals(nodes);
    BigDecimal ofA = function.at(x[0]);
    BigDecimal ofB = function.at(x[1]);
    BigDecimal ofAB = quotient(ofA.subtract(ofB), x[0].subtract(x[1]));
    BigDecimal ofBC = quotient(ofB.subtract(function.at(x[2])), x[1].subtract(x[2]));
    BigDecimal ofABC = quotient(ofAB.subtract(ofBC), x[0].subtract(x[2]));
    return new double[] {ofA.doubleValue(), ofAB.doubleValue(), ofABC.doubleValue()};
  }

  private static BigDecimal quotient(BigDecimal a, BigDecimal b) {
    return a.divide(b, DECIMALS);
  }

  /** By its series, of x divided by 2¹⁰, and squares of it. */
  private static BigDecimal exp(BigDecimal x) {
    BigDecimal small = quotient(x, BigDecimal.valueOf(1024));
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = term;
    for (int k = 1; k < 100; k++) {
      term = quotient(term.multiply(small, DECIMALS), BigDecimal.valueOf(k));
      sum = sum.add(term, DECIMALS);
    }
    return sum.pow(1024, DECIMALS);
  }

  private static BigDecimal share(BigDecimal left, BigDecimal x) {
    return quotient(BigDecimal.ONE.subtract(left), x);
  }

  private static void assertClose(double[] actual, double[] expected, double relative) {
    for (int k = 0; k < expected.length; k++) {
      assertThat(actual[k])
          .isCloseTo(expected[k], within(relative * Math.abs(expected[k]) + 1e-40));
    }
  }

  @ParameterizedTest
  @CsvSource({"1e-3", "0.7", "5", "40"})
  void ofFlowKeepsItsDigits(double time) {
    for (double[] nodes : NODES) {
      BigDecimal t = new BigDecimal(time);
      double[] expected = differences(nodes, x -> share(exp(x.multiply(t, DECIMALS).negate()), x));
      assertClose(
          LearntInverse.flow(time, 2).dividedDifferences(nodes[0], nodes[1], nodes[2]),
          expected,
          2e-14);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.3, 1", "0.3, 2", "0.3, 37", "0.9, 6", "0.001, 5000", "1e-7, 1000001"})
  void ofDescentKeepsItsDigits(double rate, int steps) {
    for (double[] nodes : NODES) {
      BigDecimal eta = new BigDecimal(rate);
      double[] expected =
          differences(
              nodes, x -> share(BigDecimal.ONE.subtract(x.multiply(eta)).pow(steps, DECIMALS), x));
      assertClose(
          LearntInverse.descent(rate, steps).dividedDifferences(nodes[0], nodes[1], nodes[2]),
          expected,
          rate * 2 > 1 ? 1e-12 : 2e-14);
    }
  }

  /** Where all has been learnt but what is null. */
  @Test
  void tendsToTheInverse() {
    assertClose(
        LearntInverse.flow(1e20, 2).dividedDifferences(2, 0.7, 1e-3),
        SpectralFunction.inverse(0).dividedDifferences(2, 0.7, 1e-3),
        1e-14);
    assertThat(LearntInverse.flow(1e20, 2).dividedDifferences(0, 0, 0)[0]).isEqualTo(1e20);
  }

  @Test
  void isZeroAtFirst() {
    double[] zero = new double[3];
    assertClose(LearntInverse.flow(0, 2).dividedDifferences(2, 1, 1), zero, 0);
    assertClose(LearntInverse.descent(0.1, 0).dividedDifferences(2, 1, 1), zero, 0);
  }
}
