package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TailDiagnosisTest {
  private static final double[] TAME = SeriesOf.normals(71, 10_000, 1, 1);
  private static final double[] HEAVY =
      new Random(72).doubles(10_000).map(u -> Math.pow(1 - u, -1.0)).toArray();

  private static Totals totals(double[]... series) {
    return Totals.startingAt("s", 0).plus(SeededBags.bag("s", 0, series));
  }

  @ParameterizedTest
  @CsvSource({
    "0,      0,    false",
    "0.01,   0.69, false",
    "0.0101, 0,    true",
    "0.0101, NaN,  true",
    "0.001,  0.7,  false",
    "0.001,  5,    false",
    "0.0011, 0.7,  true",
    "0.0011, 0.69, false",
    "0.0011, NaN,  false",
    "0.01,   0.7,  true",
    "5e-6,   1.0,  false",
    "NaN,    0,    true",
    "NaN,    NaN,  true"
  })
  void varianceOfVarianceDecidesAndTheShapeSharpensIt(double vov, double shape, boolean heavy) {
    assertThat(new TailDiagnosis(vov, shape).isHeavy()).isEqualTo(heavy);
  }

  @Test
  void whatIsUnknownIsNotBelieved() {
    assertThat(TailDiagnosis.UNKNOWN.isHeavy()).isTrue();
    assertThat(TailDiagnosis.UNKNOWN.describe())
        .isEqualTo("variance of variance unknown, tail shape unknown");
  }

  @Test
  void describesBothNumbers() {
    assertThat(new TailDiagnosis(0.0234, 0.71).describe())
        .isEqualTo("variance of variance 0.0234, tail shape 0.71");
  }

  @Test
  void oneSeriesIsDiagnosedFromItsMomentsAndItsTail() {
    CentralMoments moments = CentralMoments.of(HEAVY, HEAVY.length);
    assertThat(TailDiagnosis.of(totals(HEAVY), List.of(0)))
        .isEqualTo(
            new TailDiagnosis(
                moments.varianceOfVariance(),
                TailShape.of(moments, ExtremeValues.startingAt(0).plus(HEAVY))));
  }

  @Test
  void normalContributionsAreBelievedAndParetoOnesOfShapeOneAreNot() {
    assertThat(TailDiagnosis.of(totals(TAME), List.of(0)).isHeavy()).isFalse();
    TailDiagnosis heavy = TailDiagnosis.of(totals(HEAVY), List.of(0));
    assertThat(heavy.isHeavy()).isTrue();
    assertThat(heavy.shape()).isBetween(0.7, 1.3);
  }

  @Test
  void theWorstOfTheSeriesCounts() {
    Totals totals = totals(TAME, HEAVY);
    TailDiagnosis heavy = TailDiagnosis.of(totals(HEAVY), List.of(0));
    assertThat(TailDiagnosis.of(totals, List.of(0, 1))).isEqualTo(heavy);
    assertThat(TailDiagnosis.of(totals, List.of(1, 0))).isEqualTo(heavy);
  }

  @Test
  void seriesThatAreNotAskedForDoNotCount() {
    assertThat(TailDiagnosis.of(totals(TAME, HEAVY), List.of(0)).isHeavy()).isFalse();
  }

  @Test
  void aSeriesThatDoesNotVaryIsBelieved() {
    double[] constant = new double[1000];
    Arrays.fill(constant, 0.1);
    TailDiagnosis diagnosis = TailDiagnosis.of(totals(constant), List.of(0));
    assertThat(diagnosis.isHeavy()).isFalse();
  }

  @Test
  void aSeriesWithANumberMissingIsNotBelieved() {
    double[] broken = TAME.clone();
    broken[17] = Double.NaN;
    assertThat(TailDiagnosis.of(totals(broken), List.of(0)).isHeavy()).isTrue();
  }

  @Test
  void notANumberIsHeavyWhereverItStands() {
    double[] broken = TAME.clone();
    broken[17] = Double.NaN;
    assertThat(TailDiagnosis.of(totals(broken, TAME), List.of(0, 1)).isHeavy()).isTrue();
    assertThat(TailDiagnosis.of(totals(TAME, broken), List.of(0, 1)).isHeavy()).isTrue();
  }

  /** The first series has the larger variance of variance, but only the second is heavy. */
  @Test
  void aHeavySeriesIsNotHiddenByALightOneWithALargerVarianceOfVariance() {
    int n = 200_000;
    double[] light = new double[n];
    double[] heavy = new double[n];
    for (int i = 0; i < n; i++) {
      light[i] = i % 1400 == 0 ? 1 : 0;
      heavy[i] = Math.min(n / (n - i - 0.5), 2500);
    }
    Totals totals = totals(light, heavy);
    assertThat(TailDiagnosis.of(totals, List.of(0)).isHeavy()).isFalse();
    assertThat(TailDiagnosis.of(totals, List.of(0)).varianceOfVariance())
        .isGreaterThan(TailDiagnosis.of(totals, List.of(1)).varianceOfVariance());
    assertThat(TailDiagnosis.of(totals, List.of(0, 1)).isHeavy()).isTrue();
  }
}
