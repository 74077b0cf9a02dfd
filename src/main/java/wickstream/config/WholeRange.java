package wickstream.config;

import java.math.BigDecimal;

/** The whole numbers from {@code least} to {@code most}, both included. */
record WholeRange(long least, long most) {

  /** The value, if it lies in this range. */
  long check(String path, long value) {
    if (!contains(value)) {
      throw outside(path, value < least, Long.toString(value));
    }
    return value;
  }

  boolean contains(long value) {
    return least <= value && value <= most;
  }

  boolean contains(BigDecimal value) {
    return value.compareTo(BigDecimal.valueOf(least)) >= 0
        && value.compareTo(BigDecimal.valueOf(most)) <= 0;
  }

  /** The refusal of a value that is too small or too large, shown as it was written. */
  InvalidConfiguration outside(String path, boolean tooSmall, String shown) {
    return new InvalidConfiguration(
        path,
        "must be at %s %d, was %s"
            .formatted(tooSmall ? "least" : "most", tooSmall ? least : most, shown));
  }
}
