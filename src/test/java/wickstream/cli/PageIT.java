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
      replace(browser.find("#config"), "campaign { widths = [0], sigma-w = [1.0] }");
      replace(browser.find("#name"), "by-hand");
      browser.awaitText("#problem", "campaign.widths[0] must be at least 1, was 0");
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
            assertThat(
                    browser.script(
                        "const page = document.documentElement; return page.scrollWidth - page.clientWidth;"))
                .as("how far the page is wider than the window of %d", width)
                .isEqualTo(0L);
          }
        }
      }
      assertThat(browser.complaints()).isEmpty();
    }
  }
}
