package wickstream.campaign;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The wall-clock time at the start of this program plus the monotonic time since, so that ages of
 * events stay correct when the machine's clock is adjusted.
 */
public final class MonotonicClock extends Clock {
  /** In UTC. */
  public static final MonotonicClock UTC = new MonotonicClock(ZoneOffset.UTC);

  private static final Instant BEGAN = Instant.now();
  private static final long BEGAN_NANOS = System.nanoTime();

  private final ZoneId zone;

  private MonotonicClock(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public Instant instant() {
    return BEGAN.plusNanos(System.nanoTime() - BEGAN_NANOS);
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return new MonotonicClock(other);
  }
}
