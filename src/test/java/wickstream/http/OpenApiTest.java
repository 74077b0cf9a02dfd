package wickstream.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import wickstream.config.ProgramInfo;

/** The description of the API is sound, and finds what is not as it says. */
class OpenApiTest {
  private static final OpenApi API = OpenApi.load();
  private static final JsonNode DOCUMENT = API.document();
  private static final Pattern IN_BRACES = Pattern.compile("\\{([^}]*)}");
  private static final String LIST = "/api/v1/campaigns";
  private static final String ONE = "/api/v1/campaigns/{name}";
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";
  private static final JsonNode NOTHING = MissingNode.getInstance();

  /** Visits all objects within, each with its place as a JSON pointer. */
  private static void visit(String place, JsonNode node, BiConsumer<String, JsonNode> visitor) {
    if (node.isObject()) {
      visitor.accept(place, node);
      node.properties()
          .forEach(
              member ->
                  visit(
                      place + "/" + member.getKey().replace("~", "~0").replace("/", "~1"),
                      member.getValue(),
                      visitor));
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      visit(place + "/" + i, node.get(i), visitor);
    }
  }

  private static List<JsonNode> operations() {
    return API.operations().stream()
        .map(text -> text.split(" ", 2))
        .map(parts -> API.operation(parts[0], parts[1]))
        .toList();
  }

  /** All schemas that do not stand in others. */
  private static List<JsonNode> schemas() {
    List<JsonNode> schemas = new ArrayList<>();
    DOCUMENT.at("/components/schemas").forEach(schemas::add);
    visit(
        "",
        DOCUMENT,
        (place, node) -> {
          if (node.path("schema").isObject()) {
            schemas.add(node.path("schema"));
          }
        });
    return schemas;
  }

  @Test
  void isOfThisProgram() {
    assertThat(DOCUMENT.path("openapi").asText()).isEqualTo("3.1.0");
    assertThat(DOCUMENT.at("/info/version").asText()).isEqualTo(ProgramInfo.version());
    assertThat(OpenApi.names(DOCUMENT))
        .containsExactlyInAnyOrder(
            "openapi",
            "info",
            "jsonSchemaDialect",
            "servers",
            "security",
            "tags",
            "paths",
            "components");
  }

  @Test
  void everyReferenceResolvesAndEveryComponentIsReferredTo() {
    Set<String> used = new HashSet<>();
    visit(
        "",
        DOCUMENT,
        (place, node) -> {
          if (node.has("$ref")) {
            String reference = node.path("$ref").asText();
            assertThat(reference).as(place).startsWith("#/");
            assertThat(DOCUMENT.at(reference.substring(1)).isObject()).as(reference).isTrue();
            used.add(reference);
          }
        });
    for (String kind : List.of("schemas", "responses", "parameters", "headers")) {
      for (String name : OpenApi.names(DOCUMENT.at("/components/" + kind))) {
        assertThat(used).contains("#/components/%s/%s".formatted(kind, name));
      }
    }
  }

  @Test
  void everyParameterOfAPathIsDeclared() {
    for (var path : DOCUMENT.path("paths").properties()) {
      List<String> inBraces =
          IN_BRACES.matcher(path.getKey()).results().map(found -> found.group(1)).toList();
      List<String> declared = new ArrayList<>();
      for (JsonNode reference : path.getValue().path("parameters")) {
        JsonNode parameter = API.resolved(reference);
        assertThat(parameter.path("in").asText()).as(path.getKey()).isEqualTo("path");
        assertThat(parameter.path("required").asBoolean()).as(path.getKey()).isTrue();
        declared.add(parameter.path("name").asText());
      }
      assertThat(declared).as(path.getKey()).containsExactlyElementsOf(inBraces);
    }
  }

  @Test
  void everyOperationSaysWhatItDoes() {
    Set<String> ids = new HashSet<>();
    List<String> tags = DOCUMENT.path("tags").findValuesAsText("name");
    for (JsonNode operation : operations()) {
      String id = operation.path("operationId").asText();
      assertThat(id).matches("[a-z][A-Za-z]+");
      assertThat(ids.add(id)).as("%s is unique", id).isTrue();
      assertThat(operation.path("summary").asText()).as(id).isNotBlank().doesNotEndWith(".");
      assertThat(operation.path("description").asText()).as(id).endsWith(".");
      assertThat(tags).as(id).contains(operation.at("/tags/0").asText());
      assertThat(OpenApi.names(operation.path("responses")))
          .as(id)
          .anyMatch(status -> status.startsWith("2"))
          .contains("403", "421");
      operation
          .path("responses")
          .forEach(
              answer ->
                  assertThat(API.resolved(answer).path("description").asText())
                      .as(id)
                      .endsWith("."));
    }
  }

  @Test
  void everySchemaIsOne() {
    assertThat(schemas())
        .hasSizeGreaterThan(50)
        .allSatisfy(schema -> assertThat(OpenApi.defects(schema)).as("%s", schema).isEmpty());
    assertThat(OpenApi.defects(object("{\"type\": \"whole number\"}"))).isNotEmpty();
  }

  /** So that a member that is not described is noticed. */
  @Test
  void everyObjectIsClosedOrSaysThatItIsNot() {
    for (JsonNode schema : schemas()) {
      visit(
          "",
          schema,
          (place, node) -> {
            if (node.path("type").asText().equals("object")) {
              assertThat(node.path("additionalProperties").isBoolean())
                  .as("%s of %s", place, schema)
                  .isTrue();
            }
          });
    }
  }

  @Test
  void everyRequiredMemberIsDescribed() {
    visit(
        "",
        DOCUMENT.at("/components/schemas"),
        (place, node) -> {
          for (JsonNode name : node.path("required")) {
            assertThat(OpenApi.names(node.path("properties"))).as(place).contains(name.asText());
          }
        });
  }

  @Test
  void everyExampleIsOfItsSchema() {
    List<String> seen = new ArrayList<>();
    visit(
        "",
        DOCUMENT,
        (place, node) -> {
          if (node.has("schema") && node.has("example")) {
            assertThat(API.errors(node.path("schema"), node.path("example"))).as(place).isEmpty();
            seen.add(place);
          }
          if (node.path("examples").isArray()) {
            assertThat(API.errors(node, node.path("examples").get(0))).as(place).isEmpty();
            seen.add(place);
          }
        });
    assertThat(seen).hasSizeGreaterThan(20);
  }

  @Test
  void detailsAreThoseOfACampaignAndItsConfiguration() {
    Set<String> expected =
        new TreeSet<>(OpenApi.names(API.component("Campaign").path("properties")));
    expected.add("configuration");
    JsonNode details = API.component("CampaignDetails");
    assertThat(OpenApi.names(details.path("properties"))).isEqualTo(expected);
    Set<String> required = new TreeSet<>();
    API.component("Campaign").path("required").forEach(name -> required.add(name.asText()));
    required.add("configuration");
    assertThat(details.path("required")).hasSize(required.size());
    API.check("GET", ONE, 200, JSON, campaign().set("configuration", object("{}")));
  }

  private static ObjectNode object(String json) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  private static ObjectNode example(String schema) {
    return API.component(schema).path("examples").get(0).deepCopy();
  }

  private static ObjectNode campaign() {
    return example("Campaign");
  }

  private static ObjectNode problem() {
    return DOCUMENT
        .at("/components/responses/Conflict/content")
        .path(PROBLEM)
        .path("example")
        .deepCopy();
  }

  private static ObjectNode status(ObjectNode shard) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status.set("campaign", campaign());
    status.putArray("shards").add(shard);
    return status;
  }

  @Test
  void whatIsAsDescribedPasses() {
    assertThat(API.operations()).contains("GET " + ONE, "POST " + LIST, "GET /metrics");
    API.check("POST", LIST, 201, JSON + "; charset=UTF-8", campaign());
    API.check("POST", LIST, 409, PROBLEM, problem());
    API.check("DELETE", ONE, 204, "", NOTHING);
    API.check("GET", ONE, 304, "", NOTHING);
    API.check("GET", "/metrics", 200, "text/plain; version=0.0.4", TextNode.valueOf("a 1\n"));
    API.check("GET", ONE + "/events", 200, "text/event-stream", NOTHING);
    API.checkProblem(405, PROBLEM, problem().put("status", 405));
    API.checkEvent(ONE + "/events", "status", status(example("Shard")));
    API.checkEvent(ONE + "/events", "status", status(example("Shard").putNull("u4")));
    API.checkEvent(ONE + "/events", "note", example("Note"));
    API.checkEvent("/api/v1/events", "campaigns", object("{\"campaigns\": []}"));
  }

  @Test
  void whatIsNotAsDescribedIsNoticed() {
    assertRefused(() -> API.check("PUT", ONE, 200, JSON, campaign()));
    assertRefused(() -> API.check("GET", "/api/v1/nothing", 200, JSON, campaign()));
    assertRefused(() -> API.check("POST", LIST, 200, JSON, campaign()));
    assertRefused(() -> API.check("POST", LIST, 500, PROBLEM, problem().put("status", 500)));
    assertRefused(() -> API.check("POST", LIST, 201, "text/html", campaign()));
    assertRefused(() -> API.check("POST", LIST, 201, "", NOTHING));
    assertRefused(() -> API.check("POST", LIST, 201, JSON, NOTHING));
    assertRefused(() -> API.check("DELETE", ONE, 204, JSON, campaign()));
    assertRefused(() -> API.check("POST", LIST, 422, PROBLEM, problem()));
    assertRefused(() -> API.checkProblem(409, JSON, problem()));
    assertRefused(() -> API.checkEvent(ONE + "/events", "campaigns", campaign()));
    for (ObjectNode wrong :
        List.of(
            campaign().put("more", 1),
            campaign().without("version"),
            campaign().put("state", "asleep"),
            campaign().put("networks", 1.5),
            campaign().put("position", 0),
            campaign().put("etaSeconds", "soon"),
            campaign().putNull("name"),
            campaign().put("startedAt", "yesterday"))) {
      assertRefused(() -> API.check("POST", LIST, 201, JSON, wrong));
    }
    ObjectNode short4 = example("Shard");
    short4.putArray("history").addArray().add(1).add(2.0).add(3.0);
    for (ObjectNode wrong :
        List.of(
            short4,
            example("Shard").put("verdict", "unknown"),
            example("Shard").put("u4", 1),
            example("Shard").put("shard", "figure2"))) {
      assertRefused(() -> API.checkEvent(ONE + "/events", "status", status(wrong)));
    }
  }

  private static void assertRefused(Runnable check) {
    assertThatThrownBy(check::run).isInstanceOf(AssertionError.class);
  }
}
