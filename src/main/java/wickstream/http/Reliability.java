package wickstream.http;

import java.util.Optional;
import wickstream.campaign.CampaignStatus.Phase;
import wickstream.campaign.ShardStatus;
import wickstream.results.ReliabilityCheck;
import wickstream.statistics.Assessment;
import wickstream.statistics.Verdict;

/** Whether the number shown for a shard may be trusted. */
final class Reliability {
  private Reliability() {}

  /** Why not, in one sentence; empty if it may, or if there is no number yet. */
  static Optional<String> doubt(ShardStatus shard) {
    Optional<Assessment> known = shard.assessment();
    if (known.isEmpty()) {
      return shard.phase() == Phase.ENDED
          ? Optional.of("no number: " + shard.verdict().map(Verdict::reason).orElse("not measured"))
          : Optional.empty();
    }
    Optional<String> doubt = ReliabilityCheck.about(known.get().tail());
    if (doubt.isPresent()) {
      return doubt;
    }
    if (shard.phase() == Phase.ENDED
        && !(shard.verdict().orElseThrow() instanceof Verdict.Converged)) {
      return Optional.of(
          "it ended before the target was reached: " + shard.verdict().get().reason());
    }
    return Optional.empty();
  }
}
