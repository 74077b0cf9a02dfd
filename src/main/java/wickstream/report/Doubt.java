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

  /** Why the target of a shard may not be, in one sentence; empty if it may. */
  static Optional<String> aboutTarget(ShardResult shard, String target) {
    if (Findings.value(shard, target).isEmpty()) {
      return Optional.of("there is no number: " + shard.verdict().reason());
    }
    Optional<String> doubt = about(shard, target);
    return doubt.isPresent() || shard.verdict() instanceof Verdict.Converged
        ? doubt
        : Optional.of("the target was not reached: " + shard.verdict().reason());
  }

  /** Why a quantity with its error, however large, may not be, in one sentence; empty if it may. */
  static Optional<String> about(ShardResult shard, String quantity) {
    Optional<Value> value = Findings.value(shard, quantity);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!shard.vouchesFor(quantity)) {
      return Optional.of(
          "the contributions are too heavy-tailed for the error bar to be believed (%s)"
              .formatted(tail(shard, quantity).describe()));
    }
    double pull = value.get().pull();
    return Math.abs(pull) > LARGEST_PULL
        ? Optional.of(
            "the value is %s standard errors from the exact one".formatted(Figures.brief(pull)))
        : Optional.empty();
  }

  private static TailDiagnosis tail(ShardResult shard, String quantity) {
    return shard.tails().getOrDefault(quantity.replace("Canonical", ""), shard.tail());
  }
}
