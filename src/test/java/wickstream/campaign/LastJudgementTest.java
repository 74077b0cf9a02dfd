package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import wickstream.results.MeasuredValue;
import wickstream.results.TrainedTime;
import wickstream.statistics.Totals;

/** What is known of trained networks at a judgement. */
class LastJudgementTest {
  private static final int BAGS = 24;

  private static ShardPlan plan(int times) {
    String all =
        IntStream.rangeClosed(1, times).mapToObj(String::valueOf).collect(Collectors.joining(","));
    return Campaigns.plan(
            Campaigns.CONVERGING,
            "widths=[3]",
            "sigma-w=[1]",
            "orders=[2, 4]",
            "points={ grid = { from = -1.0, to = 1.0, count = 9 } }",
            "training={ data = [[0.01, 1]], times = [%s] }".formatted(all),
            "stop.observable=kurtosis",
            "stop.at-time=2")
        .plan(0);
  }

  private static LastJudgement judged(ShardPlan plan) {
    Totals totals = Totals.startingAt(plan.measurement().shard().id(), 0);
    for (int index = 0; index < BAGS; index++) {
      totals = totals.plus(plan.sampler().measure(index));
    }
    return LastJudgement.of(
        plan, totals, plan.rule().judge(totals, Duration.ZERO).assessment().orElseThrow());
  }

  @Test
  void meansAreKnownAtEachTime() {
    LastJudgement known = judged(plan(3));
    assertThat(known.trained()).extracting(TrainedTime::time).containsExactly(1.0, 2.0, 3.0);
    assertThat(known.trained()).allMatch(at -> at.functions().isEmpty());
    MeasuredValue kurtosis = known.trained().get(1).means().get("kurtosis");
    assertThat(kurtosis.theory()).isPresent();
    assertThat(known.target()).isEqualTo(kurtosis);
  }

  /** 24 blocks of 495 multisets at 100 times would take seconds. */
  @Test
  void whereThatTakesLongOnlyTheTimeOfTheTargetIs() {
    LastJudgement known = judged(plan(100));
    assertThat(known.trained()).extracting(TrainedTime::time).containsExactly(2.0);
    assertThat(known.target()).isEqualTo(known.trained().get(0).means().get("kurtosis"));
    assertThat(known.withTrained(judged(plan(3)).trained()).trained()).hasSize(3);
  }
}
