package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.results.MeasuredValue;
import wickstream.results.ShardResult;
import wickstream.statistics.Verdict;

/**
 * Whether the program's word can be trusted: 95 % intervals cover the exact coupling, sound
 * estimators converge, and an estimator that cannot know its own error is never called converged.
 *
 * <p>With {@code -Dwickstream.seeds=200} this is the large run that the page "validation" reports;
 * by default it is a small one.
 */
class HonestyTest {
  private static final int SEEDS = Integer.getInteger("wickstream.seeds", 10);

  private static List<ShardResult> run(String text, int seeds) {
    return IntStream.range(0, seeds)
        .parallel()
        .mapToObj(
            seed ->
                new InlineRun(
                        "campaign { name = honesty, seed = %d, %s }".formatted(1000 + seed, text))
                    .results())
        .flatMap(List::stream)
        .toList();
  }

  private static boolean covers(ShardResult shard) {
    MeasuredValue u4 = shard.couplings().get("u4");
    double exact = u4.exact().orElseThrow();
    return u4.low() <= exact && exact <= u4.high();
  }

  /**
   * Each row holds 6 shards a seed. The intervals are anytime-valid, so a miss is much rarer than 5
   * %: of 60 intervals more than 5 misses would have a probability below 0.07 even if each missed
   * with 5 %.
   */
  @ParameterizedTest(name = "{0}, sigma-b = {1}, bags of {2}")
  @CsvSource({
    "conditional, 0, 1000",
    "tilted, 0.5, 1000",
    "tilted, 1, 1000",
    "conditional, 0, 50",
    "tilted, 0.5, 50",
    "tilted, 1, 50"
  })
  void intervalsCoverTheExactCoupling(String estimator, double sigmaB, int bagSize) {
    List<ShardResult> shards =
        run(
            ("ensemble { activation = gauss, sigma-b = %s }, estimator = %s, orders = [4], bag-size = %d,"
                    + " widths = [2, 5, 10, 50, 100, 200], sigma-w = [1], stop.relative-error = 0.1")
                .formatted(sigmaB, estimator, bagSize),
            SEEDS);
    long misses = shards.stream().filter(shard -> !covers(shard)).count();
    report(
        "%s, sigma-b = %s, bags of %d: %d of %d intervals miss"
            .formatted(estimator, sigmaB, bagSize, misses, shards.size()));

    assertThat(shards)
        .allSatisfy(shard -> assertThat(shard.verdict()).isInstanceOf(Verdict.Converged.class));
    assertThat(misses)
        .isLessThanOrEqualTo((long) Math.floor(0.05 * shards.size()) + (SEEDS < 100 ? 2 : 0));
  }

  /**
   * Deterministic: the seeds are fixed, and none of the {@code SEEDS} large runs behind the choice
   * of thresholds converged.
   */
  @ParameterizedTest(name = "N = {0}")
  @ValueSource(ints = {2, 10, 100})
  void plainAveragesOfHeavyTailsNeverConverge(int width) {
    List<ShardResult> shards =
        run(
            "ensemble { activation = gauss, sigma-b = 1 }, estimator = plain, orders = [4], bag-size = 6000, widths = ["
                + width
                + "], sigma-w = [1], stop { relative-error = 0.1, max-networks = 600000 }",
            Math.max(2, SEEDS / 10));
    long heavy =
        shards.stream().filter(shard -> shard.verdict() instanceof Verdict.HeavyTailed).count();
    report(
        "plain, sigma-b = 1, N = %d: %d of %d heavy-tailed, the others short of the target"
            .formatted(width, heavy, shards.size()));

    assertThat(shards)
        .allSatisfy(
            shard -> {
              assertThat(shard.verdict()).isNotInstanceOf(Verdict.Converged.class);
              assertThat(shard.verdict().networksNeeded()).isPresent();
            });
  }

  /** The large run is read by a person. */
  private static void report(String line) {
    if (SEEDS >= 100) {
      System.out.println(line);
    }
  }
}
