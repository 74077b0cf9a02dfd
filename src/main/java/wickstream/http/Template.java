package wickstream.http;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A campaign file to start from.
 *
 * @param text its contents
 */
record Template(String name, String text) {
  private static final List<String> NAMES =
      List.of("quickstart", "figure1", "figure2", "figure2-plain", "scaling");

  /** All that come with the program. */
  static List<Template> all() {
    return NAMES.stream().map(Template::load).toList();
  }

  private static Template load(String name) {
    byte[] text = Responses.resource("/wickstream/templates/" + name + ".conf").orElseThrow();
    return new Template(name, new String(text, StandardCharsets.UTF_8));
  }
}
