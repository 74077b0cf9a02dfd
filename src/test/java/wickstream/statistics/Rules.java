package wickstream.statistics;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Stopping rules for tests: the mean of series 0, in bags of a hundred. */
final class Rules {
  static final Rounding NO_ROUNDING = sums -> new double[sums.series().size()];

  static final int BAG_SIZE = 100;
  static final ConfidenceSequence SEQUENCE = new ConfidenceSequence(0.95, 1000);
  static final Duration LIMIT = Duration.ofMinutes(5);

  private Rules() {}

  static Target absolute(double error) {
    return new Target(OptionalDouble.empty(), OptionalDouble.of(error));
  }

  static Target relative(double error) {
    return new Target(OptionalDouble.of(error), OptionalDouble.empty());
  }

  static Budget bags(long least, long most) {
    return new Budget(least, most, Optional.empty());
  }

  static Budget limited(long least, long most) {
    return new Budget(least, most, Optional.of(LIMIT));
  }

  static StoppingRule rule(Target target, Budget budget) {
    return rule(target, budget, OptionalDouble.empty());
  }

  static StoppingRule rule(Target target, Budget budget, OptionalDouble exact) {
    return new StoppingRule(
        new Quantity.SeriesMean(0),
        target,
        budget,
        SEQUENCE,
        exact.stream().mapToObj(value -> new Exact(value, 0)).findFirst(),
        unchecked(SEQUENCE));
  }

  /** The checks of a shard of which nothing is known, and whose contributions are exact. */
  static SampleChecks unchecked(ConfidenceSequence sequence) {
    return new SampleChecks(List.of(), List.of(), NO_ROUNDING, sequence);
  }
}
