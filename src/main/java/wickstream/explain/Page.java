package wickstream.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One page of explanations.
 *
 * @param name the name of its file without {@code .md}
 * @param topic the heading under which it is listed
 * @param terms what it explains, at least one; it is listed under the first
 * @param aliases other words by which it is found
 * @param markdown its text, which begins with a heading of the first level
 */
public record Page(
    String name, String topic, List<String> terms, List<String> aliases, String markdown) {
  private static final String FENCE = "---";
  private static final Set<String> KEYS = Set.of("terms", "aliases", "topic");

  public Page {
    terms = List.copyOf(terms);
    aliases = List.copyOf(aliases);
    if (topic.isEmpty() || terms.isEmpty()) {
      throw new IllegalArgumentException(name + ".md must name its topic and at least one term");
    }
    if (!markdown.startsWith("# ")) {
      throw new IllegalArgumentException(name + ".md must begin with a heading of the first level");
    }
  }

  /**
   * Parses the text of a file: lines {@code key: value} between two lines {@code ---}, with terms
   * and aliases separated by commas, then Markdown.
   */
  static Page parse(String name, String text) {
    List<String> lines = text.lines().toList();
    int end = lines.isEmpty() ? -1 : lines.subList(1, lines.size()).indexOf(FENCE) + 1;
    if (end < 1 || !lines.get(0).equals(FENCE)) {
      throw new IllegalArgumentException(name + ".md must begin with its keys between lines ---");
    }
    Map<String, String> keys = new HashMap<>();
    for (String line : lines.subList(1, end)) {
      int colon = line.indexOf(':');
      String key = line.substring(0, Math.max(0, colon)).strip();
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException(
            "%s.md: \"%s\" is none of %s".formatted(name, line, KEYS));
      }
      keys.put(key, line.substring(colon + 1).strip());
    }
    return new Page(
        name,
        keys.getOrDefault("topic", ""),
        list(keys.getOrDefault("terms", "")),
        list(keys.getOrDefault("aliases", "")),
        String.join("\n", lines.subList(end + 1, lines.size())).strip() + "\n");
  }

  private static List<String> list(String value) {
    return Arrays.stream(value.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  /** What the page is about, in a few words. */
  public String title() {
    return markdown.lines().findFirst().orElseThrow().substring(2).strip();
  }

  /** Everything by which it is found. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    Stream.of(List.of(name), terms, aliases).forEach(names::addAll);
    return names;
  }
}
