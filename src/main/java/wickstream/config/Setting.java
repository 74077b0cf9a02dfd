package wickstream.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * One value of a campaign file with the path that leads to it. It is read as exactly one type:
 * nothing is converted silently, a refusal names the path, what was wanted and what came.
 */
record Setting(String path, ConfigValue value) {
  private static final String REAL = "a number";

  /** How a number is written that no number of a file is. */
  static final String INFINITY = "infinity";

  private static final Pattern BEYOND_LONG = Pattern.compile("-?[1-9][0-9]{18,}");

  /** The setting of this name in this section. */
  Setting get(String key) {
    if (!(value instanceof ConfigObject section)) {
      throw refused("a section { ... }");
    }
    String inner = path.isEmpty() ? key : path + "." + key;
    if (!section.containsKey(key)) { // possible after stop = 5, stop { ... }, which hides defaults
      throw new InvalidConfiguration(inner, "is missing: its section was given anew after a value");
    }
    return new Setting(inner, section.get(key));
  }

  /** Whether this section has a setting of this name that is not null. */
  boolean has(String key) {
    return value instanceof ConfigObject section && section.containsKey(key) && !get(key).isNull();
  }

  /**
   * The setting of this name in this section.
   *
   * @throws InvalidConfiguration if there is none, or null
   */
  Setting required(String key) {
    if (!has(key)) {
      throw new InvalidConfiguration(path + "." + key, "is required");
    }
    return get(key);
  }

  /** Whether no file or override gives it. */
  boolean isLeftToDefault() {
    return Hocon.isDefault(value.origin());
  }

  boolean isNull() {
    return value.valueType() == ConfigValueType.NULL;
  }

  boolean isSection() {
    return value instanceof ConfigObject;
  }

  /** A whole number; 1e6 and 1000.0 are such, 1.5 and "10" are not. */
  long whole(WholeRange range) {
    if (isTakenForText()) {
      String digits = value.unwrapped().toString();
      throw range.outside(path, digits.startsWith("-"), InvalidConfiguration.shown(digits));
    }
    DecimalNumber numeral = numeral("a whole number");
    if (Double.isInfinite(numeral.value())) {
      throw range.outside(path, numeral.value() < 0, shown());
    }
    BigDecimal number = numeral.exactly();
    if (number.stripTrailingZeros().scale() > 0) {
      throw refused("a whole number");
    }
    if (!range.contains(number)) {
      throw range.outside(path, numeral.value() < range.least(), shown());
    }
    return number.longValueExact();
  }

  /** A whole number of a range within the int numbers. */
  int wholeInt(WholeRange range) {
    return Math.toIntExact(whole(range));
  }

  double real(RealRange range) {
    return range.check(path, numeral(REAL).value(), shown());
  }

  /** A number of a range, or infinity; its words should name both. */
  double realOrInfinity(RealRange range) {
    if (INFINITY.equals(value.unwrapped())) {
      return Double.POSITIVE_INFINITY;
    }
    if (!(value.unwrapped() instanceof Number)) {
      throw refused(range.words());
    }
    return real(range);
  }

  /** The number as it was written, not rounded to a double, but within the range of doubles. */
  BigDecimal decimal(RealRange range) {
    real(range);
    return numeral(REAL).exactly();
  }

  private DecimalNumber numeral(String wanted) {
    if (isTakenForText()) {
      throw refused(wanted + " (one of more than 18 digits takes a point or an exponent)");
    }
    if (!(value.unwrapped() instanceof Number)) {
      throw refused(wanted);
    }
    try {
      return new DecimalNumber(written());
    } catch (NumberFormatException e) {
      throw refused(e.getMessage());
    }
  }

  /** Whether the parser has made a text of a whole number because it has too many digits. */
  private boolean isTakenForText() {
    return value.unwrapped() instanceof String digits && BEYOND_LONG.matcher(digits).matches();
  }

  /** A number as the file has it. */
  private String written() {
    return value.atKey("number").getString("number");
  }

  OptionalDouble realOrNull(RealRange range) {
    return isNull() ? OptionalDouble.empty() : OptionalDouble.of(real(range));
  }

  String text() {
    if (!(value.unwrapped() instanceof String text)) {
      throw refused("a text");
    }
    return text;
  }

  Optional<Duration> durationOrNull() {
    return isNull() ? Optional.empty() : Optional.of(duration());
  }

  Duration duration() {
    Optional<Duration> duration =
        value.unwrapped() instanceof String text ? Durations.parse(text) : Optional.empty();
    return duration.orElseThrow(
        () -> refused("a duration above 0 with its unit, such as 10 minutes"));
  }

  /** What the named one of these choices means. */
  <T> T choice(Map<String, T> choices) {
    return choice(choices, String.join(", ", choices.keySet()));
  }

  /** The same where a refusal names only some of the choices. */
  <T> T choice(Map<String, T> choices, String named) {
    T choice = value.unwrapped() instanceof String name ? choices.get(name) : null;
    if (choice == null) {
      throw refused("one of " + named);
    }
    return choice;
  }

  /** The elements of a list of such things, each a setting of its own. */
  List<Setting> elements(String things) {
    if (!(value instanceof List<?> list)) {
      throw refused("a list of " + things);
    }
    List<Setting> elements = new ArrayList<>();
    for (Object element : list) {
      elements.add(new Setting("%s[%d]".formatted(path, elements.size()), (ConfigValue) element));
    }
    return elements;
  }

  /** The refusal of a value that is not what was wanted. */
  InvalidConfiguration refused(String wanted) {
    return new InvalidConfiguration(path, "must be %s, was %s".formatted(wanted, shown()));
  }

  String shown() {
    return switch (value.valueType()) {
      case OBJECT -> "a section";
      case LIST -> "a list";
      case NUMBER -> InvalidConfiguration.shown(written());
      default -> InvalidConfiguration.shown(value.render(ConfigRenderOptions.concise()));
    };
  }
}
