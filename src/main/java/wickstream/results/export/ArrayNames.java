package wickstream.results.export;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the arrays of an HDF5 file are called, and what that means in words. */
final class ArrayNames {
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("u4", "quartic coupling"),
          Map.entry("u4Canonical", "canonically normalised quartic coupling"),
          Map.entry("u6", "sextic coupling"),
          Map.entry("u6Canonical", "canonically normalised sextic coupling"),
          Map.entry("u4Mixed", "quartic coupling between two outputs"),
          Map.entry("m2", "mean relative deviation from the free theory at order 2"),
          Map.entry("m4", "mean relative deviation from the free theory at order 4"),
          Map.entry("m6", "mean relative deviation from the free theory at order 6"),
          Map.entry("connected4", "mean connected function of order 4"),
          Map.entry("connected6", "mean connected function of order 6"),
          Map.entry("green", "Green function"),
          Map.entry("free", "free Green function"),
          Map.entry("deviation", "deviation of the Green function from the free one"),
          Map.entry("normalised", "deviation over the free Green function"),
          Map.entry("u", "coupling of the multiset"),
          Map.entry("connected", "connected function"),
          Map.entry("shard", "identity of the shard"),
          Map.entry("verdict", "how the shard ended"),
          Map.entry("reason", "why it ended so"),
          Map.entry("bags", "bags measured"),
          Map.entry("networks", "networks measured"),
          Map.entry("networksNeeded", "networks that the target would take"),
          Map.entry("networksNeededIs", "what kind of prediction networksNeeded is"),
          Map.entry("varianceOfVariance", "relative variance of the variance"),
          Map.entry("tailShape", "shape of the tail of the contributions"),
          Map.entry("weightMean", "mean weight"),
          Map.entry("effectiveSampleSize", "effective sample size"));

  /** How the names of parts of a number end, and what they are. */
  private static final Map<String, String> PARTS = parts();

  private ArrayNames() {}

  private static Map<String, String> parts() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("StandardError", "standard error of the %s");
    parts.put("Low", "lower end of the interval of the %s");
    parts.put("High", "upper end of the interval of the %s");
    parts.put("Exact", "exact %s");
    parts.put("Theory", "%s to leading order in 1/N");
    return parts;
  }

  /** The name of an array with a column of greens.csv, where a shard has a number of that name. */
  static String ofGreens(String column) {
    return switch (column) {
      case "value" -> "green";
      case "standardError" -> "greenStandardError";
      default -> column;
    };
  }

  /** What an array holds. */
  static String inWords(String name) {
    String words = WORDS.get(name);
    if (words != null) {
      return words;
    }
    for (Map.Entry<String, String> part : PARTS.entrySet()) {
      if (name.endsWith(part.getKey())) {
        String number = name.substring(0, name.length() - part.getKey().length());
        return part.getValue().formatted(inWords(number));
      }
    }
    throw new IllegalArgumentException("there must be words for " + name);
  }
}
