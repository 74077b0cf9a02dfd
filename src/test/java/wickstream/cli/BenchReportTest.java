package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import wickstream.cli.bench.CampaignRate;
import wickstream.cli.bench.HiddenUnitCost;
import wickstream.cli.bench.Part;
import wickstream.cli.bench.Repetitions;
import wickstream.cli.bench.ThreadGain;
import wickstream.physics.Estimator;

final class BenchReportTest {
  private static final HiddenUnitCost LOOP =
      new HiddenUnitCost(
          Part.HIDDEN_UNITS,
          Estimator.PLAIN,
          10,
          1,
          Repetitions.of(4, 2, 5),
          Optional.of(Repetitions.of(40, 30, 45)),
          Optional.of(Repetitions.of(4, 1, 4)));

  private static final HiddenUnitCost ALONE =
      new HiddenUnitCost(
          Part.MEASUREMENT,
          Estimator.TILTED,
          1000,
          1,
          Repetitions.of(250),
          Optional.empty(),
          Optional.empty());

  private static final ThreadGain GAIN =
      new ThreadGain(Estimator.TILTED, 10, rate(1, 2.0, 1.8), rate(2, 1.25, 1.9));

  private static CampaignRate rate(int threads, double seconds, double sampling) {
    return new CampaignRate(
        threads, 8000, Repetitions.of(seconds), Repetitions.of(2), Repetitions.of(sampling));
  }

  private static BenchReport report(List<ThreadGain> gains) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("wickstream", "1.2.3");
    facts.put("cores", 2);
    return new BenchReport(facts, List.of(LOOP, ALONE), gains);
  }

  @Test
  void isReadAsTables() {
    assertThat(report(List.of(GAIN)).lines())
        .containsExactly(
            "wickstream   1.2.3",
            "cores        2",
            "",
            "hidden-unit loop, CPU ns per hidden unit on one thread",
            " N  estimator  Wickstream    min-max   launches  networks/s  NumPy tuned  ratio    min-max     C  over C    min-max",
            "10      plain        4.00  2.00-5.00  4.00-4.00  25 000 000         40.0   10.0  9.00-15.0  4.00    1.25  1.00-2.00",
            "",
            "whole measurement, CPU ns per hidden unit on one thread",
            "   N  estimator  Wickstream  min-max  launches  networks/s  NumPy natural  ratio  min-max  C  over C  min-max",
            "1000     tilted         250  250-250   250-250       4 000              -      -        -  -       -        -",
            "",
            "whole campaigns of four shards, networks per second of wall-clock time",
            " N  estimator  1 thread  2 threads  gain    min-max  CPU not sampling: 1 thread  2 threads",
            "10     tilted     4 000      6 400  1.60  1.60-1.60                      10.0 %      5.0 %");
  }

  @Test
  void hasNoTableOfThreadsWithoutAComparison() {
    assertThat(report(List.of()).lines()).noneMatch(line -> line.contains("campaigns"));
  }

  @Test
  void isReadAsJson() {
    JsonNode json = new ObjectMapper().valueToTree(report(List.of(GAIN)).toMap());
    assertThat(json.path("schema").asText()).isEqualTo("wickstream-bench/1");
    assertThat(json.path("wickstream").asText()).isEqualTo("1.2.3");
    JsonNode loop = json.path("costs").path(0);
    assertThat(loop.path("part").asText()).isEqualTo("hidden-unit loop");
    assertThat(loop.path("nanosecondsPerUnit").path("repetitions").toString())
        .isEqualTo("[4.0,2.0,5.0]");
    assertThat(loop.path("networksPerSecond").path("median").asDouble()).isEqualTo(2.5e7);
    assertThat(loop.path("ratio").path("median").asDouble()).isEqualTo(10);
    assertThat(loop.path("ratio").path("max").asDouble()).isEqualTo(15);
    assertThat(loop.path("overC").path("median").asDouble()).isEqualTo(1.25);
    assertThat(loop.path("cNanosecondsPerUnit").path("min").asDouble()).isEqualTo(1);
    JsonNode alone = json.path("costs").path(1);
    assertThat(alone.path("numpy").isNull()).isTrue();
    assertThat(alone.path("ratio").isNull()).isTrue();
    assertThat(alone.path("overC").isNull()).isTrue();
    JsonNode gain = json.path("threads").path(0);
    assertThat(gain.path("gain").path("median").asDouble()).isEqualTo(1.6);
    assertThat(gain.path("many").path("threads").asInt()).isEqualTo(2);
    assertThat(gain.path("one").path("shareOutsideSampling").asDouble())
        .isCloseTo(0.1, within(1e-12));
  }
}
