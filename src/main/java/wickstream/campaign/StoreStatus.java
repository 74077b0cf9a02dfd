package wickstream.campaign;

import java.time.Instant;
import java.util.Optional;
import wickstream.persistence.RunTotals;

/**
 * How well a campaign's state is being kept.
 *
 * @param saves how often it was saved, by earlier runs too
 * @param failures how often saving failed, likewise
 * @param savedAt when it was last saved; when the campaign last began, if it was not since. By
 *     {@link MonotonicClock}
 * @param failure why it fails, while it does
 */
public record StoreStatus(long saves, long failures, Instant savedAt, Optional<String> failure) {

  /** This run has not saved anything yet. */
  static StoreStatus begun(RunTotals before) {
    return new StoreStatus(before.saves(), before.failures(), now(), Optional.empty());
  }

  /** The status after one more attempt. */
  StoreStatus after(StoreActor.Tried tried) {
    return tried.failure().isEmpty()
        ? new StoreStatus(saves + 1, failures, now(), tried.failure())
        : new StoreStatus(saves, failures + 1, savedAt, tried.failure());
  }

  private static Instant now() {
    return MonotonicClock.UTC.instant();
  }
}
