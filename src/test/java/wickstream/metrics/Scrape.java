package wickstream.metrics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What Prometheus reads.
 *
 * @param text as it was written
 * @param values by series, as {@code name{label="value",…}}
 * @param helps by family
 */
record Scrape(String text, Map<String, Double> values, Map<String, String> helps) {

  static Scrape of(Meters meters) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      meters.scrape(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return of(out.toString(StandardCharsets.UTF_8));
  }

  private static Scrape of(String text) {
    Map<String, Double> values = new LinkedHashMap<>();
    Map<String, String> helps = new LinkedHashMap<>();
    for (String line : text.split("\n")) {
      if (line.startsWith("# HELP ")) {
        String[] words = line.split(" ", 4);
        helps.put(words[2], words.length > 3 ? words[3] : "");
      } else if (!line.startsWith("#")) {
        int end = line.lastIndexOf(' ');
        values.put(line.substring(0, end), number(line.substring(end + 1)));
      }
    }
    return new Scrape(text, values, helps);
  }

  private static double number(String text) {
    return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }

  /** The names of all series, without labels. */
  Set<String> names() {
    return values.keySet().stream()
        .map(series -> series.replaceFirst("\\{.*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Those of one name. */
  Map<String, Double> named(String name) {
    return values.entrySet().stream()
        .filter(series -> series.getKey().replaceFirst("\\{.*", "").equals(name))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The cumulative counts of a histogram without labels, by upper bound. */
  Map<Double, Long> buckets(String name) {
    Map<Double, Long> counts = new LinkedHashMap<>();
    String start = name + "_bucket{le=\"";
    values.forEach(
        (series, count) -> {
          if (series.startsWith(start)) {
            String bound = series.substring(start.length(), series.length() - 2);
            counts.put(number(bound), count.longValue());
          }
        });
    return counts;
  }
}
