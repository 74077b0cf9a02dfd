package wickstream.results.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.persistence.Samples;
import wickstream.physics.Activation;
import wickstream.physics.Ensemble;
import wickstream.physics.Estimator;
import wickstream.results.CampaignResult;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.statistics.TailDiagnosis;
import wickstream.statistics.Verdict;

@Tag("bits")
final class NnqftJsonTest {
  @TempDir private Path directory;

  private static ShardResult shard(int width, double sigmaW, Map<String, MeasuredValue> couplings) {
    return new ShardResult(
        "00",
        Ensemble.of(Activation.GAUSS, 1, sigmaW, 1),
        width,
        Estimator.TILTED,
        new Verdict.Converged(""),
        0,
        0,
        TailDiagnosis.UNKNOWN,
        Double.NaN,
        0,
        couplings,
        Map.of(),
        List.of());
  }

  private static Map<String, MeasuredValue> u4(double value, double standardError) {
    return Map.of(
        "u4", new MeasuredValue(value, standardError, 0, 0, 0.95, OptionalDouble.empty()));
  }

  private String written(ShardResult... shards) throws IOException {
    CampaignResult sample = Samples.campaign();
    Path out = directory.resolve("some/where");
    NnqftJson.write(new CampaignResult("", sample.config(), List.of(shards), Map.of()), out);
    assertThat(out).isDirectoryNotContaining("glob:**.tmp");
    return Files.readString(out.resolve("gauss_lambda_mean_sw_N.json"));
  }

  @Test
  void holdsValueAndErrorByWidthAndSigmaW() throws IOException {
    String file =
        written(
            shard(5, 1, u4(-1.25, 0.5)),
            shard(1000, 1, u4(2e23, 1e-3)),
            shard(5, 1.5, u4(-3, 0.25)),
            shard(5, 20, u4(1.0 / 3, 2)));
    assertThat(file)
        .isEqualTo(
            """
            {
              "5" : {
                "1.0" : [ -1.25, 0.5 ],
                "1.5" : [ -3.0, 0.25 ],
                "20.0" : [ 0.3333333333333333, 2.0 ]
              },
              "1000" : {
                "1.0" : [ 2.0E23, 0.001 ]
              }
            }
            """);
    JsonNode read = new ObjectMapper().readTree(file);
    assertThat(read.at("/5/20.0/0").doubleValue()).isEqualTo(1.0 / 3);
    assertThat(read.at("/1000/1.0/1").doubleValue()).isEqualTo(1e-3);
  }

  @Test
  void leavesOutWhatIsNotKnown() throws IOException {
    String file =
        written(
            shard(5, 1, Map.of()),
            shard(5, 2, u4(Double.NaN, Double.NaN)),
            shard(5, 3, u4(1, Double.NaN)),
            shard(7, 1, u4(1, 2)));
    assertThat(file.replaceAll("\\s", "")).isEqualTo("{\"7\":{\"1.0\":[1.0,2.0]}}");
  }

  /** The right column is what repr(float(...)) gives in CPython. */
  @ParameterizedTest
  @CsvSource({
    "1, 1.0",
    "1.5, 1.5",
    "20, 20.0",
    "100, 100.0",
    "0.1, 0.1",
    "12345678.5, 12345678.5",
    "9999999999999998, 9999999999999998.0",
    "1e15, 1000000000000000.0",
    "1e16, 1e+16",
    "1.25e100, 1.25e+100",
    "0.0001, 0.0001",
    "0.00012345, 0.00012345",
    "0.00001, 1e-05",
    "1.5e-7, 1.5e-07",
    "0.30000000000000004, 0.30000000000000004"
  })
  void writesNumbersAsPythonDoes(double number, String text) {
    assertThat(NnqftJson.python(number)).isEqualTo(text);
  }
}
