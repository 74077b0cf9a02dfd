package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import wickstream.config.CampaignConfig;
import wickstream.config.CampaignFile;
import wickstream.physics.Estimator;
import wickstream.results.CampaignResult;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.statistics.TailDiagnosis;
import wickstream.statistics.Verdict;

/** The tables at the end of a campaign at depth: theory where nothing is exact. */
final class ResultTableTest {
  private static final CampaignConfig CONFIG =
      CampaignFile.parse(
              "campaign { ensemble { activation = erf, depth = 2 }, points = [0.5, 1], widths = [10], sigma-w = [1.5] }",
              "deep.conf",
              List.of())
          .campaign();

  /** With theory −1/N, of which the widths say that r is 1 ± 1, 2 ± 2, 4 ± 1. */
  private static CampaignResult campaign(OptionalDouble exact, int... widths) {
    double[] r = {1, 2, 4};
    double[] error = {1, 2, 1};
    List<ShardResult> shards =
        IntStream.range(0, widths.length)
            .mapToObj(i -> shard(exact, widths[i], r[i] / widths[i], error[i] / widths[i]))
            .toList();
    return new CampaignResult("1", CONFIG, shards, Map.of());
  }

  private static ShardResult shard(OptionalDouble exact, int width, double off, double error) {
    double theory = -1.0 / width;
    MeasuredValue u4 =
        new MeasuredValue(theory * (1 + off), error / width, 0, 0, 0.95, exact)
            .withTheory(OptionalDouble.of(theory));
    return new ShardResult(
        "%x".formatted(width),
        CONFIG.ensemble(1.5),
        width,
        Estimator.CONDITIONAL,
        new Verdict.Converged(""),
        20,
        20_000,
        new TailDiagnosis(1e-4, 0.1),
        Double.NaN,
        20_000,
        Map.of("u4", u4),
        Map.of(),
        List.of());
  }

  @Test
  void theoryStandsWhereNothingIsExact() {
    assertThat(ResultTable.lines(campaign(OptionalDouble.empty(), 10, 20, 40)))
        .containsExactly(
            " N  sigma_W          u4 ± error     theory  N(u4/theory-1)   pull    verdict  networks",
            "10      1.5      -0.110 ± 0.010   -0.10000       1.0 ± 1.0  -1.94  converged    20 000",
            "20      1.5    -0.0550 ± 0.0050  -0.050000       2.0 ± 2.0  -0.24  converged    20 000",
            "40      1.5  -0.02750 ± 0.00063  -0.025000       4.0 ± 1.0  +2.09  converged    20 000");
  }

  @Test
  void twoWidthsHaveNoPulls() {
    assertThat(ResultTable.lines(campaign(OptionalDouble.empty(), 10, 20)).get(1))
        .isEqualTo(
            "10      1.5    -0.110 ± 0.010   -0.10000       1.0 ± 1.0     -  converged    20 000");
    assertThat(RemainderLines.of(campaign(OptionalDouble.empty(), 10, 20))).isEmpty();
  }

  @Test
  void exactValuesGoFirst() {
    CampaignResult known = campaign(OptionalDouble.of(-0.1), 10, 20, 40);
    assertThat(ResultTable.lines(known).get(0))
        .matches(" N +sigma_W +u4 ± error +exact +pull +verdict +networks");
    assertThat(RemainderLines.of(known)).isEmpty();
  }

  @Test
  void theRemainderHasALine() {
    assertThat(RemainderLines.of(campaign(OptionalDouble.empty(), 10, 20, 40)))
        .containsExactly(
            "u4 at sigma_W = 1.5: theory (1 + r/N), r = 2.44 ± 0.67, chi2/dof = 4.6/2", "");
  }
}
