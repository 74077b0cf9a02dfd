package wickstream.physics.quadrature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Frequencies;
import wickstream.physics.Line;
import wickstream.physics.Multisets;
import wickstream.physics.Priors;
import wickstream.physics.Readout;
import wickstream.physics.Splits;

/** Closed forms against Gauss-Legendre rules between the kinks. */
class ExponentialIntegralsTest {
  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(24);
  private static final double SIGMA_W = 1.3;

  private static Ensemble ensemble(double sigmaW) {
    return Ensemble.of(Activation.COS, 1, sigmaW, 0.5)
        .withPriors(new Priors(Readout.NORMAL, OptionalDouble.empty(), Frequencies.CAUCHY));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.002, 0.2, 1, 4})
  void agreeWithQuadrature(double spread) {
    double[] xs = {-0.3 * spread, 0.1 * spread, 1.1 * spread};
    CouplingIntegrals integrals =
        CouplingIntegrals.of(ensemble(SIGMA_W), Line.of(xs), true).orElseThrow();
    Multisets quads = Multisets.of(3, 4);
    for (int k = 0; k < quads.size(); k++) {
      int quad = k;
      assertClose(integrals.i4()[k], integral(xs, x -> product(xs, x, quads.indices(quad))));
    }
    Multisets sextets = Multisets.of(3, 6);
    for (int k = 0; k < sextets.size(); k += 5) {
      int[] s = sextets.indices(k);
      assertClose(integrals.i6()[k], integral(xs, x -> product(xs, x, s)));
      double exchange = 0;
      for (int[] split : Splits.TRIPLES) {
        int[] left = {s[split[0]], s[split[1]], s[split[2]]};
        int[] right = {s[split[3]], s[split[4]], s[split[5]]};
        exchange += integral(xs, x -> product(xs, x, left) * line(xs, x, right));
      }
      assertClose(integrals.jSum()[k], exchange);
    }
  }

  private static void assertClose(double found, double expected) {
    assertThat(found).isCloseTo(expected, within(1e-12 * expected));
  }

  /** ∫ K_W(x, y) Π K_W(y, x_i) dy. */
  private static double line(double[] xs, double x, int[] right) {
    double[] kinks = DoubleStream.concat(Arrays.stream(xs), DoubleStream.of(x)).toArray();
    return integral(kinks, y -> kernel(x, y) * product(xs, y, right));
  }

  private static double product(double[] xs, double x, int[] indices) {
    return Arrays.stream(indices).mapToDouble(a -> kernel(x, xs[a])).reduce(1, (a, b) -> a * b);
  }

  private static double kernel(double x, double y) {
    return SIGMA_W * SIGMA_W * Math.exp(-SIGMA_W * Math.abs(x - y));
  }

  /** Over the whole line, in panels no longer than 1.5. */
  private static double integral(double[] kinks, DoubleUnaryOperator f) {
    double reach = 15;
    double least = Arrays.stream(kinks).min().orElseThrow() - reach;
    double most = Arrays.stream(kinks).max().orElseThrow() + reach;
    double[] ends =
        DoubleStream.concat(DoubleStream.of(least, most), Arrays.stream(kinks))
            .sorted()
            .distinct()
            .toArray();
    double sum = 0;
    for (int k = 1; k < ends.length; k++) {
      int panels = (int) Math.ceil((ends[k] - ends[k - 1]) / 1.5);
      double half = (ends[k] - ends[k - 1]) / panels / 2;
      for (int p = 0; p < panels; p++) {
        double middle = ends[k - 1] + (2 * p + 1) * half;
        sum += half * RULE.integrate(t -> f.applyAsDouble(middle + half * t));
      }
    }
    return sum;
  }

  /** K_W(p) = 2mσ_W²/(m² + p²) with m = σ_W. */
  @Test
  void theNormalisationIsThatOfThePropagator() {
    double z0 =
        CouplingIntegrals.of(ensemble(SIGMA_W), Line.of(0.1), false)
            .orElseThrow()
            .z0()
            .orElseThrow();
    assertThat(z0).isCloseTo(1 / (2 * Math.pow(SIGMA_W, 3)), within(1e-15));
  }

  /**
   * Divided differences by their series and by their definition, on both sides of where they meet.
   */
  @Test
  void nothingJumpsWhereTheSeriesEnds() {
    for (double length : new double[] {1.0 / 6, 1.0 / 4, 1.0 / 2}) {
      double below = exchange(length * (1 - 1e-9) / SIGMA_W);
      double above = exchange(length * (1 + 1e-9) / SIGMA_W);
      assertThat(above).isCloseTo(below, within(1e-8 * below));
      assertThat(above).isLessThan(below);
    }
  }

  private static double exchange(double length) {
    return CouplingIntegrals.of(ensemble(SIGMA_W), Line.of(0, length), true)
        .orElseThrow()
        .jSum()[2];
  }

  @Test
  void pointsTooFarApartHaveNone() {
    assertThat(CouplingIntegrals.of(ensemble(1), Line.of(-400, 400), true)).isEmpty();
  }
}
