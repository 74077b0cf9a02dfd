package wickstream.cli;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A document of conf/kubernetes: something that Kubernetes is to make.
 *
 * @param file in which it is
 */
record Manifest(Path file, JsonNode json) {
  static final Path DIRECTORY = Path.of("conf/kubernetes");

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

  /** All of them, that of the example of a secret included. */
  static List<Manifest> all() {
    List<Manifest> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      for (Path file : files.filter(file -> file.toString().contains(".yaml")).sorted().toList()) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
          documents.forEachRemaining(json -> all.add(new Manifest(file, json)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /** Those of a kind. */
  static List<Manifest> all(String kind) {
    return all().stream().filter(manifest -> manifest.kind().equals(kind)).toList();
  }

  /** The only one of its kind. */
  static Manifest of(String kind) {
    List<Manifest> all = all(kind);
    if (all.size() != 1) {
      throw new AssertionError("there is not one %s but %d".formatted(kind, all.size()));
    }
    return all.get(0);
  }

  /** The one of its kind and name. */
  static Manifest of(String kind, String name) {
    return all(kind).stream()
        .filter(manifest -> manifest.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no %s %s".formatted(kind, name)));
  }

  /** The configuration that all nodes get. */
  static String clusterConf() {
    return of("ConfigMap").json().at("/data/cluster.conf").asText();
  }

  String apiVersion() {
    return json.path("apiVersion").asText();
  }

  String kind() {
    return json.path("kind").asText();
  }

  String name() {
    return json.at("/metadata/name").asText();
  }

  static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** The element with a name. */
  static JsonNode named(JsonNode array, String name) {
    return elements(array)
        .filter(element -> element.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no " + name));
  }

  static Map<String, String> map(JsonNode object) {
    Map<String, String> map = new LinkedHashMap<>();
    object.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
    return map;
  }

  /** The labels that a selector wants. */
  static Map<String, String> labels(JsonNode selector) {
    return map(selector.path("matchLabels"));
  }
}
