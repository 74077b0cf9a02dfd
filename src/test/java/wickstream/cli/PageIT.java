package wickstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The live page in a real Chromium, against the packaged daemon at work. */
class PageIT {
  /** Where pictures of the page are kept with the build. */
  private static final Path PICTURES = Path.of("target/screenshots");

  private static final String MOVING =
      "campaign { widths = [20, 100], sigma-w = [1.0, 1.5, 2.0, 3.0], stop.relative-error = 3e-3 }";
  private static final String LONG =
      "campaign { widths = [100, 500], sigma-w = [1.0, 2.0], stop.relative-error = 1e-4 }";

  /** Plain averages at so large a N are noise: they end untrusted. */
  private static final String DOUBTFUL =
      "campaign { widths = [1000], sigma-w = [1.0, 2.0], estimator = plain, stop.max-networks = 20000 }";

  private static final String TRAINED =
      """
      campaign {
        ensemble { activation = erf, sigma-b = 0.3 }
        widths = [16, 64], sigma-w = [1.5], orders = [2, 4]
        points = [-1.0, 0.3, 1.2, 0.8, -0.4, 2.0]
        training { data = [[-1.0, 1.0], [0.3, -0.5], [1.2, 0.7]], times = [0, 0.3, 1, 3, infinity] }
        stop { observable = connected4, at-time = 1, relative-error = 0.03 }
      }
      """;

  /** Inputs of three numbers, one of which is at none of the points, and two targets. */
  private static final String TRAINED_TWICE =
      """
      campaign {
        ensemble { activation = tanh, sigma-b = 0.3, d-in = 3, d-out = 2 }
        widths = [8], sigma-w = [1.5], orders = [2, 4]
        points = [[-1, 0, 0], [0.3, 1, 0], [1.2, 0, 1], [0.8, 1, 1]]
        training { data = [[-1, 0, 0, 1, 0.2], [0.3, 1, 0, -0.5, 0.1], [1.2, 1, 1, 0.7, 0.4]], times = [1, 3] }
        stop { observable = connected4, at-time = 1, relative-error = 0.03 }
      }
      """;

  @TempDir private Path directory;

  private static long networks(Browser browser) {
    return Long.parseLong(browser.find("#networks").getText().replaceAll("\\D", ""));
  }

  private static boolean hasDrawn(Browser browser, String chart) {
    return (Boolean)
        browser.script(
            "const canvas = document.querySelector('%s canvas');".formatted(chart)
                + "if (!canvas) return false;"
                + "const copy = document.createElement('canvas');"
                + "copy.width = canvas.width; copy.height = canvas.height;"
                + "const pen = copy.getContext('2d', { willReadFrequently: true });"
                + "pen.drawImage(canvas, 0, 0);"
                + "const pixels = pen.getImageData(0, 0, copy.width, copy.height).data;"
                + "for (let i = 0; i < pixels.length; i += 4) {" // a series is coloured, an axis is
                // not
                + "  const colours = [pixels[i], pixels[i + 1], pixels[i + 2]];"
                + "  if (pixels[i + 3] > 200 && Math.max(...colours) - Math.min(...colours) > 60) return true;"
                + "}"
                + "return false;");
  }

  @Tag("full")
  @Test
  void numbersMoveWhileACampaignRuns() {
    try (RunningDaemon daemon = RunningDaemon.in(directory);
        Browser browser = Browser.start()) {
      daemon.submit("doubtful", DOUBTFUL);
      daemon.submit("moving", LONG);
      browser.show(1280, 1000, "light");
      browser.open(daemon.uri("/#/campaigns/moving").toString());
      browser.find("body[data-ready=true]");
      browser.find("#connection[data-state=live]");
      browser.awaitText("#campaign-state", "running");
      Awaitility.await().until(() -> networks(browser) > 0);
      long before = networks(browser);
      Awaitility.await().until(() -> networks(browser) > before);
      for (String chart : List.of("#chart-coupling", "#chart-error")) {
        Awaitility.await(chart)
            .atMost(Duration.ofSeconds(20))
            .ignoreExceptions()
            .until(() -> hasDrawn(browser, chart));
      }
      browser.find("[data-campaign=doubtful] a, [data-campaign=doubtful]").click();
      browser.awaitText("#trust-line", "cannot be trusted");
      daemon.await("doubtful", "finished");
      browser.awaitText("#campaign-state.tone-warn", "finished, 0 of 2 converged");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void aCampaignIsSubmittedAndCancelledByHand() {
    try (RunningDaemon daemon = RunningDaemon.in(directory);
        Browser browser = Browser.start()) {
      browser.show(1280, 1000, "light");
      browser.open(daemon.uri("/").toString());
      browser.find("body[data-ready=true]");
      replace(browser.find("#config"), "campaign {\nsigma-w = [1.0]\nwidths = [0]\n}");
      replace(browser.find("#name"), "by-hand");
      browser.awaitText("#problem", "Line 3: campaign.widths[0] must be at least 1, was 0");
      assertThat(isOverLine(browser, 3)).as("the mark is at the mistake").isTrue();
      replace(browser.find("#config"), LONG);
      browser.awaitText("#estimate-result", "4 shards");
      browser.find("#submit").click();
      browser.awaitText("#campaign-name", "by-hand");
      daemon.awaitProgress("by-hand");
      browser.find("#cancel").sendKeys(Keys.ENTER); // with the keyboard alone
      browser.find("#confirm-yes").sendKeys(Keys.ENTER);
      browser.awaitText("#campaign-state", "cancelled");
      daemon.await("by-hand", "cancelled");
      // That the first attempt was refused is all that the browser noticed.
      assertThat(browser.complaints()).allMatch(line -> line.contains("422"));
    }
  }

  private static boolean isOverLine(Browser browser, int line) {
    browser.find("#config-mark");
    return (Boolean)
        browser.script(
            "const lines = document.getElementById('config-lines').getBoundingClientRect();"
                + "const mark = document.getElementById('config-mark').getBoundingClientRect();"
                + "const height = lines.height / document.getElementById('config-lines').textContent.split('\\n').length;"
                + "return Math.abs(mark.top - lines.top - (arguments[0] - 1) * height) < 2;",
            line);
  }

  private static String address(Browser browser) {
    return (String) browser.script("return location.hash;");
  }

  /** The widths and σ_W of the rows that are seen, from the top. */
  private static String rows(Browser browser) {
    return (String)
        browser.script(
            "return [...document.querySelectorAll('#shards tbody tr[data-shard]')]"
                + ".map((row) => `${row.cells[0].textContent}/${row.cells[1].textContent.split(' ').at(-1)}`).join(' ');");
  }

  @Test
  void whatIsShownIsInTheAddress() {
    try (RunningDaemon daemon = RunningDaemon.in(directory);
        Browser browser = Browser.start()) {
      daemon.submit(
          "some",
          "campaign { widths = [5, 50, 100], sigma-w = [1.0, 2.0], stop.relative-error = 0.05 }");
      daemon.await("some", "finished");
      browser.show(1280, 1500, "light");
      browser.open(daemon.uri("/#/campaigns/some?observable=m6&sort=-width&find=N%3E5").toString());
      browser.awaitText("#coupling-title", "m6");
      browser.awaitText("#value-heading", "m6 (error)");
      browser.awaitText("#shards-count", "4 of 6");
      assertThat(rows(browser)).isEqualTo("100/1 100/2 50/1 50/2");
      browser.awaitText("#shards tbody tr[data-shard] .c-exact", "0.0");
      browser.find("#shards th[data-sort=sigmaW] button").click();
      Awaitility.await().until(() -> rows(browser).equals("50/1 100/1 50/2 100/2"));
      browser.choose("#coupling-observable", "connected4");
      browser.awaitText("#coupling-title", "Gc(4)");
      String connected = browser.find("#shards tbody tr[data-shard] .c-value").getText();
      browser.choose("#coupling-observable", "u4");
      browser.awaitText("#value-heading", "u4 (error)");
      assertThat(browser.find("#shards tbody tr[data-shard] .c-value").getText())
          .as("numbers follow their heading")
          .startsWith("−0.08")
          .isNotEqualTo(connected);
      browser.choose("#coupling-observable", "connected4");
      browser.awaitText("#coupling-title", "Gc(4)");
      browser.choose("#coupling-axis", "both");
      browser.choose("#coupling-as", "pull");
      browser.find("#coupling-key");
      browser.find("#shards tbody tr[data-shard] .choose").click();
      browser.awaitText("#shard", "N = 50, σ_W = 1");
      String address = address(browser);
      assertThat(address)
          .startsWith(
              "#/campaigns/some?observable=connected4&as=pull&against=both&find=N%3E5&sort=sigmaW&shard=");
      browser.open("about:blank");
      browser.open(daemon.uri("/" + address).toString());
      browser.awaitText("#shard", "N = 50, σ_W = 1");
      assertThat(rows(browser)).isEqualTo("50/1 100/1 50/2 100/2");
      assertThat(browser.find("#shard-find").getAttribute("value")).isEqualTo("N>5");
      Awaitility.await().ignoreExceptions().until(() -> hasDrawn(browser, "#chart-coupling"));
      browser.find("#shards th.c-pull .explain").click();
      browser.awaitText("#explain-text h1", "Pull: distance from the exact value in errors");
      browser.find("#explain-text a[href=theory]").click();
      browser.awaitText("#explain-text h1", "Theory");
      browser.find("#explain-close").click();
      browser.open(daemon.uri("/#/campaigns/none").toString());
      browser.awaitText("#view-unknown", "There is no campaign none.");
      browser.open(daemon.uri("/#/nowhere").toString());
      browser.awaitText("#view-unknown", "There is nothing at this address.");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void campaignsAreComparedAndSubmittedAgain() {
    try (RunningDaemon daemon = RunningDaemon.in(directory);
        Browser browser = Browser.start()) {
      String campaign =
          "campaign { widths = [5, 50], sigma-w = [1.0, 2.0], orders = [2, 4], stop.relative-error = 0.05, seed = %d }";
      daemon.submit("one", campaign.formatted(1));
      daemon.submit("two", campaign.formatted(2));
      daemon.await("one", "finished");
      daemon.await("two", "finished");
      browser.show(1280, 1200, "light");
      browser.open(daemon.uri("/#/compare?campaigns=one,two").toString());
      browser.awaitText("#compare-note", "for 4 places");
      Awaitility.await().ignoreExceptions().until(() -> hasDrawn(browser, "#chart-compare"));
      assertThat(browser.find("#compare-table tbody tr").getText())
          .matches(
              "5 1 −0\\.8\\d+\\(\\d+\\) −0\\.8\\d+\\(\\d+\\) −0\\.82261 −0\\.82261 [−+]\\d\\.\\d\\d");
      browser.choose("#compare-observable", "m4");
      browser.awaitText("#compare-table tbody tr", "0.21995");
      browser.find("#compare-list input[value=two]").click();
      Awaitility.await()
          .until(() -> address(browser).equals("#/compare?observable=m4&campaigns=one"));
      browser.open(daemon.uri("/#/new?from=two").toString());
      Awaitility.await()
          .until(
              () ->
                  String.valueOf(browser.find("#config").getAttribute("value"))
                      .contains("seed = 2"));
      assertThat(browser.find("#name").getAttribute("value")).isEqualTo("two-2");
      browser.awaitText("#estimate-result", "4 shards");
      browser.find("#submit").click();
      browser.awaitText("#campaign-name", "two-2");
      daemon.await("two-2", "finished");
      assertThat(daemon.json("/api/v1/campaigns/two-2/values").get("values"))
          .isEqualTo(daemon.json("/api/v1/campaigns/two/values").get("values"));
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Tag("full")
  @Test
  void fiveThousandShardsAreAsQuickAsTwelve() {
    try (RunningDaemon daemon = RunningDaemon.in(directory);
        Browser browser = Browser.start()) {
      daemon.submit(
          "many",
          "campaign { widths = %s, sigma-w = { from = 0.5, to = 10.4, step = 0.1 }, orders = [2, 4], bag-size = 10, stop { relative-error = 0.1, max-networks = 200 } }"
              .formatted(IntStream.rangeClosed(1, 50).boxed().toList()));
      browser.show(1280, 1500, "light");
      browser.open(daemon.uri("/#/campaigns/many").toString());
      browser.awaitText("#shards-count", "5000");
      assertThat(
              (Long) browser.script("return document.querySelectorAll('#shards tbody *').length;"))
          .as("elements for the rows")
          .isLessThan(2000);
      browser.find("#shards tbody tr[data-shard] .choose").sendKeys(Keys.END);
      Awaitility.await().until(() -> rows(browser).endsWith("50/10.4"));
      assertThat(browser.script("return document.activeElement.textContent;")).isEqualTo("50");
      browser.find("#shards tbody tr[data-shard] .choose").sendKeys(Keys.HOME);
      Awaitility.await().until(() -> rows(browser).startsWith("1/0.5"));
      assertThat(browser.find("#shards").getAttribute("aria-rowcount")).isEqualTo("5001");
      browser.find("#shard-find").sendKeys("N=7 σ=3.5");
      Awaitility.await().until(() -> rows(browser).equals("7/3.5"));
      assertThat(browser.complaints()).isEmpty();
    }
  }

  /** A form of text/plain needs no leave of the daemon to be sent. */
  @Tag("full")
  @Test
  void aPageOfAnotherPortCannotDriveTheDaemon() throws IOException {
    HttpServer elsewhere =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    try (RunningDaemon daemon = RunningDaemon.in(directory);
        Browser browser = Browser.start()) {
      daemon.submit("victim", LONG);
      byte[] page =
          """
          <!DOCTYPE html>
          <form id="cancel" method="post" enctype="text/plain" action="%s"><button>x</button></form>
          <form id="submit" method="post" enctype="text/plain" action="%s">
          <input name="campaign { widths = [5], sigma-w" value="[1.0] }"><button>x</button></form>
          <a href="%s">x</a>
          """
              .formatted(
                  daemon.uri("/api/v1/campaigns/victim/cancel"),
                  daemon.uri("/api/v1/campaigns?name=stranger"),
                  daemon.uri("/"))
              .getBytes(StandardCharsets.UTF_8);
      elsewhere.createContext(
          "/",
          exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
          });
      elsewhere.start();
      String url = "http://127.0.0.1:%d/".formatted(elsewhere.getAddress().getPort());
      for (String form : List.of("#cancel", "#submit")) {
        browser.open(url);
        browser.find(form + " button").click();
        browser.awaitText("body", "a web page from elsewhere may not use the daemon");
      }
      assertThat(daemon.campaign("victim").get("state").asText()).isEqualTo("running");
      assertThat(daemon.json("/api/v1/campaigns").get("campaigns")).hasSize(1);
      browser.open(url);
      browser.find("a").click();
      browser.find("body[data-ready=true]");
    } finally {
      elsewhere.stop(0);
    }
  }

  private static void replace(WebElement field, String text) {
    field.sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
  }

  private static String number(Browser browser, String function, int column) {
    return browser
        .find(
            "#training-numbers tr[data-function=%s] td:nth-of-type(%d)".formatted(function, column))
        .getText();
  }

  @Test
  void trainedNetworksAreShownAtEachTime() {
    try (RunningDaemon daemon = RunningDaemon.in(directory);
        Browser browser = Browser.start()) {
      daemon.submit("trained", TRAINED);
      daemon.submit("drawn", DOUBTFUL);
      daemon.await("trained", "finished");
      browser.show(1280, 1700, "light");
      browser.open(daemon.uri("/#/campaigns/trained").toString());
      browser.awaitText("#training-time-text", "τ = 1");
      awaitTraining(browser);
      assertThat(browser.find("#coupling-title").getText()).contains("at τ = 1");
      String early = number(browser, "connected4", 1);
      assertThat(early).contains("±");
      assertThat(number(browser, "connected4", 2)).contains("·10");
      WebElement slider = browser.find("#training-time");
      slider.sendKeys(Keys.END);
      browser.awaitText("#training-time-text", "τ = ∞");
      assertThat(slider.getAttribute("aria-valuetext")).isEqualTo("τ = ∞, 5 of 5");
      assertThat(browser.find("#chart-training").getAttribute("aria-label"))
          .contains("τ = ∞ at 6 points: means from");
      assertThat(number(browser, "connected4", 1)).contains("±").isNotEqualTo(early);
      slider.sendKeys(Keys.HOME);
      browser.awaitText("#training-time-text", "τ = 0");
      browser.find("#training-values summary").click();
      browser.awaitText("#training-points", "1.215"); // √K(x, x) at x = −1
      String narrow = number(browser, "covariance", 1);
      browser.find("#shards tbody tr[data-shard] ~ tr[data-shard] .choose").click();
      browser.awaitText("#training-caption", "N = 64, σ_W = 1.5 at τ = 0");
      Awaitility.await().until(() -> !number(browser, "covariance", 1).equals(narrow));
      assertThat(browser.find("#training-csv").getAttribute("href")).endsWith("/training.csv");
      browser.find("[data-campaign=drawn] a, [data-campaign=drawn]").click();
      browser.awaitText("#campaign-name", "drawn");
      Awaitility.await()
          .until(
              () ->
                  browser.script(
                      "return document.getElementById('training-section').hidden && document.getElementById('training-csv').hidden;"),
              Boolean.TRUE::equals);
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Tag("full")
  @Test
  void trainedNetworksAreShownOnSmallScreensAndInTheDark() {
    try (RunningDaemon daemon = RunningDaemon.in(directory);
        Browser browser = Browser.start()) {
      daemon.submit("trained", TRAINED);
      daemon.submit("trained-twice", TRAINED_TWICE);
      daemon.await("trained", "finished");
      daemon.await("trained-twice", "finished");
      for (String theme : List.of("light", "dark")) {
        for (int width : List.of(1280, 400)) {
          for (String campaign : List.of("trained", "trained-twice")) {
            browser.show(width, width == 400 ? 3200 : 1700, theme);
            browser.open(daemon.uri("/#/campaigns/" + campaign).toString());
            browser.awaitText("#campaign-name", campaign);
            awaitTraining(browser);
            browser.find("#training-values summary").click();
            browser.screenshot(
                PICTURES.resolve("page-%s-%d-%s.png".formatted(campaign, width, theme)));
            assertFits(browser, width);
          }
        }
      }
      assertThat(browser.complaints()).isEmpty();
    }
  }

  private static void awaitTraining(Browser browser) {
    browser.awaitText("#training-note", "one standard deviation of the networks");
    browser.awaitText("#training-numbers tr[data-function=connected4] td", "±");
    Awaitility.await().ignoreExceptions().until(() -> hasDrawn(browser, "#chart-training"));
  }

  private static void assertFits(Browser browser, int width) {
    assertThat(
            browser.script(
                "const page = document.documentElement; return page.scrollWidth - page.clientWidth;"))
        .as("how far the page is wider than the window of %d", width)
        .isEqualTo(0L);
  }

  @Tag("full")
  @Test
  void itIsUsableOnSmallScreensAndInTheDark() {
    try (RunningDaemon daemon = RunningDaemon.in(directory);
        Browser browser = Browser.start()) {
      daemon.submit("doubtful", DOUBTFUL);
      daemon.submit("moving", MOVING);
      daemon.await("doubtful", "finished");
      daemon.await("moving", "finished");
      for (String theme : List.of("light", "dark")) {
        for (int width : List.of(1280, 400)) {
          for (String campaign : List.of("moving", "doubtful")) {
            browser.show(width, width == 400 ? 2400 : 1500, theme);
            browser.open(daemon.uri("/#/campaigns/" + campaign).toString());
            browser.find("body[data-ready=true]");
            browser.awaitText("#campaign-name", campaign);
            Awaitility.await().ignoreExceptions().until(() -> hasDrawn(browser, "#chart-coupling"));
            if (campaign.equals("moving")) {
              browser.awaitText(
                  "#fits tbody tr[data-quantity=u4] td.left", "goes as σ_W to the power");
            }
            browser.screenshot(
                PICTURES.resolve("page-%s-%d-%s.png".formatted(campaign, width, theme)));
            assertFits(browser, width);
          }
        }
      }
      assertThat(browser.complaints()).isEmpty();
    }
  }
}
