package wickstream.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules for Prometheus. */
public final class Rules {
  static final Path FILE = Path.of("conf/wickstream.rules.yml");

  private Rules() {}

  private static List<JsonNode> all() {
    try {
      return new YAMLMapper()
          .readTree(FILE.toFile()).findValues("rules").stream()
              .flatMap(
                  rules -> Stream.iterate(0, i -> i < rules.size(), i -> i + 1).map(rules::get))
              .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is recorded: both the expression and the name under which it is kept. */
  static Stream<Query> recorded() {
    return all().stream()
        .filter(rule -> rule.has("record"))
        .flatMap(
            rule ->
                Stream.of(
                    new Query("record " + name(rule), rule.path("expr").asText()),
                    new Query("recorded " + name(rule), name(rule))));
  }

  private static String name(JsonNode rule) {
    return rule.path(rule.has("record") ? "record" : "alert").asText();
  }

  /** Where each alert says what it means, by its name. */
  public static Map<String, String> runbooks() {
    return all().stream()
        .filter(rule -> rule.has("alert"))
        .collect(
            Collectors.toMap(Rules::name, rule -> rule.at("/annotations/runbook_url").asText()));
  }

  /** The names of the alerts. */
  static List<String> alerts() {
    return all().stream().filter(rule -> rule.has("alert")).map(Rules::name).toList();
  }

  /** Each metric that an alert looks at; the alert itself is answered only when it fires. */
  static Stream<Query> watched() {
    return all().stream()
        .filter(rule -> rule.has("alert"))
        .flatMap(
            rule ->
                PromQl.metrics(rule.path("expr").asText()).stream()
                    .map(metric -> new Query("alert " + name(rule), metric)));
  }
}
