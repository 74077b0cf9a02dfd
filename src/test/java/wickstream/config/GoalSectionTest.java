package wickstream.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wickstream.physics.Observable;
import wickstream.physics.PowerLaw;
import wickstream.results.export.JsonFile;

/** What a campaign can be asked to find out. */
class GoalSectionTest {
  private static final String GRID = "widths = [5, 10, 20], sigma-w = [1.0, 2.0, 3.0]";

  private static CampaignConfig campaign(String... settings) {
    return CampaignFile.parse(
            "campaign { %s\n%s }".formatted(GRID, String.join("\n", settings)),
            "goal.conf",
            List.of())
        .campaign();
  }

  @Test
  void aPower() {
    CampaignConfig campaign = campaign("stop { power-of = u4, in = sigma-w, error = 0.001 }");
    assertThat(campaign.stop().goal())
        .isEqualTo(new PowerGoal(PowerLaw.U4, FitVariable.SIGMA_W, 0.001));
    assertThat(campaign.stop().quantity()).isEqualTo("u4");
    assertThat(campaign.stop().relativeError()).isEmpty();
    assertThat(campaign.stop().goal().words()).contains("the power of u4 in sigma-w to 0.001");
    assertThat(campaign.stop().toMap())
        .containsExactlyInAnyOrderEntriesOf(
            nullable(
                "power-of",
                "u4",
                "in",
                "sigma-w",
                "error",
                0.001,
                "confidence",
                0.95,
                "min-bags",
                20,
                "max-networks",
                100_000_000L,
                "max-time",
                null));
  }

  private static Map<String, Object> nullable(Object... entries) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put((String) entries[i], entries[i + 1]);
    }
    return map;
  }

  @Test
  void all() {
    CampaignConfig campaign = campaign("stop { all = 0.02, max-networks = 1e6 }");
    assertThat(campaign.stop().goal()).isEqualTo(new PrecisionOfAll(Observable.U4, 0.02));
    assertThat(campaign.stop().relativeError()).hasValue(0.02);
    assertThat(campaign.stop().toMap()).containsEntry("all", 0.02).doesNotContainKey("observable");
    assertThat(campaign.leastBags()).isEqualTo(20);
  }

  @Test
  void allWhereThereAreNoCouplings() {
    CampaignConfig campaign =
        CampaignFile.parse(
                "campaign { ensemble { activation = erf, d-in = 2 }, widths = [5], sigma-w = [1.0]\n"
                    + "points = [[0.1, 0.2], [0.3, 0.1]], stop.all = 0.1 }",
                "goal.conf",
                List.of())
            .campaign();
    assertThat(campaign.stop().observable()).isEqualTo(Observable.M4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stop { power-of = u6Canonical, in = sigma-w, error = 1e-3 }",
        "stop { power-of = connected6, in = width, error = 0.5, max-time = 1h }",
        "stop { power-of = m4, in = width, error = 0.5, relative-error = null }",
        "stop { all = 0.01, confidence = 0.9 }",
        "stop { observable = m4, absolute-error = 0.1 }"
      })
  void readsBackWhatItWrites(String stop) {
    CampaignConfig campaign = campaign(stop);
    String text = JsonFile.line(campaign.toMap());
    assertThat(CampaignFile.parse(text, "again.conf", List.of()).campaign())
        .isEqualTo(campaign(stop, "name = goal"));
    assertThat(CampaignFile.submitted(text, "again.conf").campaign()).isEqualTo(campaign);
    assertThat(CampaignFile.kept(text, "again.conf").campaign()).isEqualTo(campaign);
  }

  @Test
  void aLaterRunMayAskForMore() {
    CampaignConfig kept = campaign("stop { power-of = u4, in = width, error = 0.01 }");
    RunConfig run = new RunConfig(kept, StoreConfig.read(defaults()));
    CampaignConfig next = CampaignFile.overlaid(run, "stop { error = 0.001 }", "extend").campaign();
    assertThat(next.stop().goal()).isEqualTo(new PowerGoal(PowerLaw.U4, FitVariable.WIDTH, 0.001));
    assertThat(Extension.obstacles(kept, next)).isEmpty();
    assertThat(Extension.obstacles(kept, campaign("stop { all = 0.1 }")))
        .contains("campaign.stop.power-of was u4, is null");
    assertThat(Extension.obstacles(campaign("stop.all = 0.1"), campaign("stop.all = 0.01")))
        .isEmpty();
    assertThatThrownBy(
            () -> CampaignFile.overlaid(run, "stop { relative-error = 0.001 }", "extend"))
        .hasMessageContaining("campaign.stop.relative-error must not be given with power-of");
  }

  private static Setting defaults() {
    return new Setting(
        "store", new Hocon("defaults").parse(CampaignFile.defaults(), "x").root().get("store"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stop { power-of = u5, in = width, error = 1 } | campaign.stop.power-of must be one of u4, u4Canonical, u6, u6Canonical, m4, m6, connected4, connected6, was \"u5\"",
        "stop { power-of = u4, in = N, error = 1 } | campaign.stop.in must be one of sigma-w, width, was \"N\"",
        "stop { power-of = u4, error = 1 } | campaign.stop.in is required",
        "stop { power-of = u4, in = width } | campaign.stop.error is required",
        "stop { power-of = u4, in = width, error = 0 } | campaign.stop.error must be finite and above 0, was 0",
        "stop { power-of = m4, in = sigma-w, error = 1 } | campaign.stop.power-of must be one of u4, u4Canonical, u6, u6Canonical with in = sigma-w, was m4",
        "stop { power-of = u4Canonical, in = width, error = 1 } | campaign.stop.power-of must be one of u4, u6, m4, m6, connected4, connected6 with in = width, was u4Canonical",
        "stop { power-of = u4, in = width, error = 1, all = 0.1 } | campaign.stop.all must not be given with power-of",
        "stop { power-of = u4, in = width, error = 1, observable = u4 } | campaign.stop.observable must not be given with power-of",
        "stop { all = 0.1, relative-error = 0.01 } | campaign.stop.relative-error must not be given with all",
        "stop { all = 0 } | campaign.stop.all must be above 0 and at most 1000000, was 0",
        "stop { error = 0.1 } | campaign.stop.error belongs to a power, and needs power-of",
        "stop { in = width } | campaign.stop.in belongs to a power, and needs power-of",
        "stop { power-of = u6, in = width, error = 1 }, orders = [2, 4] | campaign.orders must contain 6, the order of stop.power-of = u6, was [2, 4]",
        "stop { power-of = u4, in = width, error = 1 }, widths = [5, 10] | campaign.widths must have at least 3 values with stop.in = width, had 2",
        "stop { power-of = u4, in = sigma-w, error = 1 }, sigma-w = [1.0] | campaign.sigma-w must have at least 3 values with stop.in = sigma-w, had 1",
        "stop { power-of = u4, in = width, error = 1 }, widths = [6, 7, 8], estimator = pooled | campaign.stop.in must be sigma-w with estimator = pooled, which assumes powers of N, was width",
        "stop { power-of = u4Canonical, in = sigma-w, error = 1 }, ensemble.activation = erf | campaign.stop.power-of must be u4 or u6 for erf, whose field has no canonical normalisation, was u4Canonical",
        "stop { all = 0.1 }, orders = [2] | campaign.orders must contain 4, the order of stop.all = u4, was [2]",
      })
  void whatCannotBe(String settings, String message) {
    assertThatThrownBy(() -> campaign(settings))
        .isInstanceOf(InvalidConfiguration.class)
        .hasMessageEndingWith(message);
  }

  @ParameterizedTest
  @CsvSource({"'power-of = u4, in = width, error = 1', power-of", "all = 0.1, all"})
  void trainedNetworksAreAskedForOneObservable(String stop, String key) {
    assertThatThrownBy(
            () ->
                campaign(
                    "training { data = [[0.5, 1.0]], times = [0, 1] }, orders = [2, 4]",
                    "stop { %s }".formatted(stop)))
        .hasMessageEndingWith(
            "campaign.stop.%s is of networks as they are drawn: with training, name one observable instead"
                .formatted(key));
  }
}
