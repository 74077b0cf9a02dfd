package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import wickstream.results.ShardResult;
import wickstream.statistics.Verdict;

/** A computation that fails after its shard was cancelled. */
class CancelRaceTest {
  private static final Duration PROMPTLY = Duration.ofSeconds(5);
  private static final Verdict CANCELLED = new Verdict.Cancelled("enough");

  private static ActorTestKit kit;

  private final List<Runnable> computations = new ArrayList<>();

  @BeforeAll
  static void beginActors() {
    kit = ActorTestKit.create();
  }

  @AfterAll
  static void endActors() {
    kit.shutdownTestKit();
  }

  private synchronized void enqueue(Runnable computation) {
    computations.add(computation);
  }

  private synchronized int queued() {
    return computations.size();
  }

  private synchronized Runnable computation(int number) {
    return computations.get(number);
  }

  /** Plans come first, in the order of the shards, then their results. */
  private void cancelWhilePlanning(int shards, List<Integer> order, String... overrides) {
    Stage stage =
        Stage.begin(
            kit,
            Campaigns.plan(Campaigns.HALF_IMPOSSIBLE, overrides),
            Stage.resources(1, shards, this::enqueue),
            new HeldBags(index -> true));
    stage.eventually(() -> assertThat(queued()).isEqualTo(shards));
    stage.cancel("enough");
    stage.eventually(() -> assertThat(queued()).isEqualTo(2 * shards));
    order.forEach(number -> computation(number).run());
    List<ShardResult> results = stage.results(PROMPTLY);
    assertThat(results).hasSize(shards).allMatch(result -> result.verdict().equals(CANCELLED));
    stage.expectSilence();
  }

  @Test
  void aLonelyShardIsCancelledAllTheSame() {
    cancelWhilePlanning(1, List.of(0, 1), "sigma-w=[400]");
  }

  @Test
  void theCampaignEndsAllTheSame() {
    cancelWhilePlanning(2, List.of(1, 3, 0, 2));
  }
}
