package wickstream.report;

import java.util.Optional;
import wickstream.statistics.Figures;
import wickstream.statistics.TailDiagnosis;
import wickstream.statistics.Verdict;
import wickstream.store.ShardResult;
import wickstream.store.Value;

/** Whether a number may be believed. */
final class Doubt {
  private static final double LARGEST_PULL = 5;

  private Doubt() {}

  /** Why a quantity of a shard may not be, in one sentence; empty if it may. */
  static Optional<String> about(ShardResult shard, String quantity) {
    if (Findings.value(shard, quantity).isEmpty()) {
      return Optional.of("there is no number: " + shard.verdict().reason());
    }
    if (isHeavy(shard)) {
      return Optional.of(
          "the contributions are too heavy-tailed for the error bar to be believed ("
              + shard.tail().describe()
              + ")");
    }
    double pull = Findings.value(shard, quantity).map(Value::pull).orElse(Double.NaN);
    if (Math.abs(pull) > LARGEST_PULL) {
      return Optional.of(
          "the value is %s standard errors from the exact one".formatted(Figures.brief(pull)));
    }
    if (!(shard.verdict() instanceof Verdict.Converged)) {
      return Optional.of("the target was not reached: " + shard.verdict().reason());
    }
    return Optional.empty();
  }

  /** Whether the error bars of a shard cannot be believed. */
  static boolean isHeavy(ShardResult shard) {
    TailDiagnosis tail = shard.tail();
    return shard.verdict() instanceof Verdict.HeavyTailed
        || !Double.isNaN(tail.varianceOfVariance()) && tail.isHeavy();
  }
}
