package wickstream.campaign;

import java.time.Duration;
import wickstream.store.Keeper;

/**
 * How a campaign's state is kept.
 *
 * @param keeper where
 * @param interval how often running shards are kept, beside the ends of their grants
 * @param patience for how long sampling goes on while nothing can be kept
 */
public record Keeping(Keeper keeper, Duration interval, Duration patience) {
  /** For a campaign that leaves nothing but its results. */
  public static final Keeping NOTHING =
      new Keeping(Keeper.NONE, Duration.ofDays(1), Duration.ofDays(1));
}
