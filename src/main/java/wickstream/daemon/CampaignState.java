package wickstream.daemon;

import java.util.Locale;

/** Where a campaign of a daemon stands. */
public enum CampaignState {
  /** Waits for its turn. */
  QUEUED,
  /** Is being sampled. */
  RUNNING,
  /** Was told to pause and is saving what it has. */
  PAUSING,
  /** Continues when it is resumed. */
  PAUSED,
  /** Was told to end and is saving what it has. */
  CANCELLING,
  /** Was cancelled by a user. */
  CANCELLED,
  /** Every shard has its verdict. */
  FINISHED,
  /** Could not be run. */
  FAILED;

  /** The word used in the API and in metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it occupies a place among those that share the cores. */
  public boolean isActive() {
    return this == RUNNING || this == PAUSING || this == CANCELLING;
  }

  /** Whether nothing will change by itself. */
  public boolean isAtRest() {
    return this == PAUSED || hasEnded();
  }

  /** Whether it is over, unless somebody extends or resumes it. */
  public boolean hasEnded() {
    return this == CANCELLED || this == FINISHED || this == FAILED;
  }
}
