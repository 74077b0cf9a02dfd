package wickstream.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each dashboard has to offer, beside being one. */
final class DashboardTest {
  /** A metric with its selector. */
  private static final Pattern METRIC =
      Pattern.compile(
          "(?<![\\w\"])(?:wickstream|process|system|jvm|up|scrape)\\w*(?=\\{)|ALERTS(?=\\{)");

  private static final Pattern LINK =
      Pattern.compile(
          "http://\\$\\{__[\\w.]+}/(#/campaigns/\\$\\{__[\\w.]+})?", Pattern.CASE_INSENSITIVE);

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
  void dataSourceDaemonAndCampaignCanBeChosen(Dashboard dashboard) {
    assertThat(texts(dashboard.variables(), "name"))
        .startsWith("datasource", "job", "instance", "campaign");
  }

  /** Each metric is narrowed to what was chosen, in panels, annotations and other variables. */
  @ParameterizedTest
  @MethodSource("all")
  void everyQueryAsksTheChosenDaemons(Dashboard dashboard) {
    Stream.of(
            dashboard.panelQueries(),
            dashboard
                .variableQueries()
                .filter(query -> !query.where().matches(".*\\$(job|instance)")),
            dashboard.annotationQueries())
        .flatMap(queries -> queries)
        .forEach(
            query -> {
              long metrics = METRIC.matcher(query.expression()).results().count();
              assertThat(query.expression()).as(query.where()).containsPattern(METRIC);
              assertThat(query.expression().split("instance=~\"\\$instance\"", -1).length - 1)
                  .as(query.where() + ": " + query.expression())
                  .isEqualTo(Math.toIntExact(metrics));
            });
  }

  @ParameterizedTest
  @MethodSource("all")
  void startsEndsRestartsAndAlertsAreMarked(Dashboard dashboard) {
    assertThat(dashboard.annotations().map(note -> note.path("name").asText()))
        .containsExactly("Campaign starts", "Campaign ends", "Daemon starts", "Alerts");
    assertThat(dashboard.annotations().filter(note -> note.path("useValueForTime").asBoolean()))
        .as("milliseconds, of which the value is the time")
        .hasSize(3)
        .allMatch(note -> note.path("expr").asText().startsWith("1000 * "));
  }

  /** Panels lead to the daemon's page, and to the view there that its script knows. */
  @ParameterizedTest
  @MethodSource("all")
  void panelsLeadToThePage(Dashboard dashboard) throws IOException {
    List<String> links =
        dashboard.panels().stream().flatMap(Dashboard::links).distinct().sorted().toList();
    assertThat(links).isNotEmpty().allMatch(LINK.asMatchPredicate());
    assertThat(Path.of("src/main/resources/wickstream/page/address.js"))
        .content()
        .contains("`campaigns/${encodeURIComponent(name)}`", "`#/${path}");
  }
}
