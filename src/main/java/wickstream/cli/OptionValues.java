package wickstream.cli;

import java.time.Duration;
import java.util.List;
import wickstream.config.BadInput;
import wickstream.config.Durations;

/** Checks of the values of options; a message names the option, what is allowed and what came. */
final class OptionValues {
  /** The largest value of a 16-bit port. */
  static final int LARGEST_PORT = 65_535;

  private static final int MAX_THREADS = 1024;
  private static final int HIGHEST_PRIORITY = 100;

  private OptionValues() {}

  static void requireBetween(String option, int least, int most, int value) {
    if (value < least || value > most) {
      throw new BadInput("%s must be %d to %d, was %d".formatted(option, least, most, value));
    }
  }

  /**
   * @param least 0 where it is enough that others sample, else 1
   */
  static void requireThreads(int least, int threads) {
    requireBetween("--threads", least, MAX_THREADS, threads);
  }

  static void requirePriority(String option, int priority) {
    requireBetween(option, -HIGHEST_PRIORITY, HIGHEST_PRIORITY, priority);
  }

  static Duration duration(String option, String value) {
    return Durations.parse(value)
        .orElseThrow(
            () ->
                new BadInput(
                    "%s must be a number and a unit, such as 90m or \"1 day\", above 0 and at most 10^9 seconds, was %s"
                        .formatted(option, value)));
  }

  static void requireOneOf(String option, List<String> choices, String value) {
    if (!choices.contains(value)) {
      throw new BadInput(
          "%s must be one of %s, was %s".formatted(option, String.join(", ", choices), value));
    }
  }
}
