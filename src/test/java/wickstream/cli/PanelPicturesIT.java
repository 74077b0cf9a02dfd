package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wickstream.dashboards.Dashboard;
import wickstream.dashboards.PanelData;
import wickstream.dashboards.Prometheus;

/**
 * Panels of the dashboards, drawn from what a real Prometheus has seen of the packaged daemon at
 * work. The questions, titles, units and legends are those of the dashboards' files; the drawing is
 * ours, in a real Chromium, as Grafana's server is no part of the tests.
 */
@Tag("full")
class PanelPicturesIT {
  private static final Path PICTURE = Path.of("target/screenshots/dashboard.png");
  private static final Path PAGE = Path.of("src/test/resources/wickstream/dashboards/panels.html");
  private static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration SCRAPES = Duration.ofSeconds(3);

  private static final String TILTED =
      "campaign { widths = [20, 100, 500], sigma-w = [1.0, 1.5, 2.0, 3.0], stop.relative-error = 1.5e-3 }";

  /** Plain averages at N = 50 need so many networks that they use up their budget. */
  private static final String PLAIN =
      """
      campaign {
        widths = [5, 50]
        sigma-w = [1.0, 1.5, 2.0, 3.0]
        estimator = plain
        stop { relative-error = 0.05, max-networks = 1000000 }
      }
      """;

  private static final String WARM_UP =
      "campaign { widths = [20, 500], sigma-w = [1.0], stop.relative-error = 3e-3 }";

  @TempDir private Path directory;

  @Test
  void panelsAreDrawnFromRealData() throws IOException {
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      warmUp(daemon);
      drawnAtWork(daemon);
    }
  }

  /** A cold machine's first forecasts are so long that nothing else would be seen beside them. */
  private static void warmUp(RunningDaemon daemon) {
    daemon.submit("warm-up", WARM_UP);
    awaitEnd(daemon, "warm-up");
    assertThat(daemon.delete("/api/v1/campaigns/warm-up").statusCode()).isEqualTo(204);
  }

  private void drawnAtWork(RunningDaemon daemon) throws IOException {
    try (Prometheus prometheus =
            Prometheus.watching(
                daemon.uri("/"), Files.createDirectory(directory.resolve("prometheus")));
        Browser browser = Browser.start()) {
      browser.show(1280, 1168, "dark");
      browser.open(page().toUri().toString());
      Instant began = Instant.now();
      daemon.submit("tilted", TILTED);
      daemon.submit("plain", PLAIN);
      awaitEnd(daemon, "tilted");
      awaitEnd(daemon, "plain");
      LockSupport.parkNanos(SCRAPES.toNanos());
      ArrayNode panels = panels(new PanelData(prometheus, began, Instant.now()));
      JsonNode drawn = draw(browser, panels);
      browser.screenshot(PICTURE);
      assertThat(drawn).hasSameSizeAs(panels).allSatisfy(PanelPicturesIT::showsSomething);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  /** The page beside the library that it draws with. */
  private Path page() throws IOException {
    Path pages = Files.createDirectory(directory.resolve("pages"));
    try (InputStream library = PanelPicturesIT.class.getResourceAsStream(ECHARTS)) {
      Files.copy(library, pages.resolve("echarts.min.js"));
    }
    return Files.copy(PAGE, pages.resolve("panels.html"));
  }

  private static void awaitEnd(RunningDaemon daemon, String campaign) {
    Awaitility.await(campaign)
        .atMost(PATIENCE)
        .until(() -> daemon.campaign(campaign).get("state").asText(), "finished"::equals);
  }

  private static ArrayNode panels(PanelData data) {
    Dashboard campaign = Dashboard.named("campaign");
    Dashboard physics = Dashboard.named("physics");
    return new JsonMapper()
        .createArrayNode()
        .add(data.of(campaign, "timeseries", "Error / target"))
        .add(data.of(campaign, "timeseries", "Verdicts"))
        .add(data.of(campaign, "timeseries", "Hidden units per second"))
        .add(data.of(campaign, "timeseries", "Time to go"))
        .add(data.of(physics, "xychart", "|${observable}| against σ_W"))
        .add(data.of(physics, "timeseries", "Pulls"));
  }

  /** Has the panels drawn; the title of each and how many finite points each series in it has. */
  private static JsonNode draw(Browser browser, ArrayNode panels) {
    Object drawn =
        browser.script("return JSON.stringify(draw(JSON.parse(arguments[0])));", panels.toString());
    return RunningDaemon.parse((String) drawn);
  }

  private static void showsSomething(JsonNode panel) {
    assertThat(panel.path("points"))
        .as(panel.path("title").asText())
        .isNotEmpty()
        .allSatisfy(points -> assertThat(points.asInt()).isPositive());
  }
}
