package wickstream.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RepetitionsTest {
  @Test
  void haveAMedianForEachPart() {
    assertThat(Repetitions.of(3, 1, 2, 9, 7, 8).medians(2).values()).containsExactly(2.0, 8.0);
    assertThat(Repetitions.of(3, 1, 2).medians(3).values()).containsExactly(3.0, 1.0, 2.0);
  }

  @Test
  void haveTheMiddleValueAsMedianInWhateverOrder() {
    assertThat(Repetitions.of(3, 1, 2).median()).isEqualTo(2);
    assertThat(Repetitions.of(4, 1, 3, 2).median()).isEqualTo(2.5);
    assertThat(Repetitions.of(7).median()).isEqualTo(7);
  }

  @Test
  void haveASpread() {
    Repetitions repetitions = Repetitions.of(5, 1, 4, 2, 3);
    assertThat(repetitions.min()).isEqualTo(1);
    assertThat(repetitions.quantile(0.25)).isEqualTo(2);
    assertThat(repetitions.quantile(0.75)).isEqualTo(4);
    assertThat(repetitions.quantile(0.9)).isCloseTo(4.6, within(1e-12));
    assertThat(repetitions.max()).isEqualTo(5);
  }

  /** The median of the ratios of pairs, which is not the ratio of the medians. */
  @Test
  void areComparedInPairs() {
    Repetitions there = Repetitions.of(10, 30, 80);
    Repetitions here = Repetitions.of(1, 3, 4);
    Repetitions ratio = there.over(here);
    assertThat(ratio.values()).containsExactly(10.0, 10.0, 20.0);
    assertThat(ratio.median()).isEqualTo(10);
    assertThat(Repetitions.of(1, 6, 8).over(Repetitions.of(1, 4, 2)).median()).isEqualTo(1.5);
  }

  @Test
  void areComparedOnlyIfTheyComeInPairs() {
    assertThatThrownBy(() -> Repetitions.of(1, 2).over(Repetitions.of(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 and 1");
  }

  @Test
  void areAtLeastOne() {
    assertThatThrownBy(() -> new Repetitions(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keepTheirOrder() {
    assertThat(Repetitions.of(3, 1, 2).map(x -> 6 / x).values()).containsExactly(2.0, 6.0, 3.0);
  }
}
