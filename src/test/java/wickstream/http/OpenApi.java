package wickstream.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The description of the API, against which answers are held. */
public final class OpenApi {
  static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private static final String RESOURCE = "/wickstream/openapi.json";
  private static final String COMPONENTS = "components";
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDialect(
          Dialect.builder(Dialects.getDraft202012())
              .keyword(new NonValidationKeyword(COMPONENTS))
              .build(),
          registry ->
              registry.schemaRegistryConfig(
                  SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

  private final JsonNode document;

  private OpenApi(JsonNode document) {
    this.document = document;
  }

  /** The description that the daemon serves. */
  public static OpenApi load() {
    try (InputStream in = OpenApi.class.getResourceAsStream(RESOURCE)) {
      return new OpenApi(new ObjectMapper().readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode document() {
    return document;
  }

  /** What there is, such as {@code GET /api/v1/campaigns/{name}}. */
  Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        key -> {
                          if (METHODS.contains(key)) {
                            operations.add(key.toUpperCase(Locale.ROOT) + " " + path.getKey());
                          }
                        }));
    return operations;
  }

  /**
   * Holds an answer against the description.
   *
   * @param template of the path, such as {@code /api/v1/campaigns/{name}}
   * @param contentType as the answer says; empty if it does not
   * @param body a text node, or a missing one, unless it is JSON
   */
  public void check(String method, String template, int status, String contentType, JsonNode body) {
    String operation = method + " " + template;
    assertThat(operations()).contains(operation);
    JsonNode responses = operation(method, template).path("responses");
    assertThat(names(responses)).as("statuses of %s", operation).contains(String.valueOf(status));
    JsonNode content = resolved(responses.path(String.valueOf(status))).path("content");
    String what = "%s, %d".formatted(operation, status);
    if (content.isMissingNode()) {
      assertThat(body.isMissingNode()).as("%s has no body", what).isTrue();
      return;
    }
    assertThat(names(content)).as("content of %s", what).contains(mediaType(contentType));
    JsonNode schema = content.path(mediaType(contentType)).path("schema");
    if (isJson(contentType) || !body.isMissingNode()) {
      checkBody(what, schema, body);
    }
    if (mediaType(contentType).equals("application/problem+json")) {
      assertThat(body.path("status").asInt())
          .as("status in the body of %s", what)
          .isEqualTo(status);
    }
  }

  /** Holds a problem against the description that answers a request for what there is not. */
  void checkProblem(int status, String contentType, JsonNode body) {
    assertThat(mediaType(contentType)).isEqualTo("application/problem+json");
    checkBody("problem", component("Problem"), body);
    assertThat(body.path("status").asInt()).as("status in the body").isEqualTo(status);
  }

  /** Holds the data of a server-sent event against the description. */
  void checkEvent(String template, String kind, JsonNode data) {
    JsonNode kinds =
        operation("GET", template)
            .at("/responses/200/content")
            .path("text/event-stream")
            .path("x-events");
    assertThat(names(kinds)).as("events of %s", template).contains(kind);
    checkBody("%s, event %s".formatted(template, kind), kinds.path(kind), data);
  }

  private void checkBody(String what, JsonNode schema, JsonNode body) {
    assertThat(errors(schema, body)).as("%s: %s", what, shortened(body.toString())).isEmpty();
  }

  private static String shortened(String text) {
    return text.length() <= 1000 ? text : text.substring(0, 1000) + "…";
  }

  /** What is wrong with a value of a schema of this description, one line each. */
  List<String> errors(JsonNode schema, JsonNode value) {
    ObjectNode whole = schema.deepCopy();
    whole.set(COMPONENTS, document.path(COMPONENTS)); // to which its references point
    return errors(SCHEMAS.getSchema(whole), value);
  }

  /** What is wrong with a schema, one line each. */
  static List<String> defects(JsonNode schema) {
    String metaSchema =
        "{\"$ref\": \"%s\"}".formatted(SpecificationVersion.DRAFT_2020_12.getDialectId());
    return errors(SCHEMAS.getSchema(metaSchema), schema);
  }

  private static List<String> errors(Schema schema, JsonNode value) {
    return schema.validate(value).stream().map(OpenApi::line).sorted().toList();
  }

  private static String line(Error error) {
    return "%s: %s".formatted(error.getInstanceLocation(), error.getMessage());
  }

  JsonNode component(String schema) {
    return document.path(COMPONENTS).path("schemas").path(schema);
  }

  JsonNode operation(String method, String template) {
    return document.path("paths").path(template).path(method.toLowerCase(Locale.ROOT));
  }

  /** What a reference points to; anything else itself. */
  JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }

  static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String mediaType(String contentType) {
    return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static boolean isJson(String contentType) {
    return mediaType(contentType).matches("application/(.+\\+)?json");
  }
}
