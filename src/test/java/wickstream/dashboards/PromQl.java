package wickstream.dashboards;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be read from an expression of PromQL. */
final class PromQl {
  /**
   * {@code $name}, {@code ${name}} or {@code ${name:format}}; a number is a group of label_replace.
   */
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(?:\\{([A-Za-z_]\\w*)(?::\\w+)?}|([A-Za-z_]\\w*))");

  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("__rate_interval", "1m"),
          Map.entry("__interval", "5s"),
          Map.entry("__range", "30m"),
          Map.entry("job", "wickstream"),
          Map.entry("instance", ".+"),
          Map.entry("campaign", ".+"),
          Map.entry("observable", "u4"),
          Map.entry("n", ".+"),
          Map.entry("sigma_w", ".+"),
          Map.entry("shard", "campaign=~\".+\""),
          Map.entry("datasource", "prometheus"));

  private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final Pattern METRIC = Pattern.compile("\\b(?:wickstream[_:][\\w:]+|up)\\b");

  private PromQl() {}

  /** An expression as Grafana would send it when everything is chosen. */
  static String substituted(String expression) {
    return substituted(expression, Map.of());
  }

  /** The same with values of some variables that differ from the usual ones. */
  static String substituted(String expression, Map<String, String> differing) {
    return VARIABLE
        .matcher(expression)
        .replaceAll(variable -> Matcher.quoteReplacement(value(variable, differing)));
  }

  private static String value(MatchResult variable, Map<String, String> differing) {
    String name = variable.group(1) == null ? variable.group(2) : variable.group(1);
    String value = differing.getOrDefault(name, VALUES.get(name));
    if (value == null) {
      throw new AssertionError("no value for $%s".formatted(name));
    }
    return value;
  }

  /** The names of the metrics in an expression, each once. */
  static List<String> metrics(String expression) {
    String withoutTexts = TEXT.matcher(expression).replaceAll("\"\"");
    return METRIC.matcher(withoutTexts).results().map(MatchResult::group).distinct().toList();
  }
}
