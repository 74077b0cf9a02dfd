package wickstream.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Under which other configurations a campaign may go on. */
class ExtensionTest {
  private static final CampaignConfig KEPT = config();

  private static CampaignConfig config(String... overrides) {
    return CampaignFile.parse(
            "campaign { widths = [5, 10], sigma-w = [1.0, 2.5] }", "kept.conf", List.of(overrides))
        .campaign();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seed=42",
        "stop.relative-error=0.005",
        "stop.relative-error=0.5",
        "stop.absolute-error=1e-4",
        "stop.max-time=1h",
        "stop.max-networks=1e9",
        "widths=[10, 5]",
        "widths=[2, 5, 10, 20]",
        "sigma-w=[2.5, 1, 4]"
      })
  void thatAskForMore(String override) {
    assertThat(Extension.obstacles(KEPT, config(override))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seed=7                       | campaign.seed was 42, is 7",
        "name=other                   | campaign.name was kept, is other",
        "ensemble.sigma-b=1.0         | campaign.ensemble.sigma-b was 0.5, is 1.0",
        "widths=[5]                   | campaign.widths was [5, 10], is [5]",
        "sigma-w=[1, 3]               | campaign.sigma-w was [1.0, 2.5], is [1.0, 3.0]",
        "estimator=plain              | campaign.estimator was tilted, is plain",
        "orders=[4]                   | campaign.orders was [2, 4, 6], is [4]",
        "bag-size=500                 | campaign.bag-size was 1000, is 500",
        "stop.observable=m4           | campaign.stop.observable was u4, is m4",
        "stop.confidence=0.9          | campaign.stop.confidence was 0.95, is 0.9",
        "stop.min-bags=10             | campaign.stop.min-bags was 20, is 10",
        "stop.max-networks=1000000    | campaign.stop.max-networks was 100000000, is 1000000"
      })
  void butNotOthers(String override, String obstacle) {
    assertThat(Extension.obstacles(KEPT, config(override))).containsExactly(obstacle);
  }

  private static CampaignConfig learning(String training, String stop) {
    String data = "data = [[0.5, 1]], times = [0, 1, infinity], ";
    return config(
        "training={ %s%s }".formatted(data, training),
        "stop={ observable = connected4, relative-error = 0.1, min-bags = 20, %s }"
            .formatted(stop));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "times = [0, 1]           | at-time = 1        | campaign.training.times was [0.0, 1.0, infinity], is [0.0, 1.0]",
        "data = [[0.5, 1], [2, 1]] | at-time = 1       | campaign.training.data was [[0.5, 1.0]], is [[0.5, 1.0], [2.0, 1.0]]",
        "dynamics = flow          | at-time = infinity | campaign.stop.at-time was 1.0, is infinity",
        "dynamics = flow          | at-time = 1, observable = mean | campaign.stop.observable was connected4, is mean",
      })
  void andNotWhenTheyLearnSomethingElse(String training, String stop, String obstacle) {
    assertThat(Extension.obstacles(learning("", "at-time = 1"), learning(training, stop)))
        .containsExactly(obstacle);
  }

  @Test
  void networksMayNotBeginOrCeaseToLearn() {
    CampaignConfig learning = config("training={ data = [[0.5, 1]], times = [1] }");
    assertThat(Extension.obstacles(learning, learning)).isEmpty();
    List<String> obstacles =
        List.of(
            "campaign.training.data was null, is [[0.5, 1.0]]",
            "campaign.training.dynamics was null, is flow",
            "campaign.training.layers was null, is readout",
            "campaign.training.times was null, is [1.0]");
    assertThat(Extension.obstacles(KEPT, learning)).isEqualTo(obstacles);
    assertThat(Extension.obstacles(learning, KEPT)).hasSameSizeAs(obstacles);
    assertThat(Extension.obstaclesToMerging(KEPT, learning)).hasSameSizeAs(obstacles);
    assertThat(Extension.obstaclesToMerging(learning, KEPT)).hasSameSizeAs(obstacles);
  }

  @Test
  void resultsMayBeMergedWhateverWasAsked() {
    CampaignConfig one = learning("", "at-time = 1");
    assertThat(Extension.obstaclesToMerging(one, learning("", "at-time = infinity"))).isEmpty();
    assertThat(Extension.obstaclesToMerging(one, learning("times = [1]", "at-time = 1")))
        .containsExactly("campaign.training.times is [0.0, 1.0, infinity] and [1.0]");
  }

  @Test
  void allObstaclesAreNamed() {
    assertThat(Extension.obstacles(KEPT, config("seed=7", "bag-size=500", "widths=[5, 10, 20]")))
        .containsExactly("campaign.bag-size was 1000, is 500", "campaign.seed was 42, is 7");
  }
}
