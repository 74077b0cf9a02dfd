package wickstream.campaign;

import java.time.Instant;
import java.util.Optional;

/**
 * How well a campaign's state is being kept.
 *
 * @param saves how often it was saved
 * @param failures how often saving failed
 * @param savedAt when it was last saved; when the campaign began, if it never was
 * @param failure why it fails, while it does
 */
public record StoreStatus(long saves, long failures, Instant savedAt, Optional<String> failure) {

  /** Nothing has been saved yet. */
  static StoreStatus begun(Instant now) {
    return new StoreStatus(0, 0, now, Optional.empty());
  }

  /** The status after one more attempt. */
  StoreStatus after(StoreActor.Tried tried, Instant now) {
    return tried.failure().isEmpty()
        ? new StoreStatus(saves + 1, failures, now, tried.failure())
        : new StoreStatus(saves, failures + 1, savedAt, tried.failure());
  }
}
