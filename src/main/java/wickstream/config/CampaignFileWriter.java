package wickstream.config;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Campaign files written from configurations, to be read and changed by people. */
public final class CampaignFileWriter {
  private static final String INDENT = "  ";
  private static final String BARE_KEY = "[A-Za-z][A-Za-z0-9-]*";

  private CampaignFileWriter() {}

  /** HOCON without the settings that have their default; it reads back as an equal campaign. */
  public static String text(CampaignConfig config) {
    Map<String, Object> defaults =
        ConfigFactory.parseString(CampaignFile.defaults()).root().unwrapped();
    StringBuilder text = new StringBuilder();
    append(text, different(config.toMap(), defaults), "");
    return text.toString();
  }

  private static Map<String, Object> different(Map<?, ?> settings, Map<?, ?> defaults) {
    Map<String, Object> different = new LinkedHashMap<>();
    settings.forEach(
        (key, value) -> {
          Object standard = defaults.get(key);
          if (value instanceof Map<?, ?> section && standard instanceof Map<?, ?> of) {
            Map<String, Object> rest = different(section, of);
            if (!rest.isEmpty()) {
              different.put(key.toString(), rest);
            }
          } else if (!isSame(value, standard)) {
            different.put(key.toString(), value);
          }
        });
    return different;
  }

  /** Numbers are compared by their values: 1 and 1.0 are the same. */
  private static boolean isSame(Object value, Object other) {
    return value instanceof Number a && other instanceof Number b
        ? a.doubleValue() == b.doubleValue()
        : Objects.equals(value, other);
  }

  private static void append(StringBuilder text, Map<?, ?> settings, String indent) {
    settings.forEach(
        (name, value) -> {
          String key = name.toString();
          text.append(indent).append(key.matches(BARE_KEY) ? key : ConfigUtil.quoteString(key));
          if (value instanceof Map<?, ?> section && !isShort(section)) {
            text.append(" {\n");
            append(text, section, indent + INDENT);
            text.append(indent).append("}\n");
          } else {
            text.append(" = ").append(inline(value)).append('\n');
          }
        });
  }

  /** Whether a section is put on one line, as {@code { formula = "..." }}. */
  private static boolean isShort(Map<?, ?> section) {
    return section.size() == 1
        && section.values().stream()
            .noneMatch(value -> value instanceof Map || value instanceof List);
  }

  private static String inline(Object value) {
    if (value instanceof List<?> list) {
      return list.stream()
          .map(CampaignFileWriter::inline)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof Map<?, ?> section) {
      return section.entrySet().stream()
          .map(entry -> entry.getKey() + " = " + inline(entry.getValue()))
          .collect(Collectors.joining(", ", "{ ", " }"));
    }
    if (value instanceof String string) {
      return string.matches(BARE_KEY) ? string : ConfigUtil.quoteString(string);
    }
    return String.valueOf(value);
  }
}
