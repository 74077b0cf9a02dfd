package wickstream.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A dashboard of the directory {@code dashboards}.
 *
 * @param name of its file, without the ending
 * @param json what the file holds
 */
public record Dashboard(String name, JsonNode json) {
  private static final Path DIRECTORY = Path.of("dashboards");
  private static final Pattern LABEL_VALUES =
      Pattern.compile("label_values\\((.*),\\s*(\\w+)\\s*\\)");
  private static final Pattern LINK_LABEL =
      Pattern.compile("\\$\\{__(?:field\\.labels|data\\.fields)\\.(\\w+)}");
  private static final Pattern QUERY_RESULT = Pattern.compile("query_result\\((.*)\\)");

  /** All dashboards, by name. */
  static List<Dashboard> all() {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(Dashboard::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The dashboard of a name. */
  public static Dashboard named(String name) {
    return read(DIRECTORY.resolve(name + ".json"));
  }

  private static Dashboard read(Path file) {
    try {
      String name = file.getFileName().toString().replace(".json", "");
      return new Dashboard(name, new JsonMapper().readTree(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its panels, also those in rows, without the rows themselves. */
  List<JsonNode> panels() {
    return panels(json).toList();
  }

  /** Its panel of a kind and title, of which there has to be one. */
  JsonNode panel(String type, String title) {
    return panels().stream()
        .filter(panel -> panel.path("type").asText().equals(type))
        .filter(panel -> panel.path("title").asText().equals(title))
        .findFirst()
        .orElseThrow(() -> new AssertionError("%s.json has no %s %s".formatted(name, type, title)));
  }

  private static Stream<JsonNode> panels(JsonNode parent) {
    return elements(parent.path("panels"))
        .flatMap(panel -> isRow(panel) ? panels(panel) : Stream.of(panel));
  }

  private static boolean isRow(JsonNode panel) {
    return panel.path("type").asText().equals("row");
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** Its variables. */
  List<JsonNode> variables() {
    return elements(json.path("templating").path("list")).toList();
  }

  /** What its panels ask. */
  Stream<Query> panelQueries() {
    return panels().stream()
        .flatMap(
            panel ->
                elements(panel.path("targets"))
                    .map(target -> query(panel, target.path("expr").asText())));
  }

  private Query query(JsonNode panel, String expression) {
    return new Query("%s.json, %s".formatted(name, panel.path("title").asText()), expression);
  }

  /** What its annotations ask. */
  Stream<Query> annotationQueries() {
    return annotations()
        .map(
            note ->
                new Query(
                    "%s.json, %s".formatted(name, note.path("name").asText()),
                    note.path("expr").asText()));
  }

  /** What it marks in time. */
  Stream<JsonNode> annotations() {
    return elements(json.path("annotations").path("list"));
  }

  /** Where a panel leads. */
  static Stream<String> links(JsonNode panel) {
    return Stream.concat(
            elements(panel.at("/fieldConfig/defaults/links")),
            elements(panel.at("/fieldConfig/overrides"))
                .flatMap(override -> elements(override.path("properties")))
                .filter(property -> property.path("id").asText().equals("links"))
                .flatMap(property -> elements(property.path("value"))))
        .map(link -> link.path("url").asText());
  }

  /** The labels of which a panel's links are made, which its series must have. */
  static Set<String> linkLabels(JsonNode panel) {
    return links(panel)
        .flatMap(url -> LINK_LABEL.matcher(url).results())
        .map(label -> label.group(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.toSet());
  }

  /** What its variables ask, in PromQL. */
  Stream<Query> variableQueries() {
    return variables().stream()
        .filter(variable -> variable.path("type").asText().equals("query"))
        .map(
            variable ->
                new Query(
                    "%s.json, $%s".formatted(name, variable.path("name").asText()),
                    promQl(variable.path("query").path("query").asText())));
  }

  private static String promQl(String query) {
    Matcher values = LABEL_VALUES.matcher(query);
    if (values.matches()) {
      return "count by (%2$s) (%1$s)".formatted(values.group(1), values.group(2));
    }
    Matcher result = QUERY_RESULT.matcher(query);
    if (result.matches()) {
      return result.group(1);
    }
    throw new AssertionError("not understood: " + query);
  }
}
