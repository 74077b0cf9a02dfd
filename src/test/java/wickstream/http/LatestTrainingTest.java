package wickstream.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import wickstream.api.TrainedPoint;
import wickstream.campaign.CampaignStatus;
import wickstream.campaign.CampaignStatus.Phase;
import wickstream.campaign.ShardStatus;
import wickstream.campaign.StoreStatus;
import wickstream.config.CampaignFile;
import wickstream.config.RunConfig;
import wickstream.daemon.CampaignProgress;
import wickstream.daemon.CampaignState;
import wickstream.results.MeasuredValue;
import wickstream.results.TrainedFunction;
import wickstream.results.TrainedTime;
import wickstream.sampling.NetworkSize;

/** Points of trained networks are computed once a shard for all who ask. */
class LatestTrainingTest {
  private static final Instant BEGIN = Instant.parse("2026-03-01T09:00:00Z");
  private static final RunConfig TRAINED =
      CampaignFile.parse(
          """
          campaign {
            widths = [5], sigma-w = [1.0], orders = [2, 4], points = [0.0, 1.0]
            training { data = [[0.0, 1.0]], times = [1] }
          }
          """,
          "a.conf",
          List.of());
  private static final RunConfig DRAWN =
      CampaignFile.parse("campaign { widths = [5], sigma-w = [1.0] }", "a.conf", List.of());

  private final List<String> asked = new ArrayList<>();
  private Instant now = BEGIN;
  private final LatestTraining latest =
      new LatestTraining(
          (campaign, shard) -> {
            asked.add(shard);
            return CompletableFuture.completedFuture(TIMES);
          },
          () -> now);

  private static final List<TrainedTime> TIMES =
      List.of(
          new TrainedTime(
              1,
              Map.of(),
              List.of(
                  function("mean", 0.5, 0),
                  function("mean", 0.6, 1),
                  function("covariance", 0.01, 0, 0),
                  function("covariance", 0.02, 0, 1),
                  function("covariance", 0.04, 1, 1))));

  private static TrainedFunction function(String name, double value, Integer... points) {
    return new TrainedFunction(
        name,
        0,
        List.of(points),
        new MeasuredValue(value, 0.001, 0, 1, 0.95, OptionalDouble.empty()));
  }

  private static CampaignProgress campaign(RunConfig config, long version) {
    List<ShardStatus> shards =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    new ShardStatus(
                        "shard" + i,
                        new NetworkSize(5, 1, 0),
                        1,
                        Phase.RUNNING,
                        ShardStatus.Progress.NONE,
                        ShardStatus.Allowance.UNLIMITED,
                        Optional.empty(),
                        List.of(),
                        Optional.empty()))
            .toList();
    return new CampaignProgress(
        config,
        CampaignState.RUNNING,
        Optional.empty(),
        0,
        OptionalInt.empty(),
        new CampaignProgress.Times(BEGIN, Optional.empty(), Optional.empty()),
        new CampaignStatus("a", shards, new StoreStatus(0, 0, BEGIN, Optional.empty())),
        CampaignProgress.Pace.NONE,
        List.of(),
        version);
  }

  private List<TrainedPoint> points(long version, int shard) {
    return latest.of(campaign(TRAINED, version), "shard" + shard).toCompletableFuture().join();
  }

  @Test
  void pointsHaveTheirMeansAndVariances() {
    List<TrainedPoint> points = points(1, 0);
    assertThat(points).extracting(TrainedPoint::point).containsExactly(0, 1);
    assertThat(points).extracting(at -> at.mean().value()).containsExactly(0.5, 0.6);
    assertThat(points).extracting(at -> at.variance().value()).containsExactly(0.01, 0.04);
    assertThat(points).extracting(at -> at.time().value()).containsOnly(1.0);
  }

  @Test
  void aShardIsComputedOnceForAllWhoAsk() {
    points(1, 0);
    points(1, 0);
    points(2, 0);
    points(2, 1);
    assertThat(asked).containsExactly("shard0", "shard1");
    now = now.plusSeconds(5);
    points(2, 0);
    assertThat(asked).containsExactly("shard0", "shard1", "shard0");
  }

  @Test
  void onlySoManyShardsAreKept() {
    for (int i = 0; i < 20; i++) {
      points(1, i);
      now = now.plusMillis(1);
    }
    points(1, 19);
    assertThat(asked).hasSize(20);
    points(1, 0);
    assertThat(asked).hasSize(21);
  }

  @Test
  void whatThereIsNotIsRefused() {
    assertThatThrownBy(() -> points(1, 20))
        .hasMessage("shard must be the identity of a shard of a, was shard20");
    assertThatThrownBy(() -> latest.of(campaign(DRAWN, 1), "shard0"))
        .hasMessage("campaign a trains no networks: it has no section training");
    assertThat(asked).isEmpty();
  }
}
