package wickstream.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Campaign files to begin with: those that come with the program. */
final class Templates {
  private static final List<String> NAMES =
      List.of("quickstart", "figure1", "figure2", "figure2-plain", "scaling");

  private Templates() {}

  static List<Object> all() {
    return NAMES.stream().<Object>map(Templates::template).toList();
  }

  private static Map<String, Object> template(String name) {
    Map<String, Object> template = new LinkedHashMap<>();
    template.put("name", name);
    template.put("text", text("/wickstream/templates/" + name + ".conf"));
    return template;
  }

  private static String text(String resource) {
    try (InputStream in = Templates.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
