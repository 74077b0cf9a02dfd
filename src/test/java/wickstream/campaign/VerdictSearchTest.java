package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import wickstream.config.CampaignFile;
import wickstream.config.InvalidConfiguration;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.statistics.Verdict;

/**
 * Looks all over the allowed space for a shard that is called converged at a wrong value. With
 * {@code -Dwickstream.configurations=2000} this is the large search; by default it is a small one.
 * {@code -Dwickstream.search=FILE} appends a line for each configuration: its number, seconds,
 * verdict, pull, pull by Student's t, reason and text.
 */
@Tag("full")
class VerdictSearchTest {
  private static final int CONFIGURATIONS = Integer.getInteger("wickstream.configurations", 60);
  private static final long SEED = Long.getLong("wickstream.search-seed", 1);

  private static final Optional<String> FILE =
      Optional.ofNullable(System.getProperty("wickstream.search"));
  private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

  /** What came of one configuration; no result where it was refused. */
  private record Outcome(
      int number,
      String text,
      Optional<ShardResult> shard,
      String observable,
      double degreesOfFreedom,
      double seconds) {
    Optional<MeasuredValue> known() {
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

    /** The pull that is as rare among normal ones as this is in Student's t of its error. */
    double normalPull() {
      double degrees = degreesOfFreedom;
      return Double.isInfinite(degrees)
          ? pull()
          : -Math.signum(pull())
              * NORMAL.inverseCumulativeProbability(
                  new TDistribution(null, degrees).cumulativeProbability(-Math.abs(pull())));
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "%d\t%.1f\t%s\t%s\t%s\t%s\t%s",
          number,
          seconds,
          shard.map(result -> result.verdict().label()).orElse("refused"),
          known().map(value -> Double.toString(value.pull())).orElse("-"),
          known().map(value -> Double.toString(normalPull())).orElse("-"),
          shard.map(result -> result.verdict().reason()).orElse("-"),
          text);
    }
  }

  private static Outcome outcome(int number) {
    String text = RandomCampaigns.text(SEED, number);
    long began = System.nanoTime();
    Outcome outcome = outcome(number, text, began);
    append(outcome.line());
    return outcome;
  }

  private static Outcome outcome(int number, String text, long began) {
    try {
      String observable =
          CampaignFile.parse(text, "random.conf", List.of()).campaign().stop().observable().label();
      InlineRun.Ended ended = new InlineRun(text).ended().get(0);
      return new Outcome(
          number,
          text,
          Optional.of(ended.result()),
          observable,
          ended.target().degreesOfFreedom(),
          seconds(began));
    } catch (InvalidConfiguration refused) {
      return new Outcome(
          number, text, Optional.empty(), refused.getMessage(), Double.NaN, seconds(began));
    }
  }

  private static double seconds(long began) {
    return 1e-9 * (System.nanoTime() - began);
  }

  private static synchronized void append(String line) {
    if (FILE.isPresent()) {
      try {
        Files.writeString(
            Path.of(FILE.get()), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * The seeds are fixed, so this either always fails or never does. Were they not: a pull above 5
   * has a probability of 6e-7 a shard, and the test of normality is at 0.1 %.
   */
  @Test
  void nothingThatConvergedIsWrongAndItsPullsAreNormal() {
    List<Outcome> outcomes =
        IntStream.range(0, CONFIGURATIONS).parallel().mapToObj(VerdictSearchTest::outcome).toList();
    List<Outcome> judged =
        outcomes.stream().filter(o -> o.hasConverged() && o.known().isPresent()).toList();

    assertThat(judged).hasSizeGreaterThan(CONFIGURATIONS / 10);
    assertThat(judged)
        .allSatisfy(o -> assertThat(Math.abs(o.normalPull())).as(o.text()).isLessThanOrEqualTo(5));
    double[] pulls = judged.stream().mapToDouble(Outcome::normalPull).toArray();
    assertThat(new KolmogorovSmirnovTest().kolmogorovSmirnovTest(NORMAL, pulls))
        .isGreaterThan(1e-3);
  }
}
