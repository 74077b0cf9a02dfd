package wickstream.config;

import java.util.function.DoublePredicate;

/** The real numbers that a setting may take, with the words that say which. */
record RealRange(String words, DoublePredicate allowed) {
  static final RealRange FINITE = new RealRange("finite", Double::isFinite);
  static final RealRange POSITIVE =
      new RealRange("finite and above 0", x -> x > 0 && Double.isFinite(x));
  static final RealRange NOT_NEGATIVE =
      new RealRange("finite and at least 0", x -> x >= 0 && Double.isFinite(x));
  static final RealRange PROBABILITY = new RealRange("above 0 and below 1", x -> x > 0 && x < 1);

  /** The value, if it lies in this range. */
  double check(String path, double value) {
    return check(path, value, Double.toString(value));
  }

  /** The value, if it lies in this range; a refusal shows it as it was written. */
  double check(String path, double value, String shown) {
    if (!allowed.test(value)) {
      throw new InvalidConfiguration(path, "must be %s, was %s".formatted(words, shown));
    }
    return value;
  }
}
