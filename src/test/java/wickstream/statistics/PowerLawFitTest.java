package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerLawFitTest {
  private static final double[] X = IntStream.range(0, 19).mapToDouble(i -> 1 + i / 2.0).toArray();

  private static double[] of(double[] x, DoubleUnaryOperator y) {
    return Arrays.stream(x).map(y).toArray();
  }

  /** A law with errors of a fraction of its values, without noise. */
  private static PowerSeries clean(double[] x, double amplitude, double power, double relative) {
    return new PowerSeries(
        x,
        of(x, at -> amplitude * Math.pow(at, power)),
        of(x, at -> relative * Math.abs(amplitude) * Math.pow(at, power)));
  }

  /** The same with normal noise of these errors. */
  private static PowerSeries noisy(PowerSeries clean, Random random) {
    double[] values = clean.values();
    double[] noisy = new double[values.length];
    Arrays.setAll(noisy, i -> values[i] + clean.standardErrors()[i] * random.nextGaussian());
    return new PowerSeries(clean.variable(), noisy, clean.standardErrors());
  }

  /**
   * Without noise the law is recovered; the error is that of a straight line (u4 of eq. 8 at d =
   * 1).
   */
  @Test
  void findsTheLawOfCleanNumbers() {
    PowerLawFit fit = PowerLawFit.of(List.of(clean(X, -0.8, -3, 0.01))).orElseThrow();
    assertThat(fit.exponent().value()).isCloseTo(-3, within(1e-12));
    assertThat(fit.logAmplitude().value()).isCloseTo(Math.log(0.8), within(1e-12));
    double[] logs = of(X, Math::log);
    double mean = Arrays.stream(logs).average().orElseThrow();
    double spread = Arrays.stream(logs).map(x -> (x - mean) * (x - mean)).sum();
    assertThat(fit.exponent().standardError()).isCloseTo(0.01 / Math.sqrt(spread), within(1e-12));
    assertThat(fit.chiSquare()).isCloseTo(0, within(1e-18));
    assertThat(fit.degreesOfFreedom()).isEqualTo(17);
    assertThat(fit.probability()).isEqualTo(1);
    assertThat(fit.points()).isEqualTo(19);
  }

  @Test
  void sharesAnExponentAmongSeriesOfDifferentAmplitudesAndSigns() {
    PowerSeries one = clean(X, 3, -1, 0.02);
    PowerSeries two = clean(new double[] {2, 7}, -1e-9, -1, 0.05);
    PowerSeries alone = clean(new double[] {4}, 5, -1, 0.01);
    PowerLawFit fit = PowerLawFit.of(List.of(one, alone, two)).orElseThrow();
    assertThat(fit.exponent().value()).isCloseTo(-1, within(1e-12));
    assertThat(fit.logAmplitude()).isEqualTo(Estimate.NONE);
    assertThat(fit.points()).as("one that stands alone has no slope").isEqualTo(21);
    assertThat(fit.degreesOfFreedom()).isEqualTo(21 - 3);
    List<double[]> others =
        List.of(of(X, x -> 7 / x / x), new double[] {1}, new double[] {-0.25, -1.0 / 49});
    assertThat(fit.exponentOf(others)).as("with the weights of these").isCloseTo(-2, within(1e-12));
    others.get(0)[3] = 0;
    assertThat(fit.exponentOf(others)).isNaN();
  }

  /** The minimum of χ², found by hand: neighbouring laws are worse. */
  @Test
  void minimisesTheSumOfSquares() {
    PowerSeries series = noisy(clean(X, 2, -1.5, 0.15), new Random(11));
    PowerLawFit fit = PowerLawFit.of(List.of(series)).orElseThrow();
    assertThat(fit.points()).isEqualTo(19);
    double p = fit.exponent().value();
    double a = fit.logAmplitude().value();
    assertThat(fit.chiSquare()).isCloseTo(chiSquare(series, a, p), within(1e-8));
    for (double step : new double[] {-1e-4, 1e-4}) {
      assertThat(chiSquare(series, a + step, p)).isGreaterThan(fit.chiSquare());
      assertThat(chiSquare(series, a, p + step)).isGreaterThan(fit.chiSquare());
      assertThat(chiSquare(series, a + step, p - step)).isGreaterThan(fit.chiSquare());
    }
  }

  private static double chiSquare(PowerSeries series, double logAmplitude, double power) {
    double sum = 0;
    for (int i = 0; i < series.size(); i++) {
      double law = Math.exp(logAmplitude) * Math.pow(series.variable()[i], power);
      double distance = (series.values()[i] - law) / series.standardErrors()[i];
      sum += distance * distance;
    }
    return sum;
  }

  /**
   * Pulls (p − true)/error of 2000 fits, of one series and of four, with errors of 1 % to 20 %:
   * their mean is 0 within 1/√2000 = 0.022, their variance 1 within √(2/2000) = 0.032, so that
   * bounds of four of these alarm falsely once in 16 000 each. Errors that grow towards one end are
   * those for which logarithms alone are biased.
   */
  @ParameterizedTest
  @CsvSource({"1, 0.01, 0.01", "1, 0.05, 0.05", "1, 0.01, 0.20", "4, 0.05, 0.05", "4, 0.02, 0.15"})
  void pullsAreStandardNormal(int seriesCount, double first, double last) {
    Random random = new Random(seriesCount * 1000L + Math.round(100 * last));
    int trials = 2000;
    double sum = 0;
    double squares = 0;
    double unlikely = 0;
    for (int trial = 0; trial < trials; trial++) {
      List<PowerSeries> series =
          IntStream.range(0, seriesCount)
              .mapToObj(s -> noisy(growing(Math.pow(10, -s), first, last), random))
              .toList();
      PowerLawFit fit = PowerLawFit.of(series).orElseThrow();
      double pull = (fit.exponent().value() + 3) / fit.exponent().standardError();
      sum += pull;
      squares += pull * pull;
      unlikely += fit.probability() < 0.05 ? 1 : 0;
    }
    assertThat(sum / trials).isCloseTo(0, within(4 * 0.0224));
    assertThat(squares / trials).isCloseTo(1, within(4 * 0.0316));
    assertThat(unlikely / trials)
        .as("χ² is improbable as often as it should")
        .isCloseTo(0.05, within(4 * Math.sqrt(0.05 * 0.95 / trials)));
  }

  /** A law of power −3 whose relative errors go from one value to another. */
  private static PowerSeries growing(double amplitude, double first, double last) {
    PowerSeries clean = clean(X, amplitude, -3, 1);
    double[] errors = clean.standardErrors();
    Arrays.setAll(errors, i -> errors[i] * (first + (last - first) * i / (X.length - 1)));
    return new PowerSeries(X, clean.values(), errors);
  }

  /**
   * Where the last of three numbers are two to five standard errors from zero, as u6 is against N,
   * those of them that came out large must not be preferred. 4000 pulls, mean 0 within four of its
   * standard errors of 0.016, once in 16 000, and 0.05 for what is left of higher order.
   */
  @Test
  void doesNotPreferNumbersThatCameOutLarge() {
    Random random = new Random(77);
    double[] widths = {10, 100, 1000};
    double[] relative = {0.01, 0.06, 0.3};
    int trials = 4000;
    double sum = 0;
    for (int trial = 0; trial < trials; trial++) {
      List<PowerSeries> all =
          IntStream.range(0, 5)
              .mapToObj(
                  s -> {
                    double[] law = of(widths, n -> 100 / n / n);
                    double[] errors = new double[3];
                    Arrays.setAll(errors, i -> law[i] * relative[i]);
                    return noisy(new PowerSeries(widths, law, errors), random);
                  })
              .toList();
      PowerLawFit fit = PowerLawFit.of(all).orElseThrow();
      sum += (fit.exponent().value() + 2) / fit.exponent().standardError();
    }
    assertThat(sum / trials).isCloseTo(0, within(4 * 0.0158 + 0.05));
  }

  @Test
  void noiseHasNoLaw() {
    Random random = new Random(3);
    PowerSeries zero = new PowerSeries(X, new double[19], of(X, x -> 1 / x));
    for (int trial = 0; trial < 50; trial++) {
      assertThat(PowerLawFit.of(List.of(noisy(zero, random)))).isEmpty();
    }
  }

  @Test
  void twoPointsAreTooFew() {
    double[] two = {1, 2};
    assertThat(PowerLawFit.of(List.of(clean(two, 1, 2, 0.1)))).isEmpty();
    assertThat(PowerLawFit.of(List.of(clean(two, 1, 2, 0.1), clean(two, 3, 2, 0.1)))).isPresent();
    assertThat(PowerLawFit.of(List.of())).isEmpty();
  }

  /** What is no power law is told by its χ². */
  @Test
  void curvesAreImprobable() {
    PowerSeries curve =
        new PowerSeries(X, of(X, x -> 1 / x + 1 / x / x), of(X, x -> 0.005 * (1 / x + 1 / x / x)));
    PowerSeries signs = new PowerSeries(X, of(X, x -> 5.1 - x), of(X, x -> 0.01));
    assertThat(PowerLawFit.of(List.of(curve)).orElseThrow().probability()).isLessThan(1e-6);
    assertThat(PowerLawFit.of(List.of(signs)).orElseThrow().probability()).isLessThan(1e-6);
  }

  @Test
  void seriesAreWellFormed() {
    double[] two = {1, 2};
    assertThatThrownBy(() -> new PowerSeries(two, two, new double[] {1}))
        .hasMessageContaining("each number needs a place and an error");
    assertThatThrownBy(() -> new PowerSeries(two, two, new double[] {1, 0}))
        .hasMessageContaining("standardErrors must be finite and above 0");
    assertThatThrownBy(() -> new PowerSeries(new double[] {3, 3}, two, two))
        .hasMessageContaining("different places");
    assertThatThrownBy(() -> new PowerSeries(two, new double[] {1, Double.NaN}, two))
        .hasMessageContaining("values must be finite");
  }
}
