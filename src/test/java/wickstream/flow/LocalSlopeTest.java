package wickstream.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.physics.Activation;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.statistics.TailDiagnosis;

class LocalSlopeTest {
  private static ShardResult u4(Measured kind, int width, double sigmaW, double u4, double error) {
    return kind.shard(width, sigmaW, Measured.values("u4", u4, error));
  }

  private static LocalSlope only(List<LocalSlope> slopes) {
    assertThat(slopes).hasSize(1);
    return slopes.get(0);
  }

  /** log(8)/log(2) = 3; relative errors 3 % and 4 % give 5 %, over log 2. */
  @Test
  void ofAPowerLaw() {
    LocalSlope slope =
        only(
            LocalSlope.of(
                List.of(u4(Measured.SOUND, 5, 2, -1, 0.04), u4(Measured.SOUND, 5, 1, -8, 0.24))));
    assertThat(slope.from()).isEqualTo(1);
    assertThat(slope.to()).isEqualTo(2);
    assertThat(slope.slope().value()).isCloseTo(-3, within(1e-14));
    assertThat(slope.slope().standardError()).isCloseTo(0.05 / Math.log(2), within(1e-14));
    assertThat(slope.isTrusted()).isTrue();
  }

  @Test
  void betweenNeighboursOfTheSameWidth() {
    List<LocalSlope> slopes =
        LocalSlope.of(
            List.of(
                u4(Measured.SOUND, 50, 1, -1, 0.01),
                u4(Measured.SOUND, 5, 4, -1, 0.01),
                u4(Measured.SOUND, 5, 1, -1, 0.01),
                u4(Measured.SOUND, 50, 2, -1, 0.01),
                u4(Measured.SOUND, 5, 2, -1, 0.01)));
    assertThat(slopes)
        .extracting(slope -> "%d: %s-%s".formatted(slope.width(), slope.from(), slope.to()))
        .containsExactly("5: 1.0-2.0", "5: 2.0-4.0", "50: 1.0-2.0");
  }

  @Test
  void noneAcrossZero() {
    assertThat(slopeOf(-1, 0.01, 1, 0.01)).isNaN();
    assertThat(slopeOf(-1, 0.34, -1, 0.01)).isNaN();
    assertThat(slopeOf(-1, 0.01, -1, 0.34)).isNaN();
    assertThat(slopeOf(-1, 0.33, -1, 0.01)).isZero();
  }

  private static double slopeOf(double first, double error1, double second, double error2) {
    return only(LocalSlope.of(
            List.of(
                u4(Measured.SOUND, 5, 1, first, error1), u4(Measured.SOUND, 5, 2, second, error2))))
        .slope()
        .value();
  }

  @Test
  void leavesOutWhatHasNoError() {
    assertThat(
            LocalSlope.of(
                List.of(
                    u4(Measured.SOUND, 5, 1, -1, 0.1), u4(Measured.SOUND, 5, 2, -1, Double.NaN))))
        .isEmpty();
    assertThat(LocalSlope.of(List.of(u4(Measured.SOUND, 5, 1, -1, 0.1)))).isEmpty();
    assertThat(LocalSlope.of(List.of())).isEmpty();
  }

  @Test
  void aHeavyTailIsNotTrusted() {
    LocalSlope slope =
        only(
            LocalSlope.of(
                List.of(u4(Measured.SOUND, 5, 1, -1, 0.1), u4(Measured.HEAVY, 5, 2, -1, 0.1))));
    assertThat(slope.isTrusted()).isFalse();
  }

  /** Arxiv 2212.11811: d − 4 (eq. 8), 4 − d (eq. 13), d − 6, 6 − 2d (below eq. 13). */
  @ParameterizedTest
  @CsvSource({"1, -3, 3, -5, 4", "2, -2, 2, -4, 2", "3, -1, 1, -3, 0"})
  void predictions(int dIn, double u4, double u4Canonical, double u6, double u6Canonical) {
    Object[] all = {"u4", -1, 0.1, "u4Canonical", -1, 0.1, "u6", 1, 0.1, "u6Canonical", 1, 0.1};
    List<LocalSlope> slopes =
        LocalSlope.of(
            List.of(
                Measured.of(dIn).shard(5, 1, Measured.values(all)),
                Measured.of(dIn).shard(5, 2, Measured.values(all))));
    assertThat(slopes)
        .extracting(slope -> slope.coupling() + " " + slope.predicted().orElseThrow())
        .containsExactly(
            "u4 " + u4, "u4Canonical " + u4Canonical, "u6 " + u6, "u6Canonical " + u6Canonical);
  }

  /** log(27)/log(3) = 3. */
  @Test
  void exactSlopesAreThoseOfTheExactValues() {
    assertThat(exact(-27, -1).orElseThrow()).isCloseTo(-3, within(1e-14));
    assertThat(exact(-27, 1)).isEmpty();
    assertThat(exact(0, 1)).isEmpty();
    assertThat(
            only(LocalSlope.of(
                    List.of(u4(Measured.SOUND, 5, 1, -1, 0.1), u4(Measured.SOUND, 5, 2, -1, 0.1))))
                .exact())
        .isEmpty();
  }

  private static OptionalDouble exact(double first, double second) {
    return only(LocalSlope.of(
            List.of(
                Measured.SOUND.shard(5, 1, Map.of("u4", known(first))),
                Measured.SOUND.shard(5, 3, Map.of("u4", known(second))))))
        .exact();
  }

  private static MeasuredValue known(double exact) {
    return new MeasuredValue(-1, 0.1, 0, 0, 0.95, OptionalDouble.of(exact));
  }

  @Test
  void noPredictionWithoutBiasesOrForOtherActivations() {
    TailDiagnosis sound = new TailDiagnosis(1e-5, 0.1);
    for (Measured kind :
        List.of(
            new Measured(Activation.GAUSS, 1, 0, sound),
            new Measured(Activation.ERF, 1, 0.5, sound))) {
      LocalSlope slope =
          only(LocalSlope.of(List.of(u4(kind, 5, 1, -1, 0.1), u4(kind, 5, 2, -1, 0.1))));
      assertThat(slope.predicted()).isEmpty();
    }
  }
}
