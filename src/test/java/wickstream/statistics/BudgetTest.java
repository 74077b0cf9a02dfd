package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetTest {

  @Test
  void allowsAtLeastTwoBags() {
    assertThat(new Budget(2, 2, Optional.empty()).maxBags()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"1, 5", "0, 0", "-3, 10", "5, 4"})
  void fewerThanTwoBagsOrLessThanTheLeastAreRefused(long minBags, long maxBags) {
    assertThatThrownBy(() -> new Budget(minBags, maxBags, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a budget must allow at least 2 bags")
        .hasMessageEndingWith("was %d to %d".formatted(minBags, maxBags));
  }
}
