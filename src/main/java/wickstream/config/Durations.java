package wickstream.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as HOCON writes them: a number and a unit, such as {@code 10 minutes}. */
public final class Durations {
  private static final Duration LONGEST = Duration.ofSeconds(1_000_000_000);
  private static final Pattern TEXT =
      Pattern.compile("[\\s\\h]*(\\d{1,18}(?:\\.\\d{1,18})?)[\\s\\h]*([a-z]+)[\\s\\h]*");
  private static final Map<String, Duration> UNITS = new LinkedHashMap<>(); // largest first

  static {
    name(Duration.ofDays(1), "days", "day", "d");
    name(Duration.ofHours(1), "hours", "hour", "h");
    name(Duration.ofMinutes(1), "minutes", "minute", "m");
    name(Duration.ofSeconds(1), "seconds", "second", "s");
    name(Duration.ofMillis(1), "milliseconds", "millisecond", "millis", "milli", "ms");
    name(Duration.ofNanos(1000), "microseconds", "microsecond", "micros", "micro", "us");
    name(Duration.ofNanos(1), "nanoseconds", "nanosecond", "nanos", "nano", "ns");
  }

  private Durations() {}

  private static void name(Duration unit, String... names) {
    for (String name : names) {
      UNITS.put(name, unit);
    }
  }

  /** The duration, cut to nanoseconds; empty for text that is none above 0 and at most 10⁹ s. */
  public static Optional<Duration> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches() || !UNITS.containsKey(parts.group(2))) {
      return Optional.empty();
    }
    BigDecimal nanos =
        new BigDecimal(parts.group(1))
            .multiply(BigDecimal.valueOf(UNITS.get(parts.group(2)).toNanos()));
    return nanos.compareTo(BigDecimal.valueOf(LONGEST.toNanos())) > 0
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(nanos.longValue())).filter(Durations::allowed);
  }

  /** Whether a duration is above 0 and at most 10⁹ seconds, some 31 years. */
  static boolean allowed(Duration duration) {
    return duration.compareTo(Duration.ZERO) > 0 && duration.compareTo(LONGEST) <= 0;
  }

  /** The duration in the largest unit of which it is a whole multiple. */
  static String format(Duration duration) {
    long nanos = duration.toNanos();
    return UNITS.entrySet().stream()
        .filter(unit -> nanos % unit.getValue().toNanos() == 0)
        .findFirst()
        .map(unit -> nanos / unit.getValue().toNanos() + " " + unit.getKey())
        .orElseThrow();
  }
}
