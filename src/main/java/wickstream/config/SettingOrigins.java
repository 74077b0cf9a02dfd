package wickstream.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.Map;
import java.util.regex.Pattern;

/** Where settings come from, as a message names it: {@code figure1.conf:4}, or an override. */
final class SettingOrigins {
  private static final Pattern LINES = Pattern.compile(": \\d+(-\\d+)?$");
  private static final String OVERRIDE = "--set ";

  private final String file;

  SettingOrigins(String file) {
    this.file = file;
  }

  /** How the origin of an override is described to the parser. */
  static String ofOverride(String override) {
    return OVERRIDE + InvalidConfiguration.shown(override);
  }

  /** The place of a setting, or of the innermost section around it that is there. */
  String of(ConfigObject root, String path) {
    return of(innermost(root, path).origin());
  }

  /** A file with its line where both are known; a setting left to its default has none. */
  String of(ConfigOrigin origin) {
    String source = LINES.matcher(origin.description()).replaceFirst("");
    if (source.startsWith(OVERRIDE)) {
      return source;
    }
    return source.equals(file) && origin.lineNumber() > 0 ? file + ":" + origin.lineNumber() : file;
  }

  private static ConfigValue innermost(ConfigValue value, String path) {
    if (value instanceof ConfigObject section) {
      if (section.containsKey(path)) {
        return section.get(path);
      }
      for (Map.Entry<String, ConfigValue> entry : section.entrySet()) {
        String key = entry.getKey();
        if (path.startsWith(key + ".") || path.startsWith(key + "[")) {
          return innermost(entry.getValue(), path.substring(key.length()).replaceFirst("^\\.", ""));
        }
      }
    }
    if (value instanceof ConfigList list && path.startsWith("[")) {
      int index = Integer.parseInt(path.substring(1, path.indexOf(']')));
      if (index < list.size()) {
        return innermost(list.get(index), path.substring(path.indexOf(']') + 1));
      }
    }
    return value;
  }
}
