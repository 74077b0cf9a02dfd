package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import wickstream.config.CampaignFile;
import wickstream.config.InvalidConfiguration;
import wickstream.statistics.Verdict;
import wickstream.store.ShardResult;
import wickstream.store.Value;

/**
 * Looks all over the allowed space for a shard that is called converged at a wrong value. With
 * {@code -Dwickstream.configurations=2000} this is the large search; by default it is a small one.
 * {@code -Dwickstream.search=FILE} writes a line for each configuration.
 */
@Tag("numeric")
class VerdictSearchTest {
  private static final int CONFIGURATIONS = Integer.getInteger("wickstream.configurations", 60);
  private static final long SEED = Long.getLong("wickstream.search-seed", 1);

  /** What came of one configuration; no result where it was refused. */
  private record Outcome(int number, String text, Optional<ShardResult> shard, String observable) {
    Optional<Value> known() {
      return shard
          .flatMap(result -> result.value(observable))
          .filter(value -> value.exact().isPresent());
    }

    boolean hasConverged() {
      return shard.filter(result -> result.verdict() instanceof Verdict.Converged).isPresent();
    }

    double pull() {
      return known().orElseThrow().pull();
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "%d\t%s\t%s\t%s\t%s",
          number,
          shard.map(result -> result.verdict().label()).orElse("refused"),
          known().map(value -> Double.toString(value.pull())).orElse("-"),
          shard.map(result -> result.verdict().reason()).orElse("-"),
          text);
    }
  }

  private static Outcome outcome(int number) {
    String text = RandomCampaigns.text(SEED, number);
    try {
      String observable =
          CampaignFile.parse(text, "random.conf", List.of()).campaign().stop().observable().label();
      return new Outcome(
          number, text, Optional.of(new InlineRun(text).results().get(0)), observable);
    } catch (InvalidConfiguration refused) {
      return new Outcome(number, text, Optional.empty(), refused.getMessage());
    }
  }

  /**
   * The seeds are fixed, so this either always fails or never does. Were they not: a pull above 5
   * has a probability of 6e-7 a shard, and the test of normality is at 0.1 %.
   */
  @Test
  void nothingThatConvergedIsWrongAndItsPullsAreNormal() throws IOException {
    List<Outcome> outcomes =
        IntStream.range(0, CONFIGURATIONS).parallel().mapToObj(VerdictSearchTest::outcome).toList();
    String file = System.getProperty("wickstream.search");
    if (file != null) {
      Files.write(Path.of(file), outcomes.stream().map(Outcome::line).toList());
    }
    List<Outcome> judged =
        outcomes.stream().filter(o -> o.hasConverged() && o.known().isPresent()).toList();

    assertThat(judged).hasSizeGreaterThan(CONFIGURATIONS / 10);
    assertThat(judged)
        .allSatisfy(o -> assertThat(Math.abs(o.pull())).as(o.text()).isLessThanOrEqualTo(5));
    double[] pulls = judged.stream().mapToDouble(Outcome::pull).toArray();
    assertThat(new KolmogorovSmirnovTest().kolmogorovSmirnovTest(new NormalDistribution(), pulls))
        .isGreaterThan(1e-3);
  }
}
