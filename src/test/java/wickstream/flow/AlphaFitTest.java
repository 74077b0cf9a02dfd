package wickstream.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.exact.ExactCouplings;
import wickstream.results.ShardResult;
import wickstream.statistics.Estimate;

/** arXiv 2212.11811, eq. 13. */
class AlphaFitTest {
  private static final double[] SIGMA_W = {0.5, 1, 2, 4, 8};

  private static ShardResult shard(
      Measured kind, int width, double sigmaW, double u4, double error) {
    return kind.shard(width, sigmaW, Measured.values("u4Canonical", u4, error));
  }

  private static AlphaFit only(List<ShardResult> shards) {
    List<AlphaFit> fits = AlphaFit.of(shards);
    assertThat(fits).hasSize(1);
    return fits.get(0);
  }

  @ParameterizedTest
  @CsvSource({"1, 0.8", "2, 0.8", "3, 0.2", "4, 0.999", "1, 1.5"})
  void findsTheStrengthOfTheRegulator(int dIn, double alpha) {
    List<ShardResult> shards =
        DoubleStream.of(SIGMA_W)
            .mapToObj(
                s -> {
                  double u4 = Wetterich.u4Canonical(dIn, s, alpha);
                  return shard(Measured.of(dIn), 7, s, u4, 0.01 * Math.abs(u4));
                })
            .toList();
    AlphaFit fit = only(shards);
    double amplitude = (1 - alpha) / alpha;
    double error = 0.01 * Math.abs(amplitude) / Math.sqrt(5); // five measurements to 1 %
    assertThat(fit.width()).isEqualTo(7);
    assertThat(fit.amplitude().value()).isCloseTo(amplitude, within(1e-12));
    assertThat(fit.amplitude().standardError()).isCloseTo(error, within(1e-12));
    assertThat(fit.alpha(WetterichReading.PUBLISHED).value()).isCloseTo(alpha, within(1e-12));
    assertThat(fit.alpha(WetterichReading.PUBLISHED).standardError())
        .isCloseTo(error * alpha * alpha, within(1e-12));
    assertThat(fit.chiSquare()).isCloseTo(0, within(1e-20));
    assertThat(fit.degreesOfFreedom()).isEqualTo(4);
    assertThat(fit.rows())
        .extracting(AlphaFit.Row::sigmaW)
        .containsExactly(0.5, 1.0, 2.0, 4.0, 8.0);
  }

  /**
   * 1 ± 0.1 and 2 ± 0.2 in units of eq. 13, both known to 10 %: the mean is 1.5 ± 0.15/√2, and each
   * 0.5/0.15 from it. By the errors as measured it would be 1.2.
   */
  @Test
  void weighsByTheErrorsThatTheLawImplies() {
    double one = Wetterich.unit(1, 1);
    double other = Wetterich.unit(1, 3);
    AlphaFit fit =
        only(
            List.of(
                shard(Measured.SOUND, 5, 1, one, Math.abs(0.1 * one)),
                shard(Measured.SOUND, 5, 3, 2 * other, Math.abs(0.2 * other))));
    assertThat(fit.amplitude().value()).isCloseTo(1.5, within(1e-14));
    assertThat(fit.amplitude().standardError()).isCloseTo(0.15 / Math.sqrt(2), within(1e-14));
    assertThat(fit.chiSquare()).isCloseTo(200 / 9.0, within(1e-11));
    assertThat(fit.rows().get(0).pull()).isCloseTo(10 / 3.0, within(1e-12)); // units are negative
    assertThat(fit.rows().get(1).pull()).isCloseTo(-10 / 3.0, within(1e-12));
    assertThat(fit.probability()).isCloseTo(2.4284674729758e-06, within(1e-15)); // erfc(10/3)
    assertThat(AlphaFit.refuted(List.of(fit))).containsExactly(fit);
  }

  /**
   * Plain averages that a budget ended have errors that do not follow their values: the mean of 1 ±
   * 0.1 and 2 ± 0.2 is then (100 + 50)/125, its χ² 20.
   */
  @Test
  void errorsThatDoNotFollowTheValueAreTakenAsTheyAre() {
    double one = Wetterich.unit(1, 1);
    double other = Wetterich.unit(1, 3);
    Measured noise = Measured.SOUND;
    AlphaFit fit =
        only(
            List.of(
                noise.plain(5, 1, Measured.values("u4Canonical", one, Math.abs(0.1 * one))),
                noise.plain(
                    5, 3, Measured.values("u4Canonical", 2 * other, Math.abs(0.2 * other)))));
    assertThat(fit.amplitude().value()).isCloseTo(1.2, within(1e-14));
    assertThat(fit.amplitude().standardError()).isCloseTo(Math.sqrt(1 / 125.0), within(1e-14));
    assertThat(fit.chiSquare()).isCloseTo(20, within(1e-11));
    assertThat(fit.probability()).isCloseTo(7.744216431044087e-06, within(1e-15)); // erfc(√10)
  }

  /** Of values of both signs there is no law that errors could be a part of. */
  @Test
  void errorsAreAsMeasuredAboutALawThatIsNearlyZero() {
    double unit = Math.abs(Wetterich.unit(1, 1));
    double other = Math.abs(Wetterich.unit(1, 3));
    AlphaFit fit =
        only(
            List.of(
                shard(Measured.SOUND, 5, 1, unit, 0.1 * unit),
                shard(Measured.SOUND, 5, 3, -1.01 * other, 0.101 * other)));
    assertThat(Math.abs(fit.amplitude().value())).isLessThan(0.01);
    assertThat(fit.amplitude().standardError()).isCloseTo(0.1 / Math.sqrt(2), within(1e-3));
    assertThat(fit.chiSquare()).isCloseTo(200, within(1.0));
  }

  /** χ² = 12 for one degree of freedom has p = 5.3e-4: below 1e-3, not below half of it. */
  @Test
  void aRefutationCountsTheFits() {
    AlphaFit fit = new AlphaFit(1, 5, new Estimate(1, 0.1), 12, 1, List.of());
    AlphaFit good = new AlphaFit(1, 50, new Estimate(1, 0.1), 1, 1, List.of());
    AlphaFit alone = new AlphaFit(1, 9, new Estimate(1, 0.1), 0, 0, List.of());
    assertThat(AlphaFit.refuted(List.of(fit, alone))).containsExactly(fit);
    assertThat(AlphaFit.refuted(List.of(fit, good))).isEmpty();
  }

  @Test
  void oneSigmaWTestsNothing() {
    AlphaFit fit = only(List.of(shard(Measured.SOUND, 5, 1, -1, 0.1)));
    assertThat(fit.degreesOfFreedom()).isZero();
    assertThat(fit.probability()).isNaN();
    assertThat(AlphaFit.refuted(List.of(fit))).isEmpty();
    assertThat(fit.rows().get(0).predicted().value()).isCloseTo(-1, within(1e-14));
  }

  @Test
  void shardsThatCannotVouchForTheirErrorsAreShownButNotFitted() {
    ShardResult heavy = shard(Measured.HEAVY, 5, 2, -1, 1e-9);
    AlphaFit fit = only(List.of(shard(Measured.SOUND, 5, 1, -1, 0.1), heavy));
    assertThat(fit.rows()).extracting(AlphaFit.Row::isFitted).containsExactly(true, false);
    assertThat(fit.rows().get(0).predicted().value()).isCloseTo(-1, within(1e-14));
    assertThat(fit.rows().get(1).predicted().value()).isCloseTo(-8, within(1e-13));
    AlphaFit none = only(List.of(heavy));
    assertThat(none.alpha(WetterichReading.PUBLISHED)).isEqualTo(Estimate.NONE);
    assertThat(none.rows()).hasSize(1);
  }

  @Test
  void noStrengthWhereNoneIsAboveZero() {
    double wrong = -1.5 * Wetterich.unit(1, 1);
    assertThat(
            only(List.of(shard(Measured.SOUND, 5, 1, wrong, 0.1)))
                .alpha(WetterichReading.PUBLISHED))
        .isEqualTo(Estimate.NONE);
  }

  /**
   * N = 10, d = 1, σ_b = 0.5, exactly: u4/Z0² = −0.26184; (1−α)/α = 0.26184 c_1/(2·2^{3/2}), then
   * times (2π)², then over 2.3827.
   */
  @Test
  void eachReadingHasItsStrength() {
    double u4 =
        ExactCouplings.of(
                Ensemble.of(Activation.GAUSS, 1, 1, 0.5), Activation.GAUSS.defaultPoints(), false)
            .orElseThrow()
            .u4Canonical(10)
            .orElseThrow();
    AlphaFit fit = only(List.of(shard(Measured.SOUND, 10, 1, u4, 0.01 * -u4)));
    assertThat(u4).isCloseTo(-0.26184, within(1e-5));
    double published = 0.0088127;
    assertReads(fit, WetterichReading.PUBLISHED, published, 0.99126);
    double consistent = published * 4 * Math.PI * Math.PI;
    assertReads(fit, WetterichReading.CONSISTENT, consistent, 0.74188);
    assertReads(fit, WetterichReading.RUNNING_Z0, consistent / 2.3826882, 0.87259);
  }

  private static void assertReads(
      AlphaFit fit, WetterichReading reading, double amplitude, double alpha) {
    Estimate read = fit.amplitude(reading);
    assertThat(read.value() / amplitude).isCloseTo(1, within(1e-4));
    assertThat(read.relativeError()).isCloseTo(0.01, within(1e-15));
    assertThat(fit.alpha(reading).value()).isCloseTo(alpha, within(1e-5));
    assertThat(fit.alpha(reading).standardError())
        .isCloseTo(0.01 * amplitude * alpha * alpha, within(1e-6));
  }

  /** Where Z0 Λ² is constant, no regulator gives an interaction. */
  @Test
  void noStrengthWithRunningNormalisationInTwoDimensions() {
    AlphaFit fit = only(List.of(shard(Measured.of(2), 10, 1, -0.1, 0.001)));
    assertThat(fit.alpha(WetterichReading.RUNNING_Z0)).isEqualTo(Estimate.NONE);
    assertThat(fit.amplitude(WetterichReading.RUNNING_Z0)).isEqualTo(Estimate.NONE);
    assertThat(fit.amplitude(WetterichReading.CONSISTENT).value() / fit.amplitude().value())
        .isCloseTo(Math.pow(2 * Math.PI, 4), within(1e-9));
  }

  @Test
  void eachWidthHasItsOwn() {
    List<AlphaFit> fits =
        AlphaFit.of(
            List.of(
                shard(Measured.SOUND, 50, 1, -0.1, 0.01),
                shard(Measured.SOUND, 5, 1, -1, 0.1),
                Measured.SOUND.shard(9, 1, Measured.values("u4", -1, 0.1)),
                shard(Measured.SOUND, 50, 2, -0.1, 0.01)));
    assertThat(fits).extracting(AlphaFit::width).containsExactly(5, 50);
  }

  /**
   * 2000 simulated runs of plain averages: squared pulls of the amplitude sum to a χ² of 2000, χ²
   * of the fits to one of 8000. Bounds of 5σ: a sound program fails for one seed in 800 000.
   */
  @Test
  void errorsAreHonest() {
    SplittableRandom random = new SplittableRandom(13);
    double pulls = 0;
    double chiSquares = 0;
    for (int run = 0; run < 2000; run++) {
      List<ShardResult> shards = new ArrayList<>();
      for (double s : SIGMA_W) {
        double u4 = 0.25 * Wetterich.unit(2, s);
        double error = Math.abs(u4) * (0.02 + 0.1 * s);
        shards.add(
            Measured.of(2)
                .plain(
                    5,
                    s,
                    Measured.values("u4Canonical", u4 + error * random.nextGaussian(), error)));
      }
      AlphaFit fit = only(shards);
      Estimate amplitude = fit.amplitude();
      pulls += Math.pow((amplitude.value() - 0.25) / amplitude.standardError(), 2);
      chiSquares += fit.chiSquare();
    }
    assertThat(pulls).isCloseTo(2000, within(5 * Math.sqrt(2 * 2000)));
    assertThat(chiSquares).isCloseTo(8000, within(5 * Math.sqrt(2 * 8000)));
  }

  /**
   * 1500 simulated runs over 20 σ_W of contributions that are squares of normal numbers, as those
   * of conditional averages are, each stopped when its error is 5 % of its value: the pulls of the
   * amplitude have mean 0 and variance 1. Bounds of 5σ: a sound program fails for one seed in 800
   * 000. By errors as measured their mean is −0.45.
   */
  @Test
  void stoppingAtARelativeErrorLeavesPullsNormal() {
    SplittableRandom random = new SplittableRandom(14);
    int runs = 1500;
    double[] pulls = new double[runs];
    for (int run = 0; run < runs; run++) {
      List<ShardResult> shards = new ArrayList<>();
      for (int i = 1; i <= 20; i++) {
        Estimate mean = stopped(random, 0.05).times(0.25 * Wetterich.unit(1, i));
        shards.add(shard(Measured.SOUND, 5, i, mean.value(), mean.standardError()));
      }
      Estimate amplitude = only(shards).amplitude();
      pulls[run] = (amplitude.value() - 0.25) / amplitude.standardError();
    }
    double mean = Arrays.stream(pulls).average().orElseThrow();
    double square = Arrays.stream(pulls).map(x -> x * x).average().orElseThrow();
    assertThat(mean).isCloseTo(0, within(5 / Math.sqrt(runs)));
    assertThat(square - mean * mean).isCloseTo(1, within(5 * Math.sqrt(2.0 / runs)));
  }

  /** The mean of squares of normal numbers, looked at every 200 from the 600th. */
  private static Estimate stopped(SplittableRandom random, double relativeError) {
    double sum = 0;
    double squares = 0;
    for (int n = 1; ; n++) {
      double normal = random.nextGaussian();
      sum += normal * normal;
      squares += normal * normal * normal * normal;
      if (n >= 600 && n % 200 == 0) {
        double mean = sum / n;
        double error = Math.sqrt((squares / n - mean * mean) / (n - 1));
        if (error <= relativeError * mean) {
          return new Estimate(mean, error);
        }
      }
    }
  }
}
