package wickstream.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import wickstream.campaign.CampaignPlan;
import wickstream.config.CampaignFile;
import wickstream.sampling.ComputeBackend;

class CostEstimateTest {
  private static CostEstimate of(String campaign) {
    return CostEstimate.of(
        new CampaignPlan(
            CampaignFile.parse("campaign { " + campaign + " }", "test.conf", List.of()).campaign(),
            ComputeBackend.choose(Optional.empty())),
        2);
  }

  private static CostEstimate estimate(int depth, String target) {
    String campaign =
        """
          ensemble { activation = erf, sigma-b = 0.3, depth = %d }
          widths = [80, 180], sigma-w = [1.5]
          orders = [2, 4], bag-size = 1000
          stop { observable = u4, min-bags = 20, %s }
        """
            .formatted(depth, target);
    return of(campaign);
  }

  /** 20 000 networks a shard at the least; 2 · 4 ns · (100 + 200) of them on two threads. */
  @Test
  void ofOneHiddenLayerIsThatOfItsUnits() {
    CostEstimate cost = estimate(1, "relative-error = 0.1");
    assertThat(cost.networks()).hasValue(40_000);
    assertThat(cost.hiddenUnits()).hasValue(20_000 * 260.0);
    assertThat(cost.seconds().orElseThrow()).isCloseTo(20_000 * 300 * 4e-9 / 2, within(1e-12));
  }

  /** Another layer adds as many units, and for each of them six normals of 1.5 ns. */
  @Test
  void ofTwoHiddenLayersIsThatOfTheirUnits() {
    CostEstimate cost = estimate(2, "relative-error = 0.1");
    assertThat(cost.networks()).hasValue(40_000);
    assertThat(cost.hiddenUnits()).hasValue(20_000 * 520.0);
    double units = 4e-9 * (180 + 380);
    double normals = 1.5e-9 * 6 * (80 + 180);
    assertThat(cost.seconds().orElseThrow())
        .isCloseTo(20_000 * (units + normals) / 2, within(1e-12));
  }

  /** Fewer units than points: N² weights of 1.5 ns between two layers. */
  @Test
  void ofNarrowLayersIsThatOfTheWeightsBetweenThem() {
    CostEstimate cost =
        of(
            "ensemble { activation = erf, sigma-b = 0.3, depth = 2 }, widths = [5], sigma-w = [1.5]"
                + ", orders = [2, 4], stop { relative-error = 1 }");
    assertThat(cost.seconds().orElseThrow())
        .isCloseTo(20_000 * (4e-9 * (10 + 20) + 1.5e-9 * 25) / 2, within(1e-12));
  }

  @Test
  void isUnknownWithoutARelativeError() {
    CostEstimate cost = estimate(2, "relative-error = null, absolute-error = 1e-3");
    assertThat(cost.seconds()).isEmpty();
    assertThat(cost.hiddenUnits()).isEmpty();
    assertThat(cost.note()).contains("absolute error").contains("at least 20 000 networks");
  }

  @Test
  void isUnknownOfNetworksThatLearn() {
    CostEstimate cost =
        of(
            "widths = [5], sigma-w = [1], training { data = [[1, 1]], times = [1] }"
                + ", stop { observable = connected4, at-time = 1, max-networks = 1e6 }");
    assertThat(cost.networks()).isEmpty();
    assertThat(cost.note())
        .isEqualTo(
            "not known before it is sampled: how long networks learn, and vary afterwards, depends"
                + " on the data; at least 20 000 networks a shard and at most 1 000 000");
  }

  /**
   * The variance of a contribution over the square of its mean is 2 + 22.32/N for relu, at a target
   * of 1 % so many ten thousands of networks; measured at N = 1, 10, 100: 23.7, 4.44, 2.09.
   */
  @Test
  void fewUnitsVaryMoreThanMany() {
    CostEstimate cost =
        of(
            "ensemble { activation = relu, sigma-b = 0.5 }, widths = [1, 10, 100], sigma-w = [1]"
                + ", estimator = conditional, orders = [4], stop { relative-error = 0.01 }");
    assertThat(cost.networks().orElseThrow()).isCloseTo(243_200 + 42_320 + 22_232, within(1e-6));
    assertThat(cost.note()).startsWith("2.43e+05 networks a shard at most, ");
  }

  /** Contributions of tilted averages have lost the tails that biases made. */
  @Test
  void tiltingSparesNetworks() {
    String campaign =
        "ensemble { activation = gauss, sigma-b = 1 }, widths = [10], sigma-w = [1], orders = [4]"
            + ", bag-size = 100, stop { relative-error = 0.01 }, estimator = ";
    assertThat(of(campaign + "tilted").networks().orElseThrow()).isCloseTo(20_000, within(100.0));
    assertThat(of(campaign + "conditional").networks()).hasValue(1e8); // the budget
  }

  /** They take 10⁴ times what conditional ones do, or 10¹⁸ times. */
  @Test
  void ofPlainAveragesNothingIsKnown() {
    CostEstimate cost =
        of(
            "ensemble { activation = gauss, sigma-b = 0 }, widths = [5], sigma-w = [1]"
                + ", estimator = plain, stop { relative-error = 0.01, max-networks = 3000000 }");
    assertThat(cost.networks()).isEmpty();
    assertThat(cost.hiddenUnits()).isEmpty();
    assertThat(cost.seconds()).isEmpty();
    assertThat(cost.note())
        .startsWith("not known before it is sampled: plain averages ")
        .endsWith("at least 20 000 networks a shard and at most 3 000 000");
  }

  @Test
  void ofWhatVariesWithoutAKnownMeasureNothingIsKnown() {
    String one = "widths = [5], sigma-w = [1], ";
    assertThat(of(one + "stop.observable = u6").note()).contains("u6 varies");
    assertThat(
            of(one
                    + "ensemble { activation = erf, sigma-b = 0.3, depth = 2 }, orders = [2, 4]"
                    + ", stop.observable = m4")
                .note())
        .contains("of several layers");
    assertThat(of(one + "stop.observable = m4").networks()).isPresent();
  }
}
