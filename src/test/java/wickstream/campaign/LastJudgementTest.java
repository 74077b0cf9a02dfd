package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import wickstream.results.MeasuredValue;
import wickstream.results.TrainedTime;
import wickstream.statistics.Assessment;
import wickstream.statistics.Totals;

/** What is known of trained networks at a judgement. */
class LastJudgementTest {
  private static final int BAGS = 24;

  private static final ShardPlan PLAN =
      Campaigns.plan(
              Campaigns.CONVERGING,
              "widths=[300]",
              "sigma-w=[1]",
              "orders=[2, 4]",
              "training={ data = [[0.01, 1]], times = [1, 2, 3] }",
              "stop.observable=kurtosis",
              "stop.at-time=2")
          .plan(0);

  /** In each of 24 blocks there are 15 multisets of four points at three times. */
  private static final long WORK = BAGS * 15 * 3L;

  private static LastJudgement judged(long mostWork) {
    Totals totals = Totals.startingAt(PLAN.measurement().shard().id(), 0);
    for (int index = 0; index < BAGS; index++) {
      totals = totals.plus(PLAN.sampler().measure(index));
    }
    Assessment known = PLAN.rule().judge(totals, Duration.ZERO).assessment().orElseThrow();
    return LastJudgement.of(PLAN, totals, known, mostWork);
  }

  @Test
  void meansAreKnownAtEachTime() {
    LastJudgement known = judged(WORK);
    assertThat(known.trained()).extracting(TrainedTime::time).containsExactly(1.0, 2.0, 3.0);
    assertThat(known.trained()).allMatch(at -> at.functions().isEmpty());
    MeasuredValue kurtosis = known.trained().get(1).means().get("kurtosis");
    assertThat(kurtosis.theory()).isPresent();
    assertThat(known.target()).isEqualTo(kurtosis);
  }

  @Test
  void whereThatTakesLongOnlyTheTimeOfTheTargetIs() {
    LastJudgement whole = judged(WORK);
    LastJudgement part = judged(WORK - 1);
    assertThat(part.trained()).extracting(TrainedTime::time).containsExactly(2.0);
    assertThat(part.target()).isEqualTo(whole.target());
    assertThat(part.withTrained(whole.trained())).isEqualTo(whole);
  }
}
