package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import wickstream.results.ShardResult;
import wickstream.statistics.Verdict;

class TimeBudgetTest {
  private static ActorTestKit kit;

  private final Threads sampling = Threads.fair(2);
  private final Threads judging = Threads.fair(2);

  @BeforeAll
  static void beginActors() {
    kit = ActorTestKit.create();
  }

  @AfterAll
  static void endActors() {
    kit.shutdownTestKit();
  }

  @AfterEach
  void endThreads() {
    sampling.close();
    judging.close();
  }

  /** One shard that would take for ever, with an hour of time by this clock. */
  private ShardResult run(LongSupplier clock) {
    CampaignPlan plan =
        Campaigns.plan(
            Campaigns.CONVERGING,
            "widths=[2]",
            "sigma-w=[1]",
            "stop.relative-error=1e-9",
            "stop.max-networks=1e15",
            "stop.max-time=1h",
            "seed=3"); // one whose 800 networks look tame
    Stage stage =
        Stage.begin(
            kit,
            plan,
            Stage.resources(2, 1, judging.executor()),
            BagSource.Factory.local(sampling.executor()),
            clock);
    List<ShardResult> results = stage.results();
    assertThat(results).hasSize(1);
    return results.get(0);
  }

  /** A clock that goes on by a step whenever someone looks. */
  private static LongSupplier steps(Duration step) {
    AtomicLong now = new AtomicLong(Long.MAX_VALUE - step.toNanos()); // clocks may wrap around
    return () -> now.getAndAdd(step.toNanos());
  }

  /** Looks: begin, then twice a grant, for its beginning and its judgement. */
  @Test
  void theGrantAtWhoseEndTheTimeIsUpIsTheLast() {
    ShardResult result = run(steps(Duration.ofMinutes(16)));
    assertThat(result.verdict()).isInstanceOf(Verdict.BudgetExhausted.class);
    assertThat(result.verdict().reason()).endsWith(" when the budget of time was spent");
    assertThat(result.verdict().networksNeeded()).isPresent();
    assertThat(result.bags())
        .as("20 in the first grant, at most four times as many after the next")
        .isEqualTo(80);
    assertThat(result.networks()).isEqualTo(80 * 50);
    assertThat(result.couplings().get("u4").value()).isNegative();
  }

  @Test
  void lateShardsMeasureNothing() {
    ShardResult result = run(steps(Duration.ofHours(2)));
    assertThat(result.verdict())
        .isEqualTo(
            new Verdict.BudgetExhausted(
                "no bag was measured within the budget of time", Optional.empty()));
    assertThat(result.bags()).isZero();
    assertThat(result.networks()).isZero();
    assertThat(result.effectiveSampleSize()).isZero();
    assertThat(result.greens()).isEmpty();
    assertThat(result.couplings().get("u4").value()).isNaN();
    assertThat(result.couplings().get("u4").exact()).isPresent();
    assertThat(result.deviations().get("m2").value()).isNaN();
  }
}
