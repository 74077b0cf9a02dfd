package wickstream.campaign;

import java.time.Duration;
import wickstream.persistence.CheckpointStore;

/**
 * How a campaign's state is kept.
 *
 * @param checkpointStore where
 * @param interval how often running shards are kept, beside the ends of their grants
 * @param patience for how long sampling goes on while nothing can be kept
 */
public record CheckpointPolicy(
    CheckpointStore checkpointStore, Duration interval, Duration patience) {
  /** For a campaign that leaves nothing but its results. */
  public static final CheckpointPolicy NOTHING =
      new CheckpointPolicy(CheckpointStore.NONE, Duration.ofDays(1), Duration.ofDays(1));
}
