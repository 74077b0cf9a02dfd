package wickstream.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboards are what Grafana's own types say a dashboard is. */
@Tag("full")
final class DashboardSchemaIT {
  private static final Path PROJECT = Path.of("src/test/resources/wickstream/dashboards");

  @TempDir private Path directory;

  @Test
  void theyCompile() throws IOException {
    Tool npm = Tool.named("npm");
    for (String file : new String[] {"package.json", "tsconfig.json", "schema.ts"}) {
      Files.copy(PROJECT.resolve(file), directory.resolve(file));
    }
    for (Dashboard dashboard : Dashboard.all()) {
      Files.writeString(directory.resolve(dashboard.name() + ".ts"), typeScript(dashboard));
    }
    npm.run(
        directory, "install", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund");
    npm.run(directory, "exec", "--offline", "--", "tsc", "--project", ".");
  }

  private static String typeScript(Dashboard dashboard) {
    StringBuilder text =
        new StringBuilder("import type { Dashboard, Panels } from './schema';\n")
            .append("export const dashboard: Dashboard = %s;\n".formatted(dashboard.json()));
    for (JsonNode panel : dashboard.panels()) {
      text.append(
          "export const panel%s: Panels['%s'] = %s;\n"
              .formatted(panel.path("id"), panel.path("type").asText(), parts(panel)));
    }
    return text.toString();
  }

  /** What belongs to a panel's kind. */
  private static ObjectNode parts(JsonNode panel) {
    ObjectNode parts = new JsonMapper().createObjectNode();
    parts.set("options", panel.path("options"));
    JsonNode custom = panel.path("fieldConfig").path("defaults").path("custom");
    parts.set("custom", custom.isMissingNode() ? parts.objectNode() : custom);
    return parts;
  }
}
