package wickstream.results;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import wickstream.config.CampaignConfig;
import wickstream.config.CampaignFile;
import wickstream.physics.Estimator;
import wickstream.results.export.JsonFile;
import wickstream.results.export.ResultCsv;
import wickstream.statistics.TailDiagnosis;
import wickstream.statistics.Verdict;

/** Fits of campaigns whose numbers follow known laws. */
@Tag("bits")
class FitsTest {
  private static final TailDiagnosis TAME = new TailDiagnosis(1e-4, 0.1);
  private static final TailDiagnosis HEAVY = new TailDiagnosis(0.5, 1);

  private static CampaignConfig config(String more) {
    return CampaignFile.parse(
            "campaign { widths = [10, 100], sigma-w = [1.0, 1.5, 2.0, 3.0]\n" + more + "\n}",
            "fits.conf",
            List.of())
        .campaign();
  }

  /** What a shard measures. */
  @FunctionalInterface
  private interface Measured {
    Map<String, MeasuredValue> of(int width, double sigmaW);
  }

  private static MeasuredValue value(double value, double error, double exact) {
    return new MeasuredValue(value, error, 0, 0, 0.95, OptionalDouble.of(exact));
  }

  private static MeasuredValue withoutExact(double value, double error) {
    return new MeasuredValue(value, error, 0, 0, 0.95, OptionalDouble.empty());
  }

  private static ShardResult shard(
      CampaignConfig config, int width, double sigmaW, Measured measured, TailDiagnosis tail) {
    return new ShardResult(
        "%x".formatted(width),
        config.ensemble(sigmaW),
        width,
        Estimator.CONDITIONAL,
        new Verdict.Converged(""),
        20,
        20_000,
        TAME,
        1,
        20_000,
        measured.of(width, sigmaW),
        Map.of(),
        List.of(),
        Map.of(),
        Map.of("u4", tail, "u6", TAME),
        Map.of(),
        List.of(),
        Optional.empty());
  }

  private static CampaignResult campaign(CampaignConfig config, Measured measured) {
    List<ShardResult> shards = new ArrayList<>();
    for (double sigmaW : config.sigmaW()) {
      for (int width : config.widths()) {
        shards.add(shard(config, width, sigmaW, measured, TAME));
      }
    }
    return new CampaignResult("1", config, shards, Map.of());
  }

  private static Map<String, MeasuredValue> u4(double value, double relative) {
    return Map.of("u4", value(value, Math.abs(value) * relative, value));
  }

  /** u4 = −8 σ_W⁻³/N, as eq. 8 has it at d = 1. */
  private static Map<String, MeasuredValue> law(int width, double sigmaW) {
    return u4(-8 / Math.pow(sigmaW, 3) / width, 0.01);
  }

  private static final CampaignConfig WITH_BIASES = config("ensemble.sigma-b = 0.5");

  @Test
  void ofTheWholeGridThenOfEachLine() {
    List<Fit> fits = campaign(WITH_BIASES, FitsTest::law).fits();
    assertThat(fits).extracting(Fit::quantity).containsOnly("u4");
    assertThat(fits).extracting(Fit::variable).containsExactly("sigmaW", "sigmaW", "sigmaW");
    assertThat(fits.stream().map(fit -> fit.width().orElse(0))).containsExactly(0, 10, 100);
    assertThat(fits).extracting(Fit::points).containsExactly(8, 4, 4);
    assertThat(fits).extracting(Fit::degreesOfFreedom).containsExactly(5, 2, 2);
    assertThat(fits).extracting(Fit::leftOut).containsOnly(0);
    for (Fit fit : fits) {
      assertThat(fit.exponent()).isCloseTo(-3, within(1e-9));
      assertThat(fit.predicted()).hasValue(-3);
      assertThat(fit.exact().orElseThrow()).isCloseTo(-3, within(1e-9));
      assertThat(fit.sigmaW()).isEmpty();
      assertThat(fit.probability()).isGreaterThan(0.99);
    }
    assertThat(fits.get(0).logAmplitude()).isNaN();
    assertThat(fits.get(2).logAmplitude()).isCloseTo(Math.log(0.08), within(1e-9));
    assertThat(fits.get(0).standardError())
        .as("eight points tell more than four")
        .isCloseTo(fits.get(1).standardError() / Math.sqrt(2), within(1e-12));
    assertThat(fits.get(1).statement())
        .isEqualTo(
            "u4 at N = 10 goes as σ_W to the power -3.000 ± 0.012, which bears out the power d - 4 = -3 of the scaling"
                + " identity for u4 of eq. 8: it is 0.0 standard errors away");
  }

  /** Connected functions have a limit there, and fits say so. */
  @Test
  void noPowerOfNIsPredictedWhereNetworksShareAScale() {
    CampaignConfig config =
        config("widths = [10, 100, 1000], ensemble.shared-scale.gamma = 4, ensemble.sigma-b = 0");
    List<Fit> fits = campaign(config, (width, sigmaW) -> u4(-1 - 1.0 / width, 0.01)).fits();
    for (Fit fit : fits) {
      boolean isAgainstWidth = fit.variable().equals("width");
      assertThat(fit.predicted().isPresent()).isEqualTo(!isAgainstWidth);
      if (isAgainstWidth) {
        assertThat(fit.statement())
            .endsWith(
                "; no power of N is predicted, because the weights of a network share a scale,"
                    + " which they have in common however many they are");
      }
    }
    assertThat(fits).extracting(Fit::variable).contains("width", "sigmaW");
  }

  @Test
  void threeWidthsAreFittedAgainstN() {
    CampaignConfig config = config("widths = [10, 100, 1000], ensemble.sigma-b = 0.5");
    List<Fit> against =
        campaign(config, FitsTest::law).fits().stream()
            .filter(fit -> fit.variable().equals("width"))
            .toList();
    assertThat(against).hasSize(1 + 4);
    assertThat(against.get(0).statement())
        .startsWith("u4 at every σ_W goes as N to the power -1.0000 ± 0.0015")
        .contains("bears out u4 = O(1/N)");
    assertThat(against.get(2).sigmaW()).hasValue(1.5);
    for (Fit fit : against) {
      assertThat(fit.exponent()).isCloseTo(-1, within(1e-9));
      assertThat(fit.predicted()).hasValue(-1);
      assertThat(fit.width()).isEmpty();
    }
  }

  @Test
  void whatAssumesPowersOfNIsNotFittedAgainstIt() {
    String pooled = "widths = [10, 100, 1000], estimator = pooled, orders = [2, 4], ";
    List<Fit> shallow = campaign(config(pooled + "ensemble.sigma-b = 0.5"), FitsTest::law).fits();
    assertThat(shallow).filteredOn(fit -> fit.variable().equals("width")).singleElement();
    assertThat(shallow)
        .extracting(Fit::statement)
        .anyMatch(text -> text.contains("assumes powers"));

    CampaignConfig deep =
        config(pooled + "points = [1.0], ensemble { activation = erf, depth = 2 }");
    assertThat(campaign(deep, FitsTest::law).fits())
        .filteredOn(fit -> fit.variable().equals("width"))
        .hasSize(1 + 4);
  }

  /** A power of N that is off the law by a correction that theory has a name for. */
  @Test
  void deepNetworksNeedNotBeWideEnough() {
    CampaignConfig deep =
        config("widths = [10, 30, 90], points = [1.0], ensemble { activation = erf, depth = 2 }");
    Measured corrected =
        (width, sigmaW) -> {
          double u4 = -(1 - 0.4 / width) / width;
          return Map.of(
              "u4", new MeasuredValue(u4, 1e-4 * -u4, 0, 0, 0.95, OptionalDouble.empty()));
        };
    Fit fit =
        campaign(deep, corrected).fits().stream()
            .filter(of -> of.variable().equals("width"))
            .findFirst()
            .orElseThrow();
    assertThat(fit.statement())
        .contains(
            "a power that holds for N → ∞: the remainder tells whether r/N makes the difference")
        .doesNotContain("contradicts");
  }

  /** The value of one shard is a hundred times too large; nothing vouches for its error. */
  @Test
  void whatDoesNotVouchForItsErrorIsLeftOutAndCounted() {
    List<ShardResult> shards = new ArrayList<>(campaign(WITH_BIASES, FitsTest::law).shards());
    Measured wrong = (width, sigmaW) -> u4(-100, 1e-6);
    shards.set(2, shard(WITH_BIASES, 10, 1.5, wrong, HEAVY));
    List<Fit> fits = new CampaignResult("1", WITH_BIASES, shards, Map.of()).fits();
    assertThat(fits).extracting(Fit::points).containsExactly(7, 3, 4);
    assertThat(fits).extracting(Fit::leftOut).containsExactly(1, 1, 0);
    assertThat(fits.get(0).exponent()).isCloseTo(-3, within(1e-9));
  }

  /**
   * Samples that are left because nothing large is among them are not fair: the law is not at
   * fault.
   */
  @Test
  void whatExactValuesBearOutIsNotContradicted() {
    Measured off =
        (width, sigmaW) -> {
          double exact = -8 / Math.pow(sigmaW, 3) / width;
          double measured = exact * Math.pow(sigmaW, 0.2);
          return Map.of("u4", value(measured, Math.abs(exact) * 0.01, exact));
        };
    List<ShardResult> shards = new ArrayList<>(campaign(WITH_BIASES, off).shards());
    Fit ofAll = new CampaignResult("1", WITH_BIASES, shards, Map.of()).fits().get(0);
    assertThat(ofAll.exponent()).isCloseTo(-2.8, within(1e-3));
    assertThat(ofAll.statement())
        .doesNotContain("contradicts")
        .endsWith(
            "; the exact values of the same shards bear that out (-3.0000), so that it is the measured ones that are off");
    shards.set(2, shard(WITH_BIASES, 10, 1.5, off, HEAVY));
    assertThat(new CampaignResult("1", WITH_BIASES, shards, Map.of()).fits().get(0).statement())
        .endsWith(
            "are off: those shards are left out whose errors cannot be believed, 1 of them, and not by chance");
  }

  /** Noise about zero: its slope must not be reported as a result. */
  @Test
  void noiseIsNoResult() {
    CampaignConfig config = config("ensemble.sigma-b = 0, estimator = plain");
    Random random = new Random(4);
    List<Fit> fits =
        campaign(
                config,
                (width, sigmaW) -> {
                  double error = 7 / Math.pow(sigmaW, 3);
                  return Map.of("u4", value(error * random.nextGaussian(), error, -1e-9));
                })
            .fits();
    assertThat(fits).hasSize(1);
    Fit nothing = fits.get(0);
    assertThat(nothing.exponent()).isNaN();
    assertThat(nothing.points()).isZero();
    assertThat(nothing.leftOut()).isEqualTo(8);
    assertThat(nothing.predicted()).isEmpty();
    assertThat(nothing.statement())
        .startsWith("u4 at every N cannot be fitted, as too few of 8 shards")
        .contains("for points small against 1/σ_W the power is exactly -1,")
        .contains("with a sign that varies from multiset to multiset")
        .contains("their noise goes as σ_W to the power -3");
    assertThat(JsonFile.toMap(nothing)).containsEntry("exponent", null).containsEntry("points", 0);
  }

  /** At σ_b = 0 there is no law, and the statement says what there is: u4 ∝ σ_W^{d−2}. */
  @Test
  void withoutBiasesThereIsNoPrediction() {
    CampaignConfig config = config("ensemble.sigma-b = 0");
    Fit fit = campaign(config, (width, sigmaW) -> u4(-1 / sigmaW / width, 0.01)).fits().get(0);
    assertThat(fit.predicted()).isEmpty();
    assertThat(fit.exponent()).isCloseTo(-1, within(1e-9));
    assertThat(fit.statement())
        .contains("no points are small enough for the power d - 4 = -3 of the scaling identity")
        .contains("exactly -1 (the exact values of these shards give -1.0000)");
  }

  @Test
  void kernelsThatDoNotDecayHaveNoPrediction() {
    CampaignConfig config = config("ensemble { activation = relu, sigma-b = 0.5 }");
    Fit fit = campaign(config, FitsTest::law).fits().get(0);
    assertThat(fit.predicted()).isEmpty();
    assertThat(fit.statement()).contains("no power is predicted, because the kernel of relu");
  }

  @Test
  void aContradictionIsNamed() {
    Measured other = (width, sigmaW) -> u4(-1 / Math.pow(sigmaW, 2.8) / width, 0.01);
    Fit whole = campaign(WITH_BIASES, other).fits().get(0);
    assertThat(whole.statement())
        .as("where the exact values agree with it, the points are to blame")
        .contains("standard errors from the power d - 4 = -3")
        .contains("the exact values of the same shards give -2.8")
        .doesNotContain("contradicts");
    Measured wrong =
        (width, sigmaW) -> {
          double value = -1 / Math.pow(sigmaW, 2.8) / width;
          return Map.of("u4", withoutExact(value, -0.01 * value));
        };
    assertThat(campaign(WITH_BIASES, wrong).fits().get(0).statement())
        .contains("which contradicts the power d - 4 = -3");
    Measured curved =
        (width, sigmaW) -> {
          double value = (-1 / Math.pow(sigmaW, 3) + 0.1 * (sigmaW - 2) * (sigmaW - 2)) / width;
          return Map.of("u4", value(value, Math.abs(0.01 * value), -1 / Math.pow(sigmaW, 3)));
        };
    assertThat(campaign(WITH_BIASES, curved).fits().get(0).statement())
        .contains("follow no single power");
  }

  /**
   * One of 19 exponents (13 widths, 4 σ_W and two of the grid) is off by 3.6 of its errors: less
   * than the 3.80 that any of 19 normal numbers exceeds in one of 370 campaigns.
   */
  @Test
  void aContradictionCountsTheFits() {
    String widths = IntStream.rangeClosed(10, 22).mapToObj(String::valueOf).collect(joining(", "));
    CampaignConfig many = config("ensemble.sigma-b = 0.5, widths = [%s]".formatted(widths));
    Fit near = fitted(many, 3.6);
    assertThat(near.statement())
        .contains("bears out the power d - 4 = -3")
        .endsWith("it is 3.6 standard errors away, as chance may bring one of 19 fits");
    assertThat(fitted(many, 3.9).statement()).contains("contradicts the power d - 4 = -3");
    CampaignConfig one = config("ensemble.sigma-b = 0.5, widths = [15]");
    assertThat(fitted(one, 3.6).statement()).contains("contradicts the power d - 4 = -3");
  }

  /** The fit at N = 15, which alone is off the law by so many errors. */
  private static Fit fitted(CampaignConfig config, double errors) {
    return campaign(config, (width, sigmaW) -> off(width == 15 ? errors : 0, width, sigmaW))
        .fits()
        .stream()
        .filter(fit -> fit.width().orElse(0) == 15)
        .findFirst()
        .orElseThrow();
  }

  /** −σ_W^p with an error of 1 % and p off −3 by so many errors of a fit to four σ_W. */
  private static Map<String, MeasuredValue> off(double errors, int width, double sigmaW) {
    double[] logs = DoubleStream.of(1, 1.5, 2, 3).map(Math::log).toArray();
    double mean = DoubleStream.of(logs).average().orElseThrow();
    double error = 0.01 / Math.sqrt(DoubleStream.of(logs).map(x -> (x - mean) * (x - mean)).sum());
    double value = -Math.pow(sigmaW, -3 + errors * error) / width;
    return Map.of("u4", withoutExact(value, -0.01 * value));
  }

  @Test
  void anUnknownExactValueMakesNoExactExponent() {
    Measured blind =
        (width, sigmaW) -> {
          MeasuredValue known = law(width, sigmaW).get("u4");
          return Map.of(
              "u4",
              new MeasuredValue(
                  known.value(), known.standardError(), 0, 0, 0.95, OptionalDouble.empty()));
        };
    assertThat(campaign(WITH_BIASES, blind).fits()).allMatch(fit -> fit.exact().isEmpty());
  }

  @Test
  void aGridWithoutLinesHasNoFits() {
    CampaignConfig config = config("widths = [5, 7], sigma-w = [1.0, 2.0], ensemble.sigma-b = 0.5");
    assertThat(campaign(config, FitsTest::law).fits()).isEmpty();
  }

  @Test
  void areOneRowEachInCsv() throws IOException {
    CampaignConfig config = config("widths = [10], ensemble.sigma-b = 0.5");
    CampaignResult result =
        campaign(config, (width, sigmaW) -> u4(-Math.scalb(1, -3 * (int) sigmaW), 0.25));
    StringWriter out = new StringWriter();
    ResultCsv.writeFits(result, out);
    List<String> lines = out.toString().lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .isEqualTo(
            "quantity,variable,width,sigmaW,exponent,standardError,logAmplitude,logAmplitudeError,chiSquare,"
                + "degreesOfFreedom,probability,points,leftOut,predicted,exact,statement");
    Fit fit = result.fits().get(0);
    assertThat(lines.get(1))
        .startsWith("u4,sigmaW,10,,%s,%s,".formatted(fit.exponent(), fit.standardError()))
        .contains(",2,%s,4,0,-3.0,".formatted(fit.probability()))
        .endsWith("\"" + fit.statement() + "\"");
  }
}
