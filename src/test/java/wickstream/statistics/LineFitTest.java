package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineFitTest {
  private static final double[] X = {1, 2, 4.5, 7, -3};
  private static final double[] Y = {3, 5.5, 9, 17, -5};
  private static final double[] ERRORS = {0.5, 1, 0.25, 2, 3};

  /** The normal equations solved in Python's fractions. */
  @Test
  void solvesTheNormalEquations() {
    LineFit fit = LineFit.of(X, Y, ERRORS);
    close(fit.intercept().value(), 1.1703082325399921966);
    close(fit.slope().value(), 1.765314085056574327);
    close(fit.intercept().standardError(), 0.56858861754073010798);
    close(fit.slope().standardError(), 0.14143055228090197487);
    close(fit.covariance(), -0.074365977370269215763);
    close(fit.chiSquare(), 3.9633242294186500195);
    assertThat(fit.degreesOfFreedom()).isEqualTo(3);
    close(fit.probability(), 0.26545178163776966937);
    close(fit.at(5).value(), 9.9968786578228638314);
    close(fit.at(5).standardError(), 0.28230882071981061352);
  }

  private static void close(double actual, double expected) {
    assertThat(actual / expected).isCloseTo(1, within(1e-13));
  }

  /** Upper tails of χ² from mpmath, 40 digits. */
  @ParameterizedTest
  @CsvSource({
    "1, 3.84, 0.0500435212487050989",
    "2, 1, 0.606530659712633424",
    "4, 0.3, 0.989814172888816478",
    "10, 40, 1.69447439300673839e-5",
    "58, 30, 0.999139277294393441"
  })
  void probabilityIsTheUpperTailOfChiSquare(int degrees, double chiSquare, double tail) {
    Estimate none = Estimate.NONE;
    double probability = new LineFit(none, none, 0, chiSquare, degrees).probability();
    assertThat(probability / tail).isCloseTo(1, within(1e-12));
  }

  @Test
  void twoPointsDetermineTheLine() {
    LineFit fit = LineFit.of(new double[] {1, 3}, new double[] {2, 8}, new double[] {0.3, 0.4});
    assertThat(fit.slope().value()).isCloseTo(3, within(1e-14));
    assertThat(fit.slope().standardError()).isCloseTo(0.25, within(1e-15));
    assertThat(fit.chiSquare()).isCloseTo(0, within(1e-25));
    assertThat(fit.degreesOfFreedom()).isZero();
    assertThat(fit.probability()).isNaN();
  }

  @Test
  void unitsOfTheValuesDoNotMatter() {
    double unit = 1e-200; // its square is beyond the range of a double
    LineFit fit = LineFit.of(X, times(Y, unit), times(ERRORS, unit));
    LineFit one = LineFit.of(X, Y, ERRORS);
    close(fit.slope().value() / unit, one.slope().value());
    close(fit.slope().standardError() / unit, one.slope().standardError());
    close(fit.chiSquare(), one.chiSquare());
  }

  private static double[] times(double[] values, double unit) {
    return Arrays.stream(values).map(value -> value * unit).toArray();
  }

  /**
   * Of 4000 simulated measurements of one line, the squared pulls of slope and intercept sum to a
   * χ² of 4000, the χ² of the fits to one of 4000 dof. Each bound is 5σ: together they fail a sound
   * program once in 600 000 seeds.
   */
  @Test
  void errorsAreHonest() {
    SplittableRandom random = new SplittableRandom(20);
    int fits = 4000;
    double[] sums = new double[3];
    for (int k = 0; k < fits; k++) {
      double[] y = new double[X.length];
      Arrays.setAll(y, i -> 2 - 3 * X[i] + ERRORS[i] * random.nextGaussian());
      LineFit fit = LineFit.of(X, y, ERRORS);
      sums[0] += Math.pow((fit.intercept().value() - 2) / fit.intercept().standardError(), 2);
      sums[1] += Math.pow((fit.slope().value() + 3) / fit.slope().standardError(), 2);
      sums[2] += fit.chiSquare();
    }
    assertThat(sums[0]).isCloseTo(fits, within(5 * Math.sqrt(2.0 * fits)));
    assertThat(sums[1]).isCloseTo(fits, within(5 * Math.sqrt(2.0 * fits)));
    assertThat(sums[2]).isCloseTo(3.0 * fits, within(5 * Math.sqrt(6.0 * fits)));
  }

  @Test
  void refusesWhatDeterminesNoLine() {
    refuses(new double[] {2, 2}, new double[] {1, 2}, new double[] {1, 1}, "two places");
    refuses(new double[] {2}, new double[] {1}, new double[] {1}, "two places");
    refuses(new double[] {1, 2}, new double[] {1}, new double[] {1, 1}, "2, 1 and 2");
    refuses(new double[] {1, 2}, new double[] {1, 2}, new double[] {1, 0}, "standardErrors[1]");
    refuses(new double[] {1, 2}, new double[] {1, Double.NaN}, new double[] {1, 1}, "y[1]");
    refuses(
        new double[] {1, 2},
        new double[] {1, 2},
        new double[] {Double.POSITIVE_INFINITY, 1},
        "standardErrors[0] must be finite, was Infinity");
  }

  private static void refuses(double[] x, double[] y, double[] errors, String complaint) {
    assertThatThrownBy(() -> LineFit.of(x, y, errors))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(complaint);
  }
}
