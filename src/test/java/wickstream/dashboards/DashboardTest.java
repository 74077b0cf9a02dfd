package wickstream.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each dashboard has to offer, beside being one. */
final class DashboardTest {
  private static List<Dashboard> all() {
    return Dashboard.all();
  }

  private static List<String> texts(List<JsonNode> nodes, String key) {
    return nodes.stream().map(node -> node.path(key).asText()).toList();
  }

  @Test
  void thereAreThree() {
    assertThat(all()).extracting(Dashboard::name).containsExactly("campaign", "physics", "runtime");
  }

  @ParameterizedTest
  @MethodSource("all")
  void itsAddressFollowsFromItsName(Dashboard dashboard) {
    assertThat(dashboard.json().path("uid").asText()).isEqualTo("wickstream-" + dashboard.name());
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyPanelSaysWhatItMeans(Dashboard dashboard) {
    assertThat(texts(dashboard.panels(), "title")).doesNotContain("");
    assertThat(texts(dashboard.panels(), "description")).allMatch(text -> text.length() > 20);
    assertThat(texts(dashboard.panels(), "id")).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyPanelAsksTheChosenDataSource(Dashboard dashboard) {
    assertThat(dashboard.panels())
        .allSatisfy(
            panel -> {
              assertThat(panel.path("targets")).isNotEmpty();
              assertThat(panel.findValuesAsText("uid")).isNotEmpty().containsOnly("${datasource}");
            });
  }

  @ParameterizedTest
  @MethodSource("all")
  void dataSourceAndCampaignCanBeChosen(Dashboard dashboard) {
    assertThat(texts(dashboard.variables(), "name")).startsWith("datasource", "campaign");
  }
}
