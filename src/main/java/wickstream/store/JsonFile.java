package wickstream.store;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** One JSON object in a file, which appears whole or not at all. */
public final class JsonFile {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonFile() {}

  /**
   * Writes an object, replacing what the file held.
   *
   * @param object of maps, lists, texts, booleans, finite numbers and nulls
   */
  public static void write(Path file, Map<String, ?> object) throws IOException {
    WholeFile.replace(file, out -> out.write(text(object).getBytes(StandardCharsets.UTF_8)));
  }

  private static String text(Map<String, ?> object) throws IOException {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    return MAPPER.writer(printer).writeValueAsString(object) + "\n";
  }
}
