package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wickstream.results.CampaignResult;
import wickstream.results.ShardResult;
import wickstream.results.export.ResultFiles;
import wickstream.statistics.Verdict;

/** The same seed and configuration give the same results, whatever happens on the way. */
class DeterminismTest {
  private static ActorTestKit kit;
  private static List<ShardResult> reference;

  @TempDir private Path directory;

  @BeforeAll
  static void runOneBagAfterTheOther() {
    kit = ActorTestKit.create();
    reference = run(1, 1, 1, Map.of());
  }

  @AfterAll
  static void endActors() {
    kit.shutdownTestKit();
  }

  /**
   * @param failures how often the bags with these indices fail, of every shard
   */
  private static List<ShardResult> run(
      int threads, int bagsInFlight, int activeShards, Map<Long, Integer> failures) {
    try (Threads sampling = Threads.fair(threads);
        Threads judging = Threads.fair(2)) {
      CrashingBags bags =
          new CrashingBags(BagSource.Factory.local(sampling.executor()), shard -> true, failures);
      List<ShardResult> results =
          Stage.begin(
                  kit,
                  Campaigns.plan(Campaigns.CONVERGING),
                  Stage.resources(bagsInFlight, activeShards, judging.executor()),
                  bags)
              .results();
      int expected = failures.values().stream().mapToInt(Integer::intValue).sum();
      assertThat(bags.crashes()).isEqualTo(expected * results.size());
      return results;
    }
  }

  private void assertSame(List<ShardResult> results) throws IOException {
    assertThat(results).isEqualTo(reference);
    assertThat(rendered(results, "other")).isEqualTo(rendered(reference, "reference"));
  }

  private String rendered(List<ShardResult> results, String name) throws IOException {
    Path here = directory.resolve(name);
    new ResultFiles(here)
        .write(
            new CampaignResult("test", Campaigns.config(Campaigns.CONVERGING), results, Map.of()));
    String json = Files.readString(here.resolve(ResultFiles.JSON));
    return json.substring(json.indexOf("\"shards\""));
  }

  @Test
  void theReferenceIsWorthComparing() {
    assertThat(reference).hasSize(6).allMatch(r -> r.verdict() instanceof Verdict.Converged);
    assertThat(reference).allMatch(r -> r.bags() > 16, "at least three grants");
    assertThat(reference).allMatch(r -> r.greens().size() == 6 + 15 + 28);
  }

  @ParameterizedTest
  @CsvSource({"1, 2, 1", "2, 2, 3", "8, 8, 1", "8, 8, 3", "2, 8, 100"})
  void resultsDoNotDependOnWhatRunsAtOnce(int threads, int bagsInFlight, int activeShards)
      throws IOException {
    assertSame(run(threads, bagsInFlight, activeShards, Map.of()));
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "2, 8, 3", "4, 2, 1"})
  void norOnCrashes(int threads, int bagsInFlight, int activeShards) throws IOException {
    assertSame(run(threads, bagsInFlight, activeShards, Map.of(0L, 1, 3L, 1)));
    assertSame(run(threads, bagsInFlight, activeShards, Map.of(7L, 2)));
    assertSame(run(threads, bagsInFlight, activeShards, Map.of(2L, 1, 15L, 1)));
  }

  @Test
  void norOnTheOrderInWhichBagsAreReady() throws IOException {
    try (Threads sampling = Threads.newestFirst();
        Threads judging = Threads.fair(2)) {
      CountedBags bags = new CountedBags(BagSource.Factory.local(sampling.executor()));
      List<ShardResult> results =
          Stage.begin(
                  kit,
                  Campaigns.plan(Campaigns.CONVERGING),
                  Stage.resources(8, 1, judging.executor()),
                  bags)
              .results();
      assertSame(results);
      long steps = 0;
      for (int i = 1; i < bags.ready().size(); i++) {
        steps += bags.ready().get(i) < bags.ready().get(i - 1) ? 1 : 0;
      }
      assertThat(steps).as("steps back").isGreaterThan(results.size());
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "3"})
  void aRunOfItsOwnGivesTheSame(int threads) throws Exception {
    CampaignRun run =
        CampaignRun.start(
            CampaignActors.prepare(threads),
            Campaigns.plan(Campaigns.CONVERGING),
            CheckpointPolicy.NOTHING,
            Timings.NONE);
    assertSame(run.outcome().toCompletableFuture().get(60, TimeUnit.SECONDS).shards());
  }
}
