package wickstream.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The keys that a campaign file may have, section by section: those of the defaults. */
final class KnownKeys {
  private final Map<String, Set<String>> keysOfSection = new TreeMap<>();

  private KnownKeys() {}

  /**
   * The keys of these defaults, and those of a range of σ_W, of activations, of a shared scale, of
   * generated points and of training, which have no defaults.
   */
  static KnownKeys of(ConfigObject defaults) {
    KnownKeys known = new KnownKeys();
    known.collect("", defaults);
    known.keysOfSection.put(
        "campaign.sigma-w", new TreeSet<>(Set.of("from", "to", "step", "also")));
    known.keysOfSection.put("campaign.ensemble.shared-scale", new TreeSet<>(Set.of("gamma")));
    known.keysOfSection.put(
        "campaign.points",
        new TreeSet<>(Set.of("grid", "ball", "sphere", "gaussian", "csv", "npy")));
    known.keysOfSection.put("campaign.points.grid", new TreeSet<>(Set.of("from", "to", "count")));
    known.keysOfSection.put(
        "campaign.points.ball", new TreeSet<>(Set.of("count", "radius", "seed")));
    known.keysOfSection.put(
        "campaign.points.sphere", new TreeSet<>(Set.of("count", "radius", "seed")));
    known.keysOfSection.put(
        "campaign.points.gaussian", new TreeSet<>(Set.of("count", "sigma", "seed")));
    known.keysOfSection.put(ActivationSection.PATH, new TreeSet<>(Set.of("formula", "leaky-relu")));
    known.keysOfSection.put(
        "campaign.training",
        new TreeSet<>(Set.of("data", "layers", "dynamics", "times", "noise-variance")));
    known.keysOfSection.put("campaign.training.data", new TreeSet<>(Set.of("csv")));
    known.keysOfSection.put("campaign.training.dynamics", new TreeSet<>(Set.of("descent")));
    return known;
  }

  private void collect(String path, ConfigObject section) {
    keysOfSection.put(path, new TreeSet<>(section.keySet()));
    section.forEach(
        (key, value) -> {
          if (value instanceof ConfigObject inner) {
            collect(join(path, key), inner);
          }
        });
  }

  /**
   * @throws InvalidConfiguration for the first key that is not known, with the nearest that is
   */
  void check(ConfigObject root) {
    check("", root);
  }

  private void check(String path, ConfigObject section) {
    Set<String> known = keysOfSection.get(path);
    for (Map.Entry<String, ConfigValue> entry : new TreeMap<>(section).entrySet()) {
      String inner = join(path, entry.getKey());
      if (!known.contains(entry.getKey())) {
        throw new InvalidConfiguration(
            inner,
            "is not a known key%s (known here: %s)"
                .formatted(suggestion(path, entry.getKey()), String.join(", ", known)));
      }
      if (entry.getValue() instanceof ConfigObject object && keysOfSection.containsKey(inner)) {
        check(inner, object);
      }
    }
  }

  /** The known key spelt most like this one, if it is alike; one of the same section first. */
  private String suggestion(String path, String key) {
    Comparator<String> bySpelling = Comparator.comparingInt(known -> distance(key, last(known)));
    String nearest =
        Collections.min(
            allPaths(), bySpelling.thenComparing(known -> !known.equals(join(path, last(known)))));
    return distance(key, last(nearest)) <= key.length() / 2
        ? "; did you mean " + nearest + "?"
        : "";
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  private Set<String> allPaths() {
    Set<String> paths = new TreeSet<>();
    keysOfSection.forEach((path, keys) -> keys.forEach(key -> paths.add(join(path, key))));
    return paths;
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private static int distance(String from, String to) {
    return LevenshteinDistance.getDefaultInstance().apply(from, to);
  }
}
