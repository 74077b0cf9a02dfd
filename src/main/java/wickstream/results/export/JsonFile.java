package wickstream.results.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** One JSON object in a file, which appears whole or not at all. */
public final class JsonFile {
  // Jackson's own way of writing doubles: Double.toString gives other digits on JDK 17 than on 19
  // and later.
  static final ObjectMapper MAPPER =
      new JsonMapper(
          JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build());

  private static final JsonFactory STRICT =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private JsonFile() {}

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
      throw new IllegalArgumentException("made of maps, lists, texts, numbers and nulls", e);
    }
  }

  /** An object as it is written. */
  public static String text(Map<String, ?> object) throws IOException {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    return MAPPER.writer(printer).writeValueAsString(object) + "\n";
  }
}
