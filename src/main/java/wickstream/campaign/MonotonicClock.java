package wickstream.campaign;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Tells the time as of the start of this program and what has passed since: how long ago something
 * was stays right when the machine's clock is put right meanwhile.
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
