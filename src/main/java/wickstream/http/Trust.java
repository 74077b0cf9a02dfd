package wickstream.http;

import java.util.Optional;
import wickstream.campaign.CampaignStatus.Phase;
import wickstream.campaign.ShardStatus;
import wickstream.statistics.Assessment;
import wickstream.statistics.Figures;
import wickstream.statistics.Verdict;

/** Whether the number that is shown of a shard may be believed. */
final class Trust {
  private static final double LARGEST_PULL = 5;

  private Trust() {}

  /** Why it may not, in one sentence; empty if it may, or if there is none yet. */
  static Optional<String> doubt(ShardStatus shard) {
    Optional<Assessment> known = shard.assessment();
    if (known.isEmpty()) {
      return shard.phase() == Phase.ENDED
          ? Optional.of("no number: " + shard.verdict().map(Verdict::reason).orElse("not measured"))
          : Optional.empty();
    }
    if (known.get().tail().isHeavy()) {
      return Optional.of(
          "the contributions are too heavy-tailed for the error bar to be believed (%s)"
              .formatted(known.get().tail().describe()));
    }
    double pull = shard.reading().orElseThrow().target().pull();
    if (Math.abs(pull) > LARGEST_PULL) {
      return Optional.of(
          "the value is %s standard errors from the exact one".formatted(Figures.brief(pull)));
    }
    if (shard.phase() == Phase.ENDED
        && !(shard.verdict().orElseThrow() instanceof Verdict.Converged)) {
      return Optional.of(
          "it ended before the target was reached: " + shard.verdict().get().reason());
    }
    return Optional.empty();
  }
}
