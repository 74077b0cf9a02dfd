package wickstream.campaign;

import java.util.List;
import java.util.Optional;
import wickstream.config.CampaignConfig;
import wickstream.config.CampaignFile;
import wickstream.sampling.ComputeBackend;

/** Small campaigns, of a few thousand networks. */
final class Campaigns {
  /** Six shards that converge after several grants. */
  static final String CONVERGING =
      """
      campaign {
        seed = 11
        ensemble { activation = gauss, sigma-b = 0.5 }
        widths = [2, 5, 9], sigma-w = [1.0, 1.25]
        points = [-0.02, 0.01, 0.03]
        bag-size = 50
        stop { observable = u4, relative-error = 0.02, min-bags = 20, max-networks = 50000 }
      }
      """;

  /** Nine shards that go through several rounds together. */
  static final String POWER =
      """
      campaign {
        seed = 12
        ensemble { activation = gauss, sigma-b = 0.5 }
        widths = [2, 5, 9], sigma-w = [1.0, 1.25, 1.6]
        points = [-0.02, 0.01, 0.03], orders = [2, 4]
        bag-size = 50
        stop { power-of = u4, in = sigma-w, error = 0.01, max-networks = 100000 }
      }
      """;

  /**
   * Two shards, of which the second cannot be planned: with σ_W = 400 the coupling integral of
   * opposite points is below the range of a double.
   */
  static final String HALF_IMPOSSIBLE =
      """
      campaign {
        ensemble { activation = gauss, sigma-b = 0.5 }
        widths = [3], sigma-w = [1.0, 400.0]
        points = [-0.05, 0.05], orders = [4]
        bag-size = 50
        stop { observable = u4, relative-error = 0.1, min-bags = 4, max-networks = 50000 }
      }
      """;

  private Campaigns() {}

  static CampaignConfig config(String text, String... overrides) {
    return CampaignFile.parse(text, "test.conf", List.of(overrides)).campaign();
  }

  /** A plan of its own, in which nothing is computed yet. */
  static CampaignPlan plan(String text, String... overrides) {
    return new CampaignPlan(config(text, overrides), ComputeBackend.choose(Optional.empty()));
  }
}
