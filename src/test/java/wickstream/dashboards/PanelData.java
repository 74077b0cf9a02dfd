package wickstream.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;

/** What Prometheus answers to the questions of panels, for a while that has passed. */
public record PanelData(Prometheus prometheus, Instant from, Instant to) {
  /** What Grafana takes for a Prometheus that scrapes every second: four scrapes. */
  private static final Map<String, String> VARIABLES = Map.of("__rate_interval", "4s");

  /**
   * A panel as it stands in the file, with values in its title, the dashboard's title, the answer
   * to each of its targets, and from when to when that is, in milliseconds.
   */
  public JsonNode of(Dashboard dashboard, String type, String title) {
    ObjectNode panel = dashboard.panel(type, title).deepCopy();
    panel.put("title", PromQl.substituted(title));
    ObjectNode data = new JsonMapper().createObjectNode();
    data.set("dashboard", dashboard.json().path("title"));
    data.set("panel", panel);
    data.put("from", from.toEpochMilli());
    data.put("to", to.toEpochMilli());
    ArrayNode answers = data.putArray("answers");
    for (JsonNode target : panel.path("targets")) {
      answers.add(answer(target));
    }
    return data;
  }

  private JsonNode answer(JsonNode target) {
    String expression = PromQl.substituted(target.path("expr").asText(), VARIABLES);
    return target.path("instant").asBoolean()
        ? prometheus.series(expression)
        : prometheus.series(expression, from, to);
  }
}
