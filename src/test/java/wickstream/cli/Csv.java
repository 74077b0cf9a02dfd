package wickstream.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads comma-separated values with a header, as RFC 4180 has them. */
final class Csv {
  private Csv() {}

  /** The names of the columns. */
  static List<String> header(String text) {
    return fields(text.lines().findFirst().orElseThrow());
  }

  /** The rows, each as fields by the name of their column. */
  static List<Map<String, String>> rows(String text) {
    List<String> header = header(text);
    return text.lines().skip(1).map(line -> row(header, fields(line))).toList();
  }

  private static Map<String, String> row(List<String> header, List<String> fields) {
    if (fields.size() != header.size()) {
      throw new AssertionError(
          "%d fields for %d columns: %s".formatted(fields.size(), header.size(), fields));
    }
    Map<String, String> row = new HashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      row.put(header.get(i), fields.get(i));
    }
    return row;
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (char c : line.toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
