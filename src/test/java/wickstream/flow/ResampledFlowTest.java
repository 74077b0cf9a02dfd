package wickstream.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.statistics.Estimate;

class ResampledFlowTest {
  private static final int DRAWS = 4000;
  private static final double ONE_SIGMA = 0.994457883209753; // 84 % quantile of a normal

  private static MeasuredStart start(String shard, Estimate u4, Estimate u6) {
    return new MeasuredStart(shard, 10, 1, 1, u4, u6, true);
  }

  private static MeasuredStart start(Estimate u4, Estimate u6) {
    return start("00ff00ff00ff00ff", u4, u6);
  }

  /**
   * At k = 0 the bands are quantiles of the normal distributions of the measurements. Each of ten
   * quantiles of 4000 draws is compared with its own error, to 5σ: false alarms once in 170 000
   * seeds.
   */
  @Test
  void bandsBeginAsTheErrorsOfTheMeasurements() {
    BandPoint point =
        ResampledFlow.of(
                start(new Estimate(-5, 0.5), new Estimate(50, 2)), new double[] {0}, DRAWS, 1)
            .points()
            .get(0);
    requireQuantiles(point.u4(), -5, 0.5);
    requireQuantiles(point.u6(), 50, 2);
    assertThat(point.reached()).isEqualTo(DRAWS);
    assertThat(point.sigmaW(1).median()).isCloseTo(1, within(1e-14));
  }

  private static void requireQuantiles(Band band, double mean, double error) {
    NormalDistribution normal = new NormalDistribution(mean, error);
    double[] quantiles = {band.low95(), band.low68(), band.median(), band.high68(), band.high95()};
    double[] fractions = {0.025, 0.16, 0.5, 0.84, 0.975};
    for (int i = 0; i < fractions.length; i++) {
      double p = fractions[i];
      double expected = normal.inverseCumulativeProbability(p);
      double spread = Math.sqrt(p * (1 - p) / DRAWS) / normal.density(expected);
      assertThat(quantiles[i]).isCloseTo(expected, within(5 * spread));
    }
  }

  /** Small errors propagate linearly, u4 and u6 independently: against derivatives of the flow. */
  @Test
  void smallErrorsPropagateLinearly() {
    Estimate u4 = new Estimate(-5, 0.005);
    Estimate u6 = new Estimate(50, 0.05);
    double k = 3;
    Band band = ResampledFlow.of(start(u4, u6), new double[] {k}, DRAWS, 1).points().get(0).u4();
    double byU4 = (u4At(k, -5 + 0.005, 50) - u4At(k, -5 - 0.005, 50)) / 2;
    double byU6 = (u4At(k, -5, 50 + 0.05) - u4At(k, -5, 50 - 0.05)) / 2;
    double error = Math.hypot(byU4, byU6);
    // 5σ of the width of the 68 % band from 4000 draws are 8 % of it, of its median 0.1 errors.
    assertThat((band.high68() - band.low68()) / (2 * ONE_SIGMA * error)).isCloseTo(1, within(0.08));
    assertThat(band.median()).isCloseTo(u4At(k, -5, 50), within(0.1 * error));
  }

  private static double u4At(double k, double u4, double u6) {
    return new PassiveFlow(1, 1, u4, u6).at(k).points().get(0).u4();
  }

  /**
   * The fraction that blows up is the probability of a start beyond the threshold, which bisection
   * finds; 5σ of a binomial of 4000 draws.
   */
  @Test
  void countsTheDrawsThatBlowUp() {
    double flows = -5;
    double blows = 50;
    while (blows - flows > 1e-9) {
      double middle = (flows + blows) / 2;
      if (new PassiveFlow(1, 1, middle, 50).at(100).blowUp().isPresent()) {
        blows = middle;
      } else {
        flows = middle;
      }
    }
    double error = 2;
    MeasuredStart start = start(new Estimate(flows - 0.5 * error, error), new Estimate(50, 0));
    ResampledFlow flow = ResampledFlow.of(start, new double[] {0, 100}, DRAWS, 3);
    double expected = 1 - new NormalDistribution().cumulativeProbability(0.5);
    double fraction = (double) flow.blownUp() / flow.draws();
    assertThat(fraction)
        .isCloseTo(expected, within(5 * Math.sqrt(expected * (1 - expected) / DRAWS)));
    assertThat(flow.points().get(0).reached()).isEqualTo(DRAWS);
    assertThat(flow.points().get(1).reached()).isEqualTo(DRAWS - flow.blownUp());
    assertThat(flow.central().blowUp()).isEmpty();
    assertThat(flow.blowUp().low95()).isPositive();
    assertThat(flow.blowUp().high95()).isLessThan(100);
  }

  @Test
  void nothingIsSaidWhereNoDrawGetsTo() {
    MeasuredStart start = start(new Estimate(50, 1), new Estimate(50, 0));
    ResampledFlow flow = ResampledFlow.of(start, new double[] {0.1, 10}, 100, 1);
    assertThat(flow.blownUp()).isEqualTo(100);
    assertThat(flow.points().get(1).reached()).isZero();
    assertThat(flow.points().get(1).u4().median()).isNaN();
    assertThat(flow.central().points()).hasSize(1);
  }

  @Test
  void theSameSeedGivesTheSameBits() {
    MeasuredStart start = start(new Estimate(-5, 0.5), new Estimate(50, 2));
    MeasuredStart other = start("0123456789abcdef", start.u4(), start.u6());
    double[] scales = {0, 1, 10};
    List<BandPoint> points = ResampledFlow.of(start, scales, 50, 1).points();
    assertThat(ResampledFlow.of(start, scales, 50, 1).points()).isEqualTo(points);
    assertThat(ResampledFlow.of(start, scales, 50, 2).points()).isNotEqualTo(points);
    assertThat(ResampledFlow.of(other, scales, 50, 1).points()).isNotEqualTo(points);
  }

  /** canonical-2pi: Z0 of eq. 9 is (2π)^d times that of the measure d^dp/(2π)^d. */
  @ParameterizedTest
  @CsvSource({
    "CANONICAL, 2, -3, 4",
    "CANONICAL_2PI, 2, -4675.636369632116, 246115.6335552779",
    "EQ8, 2, -1, 2"
  })
  void startsFromTheCouplingsAskedFor(StartingCouplings which, int dIn, double u4, double u6) {
    MeasuredStart start =
        MeasuredStart.of(
                Measured.of(dIn)
                    .shard(
                        10,
                        1,
                        Measured.values(
                            "u4",
                            -1,
                            0.1,
                            "u6",
                            2,
                            0.2,
                            "u4Canonical",
                            -3,
                            0.3,
                            "u6Canonical",
                            4,
                            0.4)),
                which,
                Optional.empty())
            .orElseThrow();
    assertThat(start.u4().value() / u4).isCloseTo(1, within(1e-14));
    assertThat(start.u4().relativeError()).isCloseTo(0.1, within(1e-14));
    assertThat(start.u6().value() / u6).isCloseTo(1, within(1e-14));
    assertThat(start.u6().relativeError()).isCloseTo(0.1, within(1e-14));
    assertThat(StartingCouplings.labelled(which.label())).contains(which);
  }

  @Test
  void theSexticCouplingCanBeGiven() {
    MeasuredStart start =
        MeasuredStart.of(
                Measured.HEAVY.shard(10, 1, Measured.values("u4Canonical", -3, 0.3)),
                StartingCouplings.CANONICAL,
                Optional.of(50.0))
            .orElseThrow();
    assertThat(start.u6()).isEqualTo(new Estimate(50, 0));
    assertThat(start.isTrusted()).isFalse();
  }

  @Test
  void noStartWithoutErrors() {
    for (var couplings :
        List.of(
            Measured.values("u4Canonical", -3, 0.3),
            Measured.values("u4Canonical", -3, 0, "u6Canonical", 1, 0.1),
            Measured.values("u4Canonical", -3, 0.3, "u6Canonical", 1, Double.NaN),
            Measured.values("u4Canonical", Double.NaN, 0.3, "u6Canonical", 1, 0.1))) {
      assertThat(
              MeasuredStart.of(
                  Measured.SOUND.shard(10, 1, couplings),
                  StartingCouplings.CANONICAL,
                  Optional.empty()))
          .isEmpty();
    }
  }
}
