package wickstream.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wickstream.http.OpenApi;

/** What the daemon answers is what its document says. */
@Tag("full")
class DocumentedIT {
  private static final String CAMPAIGN = "/api/v1/campaigns/{name}";
  private static final String LONG =
      "campaign { widths = [100, 200], sigma-w = [1.0, 2.0], stop.relative-error = 1e-4 }";

  /** Plain averages end before their target, with a word on what it would take. */
  private static final String SHORT =
      "campaign { widths = [5, 500], sigma-w = [1.0], estimator = plain, stop.max-networks = 20000 }";

  private final OpenApi document = OpenApi.load();

  @TempDir private Path directory;

  private void check(String method, String template, HttpResponse<String> response) {
    String type = response.headers().firstValue("Content-Type").orElse("");
    document.check(method, template, response.statusCode(), type, body(type, response.body()));
  }

  private static JsonNode body(String type, String body) {
    if (body.isEmpty()) {
      return MissingNode.getInstance();
    }
    return type.contains("json") ? RunningDaemon.parse(body) : TextNode.valueOf(body);
  }

  private void get(RunningDaemon daemon, String template, String name) {
    check("GET", template, daemon.get(template.replace("{name}", name)));
  }

  private void post(RunningDaemon daemon, String template, String name, String body) {
    check("POST", template, daemon.post(template.replace("{name}", name), body));
  }

  @Test
  void everyAnswerIsDocumented() {
    try (RunningDaemon daemon = RunningDaemon.in(directory)) {
      for (String path :
          new String[] {
            "/api/v1",
            "/api/v1/openapi.json",
            "/api/v1/templates",
            "/api/v1/campaigns",
            "/health/live",
            "/health/ready",
            "/metrics"
          }) {
        get(daemon, path, "");
      }
      for (String text : new String[] {SHORT, "campaign { widths = [0] }", "]", SHORT + "x"}) {
        check("POST", "/api/v1/estimates", daemon.post("/api/v1/estimates?name=a", text));
        check("POST", "/api/v1/campaigns", daemon.post("/api/v1/campaigns?name=short", text));
      }
      check("POST", "/api/v1/campaigns", daemon.post("/api/v1/campaigns?name=long", LONG));
      check("POST", "/api/v1/campaigns", daemon.post("/api/v1/campaigns?priority=x", LONG));
      daemon.await("short", "finished");
      daemon.awaitProgress("long");
      for (String name : new String[] {"short", "long", "nobody"}) {
        for (String part :
            new String[] {
              "", "/shards", "/fits", "/results.json", "/results.csv", "/greens.csv", "/fits.csv"
            }) {
          get(daemon, CAMPAIGN + part, name);
        }
        check("PATCH", CAMPAIGN, patch(daemon, name, "{\"priority\": 3}"));
        check("PATCH", CAMPAIGN, patch(daemon, name, "{\"priority\": \"x\"}"));
        post(daemon, CAMPAIGN + "/pause", name, "");
        post(daemon, CAMPAIGN + "/resume", name, "");
        post(daemon, CAMPAIGN + "/extend", name, "seed = 8");
        post(daemon, CAMPAIGN + "/extend", name, "widths = [0]");
        post(daemon, CAMPAIGN + "/cancel", name, "");
      }
      daemon.await("long", "cancelled");
      for (String name : new String[] {"short", "long", "nobody"}) {
        check("DELETE", CAMPAIGN, daemon.delete("/api/v1/campaigns/" + name));
      }
    }
  }

  private static HttpResponse<String> patch(RunningDaemon daemon, String name, String body) {
    return daemon.send(
        daemon
            .request("/api/v1/campaigns/" + name)
            .header("Content-Type", "application/json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(body))
            .build());
  }
}
