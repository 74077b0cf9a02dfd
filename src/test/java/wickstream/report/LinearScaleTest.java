package wickstream.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LinearScaleTest {
  /** Slopes that are −1 exactly, but for rounding. */
  @Test
  void roundingIsNoRange() {
    LinearScale scale = LinearScale.around(new Range(-1 - 2e-16, -1 + 3e-16));
    assertThat(scale.last() - scale.first()).isCloseTo(1, within(1e-12));
    LinearScale near = LinearScale.around(new Range(-1, -1 + 1e-9));
    assertThat(near.last() - near.first()).isLessThan(2e-9);
  }

  private static List<String> labels(Scale scale, int most) {
    return scale.ticks(most).stream()
        .map(Tick::label)
        .flatMap(Optional::stream)
        .map(Label::plain)
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0     | 1     | 6 | 0 0.2 0.4 0.6 0.8 1",
        "0     | 1.05  | 3 | 0 0.5 1",
        "-0.13 | 0.11  | 5 | −0.1 −0.05 0 0.05 0.1",
        "-7    | 19    | 7 | −5 0 5 10 15",
        "1e-5  | 9e-5  | 5 | 2·10−5 4·10−5 6·10−5 8·10−5",
        "1e6   | 1.2e6 | 3 | 106 1.1·106 1.2·106"
      })
  void stepsAreOneTwoOrFiveTimesAPowerOfTen(double first, double last, int most, String labels) {
    assertThat(String.join(" ", labels(new LinearScale(first, last), most))).isEqualTo(labels);
  }

  @Test
  void labelsAreNeverMoreThanThereIsRoomFor() {
    for (int most = 2; most < 12; most++) {
      for (double span = 0.013; span < 1e4; span *= 1.7) {
        LinearScale scale = new LinearScale(-0.37 * span, 0.63 * span);
        assertThat(labels(scale, most)).hasSizeBetween(1, most);
        assertThat(scale.ticks(most))
            .allMatch(t -> scale.at(t.value()) > -1e-6 && scale.at(t.value()) < 1 + 1e-6);
      }
    }
  }

  @Test
  void placesNumbersInProportion() {
    LinearScale scale = new LinearScale(-1, 3);
    assertThat(scale.at(-1)).isZero();
    assertThat(scale.at(0)).isCloseTo(0.25, within(1e-15));
    assertThat(scale.at(3)).isEqualTo(1);
    assertThat(scale.nearest(7)).isEqualTo(3);
  }

  @Test
  void makesRoomAroundOneNumber() {
    LinearScale scale = LinearScale.around(new Range(4, 4));
    assertThat(scale.at(4)).isCloseTo(0.5, within(1e-15));
    assertThat(LinearScale.around(new Range(0, 0)).at(0)).isCloseTo(0.5, within(1e-15));
  }

  @Test
  void refusesAnAxisWithoutLength() {
    assertThatIllegalArgumentException().isThrownBy(() -> new LinearScale(1, 1));
  }
}
