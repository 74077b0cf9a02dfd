package wickstream.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import wickstream.campaign.CampaignPlan;
import wickstream.config.CampaignFile;
import wickstream.sampling.Kernels;

class CostEstimateTest {
  private static CostEstimate estimate(int depth, String target) {
    String campaign =
        """
        campaign {
          ensemble { activation = erf, sigma-b = 0.3, depth = %d }
          widths = [80, 180], sigma-w = [1.5]
          orders = [2, 4], bag-size = 1000
          stop { observable = u4, min-bags = 20, %s }
        }
        """
            .formatted(depth, target);
    return CostEstimate.of(
        new CampaignPlan(
            CampaignFile.parse(campaign, "test.conf", List.of()).campaign(),
            Kernels.choose(Optional.empty())),
        2);
  }

  /** 20 000 networks a shard at the least; 2 · 4 ns · (100 + 200) of them on two threads. */
  @Test
  void ofOneHiddenLayerIsThatOfItsUnits() {
    CostEstimate cost = estimate(1, "relative-error = 0.1");
    assertThat(cost.networks()).hasValue(40_000);
    assertThat(cost.hiddenUnits()).hasValue(20_000 * 260.0);
    assertThat(cost.seconds().orElseThrow()).isCloseTo(20_000 * 300 * 4e-9 / 2, within(1e-12));
  }

  /** Another layer adds as many units, and N² weights of 1.5 ns. */
  @Test
  void ofTwoHiddenLayersIsThatOfTheWeightsBetweenThem() {
    CostEstimate cost = estimate(2, "relative-error = 0.1");
    assertThat(cost.networks()).hasValue(40_000);
    assertThat(cost.hiddenUnits()).hasValue(20_000 * 520.0);
    double units = 4e-9 * (180 + 380);
    double weights = 1.5e-9 * (80 * 80 + 180 * 180);
    assertThat(cost.seconds().orElseThrow())
        .isCloseTo(20_000 * (units + weights) / 2, within(1e-12));
  }

  @Test
  void isUnknownWithoutARelativeError() {
    CostEstimate cost = estimate(2, "relative-error = null, absolute-error = 1e-3");
    assertThat(cost.seconds()).isEmpty();
    assertThat(cost.hiddenUnits()).isEmpty();
  }
}
