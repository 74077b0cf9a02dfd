package wickstream.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Settings given as {@code key=value} beside a file, the value in HOCON.
 *
 * @param sections at which keys may begin
 * @param usual the section of keys that begin at none of them
 */
record Overrides(Set<String> sections, String usual) {

  /**
   * Some settings with others laid over them.
   *
   * @param overrides later ones win
   * @throws InvalidConfiguration for one that is not {@code key=value}
   */
  Config over(Config settings, Hocon hocon, List<String> overrides) {
    Config layers = settings;
    for (String override : overrides) {
      layers = parsed(hocon, override).withFallback(layers);
    }
    return layers;
  }

  private Config parsed(Hocon hocon, String override) {
    String place = SettingOrigins.ofOverride(override);
    int equals = override.indexOf('=');
    if (equals < 1) {
      throw new InvalidConfiguration("", "must be key=value").at(place);
    }
    Config value = hocon.parse("value = " + override.substring(equals + 1), place);
    if (value.root().size() != 1) {
      throw new InvalidConfiguration("", "must give one value").at(place);
    }
    return value.root().get("value").atPath(fullPath(override.substring(0, equals), place));
  }

  private String fullPath(String key, String place) {
    try {
      List<String> path = new ArrayList<>(ConfigUtil.splitPath(key.strip()));
      if (!sections.contains(path.get(0))) {
        path.add(0, usual);
      }
      return ConfigUtil.joinPath(path);
    } catch (ConfigException e) {
      throw new InvalidConfiguration("", "\"%s\" is not a key".formatted(key.strip())).at(place);
    }
  }
}
