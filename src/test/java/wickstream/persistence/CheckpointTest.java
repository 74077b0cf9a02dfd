package wickstream.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import wickstream.statistics.Totals;

class CheckpointTest {
  private static final Totals TOTALS = new RandomTotals(2, 1, 5).of(0, 3);

  @Test
  void mayStandAtTheEndOfItsGrant() {
    assertThat(new Checkpoint(-1, TOTALS, 3, Duration.ZERO).grantEnd()).isEqualTo(3);
  }

  @Test
  void refusesWhatNoShardCanGoOnFrom() {
    assertRefused(TOTALS, 2, 0, "a checkpoint's grant must end at bag 3 or later, was 2");
    assertRefused(TOTALS, 3, -1, "a checkpoint's time must not be negative, was PT-1S");
    assertRefused(Totals.pooled(List.of(TOTALS)), 3, 0, "a checkpoint's totals must not be pooled");
    for (String shard : List.of("", "0123456789abcde", "0123456789ABCDEF", "0123456789abcdefg")) {
      assertRefused(
          Totals.startingAt(shard, 0),
          0,
          0,
          "a checkpoint's shard must be 16 hexadecimal digits, was \"" + shard + "\"");
    }
  }

  private static void assertRefused(Totals totals, long grantEnd, long seconds, String message) {
    assertThatThrownBy(() -> new Checkpoint(1, totals, grantEnd, Duration.ofSeconds(seconds)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
