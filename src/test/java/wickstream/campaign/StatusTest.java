package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.campaign.CampaignStatus.Phase;
import wickstream.results.ShardResult;

class StatusTest {
  private static ActorTestKit kit;

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
    judging.close();
  }

  @Test
  void shardsWaitThenRunThenEnd() {
    HeldBags bags = new HeldBags(index -> index >= 3);
    Stage stage =
        Stage.begin(
            kit,
            Campaigns.plan(Campaigns.CONVERGING),
            Stage.resources(4, 2, judging.executor()),
            bags);
    stage.eventually(
        () ->
            assertThat(stage.status().shards())
                .extracting(ShardStatus::networks)
                .containsExactly(150L, 150L, 0L, 0L, 0L, 0L));
    CampaignStatus underWay = stage.status();
    assertThat(underWay.name()).isEqualTo("test");
    assertThat(underWay.ended()).isZero();
    assertThat(underWay.shards())
        .extracting(ShardStatus::phase)
        .containsExactly(
            Phase.RUNNING,
            Phase.RUNNING,
            Phase.WAITING,
            Phase.WAITING,
            Phase.WAITING,
            Phase.WAITING);
    assertThat(underWay.shards()).extracting(ShardStatus::width).containsExactly(2, 5, 9, 2, 5, 9);
    assertThat(underWay.shards())
        .extracting(ShardStatus::sigmaW)
        .containsExactly(1.0, 1.0, 1.0, 1.25, 1.25, 1.25);
    assertThat(underWay.shards())
        .extracting(ShardStatus::granted)
        .containsExactly(1000L, 1000L, 0L, 0L, 0L, 0L);
    assertThat(underWay.shards())
        .allMatch(shard -> shard.verdict().isEmpty() && shard.assessment().isEmpty());

    bags.letGo();
    assertEnded(stage.results(), stage.status());
  }

  private static void assertEnded(List<ShardResult> results, CampaignStatus ended) {
    assertThat(ended.ended()).isEqualTo(6);
    for (int i = 0; i < 6; i++) {
      ShardStatus shard = ended.shards().get(i);
      ShardResult result = results.get(i);
      assertThat(shard.phase()).isEqualTo(Phase.ENDED);
      assertThat(shard.networks()).isEqualTo(result.networks());
      assertThat(shard.granted()).isEqualTo(result.networks());
      assertThat(shard.verdict()).isEqualTo(Optional.of(result.verdict()));
      assertThat(shard.assessment())
          .hasValueSatisfying(
              known ->
                  assertThat(known.estimate().value())
                      .isEqualTo(result.couplings().get("u4").value()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void countsTheHiddenUnitsOfAllLayers(int depth) {
    String campaign =
        """
        campaign {
          ensemble { activation = erf, sigma-b = 0.3 }
          widths = [6], sigma-w = [1.5], points = [0.5, 1.0]
          orders = [2, 4], bag-size = 50
          stop { observable = m4, relative-error = 10, min-bags = 4 }
        }
        """;
    try (Threads sampling = Threads.fair(2)) {
      Stage stage =
          Stage.begin(
              kit,
              Campaigns.plan(campaign, "ensemble.depth=" + depth),
              Stage.resources(2, 1, judging.executor()),
              BagSource.Factory.local(sampling.executor()));
      CampaignOutcome outcome = stage.outcome(Duration.ofSeconds(60));
      assertThat(outcome.networks()).isPositive();
      assertThat(outcome.hiddenUnits()).isEqualTo(6.0 * depth * outcome.networks());
      assertThat(stage.status().hiddenUnits()).isEqualTo(outcome.hiddenUnits());
    }
  }

  @Test
  void nothingEverGoesBack() {
    try (Threads sampling = Threads.fair(2)) {
      Stage stage =
          Stage.begin(
              kit,
              Campaigns.plan(Campaigns.CONVERGING, "stop.relative-error=0.01"),
              Stage.resources(2, 2, judging.executor()),
              BagSource.Factory.local(sampling.executor()));
      CampaignStatus before = stage.status();
      while (before.ended() < before.shards().size()) {
        CampaignStatus now = stage.status();
        for (int i = 0; i < now.shards().size(); i++) {
          assertNotBehind(now.shards().get(i), before.shards().get(i));
        }
        before = now;
      }
      assertThat(stage.results()).hasSize(6);
    }
  }

  private static void assertNotBehind(ShardStatus now, ShardStatus before) {
    assertThat(now.phase()).isGreaterThanOrEqualTo(before.phase());
    assertThat(now.networks()).isGreaterThanOrEqualTo(before.networks());
    assertThat(now.granted()).isGreaterThanOrEqualTo(before.granted());
    assertThat(now.networks()).isLessThanOrEqualTo(now.granted());
  }
}
