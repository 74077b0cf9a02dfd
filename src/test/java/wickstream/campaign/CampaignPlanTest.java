package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.config.CampaignConfig;
import wickstream.config.InvalidConfiguration;
import wickstream.sampling.ComputeBackend;
import wickstream.sampling.Shard;
import wickstream.statistics.Budget;
import wickstream.statistics.Grant;
import wickstream.statistics.ShardRule;

class CampaignPlanTest {
  private static final String TWO_SIDED =
      """
      campaign {
        ensemble { activation = relu, sigma-b = 0 }
        widths = [4], sigma-w = [1.0], points = [-0.5, 0.5], orders = [4]
        stop { observable = u4 }
      }
      """;

  /** Whatever the couplings are: those of trained networks need no free functions. */
  @Test
  void whatNetworksHaveLearntIsDefined() {
    String training = "training={ data = [[1, 1]], times = [1] }";
    Campaigns.plan(
            TWO_SIDED, training, "orders=[2, 4]", "stop={ observable = connected4, at-time = 1 }")
        .requireDefinedTarget();
    CampaignPlan ofDrawn = Campaigns.plan(TWO_SIDED, training, "orders=[2, 4]");
    assertThatThrownBy(ofDrawn::requireDefinedTarget)
        .hasMessageContaining("must be defined at all points, but u4")
        .hasMessageEndingWith("defined here: []");
  }

  @Test
  void shardsComeBySigmaWThenByWidthInTheOrderOfTheFile() {
    CampaignPlan plan = Campaigns.plan(Campaigns.CONVERGING, "widths=[9, 2]", "sigma-w=[3.0, 1.0]");
    assertThat(plan.shards()).extracting(Shard::width).containsExactly(9, 2, 9, 2);
    assertThat(plan.shards())
        .extracting(shard -> shard.ensemble().sigmaW())
        .containsExactly(3.0, 3.0, 1.0, 1.0);
  }

  @Test
  void shardsAreWhatTheConfigurationSays() {
    CampaignPlan plan = Campaigns.plan(Campaigns.CONVERGING);
    CampaignConfig config = plan.config();
    assertThat(plan.shards()).hasSize(config.shardCount());
    assertThat(plan.shards().get(1))
        .isEqualTo(
            new Shard(
                config.ensemble(1.0),
                5,
                config.points(),
                config.estimator(),
                config.orders(),
                config.bagSize()));
  }

  @Test
  void aRuleIsWhatTheConfigurationSays() {
    CampaignPlan plan =
        Campaigns.plan(Campaigns.CONVERGING, "stop.max-networks=1234", "stop.confidence=0.9");
    ShardRule rule = plan.plan(0).rule();
    assertThat(rule.budget()).isEqualTo(new Budget(20, 1234 / 50, Optional.empty()));
    assertThat(rule.firstGrant()).isEqualTo(new Grant(0, 20));
    assertThat(rule.sequence().confidence()).isEqualTo(0.9);
    assertThat(rule.sequence().expectedCount())
        .as("2/0.02², but no more than the budget")
        .isEqualTo(1234);
    assertThat(rule.exact()).isPresent();
  }

  @Test
  void widthsShareATheory() {
    CampaignPlan plan = Campaigns.plan(Campaigns.CONVERGING);
    assertThat(plan.plan(0).measurement().theory())
        .isSameAs(plan.plan(2).measurement().theory())
        .isNotSameAs(plan.plan(3).measurement().theory());
  }

  @ParameterizedTest
  @CsvSource({"u4, coupling integral", "m4, free Green function"})
  void aTargetThatDividesByZeroIsRefusedBeforeAnythingRuns(String target, String divisor) {
    CampaignPlan plan = Campaigns.plan(TWO_SIDED, "stop.observable=" + target);
    assertThatThrownBy(plan::requireDefinedTarget)
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessage(
            "campaign.stop.observable must be defined at all points, but %s divides by a %s"
                + " that vanishes for some of them; defined here: []",
            target, divisor)
        .satisfies(
            rejection ->
                assertThat(((InvalidConfiguration) rejection).path())
                    .isEqualTo("campaign.stop.observable"));
  }

  @ParameterizedTest
  @CsvSource({"u4", "m4"})
  void onOneSideOrWithBiasesItIsDefined(String target) {
    String observable = "stop.observable=" + target;
    assertThatCode(
            () ->
                Campaigns.plan(TWO_SIDED, observable, "points=[0.25, 0.5]").requireDefinedTarget())
        .doesNotThrowAnyException();
    assertThatCode(
            () ->
                Campaigns.plan(TWO_SIDED, observable, "ensemble.sigma-b=0.5")
                    .requireDefinedTarget())
        .doesNotThrowAnyException();
  }

  /** Each of these is fine with the first sigma-w alone. */
  @ParameterizedTest
  @ValueSource(strings = {"[1, 100]", "[100, 1]", "[1, 2, 100, 3]"})
  void theKernelOfEverySigmaWIsChecked(String sigmaW) {
    CampaignPlan plan =
        Campaigns.plan(
            "campaign { name = deep, ensemble { activation = erf, depth = 12, sigma-b = 0.1 },"
                + " widths = [50], sigma-w = %s, points = [1, 1.0000001], orders = [2, 4],"
                    .formatted(sigmaW)
                + " stop { observable = m4, relative-error = 0.1 } }");
    assertThatThrownBy(plan::requireDefinedTarget)
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("are too close to each other")
        .hasMessageContaining("sigma-w = 100");
    assertThatCode(
            () ->
                new CampaignPlan(
                        plan.config().withGrid(List.of(50), List.of(1.0)),
                        ComputeBackend.choose(Optional.empty()))
                    .requireDefinedTarget())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"u4, coupling integral", "m4, free Green function"})
  void anIntegralThatUnderflowsAtALaterSigmaWIsFound(String target, String divisor) {
    CampaignPlan plan =
        Campaigns.plan(
            TWO_SIDED,
            "points=[0.25, 0.5]",
            "sigma-w=[1.0, 1e-60, 2.0]",
            "stop.observable=" + target);
    assertThatThrownBy(plan::requireDefinedTarget)
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageContaining("divides by a " + divisor);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void atLeastOneShardIsActive(int activeShards) {
    Executor direct = Runnable::run;
    CampaignContext context =
        new Resources(
                shard -> new LocalChunkPolicy(1, 1), () -> activeShards, direct, direct, direct)
            .context(BagSource.Factory.local(direct), CheckpointPolicy.NOTHING, System::nanoTime);
    assertThatThrownBy(context::shardsAtOnce)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("active shards must be at least 1, were %d", activeShards);
  }
}
