package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.statistics.Objection.Kind;

/** Each check at its edge, on a tame sample: series 0 is normal with mean 1 and σ = 1. */
class SampleChecksTest {
  private static final ConfidenceSequence SEQUENCE = new ConfidenceSequence(0.95, 10_000);
  private static final double[] NORMAL = SeriesOf.normals(7, 10_000, 1, 1);
  private static final Totals TAME = SeededBags.cutEqually(NORMAL, 20);
  private static final Quantity MEAN = new Quantity.SeriesMean(0);
  private static final Quantity CURVED =
      new Quantity.FunctionOfMeans(means -> Math.exp(means.seriesMean(0)), List.of(0));

  private static Optional<Kind> kind(SampleChecks checks, Totals totals, Quantity quantity) {
    return kind(checks, totals, quantity, Optional.empty());
  }

  private static Optional<Kind> kind(
      SampleChecks checks, Totals totals, Quantity quantity, Optional<Exact> exact) {
    TailDiagnosis diagnosis =
        checks.sample(totals).diagnose(quantity, quantity.estimate(totals), exact);
    assertThat(diagnosis.isHeavy()).isEqualTo(diagnosis.reason().isPresent());
    return diagnosis.reason().map(Objection::kind);
  }

  private static SampleChecks unknown() {
    return Rules.unchecked(SEQUENCE);
  }

  private static Estimate seriesMean(Sums sums) {
    return sums.series().get(0).estimate();
  }

  @Test
  void aTameSampleOfWhichNothingIsKnownPasses() {
    assertThat(kind(unknown(), TAME, MEAN)).isEmpty();
    assertThat(kind(unknown(), TAME, CURVED)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"999, TOO_FEW", "1000,"})
  void itTakesAThousandNetworks(int networks, Kind expected) {
    Totals totals = SeededBags.cut(Arrays.copyOf(NORMAL, networks), networks);
    assertThat(kind(unknown(), totals, MEAN)).isEqualTo(Optional.ofNullable(expected));
  }

  @ParameterizedTest
  @CsvSource({"2, TOO_FEW", "9, TOO_FEW", "10,"})
  void aFunctionOfAveragesTakesTenBlocks(int bags, Kind expected) {
    Totals totals = SeededBags.cutEqually(Arrays.copyOf(NORMAL, 900 * bags), bags);
    assertThat(kind(unknown(), totals, CURVED)).isEqualTo(Optional.ofNullable(expected));
    assertThat(kind(unknown(), SeededBags.cutEqually(NORMAL, bags), MEAN)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "3, 0", "-1, 1e-16"})
  void contributionsThatAreAllTheSameHaveShownNothing(double mean, double spread) {
    Totals totals = SeededBags.alternating(20, 100, mean, spread);
    assertThat(kind(unknown(), totals, MEAN)).contains(Kind.NO_SPREAD);
  }

  @Test
  void aSpreadOfMoreThanTheLastDigitsIsOne() {
    assertThat(kind(unknown(), SeededBags.alternating(20, 100, 1, 1e-14), MEAN)).isEmpty();
  }

  private static SampleChecks rounded(double bound) {
    return new SampleChecks(List.of(), List.of(), sums -> new double[] {bound}, SEQUENCE);
  }

  /** The standard error of the mean is 0.01. */
  @Test
  void roundingMustBeATenthOfTheErrorAtMost() {
    assertThat(kind(rounded(0.9e-3), TAME, MEAN)).isEmpty();
    assertThat(kind(rounded(1.1e-3), TAME, MEAN)).contains(Kind.UNRESOLVED);
  }

  @Test
  void aSpreadWithinRoundingIsNoneUnlessTheValueIsToo() {
    assertThat(kind(rounded(10), TAME, MEAN)).contains(Kind.UNRESOLVED);
    Totals faraway = SeededBags.alternating(20, 100, 1000, 1);
    assertThat(kind(rounded(10), faraway, MEAN)).contains(Kind.NO_SPREAD);
  }

  /**
   * With one known mean the interval is ±5.6 errors wide where it is tightest, at 10 000 networks.
   */
  @ParameterizedTest
  @CsvSource({"0, ,", "5, ,", "-5, ,", "7, KNOWN_MEAN_MISSED", "-7, KNOWN_MEAN_MISSED"})
  void aKnownMeanMustBeFound(double errorsOff, Kind expected) {
    Estimate found = seriesMean(TAME.sums());
    double exact = found.value() + errorsOff * found.standardError();
    KnownMean known = new KnownMean("it", SampleChecksTest::seriesMean, exact, 0);
    SampleChecks checks = new SampleChecks(List.of(known), List.of(), Rules.NO_ROUNDING, SEQUENCE);
    assertThat(kind(checks, TAME, MEAN)).isEqualTo(Optional.ofNullable(expected));
  }

  @Test
  void aKnownMeanMayBeOffByRounding() {
    KnownMean known = new KnownMean("it", SampleChecksTest::seriesMean, 1.5, 1);
    assertThat(known.objection(TAME.sums(), SEQUENCE)).isEmpty();
    KnownMean notANumber = new KnownMean("it", sums -> Estimate.NONE, 1.5, 1);
    assertThat(notANumber.objection(TAME.sums(), SEQUENCE)).isPresent();
  }

  /** Sound samples at a rate of one in a thousand instead of a million: at most 8 of 1000. */
  @Test
  void theIntervalsOfKnownMeansHoldAtEveryLook() {
    ConfidenceSequence sequence = new ConfidenceSequence(1 - 1e-3, 1000);
    KnownMean known = new KnownMean("it", SampleChecksTest::seriesMean, 1, 0);
    int alarms = 0;
    for (int run = 0; run < 1000; run++) {
      double[] series = SeriesOf.normals(1000 + run, 4000, 1, 1);
      boolean alarmed = false;
      for (int n = 500; n <= 4000; n += 500) {
        Totals totals = SeededBags.cut(Arrays.copyOf(series, n), n);
        alarmed |= known.objection(totals.sums(), sequence).isPresent();
      }
      alarms += alarmed ? 1 : 0;
    }
    assertThat(alarms).isLessThanOrEqualTo(8); // Poisson of mean 1: more than 8 once in 900 000
  }

  @ParameterizedTest
  @CsvSource({"0.5,", "1.9,", "2.1, VARIANCE_UNSEEN", "Infinity, VARIANCE_UNSEEN"})
  void halfOfAKnownVarianceMustHaveBeenSeen(double exact, Kind expected) {
    SampleChecks checks =
        new SampleChecks(
            List.of(),
            List.of(KnownVariance.ofSeries("it", 0, exact, true)),
            Rules.NO_ROUNDING,
            SEQUENCE);
    assertThat(kind(checks, TAME, MEAN)).isEqualTo(Optional.ofNullable(expected));
  }

  @ParameterizedTest
  @CsvSource({"0, 5.9,", "0, 6.1, CONTRADICTED", "1.5, 6.1,", "1.5, 8, CONTRADICTED"})
  void theExactValueMustBeWithinSixErrorsAndItsOwn(
      double errorOfExact, double errorsOff, Kind expected) {
    Estimate found = MEAN.estimate(TAME);
    Exact exact =
        new Exact(
            found.value() - errorsOff * found.standardError(),
            errorOfExact * found.standardError());
    assertThat(kind(unknown(), TAME, MEAN, Optional.of(exact)))
        .isEqualTo(Optional.ofNullable(expected));
  }

  @Test
  void aHeavyTailExplainsAContradiction() {
    double[] heavy = NORMAL.clone();
    heavy[17] = 1e4;
    Totals totals = SeededBags.cutEqually(heavy, 20);
    assertThat(kind(unknown(), totals, MEAN, Optional.of(new Exact(1e9, 0))))
        .contains(Kind.HEAVY_TAIL);
  }
}
