package wickstream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Points that are kept up to a rotation, from the configuration to the results. */
final class ManyDimensionsTest {

  /**
   * gauss in R⁷⁰ against its closed form at the rotated points: the interval that holds at every
   * time, at confidence 0.999999, has the exact value in it (false alarms 1e-6).
   */
  @Test
  void aRotatedCampaignHasTheExactCoupling() throws InterruptedException {
    CampaignResults results =
        Wickstream.run(
            """
            campaign {
              ensemble { activation = gauss, d-in = 70, sigma-b = 0.3 }
              widths = [5], sigma-w = [1]
              points.gaussian { count = 3, sigma = 0.5, seed = 2 }
              orders = [2, 4], bag-size = 200
              stop { observable = u4, relative-error = 0.1, confidence = 0.999999 }
            }
            """);
    assertThat(results.hasConverged()).isTrue();
    CampaignResults.Value u4 = results.shards().get(0).values().get("u4");
    assertThat(u4.exact().orElseThrow()).isBetween(u4.low(), u4.high());
  }
}
