package wickstream.results.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;

/** One JSON object in a file, which appears whole or not at all; and the only mapper of JSON. */
public final class JsonFile {
  // Jackson's own way of writing doubles: Double.toString gives other digits on JDK 17 than on 19
  // and later.
  static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build())
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .addModule(new Jdk8Module())
          .addModule(numbers())
          .build();

  /** Reads what other programs send: texts are on one line, whatever they hold. */
  private static final ObjectReader RECEIVED =
      MAPPER
          .copy()
          .registerModule(new SimpleModule().addDeserializer(String.class, new OneLine()))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .reader();

  private static final JsonFactory STRICT =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private JsonFile() {}

  /** Numbers that are not finite are written as null, and null is read as NaN. */
  private static Module numbers() {
    return new SimpleModule()
        .addSerializer(double.class, new FiniteNumber())
        .addSerializer(Double.class, new FiniteNumber())
        .addSerializer(OptionalDouble.class, new OptionalNumber())
        .addDeserializer(double.class, new NumberOrNaN());
  }

  /**
   * Writes an object, replacing what the file held.
   *
   * @param object of maps, lists, texts, booleans, finite numbers and nulls
   */
  public static void write(Path file, Map<String, ?> object) throws IOException {
    AtomicFile.replace(file, out -> out.write(text(object).getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Reads an object.
   *
   * @throws IOException if the file cannot be read or holds something else
   */
  public static Map<String, Object> read(Path file) throws IOException {
    return MAPPER.readValue(Files.readAllBytes(file), new TypeReference<Map<String, Object>>() {});
  }

  /**
   * The object that a text describes.
   *
   * @throws IOException if it describes none
   */
  public static Map<String, Object> parse(String text) throws IOException {
    return MAPPER.readValue(text, new TypeReference<Map<String, Object>>() {});
  }

  /**
   * The record that a text from another program describes: members that the record does not know
   * are ignored, and control characters in texts are blanks.
   *
   * @throws IOException if it describes none
   */
  public static <T> T parse(String text, Class<T> type) throws IOException {
    T value = RECEIVED.readValue(text, type);
    if (value == null) {
      throw new IOException("null");
    }
    return value;
  }

  /**
   * Checks that a text is one JSON value with nothing after it, and that no object in it has two
   * members of one name.
   *
   * @throws IOException if it is not; its message says on one line why not, and where
   */
  public static void requireStrict(String text) throws IOException {
    try (JsonParser json = STRICT.createParser(text)) {
      if (json.nextToken() == null) {
        throw new JsonParseException(json, "There is none");
      }
      json.skipChildren();
      if (json.nextToken() != null) {
        throw new JsonParseException(json, "Something follows it");
      }
    } catch (JsonProcessingException e) {
      String why = e.getOriginalMessage().replaceAll("[\\s\\p{Cntrl}]+", " ");
      throw new IOException(
          e.getLocation() == null
              ? why
              : "%s, at line %d".formatted(why, e.getLocation().getLineNr()));
    }
  }

  /** An object on one line. */
  public static String line(Object object) {
    try {
      return MAPPER.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "made of records, maps, lists, texts, numbers and nulls", e);
    }
  }

  /** An object as it is written. */
  public static String text(Map<String, ?> object) throws IOException {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    return MAPPER.writer(printer).writeValueAsString(object) + "\n";
  }

  private static final class FiniteNumber extends JsonSerializer<Double> {
    @Override
    public void serialize(Double number, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (Double.isFinite(number)) {
        json.writeNumber(number.doubleValue());
      } else {
        json.writeNull();
      }
    }
  }

  private static final class OptionalNumber extends JsonSerializer<OptionalDouble> {
    @Override
    public void serialize(OptionalDouble number, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      new FiniteNumber().serialize(number.orElse(Double.NaN), json, provider);
    }
  }

  private static final class NumberOrNaN extends JsonDeserializer<Double> {
    @Override
    public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
      return json.getDoubleValue();
    }

    @Override
    public Double getNullValue(DeserializationContext context) {
      return Double.NaN;
    }
  }

  private static final class OneLine extends JsonDeserializer<String> {
    @Override
    public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
      String text = StringDeserializer.instance.deserialize(json, context);
      return text.replaceAll("[\\s\\p{Cc}]+", " ").strip();
    }
  }

  /** The components of a record under their names, in their order; null for what is not there. */
  public static Map<String, Object> toMap(Record record) {
    return MAPPER.convertValue(record, new TypeReference<Map<String, Object>>() {});
  }
}
