package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import wickstream.results.MeasuredValue;
import wickstream.results.TheoryValue;
import wickstream.results.TrainedTime;
import wickstream.statistics.Totals;

class TrainedTableTest {
  private static final String LEARNING =
      """
      campaign {
        ensemble { activation = erf, sigma-b = 0.1 }
        widths = [40], sigma-w = [1.0]
        points = [-1.0, 0.8], orders = [2, 4]
        bag-size = 200
        training { data = [[-1.0, 1.0], [0.3, -0.5]], times = [0, 1] }
      }
      """;

  private static List<TrainedTime> times(String... overrides) {
    ShardPlan plan = Campaigns.plan(LEARNING, overrides).plan(0);
    Totals totals = Totals.startingAt(plan.measurement().shard().id(), 0);
    for (int bag = 0; bag < 10; bag++) {
      totals = totals.plus(plan.sampler().measure(bag));
    }
    return TrainedTable.times(plan, totals);
  }

  private static int order(TrainedTime time, String function) {
    return time.means().get(function).theory().map(TheoryValue::order).orElse(-1);
  }

  @Test
  void theoryOfReadoutsIsOfOrderOne() {
    for (TrainedTime time : times("widths = [400]")) {
      for (String function : List.of("mean", "covariance", "connected3", "connected4")) {
        assertThat(order(time, function)).isEqualTo(1);
      }
    }
  }

  /** Mean and covariance of wide networks are all that is known where all layers descend. */
  @Test
  void theoryOfAllLayersIsTheirLimit() {
    List<TrainedTime> times =
        times("training.layers = all", "training.dynamics.descent = 0.015625");
    assertThat(times).hasSize(2);
    for (TrainedTime time : times) {
      for (String function : List.of("mean", "covariance")) {
        assertThat(order(time, function)).isZero();
        MeasuredValue measured = time.means().get(function);
        double away = measured.value() - measured.theory().orElseThrow().value();
        assertThat(Math.abs(away)).isLessThan(0.05);
      }
      for (String function : List.of("connected3", "connected4", "kurtosis")) {
        assertThat(order(time, function)).isEqualTo(-1);
        assertThat(time.means().get(function).value()).isFinite();
      }
      assertThat(time.functions())
          .filteredOn(row -> row.function().equals("covariance"))
          .hasSize(3);
    }
    assertThat(times.get(1).means().get("covariance").value())
        .isLessThan(times.get(0).means().get("covariance").value());
  }
}
