package wickstream.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import wickstream.statistics.Estimate;

final class RemainderFitTest {
  private static Estimate ofWidth(int width, double value, double error, double theory) {
    return RemainderFit.ofWidth(
        width,
        new MeasuredValue(value, error, 0, 0, 0.95, OptionalDouble.empty()),
        new TheoryValue(theory, 1));
  }

  @Test
  void aWidthTellsItsDistanceFromTheoryInUnitsOfOneOverN() {
    Estimate r = ofWidth(20, -1.1, 0.01, -1);
    assertThat(r.value()).isCloseTo(2, within(1e-14));
    assertThat(r.standardError()).isCloseTo(0.2, within(1e-15));
  }

  /** By hand, with weights 1, 1/4, 1: r = (1 + 2/4 + 4)/(9/4) = 22/9. */
  @Test
  void theCoefficientIsTheWeightedMean() {
    RemainderFit fit =
        new RemainderFit(List.of(new Estimate(1, 1), new Estimate(2, 2), new Estimate(4, 1)));
    assertThat(fit.coefficient().value()).isCloseTo(22.0 / 9, within(1e-15));
    assertThat(fit.coefficient().standardError()).isCloseTo(2.0 / 3, within(1e-15));
    assertThat(fit.chiSquare()).isCloseTo(41.0 / 9, within(1e-14));
    assertThat(fit.degreesOfFreedom()).isEqualTo(2);
  }

  /** Of the others r = (2/4 + 4)/(5/4) = 18/5 with variance 4/5. */
  @Test
  void thePullOfAWidthIsAgainstTheOthers() {
    RemainderFit fit =
        new RemainderFit(List.of(new Estimate(1, 1), new Estimate(2, 2), new Estimate(4, 1)));
    assertThat(fit.pull(0)).isCloseTo(-2.6 / Math.sqrt(1.8), within(1e-15));
  }

  @Test
  void twoWidthsFitNothing() {
    RemainderFit fit = new RemainderFit(List.of(new Estimate(1, 1), new Estimate(2, 2)));
    assertThat(fit.coefficient()).isEqualTo(Estimate.NONE);
    assertThat(fit.chiSquare()).isNaN();
    assertThat(fit.degreesOfFreedom()).isZero();
    assertThat(fit.pull(0)).isNaN();
  }

  /**
   * 3000 campaigns of four widths whose truth is theory · (1 + 0.7/N): errors of r, χ² and pulls,
   * one a campaign, are as they say. Each sum of squares is a χ² with known degrees of freedom, and
   * outside of its range here once in a million times.
   */
  @Test
  void errorsAndPullsAreHonest() {
    int campaigns = 3000;
    int[] widths = {8, 16, 32, 64};
    Random random = new Random(7);
    double ofCoefficients = 0;
    double ofPulls = 0;
    double chiSquares = 0;
    for (int c = 0; c < campaigns; c++) {
      List<Estimate> each = new ArrayList<>();
      for (int width : widths) {
        double theory = -3.0 / width;
        double truth = theory * (1 + 0.7 / width);
        double error = 0.01 * Math.abs(truth) * (1 + width % 3);
        each.add(ofWidth(width, truth + error * random.nextGaussian(), error, theory));
      }
      RemainderFit fit = new RemainderFit(each);
      Estimate r = fit.coefficient();
      ofCoefficients += Math.pow((r.value() - 0.7) / r.standardError(), 2);
      ofPulls += Math.pow(fit.pull(c % widths.length), 2);
      chiSquares += fit.chiSquare();
    }
    assertIsChiSquare(ofCoefficients, campaigns);
    assertIsChiSquare(ofPulls, campaigns);
    assertIsChiSquare(chiSquares, 3 * campaigns);
  }

  private static void assertIsChiSquare(double sum, int degreesOfFreedom) {
    ChiSquaredDistribution law = new ChiSquaredDistribution(null, degreesOfFreedom);
    assertThat(law.cumulativeProbability(sum)).isBetween(5e-7, 1 - 5e-7);
  }
}
