package wickstream.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MonotonicClockTest {
  /** What has passed by it is what has passed by {@link System#nanoTime}. */
  @Test
  void goesAsTheMonotonicClockDoes() {
    long before = System.nanoTime();
    Instant begin = MonotonicClock.UTC.instant();
    long between = System.nanoTime();
    Instant end = MonotonicClock.UTC.instant();
    long after = System.nanoTime();
    assertThat(Duration.between(begin, end).toNanos()).isBetween(0L, after - before);
    while (System.nanoTime() - between < 1_000_000) {
      Thread.onSpinWait();
    }
    assertThat(Duration.between(begin, MonotonicClock.UTC.instant()).toNanos())
        .isBetween(1_000_000L, System.nanoTime() - before);
  }
}
