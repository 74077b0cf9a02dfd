package wickstream.campaign;

import java.util.Optional;
import wickstream.results.ShardResult;

/** Where a shard of a campaign stands, with what is known there alone. */
sealed interface ShardPhase permits ShardPhase.Waiting, ShardRun, ShardPhase.Ended {

  /** How far it has come, by a clock in nanoseconds. */
  ShardStatus status(long now);

  /** It has not begun. */
  record Waiting(CampaignPlan campaign, int index, ShardStatus status) implements ShardPhase {
    @Override
    public ShardStatus status(long now) {
      return status;
    }

    /** Its time begins, by the same clock. */
    ShardRun begin(long now) {
      return new ShardRun(campaign, index, now);
    }
  }

  /**
   * It has its final verdict.
   *
   * @param result once that is computed
   */
  record Ended(ShardStatus status, Optional<ShardResult> result) implements ShardPhase {
    @Override
    public ShardStatus status(long now) {
      return status;
    }

    Ended with(ShardResult computed) {
      ShardStatus known =
          computed.trained().isEmpty() ? status : status.withTrained(computed.trained());
      return new Ended(known, Optional.of(computed));
    }
  }
}
