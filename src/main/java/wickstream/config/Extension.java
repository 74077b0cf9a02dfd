package wickstream.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether a campaign may go on under another configuration. It may be extended by more widths and
 * σ_W, a larger budget and another target; whatever else differs would mix what does not belong
 * together.
 */
public final class Extension {
  private static final Set<String> FREE =
      Set.of(
          "campaign.stop.relative-error",
          "campaign.stop.absolute-error",
          "campaign.stop.error",
          "campaign.stop.all",
          "campaign.stop.max-time");
  private static final Set<String> FREE_IN_MERGING =
      Set.of("campaign.name", "campaign.seed", "campaign.widths", "campaign.sigma-w");
  private static final String STOP = "campaign.stop.";
  private static final Set<String> MAY_GROW = Set.of("campaign.widths", "campaign.sigma-w");
  private static final String MAY_RISE = "campaign.stop.max-networks";

  private Extension() {}

  /**
   * The keys that keep a campaign from going on under another configuration, each with both values
   * in one phrase; none if it may.
   *
   * @param kept the configuration so far
   * @param next the one to go on with
   */
  public static List<String> obstacles(CampaignConfig kept, CampaignConfig next) {
    Map<String, Object> before = flat(kept);
    Map<String, Object> after = flat(next);
    return keysOfEither(before, after)
        .filter(key -> !mayBecome(key, before.get(key), after.get(key)))
        .map(key -> "%s was %s, is %s".formatted(key, before.get(key), after.get(key)))
        .toList();
  }

  /**
   * The keys that keep the results of two campaigns from being taken together, each with both
   * values in one phrase; none if they may be.
   */
  public static List<String> obstaclesToMerging(CampaignConfig one, CampaignConfig other) {
    Map<String, Object> first = flat(one);
    Map<String, Object> second = flat(other);
    return keysOfEither(first, second)
        .filter(key -> !FREE_IN_MERGING.contains(key) && !key.startsWith(STOP))
        .filter(key -> !Objects.equals(first.get(key), second.get(key)))
        .map(key -> "%s is %s and %s".formatted(key, first.get(key), second.get(key)))
        .toList();
  }

  /** All keys in order: those of training are absent where there is none. */
  private static Stream<String> keysOfEither(Map<String, Object> one, Map<String, Object> other) {
    return Stream.of(one, other).flatMap(keys -> keys.keySet().stream()).distinct().sorted();
  }

  private static boolean mayBecome(String key, Object before, Object after) {
    return Objects.equals(before, after)
        || FREE.contains(key)
        || MAY_GROW.contains(key) && ((List<?>) after).containsAll((List<?>) before)
        || key.equals(MAY_RISE) && (long) after >= (long) before;
  }

  private static Map<String, Object> flat(CampaignConfig config) {
    Map<String, Object> flat = new LinkedHashMap<>();
    flatten("", config.toMap(), flat);
    return flat;
  }

  private static void flatten(String path, Map<?, ?> section, Map<String, Object> into) {
    section.forEach(
        (key, value) -> {
          String inner = path.isEmpty() ? key.toString() : path + "." + key;
          if (value instanceof Map<?, ?> deeper) {
            flatten(inner, deeper, into);
          } else {
            into.put(inner, value);
          }
        });
  }
}
