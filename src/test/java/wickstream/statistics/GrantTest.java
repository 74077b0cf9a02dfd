package wickstream.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantTest {

  @Test
  void holdsTheBagsUpToItsEnd() {
    assertThat(new Grant(0, 1).bags()).isEqualTo(1);
    assertThat(new Grant(7, 20).bags()).isEqualTo(13);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "5, 5", "5, 4", "-1, 3"})
  void withoutABagIsRefused(long firstBag, long endBag) {
    assertThatThrownBy(() -> new Grant(firstBag, endBag))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a grant must hold at least one bag, was %d until %d".formatted(firstBag, endBag));
  }
}
