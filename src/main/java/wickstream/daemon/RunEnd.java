package wickstream.daemon;

import java.util.Optional;
import wickstream.results.ShardResult;
import wickstream.statistics.Verdict;

/**
 * How a run of a campaign ended.
 *
 * @param isFinished whether every shard has its verdict
 * @param failure why it could not be run, if so
 * @param willRestart whether it goes on by itself after a moment
 */
record RunEnd(boolean isFinished, Optional<String> failure, boolean willRestart) {

  /** It could not be run. */
  static RunEnd failed(String why) {
    return new RunEnd(false, Optional.of(why), false);
  }

  /**
   * A run has ended, by itself or because it was stopped. In a database that others share it goes
   * on once that can be written again, and does without result files, which are copies there.
   *
   * @param isExtended whether the campaign has another configuration by now
   */
  static RunEnd of(CampaignRunner.Ended run, boolean isExtended, boolean isShared) {
    Optional<String> notSaved = run.outcome().notSaved();
    Optional<Verdict> cancelled =
        run.outcome().shards().stream()
            .map(ShardResult::verdict)
            .filter(Verdict.Cancelled.class::isInstance)
            .findFirst();
    boolean isFinished = cancelled.isEmpty() && !isExtended;
    if (isShared) {
      return new RunEnd(isFinished && notSaved.isEmpty(), Optional.empty(), notSaved.isPresent());
    }
    Optional<String> failure =
        notSaved
            .map("its last state could not be saved: "::concat)
            .or(run::notWritten)
            .or(() -> cancelled.filter(verdict -> !run.wasStopped()).map(Verdict::reason));
    return new RunEnd(isFinished, failure, false);
  }
}
