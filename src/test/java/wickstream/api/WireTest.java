package wickstream.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.results.export.JsonFile;
import wickstream.statistics.Verdict;

/** What is sent is what is read. */
final class WireTest {
  private static final String SHARD =
      """
      {"shard":"00ff","width":5,"sigmaW":1.0,"phase":"ended","verdict":"converged","reason":null,\
      "networks":20000,"granted":20000,"networksNeeded":null,"networksNeededIs":"lower-bound",\
      "observable":"u4","value":-1.28,"standardError":null,"low":null,"high":null,"exact":null,"theory":-1.25,\
      "confidence":0.95,"pull":null,"tolerance":0.0128,\
      "u4":{"value":-1.28,"standardError":null,"low":null,"high":null,"exact":null,"theory":-1.25},\
      "varianceOfVariance":1.2E-4,"tailShape":0.21,"heavy":false,"trustworthy":false,"why":"so",\
      "effectiveSampleSize":null,"bagsInFlight":2,"etaSeconds":null,"crashes":1,\
      "history":[[20000,-1.28,null,0.0128]]}""";

  private static Shard shard(TrainedValue... trained) {
    CouplingValue value =
        new CouplingValue(
            -1.28, Double.NaN, Double.NEGATIVE_INFINITY, Double.NaN, Double.NaN, -1.25);
    return new Shard(
        "00ff",
        5,
        1,
        "ended",
        Optional.of("converged"),
        Optional.empty(),
        20_000,
        20_000,
        Double.POSITIVE_INFINITY,
        Optional.of("lower-bound"),
        "u4",
        value,
        0.95,
        Double.NaN,
        0.0128,
        Optional.of(value),
        1.2e-4,
        0.21,
        false,
        false,
        Optional.of("so"),
        Double.NaN,
        2,
        Double.NaN,
        1,
        List.of(new Shard.Judgement(20_000, -1.28, Double.NaN, 0.0128)),
        List.of(trained));
  }

  @Test
  void isWrittenInTheOrderOfTheComponents() {
    assertThat(JsonFile.line(shard())).isEqualTo(SHARD);
  }

  @Test
  void isReadAsItWasWritten() throws IOException {
    Shard read = JsonFile.parse(SHARD, Shard.class);
    assertThat(JsonFile.line(read)).isEqualTo(SHARD);
    assertThat(read.target().value()).isEqualTo(-1.28);
    assertThat(read.target().standardError()).isNaN();
    assertThat(read.history().get(0).standardError()).isNaN();
    assertThat(read.needed()).isInfinite();
    assertThat(read.standing()).isEqualTo("converged");
    assertThat(read.doubt()).contains("so");
  }

  private static TrainedValue trained(double time) {
    return new TrainedValue(
        "connected4", new TrainedValue.Time(time), 1e-4, 1e-6, Double.NaN, Double.NaN, 1.1e-4);
  }

  /** There are no numbers of trained networks above, and no member for them. */
  @Test
  void numbersOfTrainedNetworksHaveTheirTimes() throws IOException {
    String line = JsonFile.line(shard(trained(0.5), trained(Double.POSITIVE_INFINITY)));
    assertThat(line)
        .startsWith(SHARD.substring(0, SHARD.length() - 1))
        .endsWith(
            """
            ,"trained":[{"function":"connected4","time":0.5,"value":1.0E-4,"standardError":1.0E-6,"low":null,\
            "high":null,"theory":1.1E-4},{"function":"connected4","time":"infinity","value":1.0E-4,\
            "standardError":1.0E-6,"low":null,"high":null,"theory":1.1E-4}]}""");
    Shard read = JsonFile.parse(line, Shard.class);
    assertThat(read.trained()).extracting(at -> at.time().value()).containsExactly(0.5, 1 / 0.0);
    assertThat(JsonFile.line(read)).isEqualTo(line);
    assertThat(JsonFile.parse(SHARD, Shard.class).trained()).isEmpty();
    assertThatThrownBy(() -> JsonFile.parse(line.replace("infinity", "never"), Shard.class))
        .isInstanceOf(IOException.class);
  }

  @Test
  void missingMembersAreNullAndOthersIgnored() throws IOException {
    Estimate read = JsonFile.parse("{\"name\":\"a\\u001b[31m\\nb\",\"new\":{}}", Estimate.class);
    assertThat(read.name()).isEqualTo("a [31m b");
    assertThat(read.networks()).isNaN();
    assertThat(read.memoryBytes()).isEqualTo(OptionalLong.empty());
    assertThat(read.note()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "null", "<html/>", "", "{\"name\":\"a\",\"seconds\":\"b\"}"})
  void whatIsNoAnswerIsRefused(String text) {
    assertThatThrownBy(() -> JsonFile.parse(text, Estimate.class)).isInstanceOf(IOException.class);
  }

  static List<String> labels() {
    return Verdict.finalLabels();
  }

  @ParameterizedTest
  @MethodSource("labels")
  void everyVerdictIsCounted(String label) {
    ShardCounts one = ShardCounts.of(List.of(label));
    assertThat(one).isNotEqualTo(ShardCounts.of(List.of("unheard-of")));
    assertThat(one.total()).isOne();
    assertThat(one.ended()).isOne();
  }
}
